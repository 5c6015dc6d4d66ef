public import Rules

/// How much of each line the main ratings of all its axes cover: where the synthesis changes from its main part to the other.
public struct SynthesisShares: Sendable {
    /// By axis: the place of each line's rating, and the main share of each rating, nil where it has no main part. Worked out
    /// once a rating, since a rating is too large to be copied once a line.
    private let axes: [(codes: [UInt32], shares: [Share?])]

    /// The shares of the lines of `result`.
    public init(_ result: MeasureResult) {
        axes = result.axes.map { ($0.codes, $0.mainShares) }
    }

    /// The smallest main share of the axes of `line`; 1 where nothing is rated.
    public subscript(_ line: Int) -> Share {
        var smallest = Share.one
        for axis in axes {
            if let share = axis.shares[Int(axis.codes[line])],
                share.numerator * smallest.denominator < smallest.numerator * share.denominator
            {
                smallest = share
            }
        }
        return smallest
    }
}

extension AxisResult {
    /// The main share of each rating; nil where it has no main part.
    public var mainShares: [Share?] { ratings.map { $0.main == nil ? nil : $0.share } }
}
