internal import Measures
internal import Tabular

/// The steps of a waterfall: a bar from nothing to where it starts, one from each level to the next, one to where it ends.
///
/// Spreadsheet programs draw it as stacked bars: one that is not seen carries the others. Of a step from `low` to `high` the
/// bars are `high` over zero less `low` over zero, and the same below; the one that carries them reaches from zero to
/// whichever end is nearer.
struct Waterfall {
    /// One bar.
    struct Step {
        /// What it adds; at both ends, what is there.
        var amount: Cents
        /// Where it leads.
        var level: Cents
        /// What carries it.
        var base: Cents
        /// What is seen above zero, and below (not above zero).
        var above: Cents
        var below: Cents
        /// Whether it is the first or the last.
        var isEnd: Bool
    }

    let steps: [Step]

    /// The steps of one category.
    init(_ row: ComparedView.Row) {
        func end(_ amount: Cents) -> Step {
            Step(
                amount: amount, level: amount, base: .zero, above: max(amount, .zero), below: min(amount, .zero),
                isEnd: true)
        }
        var steps = [end(row.before)]
        var level = row.before
        for cause in ChangeCause.allCases {
            let next = level + row[cause]
            let (low, high) = (min(level, next), max(level, next))
            steps.append(
                Step(
                    amount: row[cause], level: next, base: max(low, .zero) + min(high, .zero),
                    above: max(high, .zero) - max(low, .zero), below: min(low, .zero) - min(high, .zero), isEnd: false))
            level = next
        }
        self.steps = steps + [end(row.after)]
    }

    /// Whether a step goes through zero, so that it is two bars.
    var crossesZero: Bool { steps.contains { !$0.isEnd && $0.above != .zero && $0.below != .zero } }
}
