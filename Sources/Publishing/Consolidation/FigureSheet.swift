internal import Tabular

/// The sheet of figures: one row per input, table, row of that table, and side of the consolidation. Every formula of the
/// other sheets sums it, so that what they show can be followed to its parts.
struct FigureSheet {
    static let name = "Chiffres"

    private enum Column: Int {
        case exercice, inputNumber, input, tableNumber, table, rowNumber, row, isInternal, amount, lines
    }

    private static let headers = [
        "Exercice", "N° d'entrée", "Entrée", "N° de table", "Table", "N° de ligne", "Ligne", "Flux interne (1 : oui)",
        "Montant", "Lignes",
    ]
    private static let widths: [Double] = [10, 10, 28, 10, 40, 10, 44, 12, 20, 10]

    /// The table number of the flows' sides, which no other table has.
    static let flowTable = 0
    /// The number of table `place` of the consolidation.
    static func number(ofTable place: Int) -> Int { place + 1 }
    /// The row number of one side of a flow.
    static func number(ofSide side: Int) -> Int { side + 1 }

    private var rows: [[NewCell?]] = []

    /// The figures of `consolidation`.
    init(_ consolidation: Consolidation) {
        rows = [Self.headers.map { NewCell(.text($0), .general, .header) }]
        for (place, table) in consolidation.tables.enumerated() {
            for (input, figures) in table.figures.enumerated() {
                for (row, figure) in (figures ?? []).enumerated() {
                    let one = consolidation.inputs[input]
                    for (sum, isInternal) in [(figure.external, false), (figure.internal, true)] where sum.lines > 0 {
                        add(
                            exercice: one.exercice, input: (input + 1, one.label),
                            table: (Self.number(ofTable: place), table.title), row: (row + 1, table.rows[row].label),
                            isInternal, sum)
                    }
                }
            }
        }
        for (place, flow) in consolidation.flows.enumerated() where flow.isInside {
            let sides = consolidation.sides[place]
            for (side, sum) in [(0, sides.from), (1, sides.to)] where sum.lines > 0 {
                add(
                    exercice: flow.exercice, input: (0, side == 0 ? flow.from.budgets : flow.to.budgets),
                    table: (Self.flowTable, "Flux internes"),
                    row: (
                        Self.number(ofSide: 2 * place + side),
                        flow.label + (side == 0 ? " : payé" : " : reçu")
                    ), true, sum)
            }
        }
    }

    private mutating func add(
        exercice: Int, input: (Int, String), table: (Int, String), row: (Int, String), _ isInternal: Bool,
        _ sum: Consolidation.Sum
    ) {
        func number(_ value: Int) -> NewCell { NewCell(.integer(Int64(value)), .general, .tableBody) }
        func text(_ value: String) -> NewCell { NewCell(.text(value), .text, .tableBody) }
        rows.append([
            number(exercice), number(input.0), text(input.1), number(table.0), text(table.1), number(row.0),
            text(row.1), number(isInternal ? 1 : 0), NewCell(.amount(sum.amount), .amount, .tableBody),
            NewCell(.integer(Int64(sum.lines)), .integer, .tableBody),
        ])
    }

    /// The sheet.
    var sheet: NewSheet {
        var sheet = NewSheet(name: Self.name, widths: Self.widths, rows: rows)
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        RowHeights.fit(&sheet)
        return sheet
    }

    // MARK: Formulas

    /// What a formula sums.
    enum Scope {
        /// The lines of an input, by its place.
        case input(Int)
        /// The internal flows of an exercice.
        case internalFlows(Int)
        /// A whole exercice.
        case exercice(Int)
    }

    /// The amounts of `table`, by its number, that `scope` has in `row`, by its number; nil sums its rows.
    func amounts(_ scope: Scope, table: Int, row: Int? = nil) -> Formula {
        .call("ROUND", [sum(.amount, scope, table: table, row: row), .number("2")])
    }

    /// The line counts likewise.
    func lines(_ scope: Scope, table: Int, row: Int? = nil) -> Formula {
        sum(.lines, scope, table: table, row: row)
    }

    private func sum(_ summed: Column, _ scope: Scope, table: Int, row: Int?) -> Formula {
        var parts = [range(summed), range(.tableNumber), .number(String(table))]
        func wanted(_ column: Column, _ value: Int) { parts += [range(column), .number(String(value))] }
        if let row { wanted(.rowNumber, row) }
        switch scope {
        case .input(let place): wanted(.inputNumber, place + 1)
        case .internalFlows(let year):
            wanted(.exercice, year)
            wanted(.isInternal, 1)
        case .exercice(let year): wanted(.exercice, year)
        }
        return .call("SUMIFS", parts)
    }

    private func range(_ column: Column) -> Formula {
        .range(
            sheet: Self.name,
            CellRange(
                CellReference(row: 1, column: column.rawValue),
                CellReference(row: max(rows.count - 1, 1), column: column.rawValue)))
    }
}
