internal import Tabular

/// The first sheet of the consolidated workbook: each table with a column per input and, for each exercice, its internal
/// flows, its consolidated amounts and their shares. Exercices stand side by side and are never added together.
struct ConsolidationSheet {
    static let name = "Consolidation"

    /// The columns of one exercice: its inputs, then the flows, the consolidated amount, its share.
    private struct Group {
        var exercice: Int
        var inputs: [Int]
        var first: Int
        var internalFlows: Int { first + inputs.count }
        var consolidated: Int { internalFlows + 1 }
        var share: Int { consolidated + 1 }
    }

    private let consolidation: Consolidation
    private let figures: FigureSheet
    private let title: String
    private let subtitle: String
    private var groups: [Group] = []
    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []
    private var notes: [(cell: CellReference, text: String)] = []
    /// The row of each table's first row, found before any is written, as tables refer to one another.
    private var firstRows: [Int] = []

    private static let headRows = 4
    /// Around the rows of a table: its title and two header rows before, its total, control and an empty row after.
    private static let before = 3
    private static let after = 3

    init(_ consolidation: Consolidation, figures: FigureSheet, title: String, subtitle: String) {
        self.consolidation = consolidation
        self.figures = figures
        self.title = title
        self.subtitle = subtitle
        var column = 1
        for (exercice, inputs) in consolidation.exercices {
            groups.append(Group(exercice: exercice, inputs: inputs, first: column))
            column += inputs.count + 3
        }
        firstRows = consolidation.tables.map { _ in 0 }
        var row = Self.headRows
        for place in order {
            firstRows[place] = row + Self.before
            row += Self.before + consolidation.tables[place].rows.count + Self.after
        }
    }

    /// The tables from top to bottom: ratings first, then what was left out, then the accounts.
    private var order: [Int] {
        Array(consolidation.tables.indices.dropFirst(Consolidation.views)) + [
            Consolidation.perimeter, Consolidation.accounts,
        ]
    }

    private var lastColumn: Int { groups.last?.share ?? 1 }

    /// The finished sheet.
    mutating func sheet() -> NewSheet {
        heading()
        for place in order { table(place) }
        var widths = Array(repeating: 18.0, count: lastColumn + 1)
        widths[0] = 50
        for group in groups { widths[group.share] = 10 }
        var sheet = NewSheet(name: Self.name, widths: widths, rows: rows)
        sheet.merges = merges
        sheet.notes = notes.sorted { $0.cell < $1.cell }
        sheet.frozenRows = 2
        sheet.printTitleRows = 0..<2
        RowHeights.fit(&sheet)
        return sheet
    }

    private mutating func heading() {
        rows.append([NewCell(.text(title), .general, .title)])
        rows.append([NewCell(.text(subtitle), .general, .subtitle)])
        rows.append([
            NewCell(
                .text(
                    "Les montants sont des formules sur la feuille « \(FigureSheet.name) », qui donne les chiffres de "
                        + "chaque entrée. Consolidé = entrées − flux internes. Les exercices ne s'additionnent pas, les "
                        + "axes non plus."), .general, .remark)
        ])
        for row in 0...2 { merge(row, 0...lastColumn) }
        rows.append([])
    }

    // MARK: A table

    private mutating func table(_ place: Int) {
        let table = consolidation.tables[place]
        merge(rows.count, 0...lastColumn)
        rows.append([NewCell(.text(table.title), .general, .total)])
        header(hasShares: hasShares(place))
        for (row, words) in table.rows.enumerated() {
            if !words.meaning.isEmpty { notes.append((CellReference(row: rows.count, column: 0), words.meaning)) }
            let look = words.colours.map { CellLook.coloured(fill: $0[0], ink: $0[1]) } ?? .tableBody
            var cells: [NewCell?] = [NewCell(.text(words.label), .wrapped, look)]
            for group in groups { cells += amounts(of: table, place, row, group) }
            rows.append(cells)
        }
        total(table, place)
        control(table, place)
        rows.append([])
    }

