internal import Tabular

/// The synthesis sheet: live formulas over the annotated columns, with the values that the program computed beside.
struct SummarySheet {
    /// What stands above the tables.
    struct Heading {
        var sheetName: String
        var title: String
        var subtitle: String
    }

    private let heading: Heading
    private let figures: SummaryFigures
    private let plan: ColumnPlan
    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []

    /// The word of the perimeter column for a line that counts.
    static let inside = "Oui"

    /// The sheet of `figures`, whose formulas read the columns of `plan`.
    init(_ heading: Heading, figures: SummaryFigures, plan: ColumnPlan) {
        self.heading = heading
        self.figures = figures
        self.plan = plan
    }

    /// The finished sheet.
    mutating func sheet() -> NewSheet {
        rows = []
        merges = []
        add(NewCell(.text(heading.title), .general, .title))
        add(NewCell(.text(heading.subtitle), .general, .subtitle))
        add(
            NewCell(
                .text(
                    "Les montants sont des formules sur la feuille « \(plan.sheet) » : corriger une cotation ou une part "
                        + "y met à jour ce tableau. Les axes ne s'additionnent pas entre eux."), .general, .remark))
        rows.append([])
        ratingTable()
        rows.append([])
        perimeterTable()
        let width = 1 + figures.views.count * 3
        var sheet = NewSheet(
            name: heading.sheetName,
            widths: [labelWidth] + Array(repeating: [24, 11, 11], count: figures.views.count).flatMap { $0 },
            rows: rows)
        sheet.merges = [0, 1, 2].map { across($0, 0...max(1, width - 1)) } + merges
        RowHeights.fit(&sheet)
        return sheet
    }

    private mutating func add(_ cells: NewCell?...) { rows.append(cells) }

    /// The width in which the reasons of the perimeter fit on a line.
    private var labelWidth: Double {
        min(max(34, Double(figures.excluded.map(\.reason.count).max() ?? 0) + 3), 60)
    }

    private func across(_ row: Int, _ columns: ClosedRange<Int>) -> CellRange {
        CellRange(
            CellReference(row: row, column: columns.lowerBound), CellReference(row: row, column: columns.upperBound))
    }

    // MARK: Ratings

    private mutating func ratingTable() {
        let blank = NewCell(nil, .general, .header)
        var titles: [NewCell?] = [header("Cotation")]
        var names: [NewCell?] = [blank]
        merges.append(
            CellRange(CellReference(row: rows.count, column: 0), CellReference(row: rows.count + 1, column: 0)))
        for (index, view) in figures.views.enumerated() {
            titles += [header(view.title), blank, blank]
            names += [header("Montant"), header("Part"), header("Lignes")]
            merges.append(across(rows.count, (1 + index * 3)...(3 + index * 3)))
        }
        rows += [titles, names]
        let first = rows.count
        let total = first + figures.ratings.count
        for (position, rating) in figures.ratings.enumerated() {
            var cells: [NewCell?] = [
                NewCell(.text(rating.label), .general, .coloured(fill: rating.fill, ink: rating.ink))
            ]
            for (index, view) in figures.views.enumerated() {
                let column = 1 + index * 3
                guard let figure = view.figures[position] else {
                    cells += Array(repeating: NewCell(nil, .general, .tableBody), count: 3)
                    continue
                }
                cells += [
                    NewCell(.formula(amount(view, rating.label), .amount(figure.amount)), .amount, .tableBody),
                    share(
                        of: CellReference(row: rows.count, column: column), figure.amount,
                        total: CellReference(row: total, column: column)),
                    NewCell(.formula(lines(view, rating.label), .integer(Int64(figure.lines))), .integer, .tableBody),
                ]
            }
            rows.append(cells)
        }
        totalRow(first: first)
        controlRow(first: first, total: total)
    }

    private mutating func totalRow(first: Int) {
        var cells: [NewCell?] = [NewCell(.text("Total dans le périmètre"), .general, .total)]
        let counted = Formula.call("COUNTIFS", [plan.range(plan.perimeter), .text(Self.inside)])
        for index in figures.views.indices {
            let total = CellReference(row: rows.count, column: 1 + index * 3)
            cells += [
                NewCell(.formula(inside(), .amount(figures.retained.amount)), .amount, .total),
                share(of: total, figures.retained.amount, total: total, look: .total),
                NewCell(.formula(counted, .integer(Int64(figures.retained.lines))), .integer, .total),
            ]
        }
        rows.append(cells)
    }

    /// Each view's ratings against the total, live: a rating that is empty or misspelt shows here.
    private mutating func controlRow(first: Int, total: Int) {
        var cells: [NewCell?] = [NewCell(.text("Contrôle : somme des cotations = total"), .wrapped, .remark)]
        for (index, view) in figures.views.enumerated() {
            let column = 1 + index * 3
            let sum = Formula.call(
                "SUM",
                [
                    .range(
                        sheet: nil,
                        CellRange(
                            CellReference(row: first, column: column), CellReference(row: total - 1, column: column)))
                ])
            let difference = Formula.binary(sum, .minus, .cell(sheet: nil, CellReference(row: total, column: column)))
            let holds = view.figures.reduce(Cents.zero) { $0 + ($1?.amount ?? .zero) } == figures.retained.amount
            cells += [
                NewCell(
                    verdict(of: difference, holds: holds, or: "Écart : une cotation est vide ou mal écrite"),
                    .general, .remark), nil, nil,
            ]
        }
        rows.append(cells)
    }

