internal import Tabular

/// The synthesis sheet: live formulas over the annotated columns, with the values that the program computed beside.
///
/// From top to bottom, in the order in which a finance director asks: what is unresolved and how green it is at least and at
/// most, how the money is rated on each axis, the same as charts, what the largest lines alone cover, what is still to rate,
/// what was left out and whether the totals hold.
struct SummarySheet {
    let figures: SummaryFigures
    let plan: ColumnPlan
    private let place: SheetPlan.Place
    private let title: String
    private let subtitle: String
    var rows: [[NewCell?]] = []
    var merges: [CellRange] = []
    var notes: [(cell: CellReference, text: String)] = []
    var colours: [(range: CellRange, ValueColour)] = []
    var charts: [Chart] = []
    /// The first row of ratings and the row of their total, once they are there.
    var ratingRows = 0..<0

    /// The sheet of `figures` at `place`, whose formulas read the columns of `plan`.
    init(at place: SheetPlan.Place, title: String, subtitle: String, figures: SummaryFigures, plan: ColumnPlan) {
        self.place = place
        self.title = title
        self.subtitle = subtitle
        self.figures = figures
        self.plan = plan
    }

    /// The finished sheet.
    mutating func sheet() -> NewSheet {
        heading(
            "Les montants sont des formules sur la feuille « \(plan.sheet) » : corriger une cotation ou une part "
                + "y met à jour ce tableau et les graphiques. Les axes ne s'additionnent pas entre eux.")
        let bounds = reserveBoundsTable()
        ratingTable()
        fillBoundsTable(bounds)
        drawCharts()
        materialityTable()
        unratedTables()
        perimeterTable()
        viewTables()
        return finished()
    }

    /// The sheet of the rows so far.
    func finished() -> NewSheet {
        var sheet = NewSheet(at: place, widths: widths, rows: rows)
        sheet.merges = merges
        sheet.notes = notes.sorted { $0.cell < $1.cell }
        sheet.colours = colours
        sheet.charts = charts
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        RowHeights.fit(&sheet)
        return sheet
    }

    /// The title, the subtitle, and `remark` on how to read the sheet.
    mutating func heading(_ remark: String) {
        add(NewCell(.text(title), .general, .title))
        add(NewCell(.text(subtitle), .general, .subtitle))
        add(NewCell(.text(remark), .general, .remark))
        for row in 0...2 { merge(row, 0...lastColumn) }
        rows.append([])
    }

    // MARK: Layout

    /// The columns: labels, then amounts, shares and line counts, one of each for every view.
    func amountColumn(_ view: Int) -> Int { 1 + view }
    func shareColumn(_ view: Int) -> Int { 1 + figures.views.count + view }
    func countColumn(_ view: Int) -> Int { 1 + 2 * figures.views.count + view }

    /// The last column that tables and charts use: ten columns at least, for their words to have room.
    var lastColumn: Int { max(9, 3 * figures.views.count) }

    private var widths: [Double] {
        // The reasons of the perimeter fit on a line.
        let label = min(max(46, Double(figures.excluded.map(\.reason.count).max() ?? 0) + 3), 60)
        // Lines of no known section have a column of amounts of their own.
        let unknown = figures.derived?.hasUnknownSection == true ? Self.unknownSectionColumn : 0
        return (0...lastColumn).map { column in
            column == 0 ? label : column <= max(3, figures.views.count) || column == unknown ? 22 : 14
        }
    }

    mutating func add(_ cells: NewCell?...) { rows.append(cells) }

    mutating func merge(_ row: Int, _ columns: ClosedRange<Int>) {
        if columns.count > 1 {
            merges.append(
                CellRange(
                    CellReference(row: row, column: columns.lowerBound),
                    CellReference(row: row, column: columns.upperBound)))
        }
    }

    /// Puts a note on the cell of the next row in `column`.
    mutating func note(_ column: Int, _ text: String) {
        if !text.isEmpty { notes.append((CellReference(row: rows.count, column: column), text)) }
    }

    func header(_ text: String) -> NewCell { NewCell(.text(text), .general, .header) }

    // MARK: Formulas

    func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }

    /// The sum of the cells of `rows` in `column`.
    func sum(_ rows: Range<Int>, _ column: Int) -> Formula {
        .call(
            "SUM",
            [
                .range(
                    sheet: nil,
                    CellRange(
                        CellReference(row: rows.lowerBound, column: column),
                        CellReference(row: rows.upperBound - 1, column: column)))
            ])
    }

    /// The share of the amount in `part` in the one in `total`, which is `whole`.
    func share(
        of part: CellReference, _ amount: Cents, total: CellReference, of whole: Cents, look: CellLook = .tableBody
    ) -> NewCell {
        .share(of: part, amount, total: total, of: whole, look: look)
    }

    /// `OK` while `difference` is nothing, else `wrong`; `holds` says which it is now.
    func verdict(of difference: Formula, holds: Bool, or wrong: String) -> CellValue {
        let fine = "OK"
        return .formula(
            .call(
                "IF",
                [
                    .binary(.call("ROUND", [difference, .number("2")]), .equal, .number("0")), .text(fine),
                    .text(wrong),
                ]), .text(holds ? fine : wrong))
    }
}
