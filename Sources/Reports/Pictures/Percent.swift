internal import Tabular
internal import Texts

/// Positions in pictures, which are percentages of their width and height.
enum Percent {
    /// `value` with two decimals at most and a point: `12.5%`.
    static func position(_ value: Double) -> String {
        let hundredths = (value * 100).rounded()
        guard hundredths.isFinite, abs(hundredths) < 1e9 else { return "0%" }
        return JSONWriter.shortest(hundredths / 100) + "%"
    }

    /// `part` of `whole` as people write it; nothing of nothing is a dash.
    static func share(_ part: Cents, of whole: Cents) -> String { FrenchNumber.percent(part.value, of: whole.value) }
}
