public import Tabular

/// What an amount is at least and at most, while some lines are unresolved.
public struct AmountBounds: Sendable, Hashable {
    /// The least.
    public let low: Cents
    /// The most.
    public let high: Cents

    /// The bounds `one` and `other`, whichever is the least: what is unresolved may be more cancelled than spent.
    public init(_ one: Cents, _ other: Cents) {
        low = min(one, other)
        high = max(one, other)
    }
}
