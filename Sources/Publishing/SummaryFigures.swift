internal import Tabular

/// The figures of a synthesis sheet: what its formulas give, computed by the program to the cent.
struct SummaryFigures {
    /// One rating, as a row of the sheet.
    struct Rating {
        /// The words in the rating's cells.
        var label: String
        /// Fill and ink, `RRGGBB`.
        var fill: String
        var ink: String
    }

    /// One axis, or the synthesis over the axes.
    struct View {
        /// Its title.
        var title: String
        /// The columns of the annotated sheet that it sums.
        var rating: Int
        var other: Int
        var ratedAmount: Int
        /// The amount and the number of lines per rating, in the order of the sheet's ratings; nil where the view has
        /// no such rating (an axis is never mixed).
        var figures: [(amount: Cents, lines: Int)?]
    }

    /// The ratings, from top to bottom.
    var ratings: [Rating]
    /// The views, from left to right.
    var views: [View]
    /// The amount and the number of lines in the perimeter.
    var retained: (amount: Cents, lines: Int)
    /// What is outside, by reason as the perimeter column says it.
    var excluded: [(reason: String, amount: Cents, lines: Int)]
    /// All lines.
    var all: (amount: Cents, lines: Int)
    /// The control total read from the source.
    var source: Cents
}
