internal import Tabular

/// The sheet of internal flows: both sides, their difference, and why they are the same money.
struct FlowSheet {
    static let name = "Flux internes"

    private static let headers = [
        "Exercice", "Flux", "Payé par", "Comptes", "Montant payé", "Lignes", "Reçu par", "Comptes", "Montant reçu",
        "Lignes", "Écart (payé − reçu)", "Verdict", "Pourquoi", "Source", "Certitude",
    ]
    private static let widths: [Double] = [10, 34, 16, 24, 18, 8, 16, 24, 18, 8, 18, 18, 44, 44, 24]

    /// The sheet of the flows of `consolidation`, whose formulas sum `figures`.
    static func sheet(_ consolidation: Consolidation, figures: FigureSheet) -> NewSheet {
        var rows: [[NewCell?]] = [
            [NewCell(.text("Flux internes"), .general, .title)],
            [
                NewCell(
                    .text(
                        "Ce qu'un budget de la liste paie à un autre n'est compté ni en dépense ni en recette des comptes "
                            + "consolidés : chaque côté est retiré pour ce qu'il a inscrit."), .general, .remark)
            ],
            headers.map { NewCell(.text($0), .general, .header) },
        ]
        for (place, flow) in consolidation.flows.enumerated() {
            rows.append(cells(of: flow, place, consolidation.sides[place], figures, row: rows.count))
        }
        if consolidation.flows.isEmpty {
            rows.append([NewCell(.text("Aucun flux interne n'est déclaré."), .general, .remark)])
        }
        var sheet = NewSheet(name: name, widths: widths, rows: rows)
        let last = widths.count - 1
        sheet.merges = [0, 1].map { row in
            CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: last))
        }
        sheet.frozenRows = 3
        sheet.printTitleRows = 2..<3
        RowHeights.fit(&sheet)
        return sheet
    }

    private static func cells(
        of flow: ConsolidatedFlow, _ place: Int, _ sides: (from: Consolidation.Sum, to: Consolidation.Sum),
        _ figures: FigureSheet, row: Int
    ) -> [NewCell?] {
        func text(_ value: String) -> NewCell { NewCell(.text(value), .wrapped, .tableBody) }
        func side(_ number: Int, _ sum: Consolidation.Sum) -> [NewCell] {
            let line = FigureSheet.number(ofSide: number)
            let scope = FigureSheet.Scope.internalFlows(flow.exercice)
            let amount = figures.amounts(scope, table: FigureSheet.flowTable, row: line)
            let count = figures.lines(scope, table: FigureSheet.flowTable, row: line)
            return [
                NewCell(.formula(amount, .amount(sum.amount)), .amount, .tableBody),
                NewCell(.formula(count, .integer(Int64(sum.lines))), .integer, .tableBody),
            ]
        }
        func cell(_ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: row, column: column)) }
        let difference = sides.from.amount - sides.to.amount
        let shown = Formula.call("ROUND", [.binary(cell(4), .minus, cell(8)), .number("2")])
        let (fine, wrong) = ("Les deux côtés concordent", "Écart à expliquer")
        let verdict: CellValue =
            flow.isInside
            ? .formula(
                .call("IF", [.binary(cell(10), .equal, .number("0")), .text(fine), .text(wrong)]),
                .text(difference == .zero ? fine : wrong))
            : .text("Un des budgets manque : rien n'est retiré")
        return [NewCell(.integer(Int64(flow.exercice)), .general, .tableBody), text(flow.label)]
            + [text(flow.from.budgets), text(flow.from.accounts)] + side(2 * place, sides.from)
            + [text(flow.to.budgets), text(flow.to.accounts)] + side(2 * place + 1, sides.to) + [
                NewCell(.formula(shown, .amount(difference)), .amount, .tableBody),
                NewCell(verdict, .wrapped, .tableBody), text(flow.because), text(flow.source), text(flow.certainty),
            ]
    }
}
