internal import Measures
internal import Tabular

/// What the synthesis sheet shows of a measure's views.
struct SummaryViews {
    /// A line whose two scales disagree.
    struct Line {
        /// What it is: its account and its label.
        var label: String
        /// Its row, from 0.
        var row: Int
        /// Its amount.
        var amount: Cents
        /// Its grade.
        var grade: String
        /// What the grade becomes.
        var expected: String
        /// The official rating.
        var found: String
    }

    /// The measure.
    var definition: MeasureDefinition
    /// The axes that were looked at.
    var axes: [AxisResult]
    /// What the views come to.
    var derived: DerivedResults
    /// The largest lines in disagreement, one list per comparison.
    var lines: [[Line]]

    /// Whether lines are of no known section.
    var hasUnknownSection: Bool { derived.sections.count > 2 }
}

extension Annotation {
    /// What the views of the measure come to, for the synthesis sheet; nil when there is nothing to show.
    var summaryViews: SummaryViews? {
        guard !result.derived.isEmpty else { return nil }
        let marks = result.definition.marks
        let largest = result.derived.scales.map { scale in
            let axis = result.axes.first { $0.axis == scale.axis }
            return scale.largest.map { line in
                SummaryViews.Line(
                    label: label(of: line.line), row: line.row, amount: line.amount,
                    grade: axis?[line.line].main.map { marks[Int($0)].label } ?? "", expected: line.expected,
                    found: line.found)
            }
        }
        return SummaryViews(
            definition: result.definition, axes: result.axes, derived: result.derived, lines: largest)
    }
}