    private mutating func header(hasShares: Bool) {
        let blank = NewCell(nil, .general, .header)
        func header(_ text: String) -> NewCell { NewCell(.text(text), .general, .header) }
        var years: [NewCell?] = [blank]
        var names: [NewCell?] = [blank]
        merges.append(
            CellRange(CellReference(row: rows.count, column: 0), CellReference(row: rows.count + 1, column: 0)))
        for group in groups {
            merge(rows.count, group.first...group.share)
            years += [header("Exercice \(group.exercice)")] + Array(repeating: blank, count: group.inputs.count + 2)
            names += group.inputs.map { header(consolidation.inputs[$0].label) }
            names += [header("Flux internes"), header("Consolidé"), hasShares ? header("Part") : blank]
        }
        rows += [years, names]
    }

    private func amounts(
        of table: Consolidation.Table, _ place: Int, _ row: Int, _ group: Group
    ) -> [NewCell?] {
        let number = FigureSheet.number(ofTable: place)
        func cell(_ formula: Formula, _ amount: Cents) -> NewCell {
            NewCell(.formula(formula, .amount(amount)), .amount, .tableBody)
        }
        var cells: [NewCell?] = group.inputs.map { input in
            guard let figures = table.figures[input] else { return Self.absent }
            return cell(
                self.figures.amounts(.input(input), table: number, row: row + 1), figures[row].all.amount)
        }
        guard let whole = table.figure(row, of: group.inputs) else {
            return cells + [Self.absent, Self.absent, Self.absent]
        }
        cells.append(
            cell(
                figures.amounts(.internalFlows(group.exercice), table: number, row: row + 1),
                whole.internal.amount))
        cells.append(cell(consolidated(group), whole.external.amount))
        let total = external(table, group)
        cells.append(
            hasShares(place)
                ? share(group, whole.external.amount, of: total, totalRow: totalRow(place), .tableBody)
                : NewCell(nil, .general, .tableBody))
        return cells
    }

    /// Spending is no share of spending and revenue together.
    private func hasShares(_ place: Int) -> Bool { place != Consolidation.accounts }

    /// The amounts of the inputs less the flows, in the row that comes next.
    private func consolidated(_ group: Group) -> Formula {
        let row = rows.count
        let inputs = Formula.call("SUM", [range(row...row, group.first...(group.internalFlows - 1))])
        return rounded(.binary(inputs, .minus, cell(row, group.internalFlows)))
    }

    private func share(_ group: Group, _ amount: Cents, of whole: Cents, totalRow: Int, _ look: CellLook) -> NewCell {
        let total = cell(totalRow, group.consolidated)
        let formula = Formula.call(
            "IF",
            [
                .binary(total, .equal, .number("0")), .text("-"),
                .binary(cell(rows.count, group.consolidated), .over, total),
            ])
        let value: CellValue =
            whole == .zero ? .text("-") : .decimal(ExactDecimal.quotient(amount.value, whole.value))
        return NewCell(.formula(formula, value), .percent, look)
    }

    /// What an exercice does not ask for.
    private static var absent: NewCell { NewCell(.text("non demandé"), .general, .tableBody) }

    // MARK: Totals and controls

    private func totalRow(_ place: Int) -> Int { firstRows[place] + consolidation.tables[place].rows.count }

    /// The consolidated total of `table` in an exercice.
    private func external(_ table: Consolidation.Table, _ group: Group) -> Cents {
        table.rows.indices.compactMap { table.figure($0, of: group.inputs) }
            .reduce(Cents.zero) { $0 + $1.external.amount }
    }

