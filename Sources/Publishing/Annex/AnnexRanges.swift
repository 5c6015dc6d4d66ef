internal import Tabular

/// The columns that the formulas of a presentation sum: those of the annotated sheet, or those of a matrix.
struct AnnexRanges {
    /// The whole amounts.
    var amount: Formula
    /// The keys of the lines by nature.
    var nature: Formula
    /// The keys of the lines by function.
    var fonction: Formula
    /// The keys of the budgets; nil when there is one alone.
    var budget: Formula?
    /// By view.
    var views: [View]

    /// The columns of one view.
    struct View {
        /// The rating.
        var rating: Formula
        /// The rating of the rest and the amount of the main rating, where rows may have two ratings.
        var split: (other: Formula, rated: Formula)?
    }

    /// Which rows a formula sums.
    struct Key {
        /// The key of the line.
        var word: String
        /// Whether it is a line by function.
        var isFonction: Bool
        /// The key of the budget.
        var budget: String
    }

    /// The amount of the rows of `key`.
    func total(_ key: Key) -> Formula { rounded(.call("SUMIFS", [amount] + criteria(key))) }

    /// The amount that view `view` rates `rating` among the rows of `key`: as the main rating its rated amounts, as the
    /// other rating the rest of the lines.
    func amount(_ key: Key, view: Int, rating: String) -> Formula {
        let columns = views[view]
        func sum(_ summed: Formula, where rated: Formula) -> Formula {
            .call("SUMIFS", [summed, rated, .text(rating)] + criteria(key))
        }
        guard let split = columns.split else { return rounded(sum(amount, where: columns.rating)) }
        return rounded(
            .binary(
                .binary(sum(split.rated, where: columns.rating), .plus, sum(amount, where: split.other)), .minus,
                sum(split.rated, where: split.other)))
    }

    private func criteria(_ key: Key) -> [Formula] {
        [key.isFonction ? fonction : nature, .text(key.word)] + (budget.map { [$0, .text(key.budget)] } ?? [])
    }

    private func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }
}
