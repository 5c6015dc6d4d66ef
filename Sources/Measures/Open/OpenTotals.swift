public import Findings
public import PublicAccounts
internal import Rules
public import Tabular

/// What is still open in the totals of a measure with categories: what nobody has rated, how much is favourable at least and
/// at most, and what answering the largest lines alone would settle.
public struct OpenTotals: Sendable, Hashable {
    /// An axis, or the synthesis.
    public struct View: Sendable, Hashable {
        /// The amount that has no rating.
        public let unresolved: Cents
        /// How many lines have a part without a rating.
        public let unresolvedLines: Int
        /// The favourable amount: at least when everything unresolved turns out unfavourable, at most when it turns out
        /// favourable.
        ///
        /// In the synthesis, a line that lacks the rating of one axis is unresolved on that axis, even where the synthesis
        /// leaves that axis aside: it is surely favourable only when all its axes are rated, and may become so as long as no
        /// axis is unfavourable. A line whose axes are split at different parts may be favourable, or not.
        public let favourable: AmountBounds
        /// What is favourable as far as one can say, and may prove not to be; nothing on an axis.
        public let mayLose: Cents
        /// What is not favourable as far as one can say, and may prove to be.
        public let mayGain: Cents

        init(_ favourable: Cents, _ totals: Totals, absence: Int, mayLose: Cents, mayGain: Cents) throws(Finding) {
            unresolved = totals.amounts[absence]
            unresolvedLines = totals.counts[absence]
            self.mayLose = mayLose
            self.mayGain = mayGain
            guard mayLose.value != .min else { throw Finding(.totalTooLarge) }
            self.favourable = AmountBounds(try favourable.adding(-mayLose), try favourable.adding(mayGain))
        }
    }

    /// The axes of the result, then the synthesis where there is one.
    public let views: [View]
    /// What the lines above thresholds cover.
    public let materiality: Materiality

    /// What is open in `result` over `lines`; `threshold` is the pipeline's own. Nil for a measure without categories.
    ///
    /// - Throws: `MES004` when 64 bits cannot hold a sum.
    public init?(_ lines: Lines, _ result: MeasureResult, threshold: Cents? = nil) throws(Finding) {
        let definition = result.definition
        guard definition.kind == .partition else { return nil }
        let absence = Int(definition.absenceMark)
        var views: [View] = []
        for axis in result.axes {
            var favourable = Cents.zero
            for (place, category) in definition.categories.enumerated() where category.sign == 1 {
                favourable = try favourable.adding(axis.totals.amounts[place])
            }
            views.append(
                try View(
                    favourable, axis.totals, absence: absence, mayLose: .zero, mayGain: axis.totals.amounts[absence]))
        }
        let walk = try OpenLines(lines, result, threshold: threshold)
        if let synthesis = result.synthesis, let positive = definition.categories.firstIndex(where: { $0.sign == 1 }) {
            views.append(
                try View(
                    synthesis.totals.amounts[positive], synthesis.totals, absence: absence, mayLose: walk.lost,
                    mayGain: walk.gained))
        }
        self.views = views
        materiality = walk.materiality
    }
}
