/// An amount of money in cents of a euro, exact (DESIGN, invariant 1).
public struct Cents: Sendable, Hashable, Comparable, AdditiveArithmetic {
    /// The number of cents; negative for a cancellation.
    public var value: Int64

    /// `value` cents.
    public init(_ value: Int64) { self.value = value }

    /// Nothing.
    public static let zero = Cents(0)

    /// The sum; trapping on overflow, which 92 million billion euros would need.
    public static func + (left: Cents, right: Cents) -> Cents { Cents(left.value + right.value) }

    /// The difference.
    public static func - (left: Cents, right: Cents) -> Cents { Cents(left.value - right.value) }

    /// The opposite.
    public static prefix func - (amount: Cents) -> Cents { Cents(-amount.value) }

    /// By value.
    public static func < (left: Cents, right: Cents) -> Bool { left.value < right.value }

    /// Reads what `decimal` writes: an optional `-`, digits, a point, two digits; nil for anything else.
    public init?(decimal text: some StringProtocol) {
        var value: Int64 = 0
        var decimals: Int?
        var digits = 0
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (tens, first) = value.multipliedReportingOverflow(by: 10)
            let (next, second) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            if first || second { return nil }
            value = next
            digits += 1
            if let count = decimals { decimals = count + 1 }
        }
        guard digits > 2, decimals == 2 else { return nil }
        self.init(isNegative ? -value : value)
    }

    /// Plain decimal text with two decimals and a point, as files have it: `-1234.50`.
    public var decimal: String {
        let magnitude = value.magnitude
        let cents = magnitude % 100
        return (value < 0 ? "-" : "") + String(magnitude / 100) + "." + (cents < 10 ? "0" : "") + String(cents)
    }

    /// Plain decimal text without superfluous zeros, as a spreadsheet stores it: `-1234.5`, `12`.
    public var shortDecimal: String {
        let cents = value.magnitude % 100
        let whole = (value < 0 ? "-" : "") + String(value.magnitude / 100)
        if cents == 0 { return value == 0 ? "0" : whole }
        if cents % 10 == 0 { return whole + "." + String(cents / 10) }
        return whole + "." + (cents < 10 ? "0" : "") + String(cents)
    }
}
