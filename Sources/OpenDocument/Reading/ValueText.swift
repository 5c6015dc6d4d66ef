internal import Tabular

/// Reads the typed values of cells: numbers (XML Schema `double`), dates, durations (OpenDocument 1.3, part 3, 18.2).
enum ValueText {
    /// The double nearest to decimal text; nil when it is none, or not finite.
    @inline(__always)
    static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        plainNumber(bytes.span, range) ?? slowNumber(bytes, range)
    }

    /// The same for digits with a point and a sign at most; nil for anything else, which may yet be a number.
    @inline(__always)
    static func plainNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        let text = bytes.extracting(range)
        var at = 0
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if isNegative { at = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isAfterPoint = false
        while at < text.count {
            let byte = text[at]
            if byte >= 0x30 && byte <= 0x39 {
                mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
                digits += 1
                if isAfterPoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !isAfterPoint {
                isAfterPoint = true
            } else {
                return nil
            }
            at += 1
        }
        // Fifteen digits and a power of ten up to 22 are exact doubles, and one division rounds once (Clinger, 1990).
        guard digits > 0, digits <= 15 else { return nil }
        let value = Double(mantissa) / powers[decimals]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    private static func slowNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        // Swift's own reader also knows hexadecimal and words, which are no decimal text.
        for byte in bytes[range] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                continue
            default: return nil
            }
        }
        guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// Seconds since 1970-01-01T00:00:00 of `YYYY-MM-DD`; nil for anything else, which may yet be a date.
    @inline(__always)
    static func plainDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard range.count == 10 else { return nil }
        let text = bytes.extracting(range)
        var parts = (0, 0, 0)
        for place in 0..<10 {
            let byte = text[place]
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit = Int(byte &- 0x30)
            guard digit < 10 else { return nil }
            if place < 4 {
                parts.0 = parts.0 * 10 + digit
            } else if place < 7 {
                parts.1 = parts.1 * 10 + digit
            } else {
                parts.2 = parts.2 * 10 + digit
            }
        }
        let civil = CivilDate(year: parts.0, month: parts.1, day: parts.2)
        // The days that every month has need no further check.
        guard (1...12).contains(parts.1), (1...28).contains(parts.2) || civil.isValid else { return nil }
        return Double(civil.daysSince1970) * 86_400
    }

    /// Seconds since 1970-01-01T00:00:00 of `YYYY-MM-DD`, with `Thh:mm:ss(.fff)` or without; a zone is left aside.
    static func date(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        var reader = DigitReader(bytes: bytes, at: range.lowerBound, end: range.upperBound)
        let isNegative = reader.take(UInt8(ascii: "-"))
        guard let year = reader.digits(4...6), reader.take(UInt8(ascii: "-")), let month = reader.digits(2...2),
            reader.take(UInt8(ascii: "-")), let day = reader.digits(2...2)
        else { return nil }
        let civil = CivilDate(year: isNegative ? -year : year, month: month, day: day)
        guard civil.isValid else { return nil }
        var seconds = Double(civil.daysSince1970) * 86_400
        if reader.isAtEnd { return seconds }
        guard reader.take(UInt8(ascii: "T")), let hours = reader.digits(2...2), reader.take(UInt8(ascii: ":")),
            let minutes = reader.digits(2...2), hours <= 24, minutes < 60
        else { return nil }
        seconds += Double(hours * 3600 + minutes * 60)
        if reader.take(UInt8(ascii: ":")) {
            guard let whole = reader.digits(2...2), whole <= 60 else { return nil }
            seconds += Double(whole) + reader.fraction()
        }
        return reader.isAtEnd || reader.skipZone() ? seconds : nil
    }

    /// Seconds of an XML Schema duration without years and months: `-P1DT02H03M04.5S`.
    static func duration(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        var reader = DigitReader(bytes: bytes, at: range.lowerBound, end: range.upperBound)
        let isNegative = reader.take(UInt8(ascii: "-"))
        guard reader.take(UInt8(ascii: "P")), !reader.isAtEnd else { return nil }
        var seconds = 0.0
        var isTime = false
        while !reader.isAtEnd {
            if !isTime, reader.take(UInt8(ascii: "T")) {
                isTime = true
                continue
            }
            guard let count = reader.digits(1...12) else { return nil }
            let fraction = reader.fraction(comma: true)
            let amount = Double(count) + fraction
            if !isTime, reader.take(UInt8(ascii: "D")) {
                seconds += amount * 86_400
            } else if isTime, reader.take(UInt8(ascii: "H")) {
                seconds += amount * 3600
            } else if isTime, reader.take(UInt8(ascii: "M")) {
                seconds += amount * 60
            } else if isTime, reader.take(UInt8(ascii: "S")) {
                seconds += amount
            } else if !isTime, count == 0, reader.take(UInt8(ascii: "Y")) || reader.take(UInt8(ascii: "M")) {
                continue
            } else {
                return nil
            }
        }
        return isNegative ? -seconds : seconds
    }
}

/// Takes digits and marks off a byte range.
private struct DigitReader {
    let bytes: [UInt8]
    var at: Int
    let end: Int

    var isAtEnd: Bool { at >= end }

    mutating func take(_ byte: UInt8) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while at < end, count < counts.upperBound, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            value = value * 10 + Int(bytes[at] - 0x30)
            count += 1
            at += 1
        }
        return count >= counts.lowerBound ? value : nil
    }

    /// A decimal fraction from its point on; 0 when there is none.
    mutating func fraction(comma: Bool = false) -> Double {
        guard take(UInt8(ascii: ".")) || (comma && take(UInt8(ascii: ","))) else { return 0 }
        // Nine digits, nanoseconds, are all that is kept.
        var value = 0.0
        var scale = 1.0
        while at < end, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            if scale < 1e9 {
                value = value * 10 + Double(bytes[at] - 0x30)
                scale *= 10
            }
            at += 1
        }
        return value / scale
    }

    /// Takes `Z` or `+hh:mm`.
    mutating func skipZone() -> Bool {
        if take(UInt8(ascii: "Z")) { return isAtEnd }
        guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), digits(2...2) != nil, take(UInt8(ascii: ":")),
            digits(2...2) != nil
        else { return false }
        return isAtEnd
    }
}
