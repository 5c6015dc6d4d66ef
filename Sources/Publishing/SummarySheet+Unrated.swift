internal import Tabular
internal import Texts

extension SummarySheet {
    private static let ratingColumn = 2
    private static let questionColumn = 4

    /// For each axis, the largest lines that nobody has rated yet, with a link to the cell where they are rated.
    mutating func unratedTables() {
        for axis in figures.unrated {
            unratedTable(axis)
            rows.append([])
        }
    }

    private mutating func unratedTable(_ axis: SummaryFigures.Unrated) {
        let absent = figures.ratings[0]
        merge(rows.count, 0...lastColumn)
        let count = axis.count
        let heading =
            count == 0
            ? "\(axis.title) : plus rien à analyser"
            : "\(axis.title) : \(count == 1 ? "une ligne à analyser" : "\(FrenchNumber.integer(count)) lignes à analyser")"
                + (count > axis.largest.count ? ", dont les plus gros montants" : "")
        add(NewCell(.text(heading), .general, .total))
        guard count > 0 else { return }
        note(0, "Cliquer sur une ligne pour aller à la cellule où elle se cote.")
        note(1, "Montant actuel de la ligne.")
        note(
            Self.ratingColumn,
            "Cotation actuelle : elle change dès que la ligne est cotée. « \(absent.label) » veut dire à analyser.")
        let blank = NewCell(nil, .general, .header)
        merge(rows.count, Self.questionColumn...lastColumn)
        rows.append(
            [header("Ligne"), header("Montant"), header("Cotation"), header("Part"), header("À vérifier")]
                + Array(repeating: blank, count: lastColumn - Self.questionColumn))
        let first = rows.count
        for line in axis.largest { rows.append(cells(of: line, axis, absent)) }
        let shown = first..<rows.count
        for rating in figures.ratings {
            colours.append(
                (
                    CellRange(
                        CellReference(row: shown.lowerBound, column: Self.ratingColumn),
                        CellReference(row: shown.upperBound - 1, column: Self.ratingColumn)),
                    ValueColour(text: rating.label, fill: rating.fill, ink: rating.ink)
                ))
        }
        let amount = axis.largest.reduce(Cents.zero) { $0 + $1.amount }
        let place = CellReference(row: rows.count, column: 1)
        add(
            NewCell(.text(shown.count == 1 ? "Cette ligne" : "Ces \(shown.count) lignes"), .general, .total),
            NewCell(.formula(rounded(sum(shown, 1)), .amount(amount)), .amount, .total),
            NewCell(nil, .general, .total),
            share(of: place, amount, total: total, of: figures.retained.amount, look: .total))
    }

    /// The total of the perimeter, as the first view has it.
    private var total: CellReference { CellReference(row: ratingRows.upperBound, column: amountColumn(0)) }

    private mutating func cells(
        of line: SummaryFigures.Line, _ axis: SummaryFigures.Unrated, _ absent: SummaryFigures.Rating
    ) -> [NewCell?] {
        let rating = CellReference(row: line.row, column: axis.rating)
        let amount = Formula.cell(sheet: plan.sheet, CellReference(row: line.row, column: plan.amount))
        let rated = Formula.cell(sheet: plan.sheet, rating)
        let shown = Formula.call("IF", [.binary(rated, .equal, .text("")), .text(absent.label), rated])
        let row = rows.count
        merge(row, Self.questionColumn...lastColumn)
        return [
            NewCell(.link(line.label, sheet: plan.sheet, rating), .general, .tableBody),
            NewCell(.formula(amount, .amount(line.amount)), .amount, .tableBody),
            NewCell(.formula(shown, .text(absent.label)), .wrapped, .tableBody),
            share(
                of: CellReference(row: row, column: 1), line.amount, total: total, of: figures.retained.amount),
            NewCell(.text(line.toCheck), .wrapped, .tableBody),
        ] + Array(repeating: NewCell(nil, .general, .tableBody), count: lastColumn - Self.questionColumn)
    }
}
