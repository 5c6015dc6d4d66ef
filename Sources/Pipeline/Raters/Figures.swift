internal import Texts

/// Proportions as text; amounts have `FrenchNumber`.
enum Figures {
    /// A proportion as `93,2 %`, half away from zero; rounded down where it would say 100 % and is less.
    static func percent(_ share: Double) -> String {
        let thousandths = (share * 1000).rounded()
        return FrenchNumber.percent(Int64(share < 1 ? min(thousandths, 999) : thousandths), of: 1000)
    }

    /// A number as `0,42`.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int64((value * 100).rounded())
        let digits = hundredths.magnitude
        return (hundredths < 0 ? "-" : "") + "\(digits / 100)," + (digits % 100 < 10 ? "0" : "") + "\(digits % 100)"
    }
}
