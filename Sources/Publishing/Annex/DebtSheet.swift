public import Measures
internal import Rules
public import Tabular

/// The sheet of the debt in an annex: the outstanding capital by rating on each axis, then, axis by axis, each loan and
/// operation, and what the operations spend.
///
/// What has no rating comes first. The parts of a loan are amounts: no formula cuts to the cent by largest remainder. Every
/// sum, share and control over them is a formula.
public struct DebtSheet {
    private let debt: RatedDebt
    private let layout: DebtLayout
    private let budget: Int
    private let parts: [RatedDebt.Part]
    private var rows: [[NewCell?]] = []
    private var merges: [CellRange] = []
    private var colours: [(range: CellRange, ValueColour)] = []

    /// The columns of a table of loans: loan, label, operation, borrowed, owed, owed for the operation, then ratings.
    private static let owedColumn = 4
    private static let debtColumn = 5
    private static let firstRating = 6
    private static let fine = "OK"
    private static let wrong = "Écart"

    /// What a column of ratings holds.
    private enum Heading {
        case state(RatedDebt.State)
        case mark(Int)
    }

    /// The sheet of the loans of `budget`, a place among the budgets that `debt` was made for; nil when it owes none.
    public init?(_ debt: RatedDebt, of budget: Int, layout: DebtLayout) {
        parts = debt.parts.filter { $0.budget == budget }
        guard !parts.isEmpty else { return nil }
        self.debt = debt
        self.budget = budget
        self.layout = layout
    }

    /// The finished sheet; `remark` says what the annex is of.
    public func sheet(remark: String) -> NewSheet {
        var making = self
        return making.made(remark)
    }

    private mutating func made(_ remark: String) -> NewSheet {
        rows.append([NewCell(.text(layout.title), .general, .title)])
        rows.append([NewCell(.text(remark), .general, .subtitle)])
        add(remark: "\(layout.remark) · certitude : \(layout.confidence.words) · \(layout.source)")
        add(remark: layout.method)
        rows.append([])
        // The summary stands first and sums the tables below it.
        let summary = rows.count..<rows.count + headings.count + 4
        rows += Array(repeating: [], count: summary.count)
        var tables: [Range<Int>] = []
        for view in debt.views.indices {
            rows.append([])
            tables.append(loanTable(view))
            rows.append([])
            expenseTable(view)
        }
        rows.replaceSubrange(summary, with: self.summary(of: tables, at: summary.lowerBound))
        var sheet = NewSheet(name: layout.sheet, widths: widths, rows: rows)
        sheet.merges = merges
        sheet.colours = colours
        RowHeights.fit(&sheet)
        return sheet
    }

    /// The rows of the summary: what has no rating first. The last ones are of the synthesis alone.
    private var headings: [Heading] {
        [.state(.withoutOperation), .state(.undecided)] + debt.shownMarks.map { .mark($0) }
    }

    /// The columns of ratings of view `view`: those of `headings` that it may have.
    private func headings(of view: Int) -> [Heading] {
        headings.filter {
            guard case .mark(let mark) = $0 else { return true }
            return debt.hasMark(mark, view: view)
        }
    }

    private var lastColumn: Int { Self.firstRating + headings.count }

    private var widths: [Double] { [18, 34, 24] + Array(repeating: 19, count: 3 + headings.count) + [11] }

    private func words(_ heading: Heading) -> String {
        switch heading {
        case .state(let state): state.words
        case .mark(let mark): debt.marks[mark].label
        }
    }

    private func amount(_ part: RatedDebt.Part, _ heading: Heading, _ view: Int) -> Cents {
        switch heading {
        case .state(let state): part.state == state ? part.debt : .zero
        case .mark(let mark): part.amounts[view * debt.marks.count + mark]
        }
    }

    private mutating func add(remark: String) {
        merges.append(span(rows.count, 0, lastColumn - 1))
        rows.append([NewCell(.text(remark), .wrapped, .remark)])
    }

    // MARK: The summary

