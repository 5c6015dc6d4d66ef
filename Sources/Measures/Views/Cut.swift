internal import Rules
internal import Tabular

/// How a rating cuts a line, without its words: what loops over lines read.
struct Cut {
    /// The place of the main category; nil outside the measure.
    var main: Int?
    /// The part that falls in it.
    var share: Share
    /// The place of the other category, when the line is split.
    var other: Int?

    /// The cut of `rating`, `place` telling where a mark stands.
    init(_ rating: Rating, _ place: (UInt8) -> Int = { Int($0) }) {
        main = rating.main.map(place)
        share = rating.share
        other = rating.other.map(place)
    }

    /// The amounts of the two parts, which sum to `amount` to the cent.
    func amounts(of amount: Cents) -> (main: Cents, other: Cents) {
        guard other != nil else { return (amount, .zero) }
        let main = share.rounded(of: amount)
        return (main, amount - main)
    }

    /// The amount that falls in the category at `place`, of the parts that `amounts` gave.
    func amount(in place: Int, of amounts: (main: Cents, other: Cents)) -> Cents {
        (main == place ? amounts.main : .zero) + (other == place ? amounts.other : .zero)
    }
}
