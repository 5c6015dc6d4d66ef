internal import Measures
internal import Tabular
internal import Texts

/// The sheet of one axis: from the first run's money to the second's, category by category, cause by cause; then a
/// waterfall per category, and the figures that these are drawn from.
struct ComparisonSheet {
    let content: ComparisonContent
    let view: ComparedView
    private let place: Int
    private let detail: ChangeSheet
    private let name: String
    var rows: [[NewCell?]] = []
    var charts: [Chart] = []
    private var merges: [CellRange] = []
    private var notes: [(cell: CellReference, text: String)] = []
    /// The row of each category in the table, by its place among the view's rows.
    private(set) var tableRows: [Int: Int] = [:]
    private var printed = 0

    /// The columns of the table.
    enum Column {
        static let label = 0
        static let before = 1
        static func effect(_ cause: ChangeCause) -> Int { 2 + cause.rawValue }
        static let after = 2 + ChangeCause.allCases.count
        static let control = after + 1
        static let rate = control + 1
        static let sameRatings = rate + 1
    }

    init(_ content: ComparisonContent, view place: Int, detail: ChangeSheet, name: String) {
        self.content = content
        self.place = place
        self.detail = detail
        self.name = name
        view = content.views[place]
    }

    private var lastColumn: Int { content.isExecution ? Column.sameRatings : Column.control }

    /// The finished sheet.
    mutating func sheet() -> NewSheet {
        heading()
        table()
        rows.append([])
        drawWaterfalls(lastColumn: Column.control)
        var sheet = NewSheet(name: name, widths: widths, rows: rows)
        sheet.merges = merges
        sheet.notes = notes
        sheet.charts = charts
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        sheet.printRange = CellRange(
            CellReference(row: 0, column: 0), CellReference(row: max(printed - 1, 0), column: lastColumn))
        RowHeights.fit(&sheet)
        return sheet
    }

    /// Ends what is printed at the last row so far.
    mutating func endPrinting() { printed = rows.count }

    private var widths: [Double] {
        var widths = Array(repeating: 18.0, count: lastColumn + 1)
        widths[Column.label] = 30
        widths[Column.control] = 12
        return widths
    }

