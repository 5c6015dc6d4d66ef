internal import Tabular

/// An amount written with more than digits: spaces, currency, parentheses, groups of thousands, exponent.
struct AmountText {
    private var bytes: [UInt8]
    private let isNumber: Bool

    init(_ bytes: ArraySlice<UInt8>, isNumber: Bool) {
        self.bytes = Self.simplify(bytes)
        self.isNumber = isNumber
    }

    /// What the text says.
    var reading: AmountParser.Reading {
        var text = bytes[...]
        trim(&text)
        guard !text.isEmpty else { return .blank }
        var isNegative = false
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
            isNegative = true
            text = text.dropFirst().dropLast()
            trim(&text)
        }
        if text.last == UInt8(ascii: "-") {
            guard !isNegative else { return .unreadable }
            isNegative = true
            text = text.dropLast()
        } else if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            guard !isNegative else { return .unreadable }
            isNegative = sign == UInt8(ascii: "-")
            text = text.dropFirst()
        }
        trim(&text)
        // Accounting formats show zero as a dash.
        guard !text.isEmpty else { return isNegative ? .exact(.zero) : .unreadable }
        if isNumber { return number(text, isNegative: isNegative) }
        return grouped(text, isNegative: isNegative)
    }

    /// A number with an exponent: the point moves, nothing else.
    private func number(_ text: ArraySlice<UInt8>, isNegative: Bool) -> AmountParser.Reading {
        let parts = text.split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x45 || $0 == 0x65 })
        var exponent = 0
        if parts.count == 2 {
            guard let value = Int(String(decoding: parts[1], as: UTF8.self)), value.magnitude <= 400 else {
                return .unreadable
            }
            exponent = value
        }
        var digits: [UInt8] = []
        var point: Int?
        for byte in parts[0] {
            if byte &- UInt8(ascii: "0") < 10 {
                digits.append(byte &- UInt8(ascii: "0"))
            } else if byte == UInt8(ascii: "."), point == nil {
                point = digits.count
            } else {
                return .unreadable
            }
        }
        guard !digits.isEmpty else { return .unreadable }
        let place = (point ?? digits.count) + exponent
        var result = DecimalDigits()
        for position in min(place, 0)..<max(place, digits.count) {
            let digit = digits.indices.contains(position) ? digits[position] : 0
            result.append(digit, isFraction: position >= place)
        }
        return result.reading(isNegative: isNegative)
    }

    /// Text with groups: the last kind of separator, met once, is the decimal one; the others part thousands.
    private func grouped(_ text: ArraySlice<UInt8>, isNegative: Bool) -> AmountParser.Reading {
        var decimal: Int?
        let dots = text.indices.filter { text[$0] == UInt8(ascii: ".") }
        let commas = text.indices.filter { text[$0] == UInt8(ascii: ",") }
        switch (dots.count, commas.count) {
        case (0, 0): break
        case (_, 1) where (dots.last ?? 0) < (commas.last ?? 0): decimal = commas.last
        case (1, _) where (commas.last ?? 0) < (dots.last ?? 0): decimal = dots.last
        case (let count, 0) where count > 1: break
        case (0, let count) where count > 1: break
        default: return .unreadable
        }
        var result = DecimalDigits()
        var group = 0
        var groups = 0
        for position in text.indices {
            let byte = text[position]
            if byte &- UInt8(ascii: "0") < 10 {
                result.append(byte &- UInt8(ascii: "0"), isFraction: decimal.map { position > $0 } ?? false)
                group += 1
            } else if position == decimal {
                if groups > 0, group != 3 { return .unreadable }
                group = 0
            } else if decimal.map({ position > $0 }) ?? false {
                return .unreadable
            } else if [0x20, 0x27, 0x2C, 0x2E].contains(byte) {
                // The first group has one to three digits, the next ones three.
                guard groups == 0 ? (1...3).contains(group) : group == 3 else { return .unreadable }
                groups += 1
                group = 0
            } else {
                return .unreadable
            }
        }
        if decimal == nil, groups > 0, group != 3 { return .unreadable }
        if groups == 0, dots.count == 1, commas.isEmpty, result.looksGrouped { return .ambiguous }
        return result.reading(isNegative: isNegative)
    }

    private func trim(_ text: inout ArraySlice<UInt8>) {
        while text.first == 0x20 { text = text.dropFirst() }
        while text.last == 0x20 { text = text.dropLast() }
    }

    /// Every space becomes a plain one, the typographic minus and apostrophe plain ones, the currency goes.
    private static func simplify(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F: plain.append(0x20)
            case 0x2212: plain.append(UInt8(ascii: "-"))
            case 0x2019: plain.append(UInt8(ascii: "'"))
            case 0x20AC: continue
            case 0x20..<0x7F: plain.append(UInt8(scalar.value))
            default: plain.append(UInt8(ascii: "?"))
            }
        }
        while plain.last == 0x20 { plain.removeLast() }
        for unit in ["EUROS", "EUR"] where plain.count > unit.utf8.count {
            let tail = plain.suffix(unit.utf8.count).map { $0 & 0xDF }
            if tail == Array(unit.utf8) { plain.removeLast(unit.utf8.count) }
        }
        return plain
    }
}
