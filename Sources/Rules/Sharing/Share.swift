/// An exact fraction of a line, from 0 to 1.
public struct Share: Sendable, Hashable {
    /// The numerator; from 0 to `denominator`.
    public let numerator: Int64
    /// The denominator; positive, at most 10⁹.
    public let denominator: Int64

    /// The whole line.
    public static let one = Share(1, 1)

    /// `numerator / denominator`, reduced. Both must lie in the bounds above.
    public init(_ numerator: Int64, _ denominator: Int64) {
        precondition(denominator > 0 && denominator <= 1_000_000_000, "share denominator")
        precondition(numerator >= 0 && numerator <= denominator, "share between 0 and 1")
        var a = numerator
        var b = denominator
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = max(a, 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }
}
