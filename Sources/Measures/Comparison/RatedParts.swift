public import Rules
public import Tabular

/// Where a line's money goes: one category, or two with the exact part of the first.
public struct RatedParts: Sendable, Hashable {
    /// The category, as a place in the rows of a comparison.
    public var main: Int
    /// The category of the rest; nil when all of it is in `main`.
    public var other: Int?
    /// The part in `main`; 1 without other.
    public var share: Share

    /// Parts; all in `main` unless said otherwise.
    public init(_ main: Int, _ share: Share = .one, other: Int? = nil) {
        self.main = main
        self.share = other == nil ? .one : share
        self.other = other
    }

    /// `amount` cut so; both parts sum to it.
    func cut(_ amount: Cents) -> CutAmount {
        guard other != nil else { return CutAmount(main: amount) }
        let parts = Allocation.split(
            amount, into: [share, Share(share.denominator - share.numerator, share.denominator)])
        return CutAmount(main: parts[0], other: parts[1])
    }
}

/// Money in two parts, as `RatedParts` cuts it.
public struct CutAmount: Sendable, Hashable {
    /// What falls in the main category.
    public var main: Cents
    /// What falls in the other one.
    public var other: Cents

    /// Two parts.
    public init(main: Cents, other: Cents = .zero) {
        self.main = main
        self.other = other
    }

    /// Both together.
    public var total: Cents { main + other }

    static func + (left: CutAmount, right: CutAmount) -> CutAmount {
        CutAmount(main: left.main + right.main, other: left.other + right.other)
    }

    static func - (left: CutAmount, right: CutAmount) -> CutAmount {
        CutAmount(main: left.main - right.main, other: left.other - right.other)
    }
}
