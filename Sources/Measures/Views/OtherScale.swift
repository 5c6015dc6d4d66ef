public import Decisions
internal import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts

/// The measure that a mapping leads to, made ready, and what people decided of its axes.
///
/// A class, as a measure that holds another could not be laid out otherwise.
public final class OtherScale: Sendable {
    /// The measure.
    public let measure: Measure
    /// The decisions; those of other measures do not count.
    public let decisions: DecisionsFile

    /// The measure and the decisions.
    public init(_ measure: Measure, decisions: DecisionsFile) {
        self.measure = measure
        self.decisions = decisions
    }

    /// The axes of `mapping` that both measures look at in `exercice`, side by side.
    ///
    /// - Throws: what computing the measure throws.
    func compare(_ mapping: ScaleMapping, _ axes: [AxisResult], _ lines: Lines, exercice: Int?) throws(Finding)
        -> [ScaleComparison]
    {
        let decided = DecidedLines(decisions, of: measure.definition, on: lines)
        let result = try measure.compute(lines, exercice: exercice, decided: decided)
        var comparisons: [ScaleComparison] = []
        for pair in mapping.axes {
            guard let own = axes.first(where: { $0.axis.id == pair.own }),
                let other = result.axes.first(where: { $0.axis.id == pair.other })
            else { continue }
            comparisons.append(try ScaleComparison(mapping, own, other, lines))
        }
        return comparisons
    }
}

extension ScaleComparison {
    /// The lines in disagreement; nil when there are none.
    var finding: Finding? {
        let (amount, count) = self[.disagrees]
        guard count > 0, let first = disagreements.first else { return nil }
        let rows = largest.map { String($0.row + 1) }.joined(separator: ", ")
        return Finding(
            .scalesDisagree,
            [
                "axis": axis.label, "other": other.label, "lines": FrenchNumber.integer(count),
                "amount": FrenchNumber.euros(cents: amount.value),
                "rows": rows + (count > largest.count ? "…" : ""),
                "example": "\(first.expected) ≠ \(first.found)",
            ], count: count)
    }
}