    /// The debt by rating, from row `header` on: a row per rating, an amount and a share per view.
    private mutating func summary(of tables: [Range<Int>], at header: Int) -> [[NewCell?]] {
        func pair(_ view: Int) -> Int { 3 + 2 * view }
        func labelled(_ text: String, _ look: CellLook = .tableBody) -> [NewCell?] {
            [label(text, look), label(nil, look), label(nil, look)]
        }
        let first = header + 1
        let total = first + headings.count
        let whole = parts.reduce(Cents.zero) { $0 + $1.debt }
        var made: [[NewCell?]] = [
            [self.header("Encours par cotation"), self.header(nil), self.header(nil)]
                + debt.views.flatMap { [self.header($0.label), self.header("Part")] }
        ]
        for (place, heading) in headings.enumerated() {
            var cells = labelled(words(heading), look(heading))
            for view in debt.views.indices {
                guard place < headings(of: view).count else {
                    cells += [NewCell(nil, .amount, .tableBody), NewCell(nil, .percent, .tableBody)]
                    continue
                }
                let sum = parts.reduce(Cents.zero) { $0 + amount($1, heading, view) }
                let formula = rounded(column(tables[view], Self.firstRating + place))
                cells.append(NewCell(.formula(formula, .amount(sum)), .amount, .tableBody))
                cells.append(
                    .share(
                        of: CellReference(row: first + place, column: pair(view)), sum,
                        total: CellReference(row: total, column: pair(view)), of: whole))
            }
            made.append(cells)
        }
        let owed = CellReference(row: total + 1, column: pair(0))
        var totals = labelled("Total", .total)
        var verdicts = labelled("Contrôle : total = encours des emprunts")
        for view in debt.views.indices {
            let sum = CellReference(row: total, column: pair(view))
            let formula = rounded(column(first..<total, pair(view)))
            totals += [
                NewCell(.formula(formula, .amount(whole)), .amount, .total),
                .share(of: sum, whole, total: sum, of: whole, look: .total),
            ]
            verdicts += [verdict(.binary(.cell(sheet: nil, sum), .minus, .cell(sheet: nil, owed))), nil]
        }
        let read = rounded(column(tables[0], Self.owedColumn))
        made += [
            totals,
            labelled("Encours des emprunts (\(debt.outstandingHeader))")
                + [NewCell(.formula(read, .amount(whole)), .amount, .tableBody)],
            verdicts,
        ]
        merges += made.indices.map { span(header + $0, 0, 2) }
        colour(total + 2..<total + 3, pair(0)...pair(debt.views.count - 1))
        return made
    }

    // MARK: Tables

    private mutating func heading(_ text: String) {
        rows.append([NewCell(.text(text), .general, .title)])
    }

    /// The loans of the budget on one view: their rows.
    private mutating func loanTable(_ view: Int) -> Range<Int> {
        let headings = headings(of: view)
        heading("\(debt.views[view].label) : la dette, emprunt par emprunt")
        rows.append(
            [
                "Emprunt", "Prêteur ou objet", "Opération", "Capital initial", debt.outstandingHeader,
                "Dette de l'opération",
            ].map { header($0) }
                + headings.map { NewCell(.text(words($0)), .general, headerLook($0)) } + [header("Contrôle")])
        let last = Self.firstRating + headings.count
        let first = rows.count
        var shown: Int?
        for part in parts {
            let loan = debt.loans[part.loan]
            let isFirst = shown != part.loan
            shown = part.loan
            // What is said of the loan stands once, so that its column sums to the debt.
            var cells: [NewCell?] = [
                label(loan.id), label(isFirst ? loan.label : nil), label(part.operation),
                NewCell(isFirst ? loan.initial.map { .amount($0) } : nil, .amount, .tableBody),
                NewCell(isFirst ? .amount(loan.outstanding) : nil, .amount, .tableBody),
                NewCell(.amount(part.debt), .amount, .tableBody),
            ]
            cells += headings.map { filled(amount(part, $0, view)) }
            let row = rows.count
            let ratings = Formula.range(
                sheet: nil,
                CellRange(
                    CellReference(row: row, column: Self.firstRating),
                    CellReference(row: row, column: last - 1)))
            cells.append(
                verdict(
                    .binary(
                        .cell(sheet: nil, CellReference(row: row, column: Self.debtColumn)), .minus,
                        .call("SUM", [ratings]))))
            rows.append(cells)
        }
        let table = first..<rows.count
        let whole = parts.reduce(Cents.zero) { $0 + $1.debt }
        let sums = headings.map { heading in parts.reduce(Cents.zero) { $0 + amount($1, heading, view) } }
        total(table, from: Self.owedColumn, [whole, whole] + sums)
        colour(table, last...last)
        return table
    }