    // MARK: Perimeter

    private mutating func perimeterTable() {
        add(header("Périmètre"), header("Montant"), header("Part"), header("Lignes"))
        let first = rows.count
        let parts =
            [(reason: Self.inside, amount: figures.retained.amount, lines: figures.retained.lines)] + figures.excluded
        let total = CellReference(row: first + parts.count, column: 1)
        for part in parts {
            let sum = rounded(
                .call("SUMIFS", [plan.range(plan.amount), plan.range(plan.perimeter), .text(part.reason)]))
            let count = Formula.call("COUNTIFS", [plan.range(plan.perimeter), .text(part.reason)])
            add(
                NewCell(
                    .text(part.reason == Self.inside ? "Dans le périmètre" : part.reason), .general, .tableBody),
                NewCell(.formula(sum, .amount(part.amount)), .amount, .tableBody),
                share(of: CellReference(row: rows.count, column: 1), part.amount, total: total, of: figures.all.amount),
                NewCell(.formula(count, .integer(Int64(part.lines))), .integer, .tableBody))
        }
        let everything = rounded(.call("SUM", [plan.range(plan.amount)]))
        let counted = Formula.call("COUNT", [plan.range(plan.amount)])
        add(
            NewCell(.text("Total des lignes"), .general, .total),
            NewCell(.formula(everything, .amount(figures.all.amount)), .amount, .total),
            share(of: total, figures.all.amount, total: total, of: figures.all.amount, look: .total),
            NewCell(.formula(counted, .integer(Int64(figures.all.lines))), .integer, .total))
        add(
            NewCell(.text("Total lu dans la source"), .general, .tableBody),
            NewCell(.amount(figures.source), .amount, .tableBody))
        let sum = Formula.call(
            "SUM",
            [
                .range(
                    sheet: nil,
                    CellRange(CellReference(row: first, column: 1), CellReference(row: total.row - 1, column: 1)))
            ])
        let parted = Formula.binary(sum, .minus, .cell(sheet: nil, total))
        let read = Formula.binary(
            .cell(sheet: nil, total), .minus, .cell(sheet: nil, CellReference(row: total.row + 1, column: 1)))
        let holds =
            parts.reduce(Cents.zero) { $0 + $1.amount } == figures.all.amount && figures.all.amount == figures.source
        let difference = Formula.binary(.call("ABS", [parted]), .plus, .call("ABS", [read]))
        add(
            NewCell(.text("Contrôle : périmètre + hors périmètre = lignes = source"), .wrapped, .remark),
            NewCell(
                verdict(of: difference, holds: holds, or: "Écart : un montant ou un périmètre a changé"), .general,
                .remark))
    }

    private func header(_ text: String) -> NewCell { NewCell(.text(text), .general, .header) }

    // MARK: Formulas

    /// The amount of a rating: as the main rating its rated amounts, as the other rating the rest of the lines.
    private func amount(_ view: SummaryFigures.View, _ label: String) -> Formula {
        let word = Formula.text(label)
        let counts: [Formula] = [plan.range(plan.perimeter), .text(Self.inside)]
        func sum(_ summed: Int, where rated: Int) -> Formula {
            .call("SUMIFS", [plan.range(summed), plan.range(rated), word] + counts)
        }
        return rounded(
            .binary(
                .binary(sum(view.ratedAmount, where: view.rating), .plus, sum(plan.amount, where: view.other)), .minus,
                sum(view.ratedAmount, where: view.other)))
    }

    private func lines(_ view: SummaryFigures.View, _ label: String) -> Formula {
        .call(
            "COUNTIFS", [plan.range(view.rating), .text(label), plan.range(plan.perimeter), .text(Self.inside)])
    }

    private func inside() -> Formula {
        rounded(.call("SUMIFS", [plan.range(plan.amount), plan.range(plan.perimeter), .text(Self.inside)]))
    }

    private func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }

    private func share(
        of part: CellReference, _ amount: Cents, total: CellReference, of whole: Cents? = nil,
        look: CellLook = .tableBody
    ) -> NewCell {
        let whole = whole ?? figures.retained.amount
        let formula = Formula.call(
            "IF",
            [
                .binary(.cell(sheet: nil, total), .equal, .number("0")), .text("-"),
                .binary(.cell(sheet: nil, part), .over, .cell(sheet: nil, total)),
            ])
        let value: CellValue =
            whole == .zero ? .text("-") : .decimal(ExactDecimal.quotient(amount.value, whole.value))
        return NewCell(.formula(formula, value), .percent, look)
    }

    /// `OK` while `difference` is nothing, else `wrong`; `holds` says which it is now.
    private func verdict(of difference: Formula, holds: Bool, or wrong: String) -> CellValue {
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
