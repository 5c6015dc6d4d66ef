public import Tabular

/// Reads an amount of money exactly, from a cell's text or from a number's decimal text. No `Double` is involved.
public enum AmountParser {
    /// What a cell says.
    public enum Reading: Sendable, Hashable {
        /// Nothing is written.
        case blank
        /// An amount, exact to the cent; digits beyond are float noise (less than 0.000001).
        case exact(Cents)
        /// An amount with real digits beyond the cent, rounded half away from zero.
        case rounded(Cents)
        /// `1.234` in a text: one euro and some, or a thousand; nobody can tell.
        case ambiguous
        /// No amount, or one beyond ten thousand billion euros.
        case unreadable
    }

    /// The largest magnitude that is read, in cents: 10¹³ euros.
    public static let limit: Int64 = 1_000_000_000_000_000

    /// Reads a number's decimal text, as `parse(_:isNumber:)` does.
    ///
    /// Nearly all are a sign, digits, a point and two digits at most.
    static func parse(number bytes: Span<UInt8>) -> Reading {
        let isNegative = !bytes.isEmpty && bytes[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        var value: Int64 = 0
        var point = bytes.count
        // Fifteen digits are less than the limit in cents.
        guard bytes.count > start, bytes.count - start <= 14 else { return parse(bytes, isNumber: true) }
        for index in start..<bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit < 10 {
                value = value &* 10 &+ Int64(digit)
            } else if bytes[index] == UInt8(ascii: "."), point == bytes.count {
                point = index
            } else {
                return parse(bytes, isNumber: true)
            }
        }
        switch bytes.count - point {
        case 0, 1: value *= 100
        case 2: value *= 10
        case 3: break
        default: return parse(bytes, isNumber: true)
        }
        guard value <= limit, point > start else { return parse(bytes, isNumber: true) }
        return .exact(Cents(isNegative ? -value : value))
    }

    /// Reads `bytes`: a number's decimal text (`21928.7`, `1.5E-2`) when `isNumber`, else text as French exports write
    /// it: `1 234,56`, `-5`, `(12,00)`, `12,00-`, `12 €`, with any kind of space, or with a decimal point.
    public static func parse(_ bytes: ArraySlice<UInt8>, isNumber: Bool) -> Reading {
        parse(bytes.span, isNumber: isNumber)
    }

    /// The same of a span.
    static func parse(_ bytes: Span<UInt8>, isNumber: Bool) -> Reading {
        // Most cells: a sign, digits, one separator, digits.
        guard !bytes.isEmpty else { return .blank }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        var digits = DecimalDigits()
        var separator: UInt8?
        for position in (isNegative ? 1 : 0)..<bytes.count {
            let byte = bytes[position]
            if byte &- UInt8(ascii: "0") < 10 {
                digits.append(byte &- UInt8(ascii: "0"), isFraction: separator != nil)
            } else if separator == nil, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                separator = byte
            } else {
                return AmountText(bytes.indices.map { bytes[$0] }[...], isNumber: isNumber).reading
            }
        }
        if !isNumber, separator == UInt8(ascii: "."), digits.looksGrouped { return .ambiguous }
        return digits.reading(isNegative: isNegative)
    }
}

/// Digits of a decimal number, kept to the cent with what is needed to round.
struct DecimalDigits {
    private var cents: Int64 = 0
    private var wholeDigits = 0
    private var fractionDigits = 0
    private var isTooBig = false
    private var third: UInt8 = 0
    private var areZeros = true
    private var areNines = true
    private var hasMore = false

    /// Whether it reads like a group of thousands: one to three digits, then three.
    var looksGrouped: Bool { fractionDigits == 3 && (1...3).contains(wholeDigits) && cents >= 100 }

    mutating func append(_ digit: UInt8, isFraction: Bool) {
        if isFraction {
            fractionDigits += 1
            if fractionDigits > 2 {
                if fractionDigits == 3 { third = digit }
                if fractionDigits <= 6 {
                    areZeros = areZeros && digit == 0
                    areNines = areNines && digit == 9
                }
                if digit != 0 { hasMore = true }
                return
            }
            if !isTooBig { cents += Int64(digit) * (fractionDigits == 1 ? 10 : 1) }
            return
        }
        wholeDigits += 1
        guard cents < AmountParser.limit else {
            isTooBig = true
            return
        }
        cents = cents * 10 + Int64(digit) * 100
    }

    func reading(isNegative: Bool) -> AmountParser.Reading {
        guard wholeDigits + fractionDigits > 0, !isTooBig, cents <= AmountParser.limit else { return .unreadable }
        let isNoise = areZeros || (areNines && fractionDigits >= 6)
        let rounded = cents + (third >= 5 ? 1 : 0)
        let amount = Cents(isNegative ? -rounded : rounded)
        return !hasMore || isNoise ? .exact(amount) : .rounded(amount)
    }
}
