internal import Measures
internal import Tabular

/// The words of the perimeter column.
enum Perimeters {
    /// The word for a line that counts.
    static let inside = "Oui"

    /// The word for a line that is left out for `reason`.
    static func word(_ reason: String) -> String { "Non : " + reason.prefix(1).lowercased() + reason.dropFirst() }

    /// The reasons that lines were left out for, same reasons together, in the order of the definition.
    static func met(_ result: MeasureResult) -> [(reason: String, amount: Cents, lines: Int)] {
        var met: [(reason: String, amount: Cents, lines: Int)] = []
        for exclusion in result.exclusions where exclusion.count > 0 {
            let word = word(exclusion.reason)
            if let place = met.firstIndex(where: { $0.reason == word }) {
                met[place].amount = met[place].amount + exclusion.total
                met[place].lines += exclusion.count
            } else {
                met.append((word, exclusion.total, exclusion.count))
            }
        }
        return met
    }
}
