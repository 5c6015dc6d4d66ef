internal import Tabular

/// Which new column holds what, in the annotated sheet; columns and rows counted from 0.
struct ColumnPlan {
    /// The columns of one axis.
    struct Axis {
        /// The rating, with its drop-down.
        var rating: Int
        /// The part of the amount that has that rating.
        var part: Int
        /// The rating of the rest, where the part is less than the whole.
        var other: Int
        /// The rated amount: the part of the amount, to the cent.
        var ratedAmount: Int
        /// The rule or decision.
        var rule: Int
        /// Why.
        var because: Int
        /// What someone should look at.
        var toCheck: Int
    }

    /// The columns of the synthesis over the axes.
    struct Synthesis {
        /// The synthesis rating.
        var rating: Int
        /// The synthesis rating of the rest, where an axis is split.
        var other: Int
        /// The amount that has the synthesis rating.
        var ratedAmount: Int
    }

    /// The sheet's name.
    var sheet: String
    /// The body rows.
    var body: Range<Int>
    /// The amount that the budget counts.
    var amount: Int
    /// Whether the line is in the perimeter, or why not.
    var perimeter: Int
    /// One entry per axis.
    var axes: [Axis]
    /// The synthesis, when the measure has one.
    var synthesis: Synthesis?
    /// The columns that the pipeline asks for besides.
    var views = ViewPlaces()

    /// Gives each column of `keys(axes:hasSynthesis:)` its place, in that order, from `positions`.
    init(sheet: String, body: Range<Int>, positions: [Int], axisCount: Int, hasSynthesis: Bool) {
        self.sheet = sheet
        self.body = body
        var rest = positions[...]
        func take() -> Int { rest.removeFirst() }
        amount = take()
        perimeter = take()
        axes = (0..<axisCount).map { _ in
            Axis(
                rating: take(), part: take(), other: take(), ratedAmount: take(), rule: take(), because: take(),
                toCheck: take())
        }
        synthesis = hasSynthesis ? Synthesis(rating: take(), other: take(), ratedAmount: take()) : nil
    }

    /// The columns that every measure has, for one that is no partition.
    init(sheet: String, body: Range<Int>, amount: Int, perimeter: Int) {
        self.sheet = sheet
        self.body = body
        self.amount = amount
        self.perimeter = perimeter
        axes = []
    }

    /// What tells the columns apart in a later run: one key per column, in the order of the headers; last the hidden one
    /// that says what was written (`Reference`).
    ///
    /// Columns of suggestions come after those that people correct, so that a run that begins to suggest moves none; after
    /// them those of `views`.
    static func keys(axes: [String], hasSynthesis: Bool, suggesting: [String] = [], views: [String] = []) -> [String] {
        var keys = ["montant", "perimetre"]
        for axis in axes { keys += axisKeys.map { "\(axis).\($0)" } }
        if hasSynthesis { keys += ["cotation", "autre", "montant"].map { "synthese.\($0)" } }
        for axis in suggesting { keys += ["suggestion", "probabilite", "preuves"].map { "\(axis).\($0)" } }
        return keys + views + [Reference.columnKey]
    }

    private static let axisKeys = ["cotation", "part", "autre", "montant", "regle", "justification", "a-verifier"]
    /// How many columns an axis has.
    static var axisWidth: Int { axisKeys.count }

    /// The columns in which people correct ratings: they hold what was computed, and formulas read them.
    var corrected: [Int] { axes.flatMap { [$0.rating, $0.part, $0.other] } }

    /// The body of `column` as a range of the annotated sheet.
    func range(_ column: Int) -> Formula {
        .range(
            sheet: sheet,
            CellRange(
                CellReference(row: body.lowerBound, column: column),
                CellReference(row: max(body.lowerBound, body.upperBound - 1), column: column)))
    }
}
