internal import Measures
internal import Rules
internal import Tabular

/// The synthesis sheet of a measure that is no partition: what each axis comes to, then what it covers, then the perimeter.
extension SummarySheet {
    /// The sheet of `result`, whose columns are at `places`.
    mutating func kindSheet(_ result: MeasureResult, at places: PlacedColumns) -> NewSheet {
        heading(
            "Les totaux sont des formules sur la feuille « \(plan.sheet) » : y corriger une valeur les met à jour. Les axes "
                + "ne s'additionnent pas entre eux.")
        for axis in result.axes {
            let columns = AxisColumns(axis: axis, definition: result.definition, places: places)
            switch axis.detail {
            case .partition: break
            case .contribution(let contribution): table(of: contribution, columns)
            case .quantity(let quantity): tables(of: quantity, columns)
            case .postings(let postings): tables(of: postings, columns)
            case .links(let links): table(of: links, columns)
            }
            coverage(columns)
        }
        perimeterTable()
        return finished()
    }

    /// An axis and where its columns are.
    struct AxisColumns {
        let axis: AxisResult
        let definition: MeasureDefinition
        let places: PlacedColumns

        subscript(_ key: String) -> Int { places["\(axis.axis.id).\(key)"] }
    }

    /// The heading of a table of its own.
    mutating func tableTitle(_ text: String) {
        merge(rows.count, 0...lastColumn)
        add(NewCell(.text(text), .general, .total))
    }

    /// A remark over the whole width.
    mutating func remark(_ text: String) {
        merge(rows.count, 0...lastColumn)
        add(NewCell(.text(text), .general, .remark))
    }

    /// The sum of `summed` over the lines in the perimeter that meet the criteria.
    func sumIf(_ summed: Int, _ criteria: [(column: Int, text: String)]) -> Formula {
        .call("SUMIFS", [plan.range(summed)] + pairs(criteria))
    }

    /// How many lines in the perimeter meet the criteria.
    func countIf(_ criteria: [(column: Int, text: String)]) -> Formula { .call("COUNTIFS", pairs(criteria)) }

    private func pairs(_ criteria: [(column: Int, text: String)]) -> [Formula] {
        (criteria + [(plan.perimeter, Perimeters.inside)]).flatMap { [plan.range($0.column), .text($0.text)] }
    }

    /// A cell of a table with a formula and what it gives.
    func live(_ formula: Formula, _ value: CellValue, _ format: ValueFormat, _ look: CellLook = .tableBody) -> NewCell {
        NewCell(.formula(formula, value), format, look)
    }

    func plain(_ value: CellValue?, _ format: ValueFormat = .general, _ look: CellLook = .tableBody) -> NewCell {
        NewCell(value, format, look)
    }

    // MARK: Coverage

    /// What the axis says something of, what is still open, against the lines in the perimeter.
    private mutating func coverage(_ columns: AxisColumns) {
        tableTitle("\(columns.axis.axis.label) : lignes traitées")
        add(header("Statut"), header("Montant"), header("Part"), header("Lignes"))
        let first = rows.count
        let coverage = columns.axis.coverage
        let states = [
            (KindColumns.covered, coverage.rated), (KindColumns.asked, coverage.asked),
            (KindColumns.unmatched, coverage.unmatched), (KindColumns.setAside, coverage.setAside),
        ]
        let total = CellReference(row: first + states.count, column: 1)
        for (word, part) in states {
            let criteria = [(columns["statut"], word)]
            add(
                plain(.text(word)), live(rounded(sumIf(plan.amount, criteria)), .amount(part.amount), .amount),
                share(
                    of: CellReference(row: rows.count, column: 1), part.amount, total: total,
                    of: figures.retained.amount),
                live(countIf(criteria), .integer(Int64(part.lines)), .integer))
        }
        add(
            plain(.text("Total dans le périmètre"), .general, .total),
            live(rounded(sumIf(plan.amount, [])), .amount(figures.retained.amount), .amount, .total),
            share(
                of: total, figures.retained.amount, total: total, of: figures.retained.amount, look: .total),
            live(countIf([]), .integer(Int64(figures.retained.lines)), .integer, .total))
        let difference = Formula.binary(sum(first..<total.row, 1), .minus, .cell(sheet: nil, total))
        let holds = states.reduce(Cents.zero) { $0 + $1.1.amount } == figures.retained.amount
        add(
            NewCell(.text("Contrôle : traité + question + sans règle + écarté = périmètre"), .wrapped, .remark),
            NewCell(
                verdict(of: difference, holds: holds, or: "Écart : un montant ou un statut a changé"), .wrapped, .remark
            ))
        rows.append([])
    }
}
