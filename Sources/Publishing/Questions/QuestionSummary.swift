internal import Measures
internal import Tabular
internal import Texts

/// The first sheet of a workbook of questions: what is asked of each service, and how far the answers are.
struct QuestionSummary {
    /// A service.
    struct Row {
        var service: String
        /// The name of its sheet.
        var sheet: String
        var lines: Int
        var amount: Cents
        var questions: Int
        /// How many of its lines are above the threshold.
        var large: Int
        /// The cells of its sheet where the answers go.
        var answers: CellRange?
    }

    let title: String
    let subtitle: String
    let before: CivilDate?
    let threshold: Cents?
    let rows: [Row]

    /// The sheet, called `name`.
    func sheet(_ name: String) -> NewSheet {
        let last = threshold == nil ? 5 : 6
        var cells: [[NewCell?]] = [
            [NewCell(.text(title), .general, .title)], [NewCell(.text(subtitle), .general, .subtitle)],
            [NewCell(.text(remark), .wrapped, .remark)], [],
        ]
        guard !rows.isEmpty else {
            cells[2] = [NewCell(.text("Plus rien à demander : toutes les lignes sont cotées."), .wrapped, .remark)]
            return sheet(name, cells, last)
        }
        var headers = ["Service", "Lignes", "Montant", "Questions", "Réponses", "Restent"]
        if let threshold { headers.append("Lignes de plus de \(FrenchNumber.euros(cents: threshold.value))") }
        cells.append(headers.map { NewCell(.text($0), .general, .header) })
        let first = cells.count
        for row in rows { cells.append(self.cells(row, at: cells.count)) }
        cells.append(total(first..<cells.count))
        return sheet(name, cells, last)
    }

    private var remark: String {
        let day = before.map { " Réponses attendues pour le \(QuestionBook.words(of: $0))." } ?? ""
        return "Une feuille par service, à envoyer telle quelle ou seule." + day
            + " Les réponses se recueillent par « mesures collect », depuis ce classeur ou depuis des feuilles rendues à part."
    }

    private func sheet(_ name: String, _ cells: [[NewCell?]], _ last: Int) -> NewSheet {
        var sheet = NewSheet(name: name, widths: [44, 12, 20, 12, 12, 12, 20], rows: cells)
        sheet.frozenRows = 5
        sheet.printTitleRows = rows.isEmpty ? 0..<2 : 4..<5
        sheet.isLandscape = false
        sheet.merges = (0...2).map {
            CellRange(CellReference(row: $0, column: 0), CellReference(row: $0, column: last))
        }
        RowHeights.fit(&sheet)
        return sheet
    }

    private func cells(_ row: Row, at place: Int) -> [NewCell?] {
        func number(_ value: CellValue) -> NewCell { NewCell(value, .integer, .tableBody) }
        func own(_ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: place, column: column)) }
        let answered = row.answers.map { Formula.call("COUNTA", [.range(sheet: row.sheet, $0)]) }
        var cells: [NewCell?] = [
            NewCell(
                .link(row.service, sheet: row.sheet, CellReference(row: 0, column: 0)), .general, .tableBody),
            number(.integer(Int64(row.lines))), NewCell(.amount(row.amount), .amount, .tableBody),
            number(.integer(Int64(row.questions))),
            number(.formula(answered ?? .number("0"), .integer(0))),
            number(.formula(.binary(own(3), .minus, own(4)), .integer(Int64(row.questions)))),
        ]
        if threshold != nil { cells.append(number(.integer(Int64(row.large)))) }
        return cells
    }

    private func total(_ range: Range<Int>) -> [NewCell?] {
        func sum(_ column: Int, _ value: CellValue, _ format: ValueFormat) -> NewCell {
            let cells = CellRange(
                CellReference(row: range.lowerBound, column: column),
                CellReference(row: range.upperBound - 1, column: column))
            let formula = Formula.call("SUM", [.range(sheet: nil, cells)])
            return NewCell(.formula(formula, value), format, .total)
        }
        func count(_ column: Int, _ value: (Row) -> Int) -> NewCell {
            sum(column, .integer(Int64(rows.reduce(0) { $0 + value($1) })), .integer)
        }
        var cells: [NewCell?] = [
            NewCell(.text("Ensemble"), .general, .total), count(1, \.lines),
            sum(2, .amount(rows.reduce(.zero) { $0 + $1.amount }), .amount), count(3, \.questions),
            count(4) { _ in 0 }, count(5, \.questions),
        ]
        if threshold != nil { cells.append(count(6, \.large)) }
        return cells
    }
}
