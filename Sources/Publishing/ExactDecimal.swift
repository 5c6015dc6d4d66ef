/// Decimal text of quotients, as a spreadsheet stores them.
public enum ExactDecimal {
    /// `numerator / denominator` as the decimal text of the nearest double; `denominator` must not be 0.
    ///
    /// A spreadsheet divides doubles: the same division gives the same cached value.
    public static func quotient(_ numerator: Int64, _ denominator: Int64) -> String {
        text(Double(numerator) / Double(denominator))
    }

    /// `value`, which is finite, as decimal text that reads back as the same double.
    public static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return plain(value.description)
    }

    /// Text like `1.5e-05` without its exponent: `0.000015`.
    public static func plain(_ text: String) -> String {
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
            let exponent = Int(text[text.index(after: mark)...]), (-400...400).contains(exponent)
        else { return text }
        var digits = text[..<mark].filter { $0 != "." && $0 != "-" }
        let point = text[..<mark].drop { $0 == "-" }.firstIndex(of: ".").map {
            text.distance(from: text.startIndex, to: $0) - (text.hasPrefix("-") ? 1 : 0)
        }
        var position = (point ?? digits.count) + exponent
        if position <= 0 {
            digits = String(repeating: "0", count: 1 - position) + digits
            position = 1
        }
        if position > digits.count { digits += String(repeating: "0", count: position - digits.count) }
        let whole = digits.prefix(position)
        let fraction = digits.dropFirst(position)
        return (text.hasPrefix("-") ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}
