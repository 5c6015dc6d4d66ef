internal import Tabular

/// What unresolved axes may change in a synthesis, over the annotated columns; `OpenTotals` computes the same.
///
/// A line that is split has two parts: the one that all main ratings cover, and the rest. `SUMIFS` gives the sums over the
/// first ones. In the rests, the ratings stand in one column or another, so that they need products of columns, which are
/// only computed where a line is split.
struct BoundFormulas {
    let plan: ColumnPlan
    let synthesis: ColumnPlan.Synthesis
    let words: SynthesisWords

    /// The formulas over the columns of `plan`; nil when it has no synthesis.
    init?(_ plan: ColumnPlan, _ words: SynthesisWords) {
        guard let synthesis = plan.synthesis else { return nil }
        self.plan = plan
        self.synthesis = synthesis
        self.words = words
    }

    /// What the synthesis calls favourable on lines that lack a rating, which an unfavourable one takes away.
    var lost: Formula {
        let isFavourable = [plan.range(synthesis.rating), .text(favourable)]
        let main = Formula.binary(sum(isFavourable), .minus, sum(isFavourable + ratings(not: [words.absent])))
        return .binary(main, .plus, ofSplitLines(product([isSynthesis(favourable), minus(isRated)])))
    }

    /// What the synthesis does not call favourable and may become so: lines that lack a rating and have no unfavourable one,
    /// and lines whose axes are split at different parts.
    var gained: Formula {
        let bearable = [plan.range(synthesis.rating), .text("<>" + favourable)] + ratings(not: words.negative)
        let unclear = [plan.range(synthesis.rating), .text(words.absent)] + ratings(not: [words.absent])
        let open = Formula.binary(sum(bearable), .minus, sum(bearable + ratings(not: [words.absent])))
        // Of the rests: open and bearable ones, and those without synthesis although each axis has a rating.
        let isBearable = product(
            [minus(isSynthesis(favourable))]
                + plan.axes.flatMap { axis in words.negative.map { minus(isRest($0, axis)) } })
        let isUnrated = isSynthesis(words.absent)
        let rest = Formula.binary(
            isUnrated, .plus, product([minus(isRated), .binary(isBearable, .minus, isUnrated)]))
        return .binary(.binary(open, .plus, sum(unclear)), .plus, ofSplitLines(rest))
    }

    private var inside: [Formula] { [plan.range(plan.perimeter), .text(Perimeters.inside)] }
    private var favourable: String { words.positive.first ?? "" }

    // MARK: Main parts

    private func sum(_ conditions: [Formula]) -> Formula {
        .call("SUMIFS", [plan.range(synthesis.ratedAmount)] + conditions + inside)
    }

    /// Conditions of the lines whose main ratings are none of `labels`.
    private func ratings(not labels: [String]) -> [Formula] {
        plan.axes.flatMap { axis in labels.flatMap { [plan.range(axis.rating), .text("<>" + $0)] } }
    }

    // MARK: Rests

    /// The sum of the rests for which `condition` is 1; nothing where no line is split.
    private func ofSplitLines(_ condition: Formula) -> Formula {
        let rest = Formula.binary(plan.range(plan.amount), .minus, plan.range(synthesis.ratedAmount))
        let isInside = Formula.binary(plan.range(plan.perimeter), .equal, .text(Perimeters.inside))
        let split = plan.axes.map { Formula.call("COUNTIFS", [plan.range($0.part), .text("<1")] + inside) }
        return .call(
            "IF",
            [
                .binary(Formula.sum(split), .equal, .number("0")), .number("0"),
                .call("SUMPRODUCT", [product([rest, isInside, condition])]),
            ])
    }

    /// Whether every axis has a rating in the rest.
    private var isRated: Formula { product(plan.axes.map { minus(isRest(words.absent, $0)) }) }

    /// Whether the rest is `label` on `axis`: its other rating where it is split, else its rating.
    private func isRest(_ label: String, _ axis: ColumnPlan.Axis) -> Formula {
        func isWord(_ column: Int) -> Formula { .binary(plan.range(column), .equal, .text(label)) }
        return .binary(
            product([.binary(plan.range(axis.part), .less, .number("1")), isWord(axis.other)]), .plus,
            product([.binary(plan.range(axis.part), .equal, .number("1")), isWord(axis.rating)]))
    }

    private func isSynthesis(_ label: String) -> Formula {
        .binary(plan.range(synthesis.other), .equal, .text(label))
    }

    private func minus(_ condition: Formula) -> Formula { .binary(.number("1"), .minus, condition) }

    private func product(_ factors: [Formula]) -> Formula {
        guard let first = factors.first else { return .number("1") }
        return factors.dropFirst().reduce(first) { .binary($0, .times, $1) }
    }
}

extension Formula {
    /// `terms` added up.
    static func sum(_ terms: [Formula]) -> Formula {
        guard let first = terms.first else { return .number("0") }
        return terms.dropFirst().reduce(first) { .binary($0, .plus, $1) }
    }
}