    private mutating func total(_ table: Consolidation.Table, _ place: Int) {
        let first = firstRows[place]
        var cells: [NewCell?] = [NewCell(.text(table.totalLabel), .wrapped, .total)]
        func add(_ column: Int, _ amount: Cents) {
            let sum = Formula.call("SUM", [range(first...(rows.count - 1), column...column)])
            cells.append(NewCell(.formula(rounded(sum), .amount(amount)), .amount, .total))
        }
        for group in groups {
            for (position, input) in group.inputs.enumerated() {
                guard let figures = table.figures[input] else {
                    cells.append(NewCell(nil, .general, .total))
                    continue
                }
                add(group.first + position, figures.reduce(Cents.zero) { $0 + $1.all.amount })
            }
            let whole = table.rows.indices.compactMap { table.figure($0, of: group.inputs) }
            guard !whole.isEmpty else {
                cells += Array(repeating: NewCell(nil, .general, .total), count: 3)
                continue
            }
            add(group.internalFlows, whole.reduce(Cents.zero) { $0 + $1.internal.amount })
            let sum = external(table, group)
            add(group.consolidated, sum)
            cells.append(
                hasShares(place)
                    ? share(group, sum, of: sum, totalRow: rows.count, .total) : NewCell(nil, .general, .total))
        }
        rows.append(cells)
    }

    /// Ratings against the perimeter, the perimeter against the accounts, the accounts against the sources.
    private mutating func control(_ table: Consolidation.Table, _ place: Int) {
        let label =
            switch place {
            case Consolidation.accounts: "Contrôle : lignes = total lu dans la source"
            case Consolidation.perimeter: "Contrôle : périmètre + hors périmètre = total des comptes"
            default: "Contrôle : somme des cotations = périmètre"
            }
        var cells: [NewCell?] = [NewCell(.text(label), .wrapped, .remark)]
        let total = rows.count - 1
        for group in groups {
            for column in group.first...group.consolidated {
                let input =
                    group.inputs.indices.contains(column - group.first) ? group.inputs[column - group.first] : nil
                let isThere =
                    input.map { table.figures[$0] != nil } ?? group.inputs.contains { table.figures[$0] != nil }
                cells.append(isThere ? verdict(place, group, column, input, total) : nil)
            }
            cells.append(nil)
        }
        rows.append(cells)
    }

    private func verdict(_ place: Int, _ group: Group, _ column: Int, _ input: Int?, _ total: Int) -> NewCell {
        let other: Formula
        switch place {
        case Consolidation.accounts:
            // The typed totals of the sources, less the flows in the consolidated column, none in the flows' own.
            if let input {
                other = .number(consolidation.inputs[input].source.shortDecimal)
            } else if column == group.consolidated {
                let sources = group.inputs.reduce(Cents.zero) { $0 + consolidation.inputs[$1].source }
                other = .binary(.number(sources.shortDecimal), .minus, cell(total, group.internalFlows))
            } else {
                other = figures.amounts(.internalFlows(group.exercice), table: FigureSheet.flowTable)
            }
        case Consolidation.perimeter: other = cell(totalRow(Consolidation.accounts), column)
        default: other = cell(firstRows[Consolidation.perimeter], column)
        }
        let difference = rounded(.binary(cell(total, column), .minus, other))
        let fine = "OK"
        // The program's own controls hold, or nothing is written.
        return NewCell(
            .formula(
                .call("IF", [.binary(difference, .equal, .number("0")), .text(fine), .text("Écart")]), .text(fine)),
            .general, .remark)
    }

    // MARK: Cells

    private mutating func merge(_ row: Int, _ columns: ClosedRange<Int>) {
        merges.append(
            CellRange(
                CellReference(row: row, column: columns.lowerBound),
                CellReference(row: row, column: columns.upperBound)))
    }

    private func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }

    private func cell(_ row: Int, _ column: Int) -> Formula {
        .cell(sheet: nil, CellReference(row: row, column: column))
    }

    private func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> Formula {
        .range(
            sheet: nil,
            CellRange(
                CellReference(row: rows.lowerBound, column: columns.lowerBound),
                CellReference(row: rows.upperBound, column: columns.upperBound)))
    }
}
