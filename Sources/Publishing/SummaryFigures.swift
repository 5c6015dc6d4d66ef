internal import Tabular

/// The figures of a synthesis sheet: what its formulas give, computed by the program to the cent.
struct SummaryFigures {
    /// One rating, as a row of the sheet.
    struct Rating {
        /// The words in the rating's cells.
        var label: String
        /// Fill and ink, and the colour in charts, `RRGGBB`.
        var fill: String
        var ink: String
        var chart: String
        /// What it means; may be empty.
        var meaning: String
    }

    /// One axis, or the synthesis over the axes.
    struct View {
        /// Its title, and its short one.
        var title: String
        var short: String
        /// The columns of the annotated sheet that it sums.
        var rating: Int
        var other: Int
        var ratedAmount: Int
        /// The amount and the number of lines per rating, in the order of the sheet's ratings; nil where the view has
        /// no such rating (an axis is never mixed).
        var figures: [(amount: Cents, lines: Int)?]
    }

    /// The lines of an axis that nobody has rated yet.
    struct Unrated {
        /// The axis' title.
        var title: String
        /// The column of its rating.
        var rating: Int
        /// How many there are.
        var count: Int
        /// Those of the largest amounts, largest first.
        var largest: [Line]
    }

    /// A line that nobody has rated yet.
    struct Line {
        /// What it is: its account and its label.
        var label: String
        /// Its row, from 0.
        var row: Int
        /// Its amount.
        var amount: Cents
        /// What someone should look at.
        var toCheck: String
    }

    /// The ratings, from top to bottom: what is unresolved first.
    var ratings: [Rating]
    /// The views, from left to right.
    var views: [View]
    /// Whether the last view is the synthesis of the others.
    var hasSynthesis: Bool
    /// What is still to rate, by axis.
    var unrated: [Unrated]
    /// What the views of the measure come to; nil when it has none.
    var derived: SummaryViews?
    /// The amount and the number of lines in the perimeter.
    var retained: (amount: Cents, lines: Int)
    /// What is outside, by reason as the perimeter column says it.
    var excluded: [(reason: String, amount: Cents, lines: Int)]
    /// All lines.
    var all: (amount: Cents, lines: Int)
    /// The control total read from the source.
    var source: Cents
}