    /// What the operations of the loans spend on one view: the expenses that their debt follows.
    private mutating func expenseTable(_ view: Int) {
        let headings = headings(of: view)
        var seen: Set<String> = []
        let rated = parts.filter { $0.state == .rated && seen.insert($0.operation).inserted }
        guard !rated.isEmpty else { return }
        heading("\(debt.views[view].label) : les dépenses du périmètre que cette dette suit")
        func spent(_ part: RatedDebt.Part, _ heading: Heading) -> Cents? {
            guard case .mark(let mark) = heading else { return nil }
            return part.expenses[view * debt.marks.count + mark]
        }
        // Under the columns of the debt, so that each expense is seen below what follows it.
        rows.append(
            [nil, nil, header("Opération"), nil, nil, header("Dépenses cotées")]
                + headings.map { heading in
                    guard case .mark = heading else { return nil }
                    return NewCell(.text(words(heading)), .general, headerLook(heading))
                })
        let first = rows.count
        for part in rated {
            let whole = headings.reduce(Cents.zero) { $0 + (spent(part, $1) ?? .zero) }
            rows.append(
                [nil, nil, label(part.operation), nil, nil, NewCell(.amount(whole), .amount, .tableBody)]
                    + headings.map { spent(part, $0).map { filled($0) } })
        }
        let sums = headings.map { heading -> Cents? in
            guard case .mark = heading else { return nil }
            return rated.reduce(Cents.zero) { $0 + (spent($1, heading) ?? .zero) }
        }
        total(first..<rows.count, from: Self.debtColumn, [sums.reduce(.zero) { $0 + ($1 ?? .zero) }] + sums)
    }

    /// The row of the totals of `table`, whose columns from `start` on sum to `sums`; nil leaves a column out.
    private mutating func total(_ table: Range<Int>, from start: Int, _ sums: [Cents?]) {
        var cells: [NewCell?] = [label("Total", .total)]
        cells += (1..<start).map { _ in label(nil, .total) }
        for (place, sum) in sums.enumerated() {
            cells.append(
                sum.map { NewCell(.formula(rounded(column(table, start + place)), .amount($0)), .amount, .total) }
                    ?? label(nil, .total))
        }
        rows.append(cells)
    }

    // MARK: Cells

    private func header(_ text: String?) -> NewCell { NewCell(text.map { .text($0) }, .general, .header) }

    private func headerLook(_ heading: Heading) -> CellLook {
        guard case .mark(let mark) = heading else { return .header }
        return .colouredHeader(fill: debt.marks[mark].fill, ink: debt.marks[mark].ink)
    }

    private func look(_ heading: Heading) -> CellLook {
        guard case .mark(let mark) = heading else { return .tableBody }
        return .coloured(fill: debt.marks[mark].fill, ink: debt.marks[mark].ink)
    }

    private func label(_ text: String?, _ look: CellLook = .tableBody) -> NewCell {
        NewCell(text.flatMap { $0.isEmpty ? nil : .text($0) }, .wrapped, look)
    }

    /// An amount; nothing is written of nothing, so that what there is can be seen.
    private func filled(_ amount: Cents) -> NewCell {
        NewCell(amount == .zero ? nil : .amount(amount), .amount, .tableBody)
    }

    /// `OK` where `difference` is nothing. The parts sum to the debt, else there would be no sheet: it holds when it is written.
    private func verdict(_ difference: Formula) -> NewCell {
        let formula = Formula.call(
            "IF",
            [
                .binary(.call("ROUND", [difference, .number("2")]), .equal, .number("0")), .text(Self.fine),
                .text(Self.wrong),
            ])
        return NewCell(.formula(formula, .text(Self.fine)), .general, .tableBody)
    }

    private mutating func colour(_ rows: Range<Int>, _ columns: ClosedRange<Int>) {
        let area = CellRange(
            CellReference(row: rows.lowerBound, column: columns.lowerBound),
            CellReference(row: rows.upperBound - 1, column: columns.upperBound))
        colours += [
            (area, ValueColour(text: Self.fine, fill: "B5E3D5", ink: "004D3A")),
            (area, ValueColour(text: Self.wrong, fill: "F6C9A8", ink: "6B2A00")),
        ]
    }

    private func column(_ rows: Range<Int>, _ column: Int) -> Formula {
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

    private func rounded(_ formula: Formula) -> Formula { .call("ROUND", [formula, .number("2")]) }

    private func span(_ row: Int, _ first: Int, _ last: Int) -> CellRange {
        CellRange(CellReference(row: row, column: first), CellReference(row: row, column: last))
    }
}
