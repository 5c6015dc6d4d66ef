internal import PublicAccounts
internal import Tabular

/// The sheet of control totals: each input against its source, then each exercice against its inputs, flows added back.
struct ReconciliationSheet {
    static let name = "Contrôles"

    private static let headers = [
        "Exercice", "Entrée", "Budget", "Type", "Fichier", "Lu dans la source", "Total des lignes", "Lignes",
        "Dans le périmètre", "Hors périmètre", "Écart", "Verdict",
    ]
    private static let widths: [Double] = [10, 44, 18, 12, 30, 20, 20, 10, 20, 20, 16, 12]
    private enum Column { static let source = 5, lines = 6, inside = 8, outside = 9, difference = 10 }

    private let consolidation: Consolidation
    private let figures: FigureSheet
    private var rows: [[NewCell?]] = []
    private let accounts = FigureSheet.number(ofTable: Consolidation.accounts)
    private let perimeter = FigureSheet.number(ofTable: Consolidation.perimeter)

    /// The sheet of `consolidation`, whose formulas sum `figures`.
    init(_ consolidation: Consolidation, figures: FigureSheet) {
        self.consolidation = consolidation
        self.figures = figures
    }

    /// The finished sheet.
    mutating func sheet() -> NewSheet {
        rows = [
            [NewCell(.text("Contrôles"), .general, .title)],
            [
                NewCell(
                    .text(
                        "Totaux de contrôle, dépenses et recettes ensemble : rien ne se perd entre les fichiers lus et les "
                            + "comptes consolidés."), .general, .remark)
            ],
            Self.headers.map { NewCell(.text($0), .general, .header) },
        ]
        for (exercice, inputs) in consolidation.exercices {
            let first = rows.count
            for input in inputs { add(input) }
            whole(exercice, inputs, first..<rows.count)
            rows.append([])
        }
        var sheet = NewSheet(name: Self.name, widths: Self.widths, rows: rows)
        sheet.merges = [0, 1].map { row in
            CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: Self.widths.count - 1))
        }
        sheet.frozenRows = 3
        sheet.printTitleRows = 2..<3
        RowHeights.fit(&sheet)
        return sheet
    }

    private mutating func add(_ place: Int) {
        let input = consolidation.inputs[place]
        let own = consolidation.tables[Consolidation.perimeter].figures[place] ?? []
        let inside = own.first?.all.amount ?? .zero
        let outside = own.dropFirst().reduce(Cents.zero) { $0 + $1.all.amount }
        let total = input.lines.total
        let scope = FigureSheet.Scope.input(place)
        let within = figures.amounts(scope, table: perimeter, row: 1)
        let without = rounded(.binary(figures.amounts(scope, table: perimeter), .minus, cell(Column.inside)))
        let difference = Formula.binary(
            .call("ABS", [.binary(cell(Column.source), .minus, cell(Column.lines))]), .plus,
            .call(
                "ABS",
                [
                    .binary(
                        .binary(cell(Column.inside), .plus, cell(Column.outside)), .minus, cell(Column.lines))
                ]))
        rows.append(
            [number(input.exercice), text(input.label), text(input.budget), text(input.type), text(input.file)] + [
                NewCell(.amount(input.source), .amount, .tableBody),
                amount(figures.amounts(scope, table: accounts), total),
                NewCell(
                    .formula(figures.lines(scope, table: accounts), .integer(Int64(input.lines.count))), .integer,
                    .tableBody),
                amount(within, inside), amount(without, outside), amount(rounded(difference), .zero), verdict(),
            ])
    }

    /// The inputs of an exercice together, what is taken out, what is left, and that both make the whole.
    private mutating func whole(_ exercice: Int, _ inputs: [Int], _ added: Range<Int>) {
        func sum(_ column: Int, _ value: Cents) -> NewCell {
            let range = CellRange(
                CellReference(row: added.lowerBound, column: column),
                CellReference(row: added.upperBound - 1, column: column))
            return NewCell(
                .formula(rounded(.call("SUM", [.range(sheet: nil, range)])), .amount(value)), .amount, .total)
        }
        func parts(_ place: Int) -> [Consolidation.Figure] {
            consolidation.tables[Consolidation.perimeter].figures[place] ?? []
        }
        let source = inputs.reduce(Cents.zero) { $0 + consolidation.inputs[$1].source }
        let total = inputs.reduce(Cents.zero) { $0 + consolidation.inputs[$1].lines.total }
        let inside = inputs.reduce(Cents.zero) { $0 + (parts($1).first?.all.amount ?? .zero) }
        let blank = NewCell(nil, .general, .total)
        rows.append([
            number(exercice, .total), NewCell(.text("Ensemble des entrées"), .general, .total), blank, blank, blank,
            sum(Column.source, source), sum(Column.lines, total), blank, sum(Column.inside, inside),
            sum(Column.outside, total - inside), blank, blank,
        ])
        let whole = rows.count - 1
        let flows = consolidation.flows.indices.filter { consolidation.flows[$0].exercice == exercice }
        let taken = flows.reduce(Cents.zero) {
            $0 + consolidation.sides[$1].from.amount + consolidation.sides[$1].to.amount
        }
        let scope = FigureSheet.Scope.internalFlows(exercice)
        label(
            exercice, "Flux internes retirés, les deux côtés", figures.amounts(scope, table: FigureSheet.flowTable),
            taken)
        let external = rounded(
            .binary(
                figures.amounts(.exercice(exercice), table: accounts), .minus, figures.amounts(scope, table: accounts)))
        label(exercice, "Total consolidé", external, total - taken)
        func lines(_ row: Int) -> Formula { .cell(sheet: nil, CellReference(row: row, column: Column.lines)) }
        let back = Formula.binary(
            .binary(lines(whole + 2), .plus, lines(whole + 1)), .minus, lines(whole))
        label(exercice, "Consolidé + flux internes − ensemble", rounded(back), .zero)
        let last = rows.count - 1
        rows[last][Column.difference] = amount(lines(last), .zero)
        rows[last][Column.difference + 1] = verdict(of: CellReference(row: last, column: Column.difference))
    }

    private mutating func label(_ exercice: Int, _ words: String, _ formula: Formula, _ value: Cents) {
        var cells = [NewCell?](repeating: NewCell(nil, .general, .tableBody), count: Self.headers.count)
        cells[0] = number(exercice)
        cells[1] = text(words)
        cells[Column.lines] = amount(formula, value)
        rows.append(cells)
    }

    // MARK: Cells

    private func verdict() -> NewCell { verdict(of: CellReference(row: rows.count, column: Column.difference)) }

    /// The program's own controls hold, or nothing is written.
    private func verdict(of difference: CellReference) -> NewCell {
        NewCell(
            .formula(
                .call(
                    "IF",
                    [.binary(.cell(sheet: nil, difference), .equal, .number("0")), .text("OK"), .text("Écart")]),
                .text("OK")), .general, .tableBody)
    }

    private func cell(_ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: rows.count, column: column)) }

    private func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }

    private func number(_ value: Int, _ look: CellLook = .tableBody) -> NewCell {
        NewCell(.integer(Int64(value)), .general, look)
    }

    private func text(_ value: String) -> NewCell { NewCell(.text(value), .wrapped, .tableBody) }

    private func amount(_ formula: Formula, _ value: Cents) -> NewCell {
        NewCell(.formula(formula, .amount(value)), .amount, .tableBody)
    }
}
