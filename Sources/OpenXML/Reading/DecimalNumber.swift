/// Numbers as XML has them: digits, a point, an exponent.
enum DecimalNumber {
    /// 10 to the power of each index; each one is exact as a double.
    static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The double nearest to the decimal number in the bytes `start..<end`.
    ///
    /// Nil when they are no decimal number (xsd:double without `INF` and `NaN`) or exceed the range of doubles.
    @inline(__always)
    static func value(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var position = start
        var isNegative = false
        if position < end, s[position] == UInt8(ascii: "-") || s[position] == UInt8(ascii: "+") {
            isNegative = s[position] == UInt8(ascii: "-")
            position += 1
        }
        // 19 digits at most go in; beyond, the exact path is not taken anyway.
        var mantissa: UInt64 = 0
        var significant = 0
        var digits = 0
        var scale = 0
        var isFraction = false
        while position < end {
            let byte = s[position]
            let digit = byte &- 0x30
            if digit < 10 {
                digits += 1
                if mantissa != 0 || digit != 0 { significant += 1 }
                if significant <= 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if isFraction { scale -= 1 }
                }
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else { return nil }
        if position < end { return withExponent(s, start, end, position, mantissa, significant, scale, isNegative) }
        return nearest(s, start, end, mantissa, significant, scale, isNegative)
    }

    /// The same, when an exponent must follow at `place`.
    private static func withExponent(
        _ s: Span<UInt8>, _ start: Int, _ end: Int, _ place: Int, _ mantissa: UInt64, _ significant: Int, _ scale: Int,
        _ isNegative: Bool
    ) -> Double? {
        var position = place
        guard s[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        position += 1
        var isSmall = false
        if position < end, s[position] == UInt8(ascii: "-") || s[position] == UInt8(ascii: "+") {
            isSmall = s[position] == UInt8(ascii: "-")
            position += 1
        }
        let first = position
        var exponent = 0
        while position < end {
            let digit = s[position] &- 0x30
            guard digit < 10 else { return nil }
            if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
            position += 1
        }
        guard position > first else { return nil }
        return nearest(s, start, end, mantissa, significant, scale + (isSmall ? -exponent : exponent), isNegative)
    }

    @inline(__always)
    private static func nearest(
        _ s: Span<UInt8>, _ start: Int, _ end: Int, _ mantissa: UInt64, _ significant: Int, _ scale: Int,
        _ isNegative: Bool
    ) -> Double? {
        // Clinger's exact case: both operands are exact doubles, so one rounding gives the nearest one.
        if significant <= 19, mantissa <= 1 << 53, scale >= -22, scale <= 22 {
            let value = scale < 0 ? Double(mantissa) / powers[-scale] : Double(mantissa) * powers[scale]
            return isNegative ? -value : value
        }
        return general(s, start, end)
    }

    /// The general case, through the standard library; the grammar has been checked.
    private static func general(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var bytes: [UInt8] = []
        bytes.append(s, start, end)
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }
}
