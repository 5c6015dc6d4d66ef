/// Numbers as French reports print them: a no-break space between thousands, a decimal comma.
public enum FrenchNumber {
    /// `cents` hundredths as `1 234,56 €` (no-break spaces).
    public static func euros(cents: Int64) -> String {
        let magnitude = cents.magnitude
        let rest = magnitude % 100
        return (cents < 0 ? "-" : "") + grouped(String(magnitude / 100)) + "," + (rest < 10 ? "0" : "")
            + "\(rest)\u{A0}€"
    }

    /// A whole number as `1 234`.
    public static func integer(_ value: Int) -> String { (value < 0 ? "-" : "") + grouped(String(value.magnitude)) }

    /// `numerator / denominator` as `12,3 %`, half away from zero; `-` when the denominator is 0.
    public static func percent(_ numerator: Int64, of denominator: Int64) -> String {
        guard denominator != 0 else { return "-" }
        let negative = (numerator < 0) != (denominator < 0) && numerator != 0
        let (high, low) = numerator.magnitude.multipliedFullWidth(by: 1000)
        guard high < denominator.magnitude else { return "-" }
        let (quotient, remainder) = denominator.magnitude.dividingFullWidth((high, low))
        let permille = quotient + (remainder >= denominator.magnitude - remainder ? 1 : 0)
        return (negative && permille > 0 ? "-" : "") + grouped(String(permille / 10)) + "," + String(permille % 10)
            + "\u{A0}%"
    }

    private static func grouped(_ digits: String) -> String {
        var shown = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position) % 3 == 0 { shown += "\u{A0}" }
            shown.append(digit)
        }
        return shown
    }
}
