internal import Rules
public import Tabular

/// A weighted view of one axis: what its categories weigh, to the cent. A view, never a rating.
///
/// Each category's amount is cut in two, what its coefficient takes and the rest, by largest remainder (half a cent goes to
/// the weighted part, as the `ROUND` of spreadsheets has it): both sum to the amount, and the parts to the perimeter.
public struct WeightedTotals: Sendable, Hashable {
    /// What one category comes to.
    public struct Part: Sendable, Hashable {
        /// The category's amount.
        public var amount: Cents
        /// What its coefficient takes; nil where it has none.
        public var weighted: Cents?

        /// What the coefficient leaves; the whole amount where there is none.
        public var rest: Cents { amount - (weighted ?? .zero) }
    }

    /// The view.
    public let view: WeightedView
    /// The id of the axis.
    public let axis: String
    /// One part per category, then that of the lines without a rating, which have no coefficient.
    public let parts: [Part]

    init(_ view: WeightedView, _ axis: AxisResult) {
        self.view = view
        self.axis = axis.axis.id
        parts = (view.weights + [nil]).enumerated().map { mark, weight in
            let amount = axis.totals.amounts[mark]
            return Part(amount: amount, weighted: weight?.rounded(of: amount))
        }
    }

    /// What all categories weigh.
    public var weighted: Cents { parts.reduce(.zero) { $0 + ($1.weighted ?? .zero) } }
    /// What the coefficients leave: the rest of the categories that have one.
    public var rest: Cents { parts.reduce(.zero) { $0 + ($1.weighted == nil ? .zero : $1.rest) } }
    /// What has no coefficient.
    public var unweighted: Cents { parts.reduce(.zero) { $0 + ($1.weighted == nil ? $1.amount : .zero) } }
}