    private mutating func heading() {
        rows.append([NewCell(.text("\(view.label) : \(content.before) → \(content.after)"), .general, .title)])
        rows.append([NewCell(.text(content.title), .general, .subtitle)])
        rows.append([
            NewCell(
                .text(
                    "Chaque ligne va du montant de départ à celui d'arrivée, cause par cause : les causes sont des formules sur "
                        + "la feuille « \(ChangeSheet.name) », qui donne chaque changement. La feuille « "
                        + "\(ComparisonMethod.name) » dit ce que les mots veulent dire."), .general, .remark)
        ])
        for row in 0...2 {
            merges.append(
                CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: lastColumn)))
        }
        rows.append([])
    }

    // MARK: The table

    private mutating func table() {
        func header(_ text: String) -> NewCell { NewCell(.text(text), .general, .header) }
        for cause in ChangeCause.allCases {
            notes.append((CellReference(row: rows.count, column: Column.effect(cause)), cause.meaning))
        }
        var headers = [header("Cotation"), header(content.before)]
        headers += ChangeCause.allCases.map { header($0.label(french: true)) }
        headers += [header(content.after), header("Contrôle")]
        if content.isExecution {
            headers += [header("\(content.after) / \(content.before)"), header("Exécuté, à cotations égales")]
        }
        rows.append(headers)
        let first = rows.count
        for (position, row) in view.rows.enumerated() where !row.isEmpty || row.isOutside {
            tableRows[position] = rows.count
            rows.append(cells(of: row, at: position))
        }
        total(first..<rows.count)
        zeroSums()
    }

    private func cells(of row: ComparedView.Row, at position: Int) -> [NewCell?] {
        let own = rows.count
        func amount(_ value: CellValue) -> NewCell { NewCell(value, .amount, .tableBody) }
        var cells: [NewCell?] = [
            NewCell(
                .text(row.category.label), .general, .coloured(fill: row.category.fill, ink: row.category.ink)),
            amount(.amount(row.before)),
        ]
        for cause in ChangeCause.allCases {
            cells.append(amount(.formula(detail.sum(place, cause, row: position), .amount(row[cause]))))
        }
        cells.append(amount(.amount(row.after)))
        cells.append(NewCell(control(own, holds: row.explained == row.after), .general, .remark))
        return cells + rates(own, row.before, row.after, row.atSameRatings, .tableBody)
    }

    /// `OK` while the money of the first run and the effects make the money of the second.
    private func control(_ row: Int, holds: Bool) -> CellValue {
        let sum = Formula.call("SUM", [range(row...row, Column.before...(Column.after - 1))])
        let difference = Formula.call("ROUND", [.binary(sum, .minus, cell(row, Column.after)), .number("2")])
        return .formula(
            .call("IF", [.binary(difference, .equal, .number("0")), .text("OK"), .text("Écart")]),
            .text(holds ? "OK" : "Écart"))
    }

    /// What of the first run's money the second has; and what it would have with the first's ratings.
    private func rates(_ row: Int, _ before: Cents, _ after: Cents, _ same: Cents, _ look: CellLook) -> [NewCell?] {
        guard content.isExecution else { return [] }
        let voted = cell(row, Column.before)
        let money = ChangeCause.money.map { Column.effect($0) }
        let executed = Formula.call("SUM", [voted, range(row...row, (money.first ?? 0)...(money.last ?? 0))])
        return [(cell(row, Column.after), after), (executed, same)].map { formula, amount in
            let value: CellValue =
                before == .zero ? .text("-") : .decimal(ExactDecimal.quotient(amount.value, before.value))
            return NewCell(
                .formula(
                    .call(
                        "IF",
                        [.binary(voted, .equal, .number("0")), .text("-"), .binary(formula, .over, voted)]), value),
                .percent, look)
        }
    }

    private mutating func total(_ summed: Range<Int>) {
        let own = rows.count
        var cells: [NewCell?] = [NewCell(.text("Total des lignes"), .general, .total)]
        func add(_ column: Int, _ amount: Cents) {
            let sum = Formula.call("SUM", [range(summed.lowerBound...(summed.upperBound - 1), column...column)])
            cells.append(
                NewCell(.formula(.call("ROUND", [sum, .number("2")]), .amount(amount)), .amount, .total))
        }
        add(Column.before, view.total(\.before))
        for cause in ChangeCause.allCases { add(Column.effect(cause), view.total { $0[cause] }) }
        add(Column.after, view.total(\.after))
        cells.append(NewCell(control(own, holds: view.isAdditive), .general, .remark))
        cells += rates(own, view.total(\.before), view.total(\.after), view.total(\.atSameRatings), .total)
        rows.append(cells)
    }

    /// Money that moves leaves the total as it is.
    private mutating func zeroSums() {
        let total = rows.count - 1
        var cells: [NewCell?] = [NewCell(.text("Contrôle : les déplacements s'annulent"), .wrapped, .remark), nil]
        for cause in ChangeCause.moves {
            cells.append(
                NewCell(
                    .formula(
                        .call(
                            "IF",
                            [
                                .binary(cell(total, Column.effect(cause)), .equal, .number("0")), .text("OK"),
                                .text("Écart"),
                            ]), .text(view.total { $0[cause] } == .zero ? "OK" : "Écart")), .general, .remark))
        }
        rows.append(cells)
    }

    // MARK: Cells

    func cell(_ row: Int, _ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: row, column: column)) }

    func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> Formula {
        .range(
            sheet: nil,
            CellRange(
                CellReference(row: rows.lowerBound, column: columns.lowerBound),
                CellReference(row: rows.upperBound, column: columns.upperBound)))
    }
}
