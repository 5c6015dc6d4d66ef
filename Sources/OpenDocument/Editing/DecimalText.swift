internal import Tabular

/// Numbers as files store them and as a French reader sees them.
enum DecimalText {
    /// Appends a whole number.
    static func append(_ value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(UInt64(value.magnitude), atLeast: 1, to: &bytes)
    }

    /// Appends an amount in euros without superfluous zeros, as a spreadsheet stores it: `-1234.5`.
    static func append(_ amount: Cents, to bytes: inout [UInt8]) {
        let magnitude = amount.value.magnitude
        if amount.value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(magnitude / 100, atLeast: 1, to: &bytes)
        let cents = magnitude % 100
        guard cents > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        if cents % 10 == 0 {
            appendDigits(cents / 10, atLeast: 1, to: &bytes)
        } else {
            appendDigits(cents, atLeast: 2, to: &bytes)
        }
    }

    /// Appends an amount as `1 234,50 €`, spaces not breaking.
    static func appendEuros(_ amount: Cents, to bytes: inout [UInt8]) {
        let magnitude = amount.value.magnitude
        if amount.value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendGrouped(magnitude / 100, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendDigits(magnitude % 100, atLeast: 2, to: &bytes)
        bytes += "\u{A0}€".utf8
    }

    /// Appends an amount without superfluous zeros, with a decimal comma.
    static func appendFrench(_ amount: Cents, to bytes: inout [UInt8]) {
        let start = bytes.count
        append(amount, to: &bytes)
        putCommas(in: &bytes, from: start)
    }

    /// Appends what a French reader sees of `decimal` (digits, a point, a leading `-`) shown in `format`.
    static func appendShown(_ decimal: String, _ format: ValueFormat, to bytes: inout [UInt8]) {
        switch format {
        case .amount, .percent, .integer: bytes += shown(decimal, format).utf8
        case .general, .text, .wrapped, .date:
            let start = bytes.count
            bytes += decimal.utf8
            putCommas(in: &bytes, from: start)
        }
    }

    private static func putCommas(in bytes: inout [UInt8], from start: Int) {
        for position in start..<bytes.count where bytes[position] == UInt8(ascii: ".") {
            bytes[position] = UInt8(ascii: ",")
        }
    }

    /// What a French reader sees of `decimal` (digits, a point, a leading `-`) shown in `format`.
    static func shown(_ decimal: String, _ format: ValueFormat) -> String {
        switch format {
        case .amount: rounded(decimal, shift: 0, places: 2, isGrouped: true) + "\u{A0}€"
        case .percent: rounded(decimal, shift: 2, places: 1, isGrouped: true) + "\u{A0}%"
        case .integer: rounded(decimal, shift: 0, places: 0, isGrouped: true)
        case .general, .text, .wrapped, .date: String(decimal.map { $0 == "." ? "," : $0 })
        }
    }

    /// `decimal` times a power of ten, rounded half away from zero, with a decimal comma.
    private static func rounded(_ decimal: String, shift: Int, places: Int, isGrouped: Bool) -> String {
        let isNegative = decimal.hasPrefix("-")
        let parts = decimal.drop { $0 == "-" || $0 == "+" }.split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var digits = parts.joined().utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.map { $0 - 0x30 }
        var whole = (parts.first?.utf8.count ?? 0) + shift
        while digits.count <= whole + places { digits.append(0) }
        let isUp = digits[whole + places] >= 5
        digits.removeSubrange((whole + places)...)
        if isUp {
            var at = digits.count - 1
            while at >= 0, digits[at] == 9 {
                digits[at] = 0
                at -= 1
            }
            if at >= 0 {
                digits[at] += 1
            } else {
                digits.insert(1, at: 0)
                whole += 1
            }
        }
        while whole > 1, digits[0] == 0 {
            digits.removeFirst()
            whole -= 1
        }
        var shown = isNegative && digits.contains { $0 > 0 } ? "-" : ""
        if whole == 0 { shown += "0" }
        for (position, digit) in digits.enumerated() {
            if position == whole { shown += "," }
            if isGrouped, position > 0, position < whole, (whole - position) % 3 == 0 { shown += "\u{A0}" }
            shown += String(digit)
        }
        return shown
    }

    private static func appendDigits(_ value: UInt64, atLeast width: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0 || bytes.count - start < width
        bytes[start...].reverse()
    }

    private static func appendGrouped(_ value: UInt64, to bytes: inout [UInt8]) {
        guard value >= 1000 else { return appendDigits(value, atLeast: 1, to: &bytes) }
        appendGrouped(value / 1000, to: &bytes)
        bytes += "\u{A0}".utf8
        appendDigits(value % 1000, atLeast: 3, to: &bytes)
    }
}
