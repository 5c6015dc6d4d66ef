internal import Measures
internal import Rules
internal import Tabular

/// The views over the ratings, below the perimeter: by section, weighted, favourable without harm.
///
/// Amounts are formulas where the annotated sheet has the columns that they need; elsewhere they are what the program computed.
extension SummarySheet {
    /// Where the amounts of lines of no known section stand, after the two sections and their shares.
    static let unknownSectionColumn = 7

    /// All views of the measure, each with a heading of its own.
    mutating func viewTables() {
        guard let views = figures.derived else { return }
        for place in views.axes.indices where !views.derived.sections.isEmpty { sectionTable(views, place) }
        for weighted in views.derived.weighted { weightedTable(weighted, views) }
        if let answers = views.derived.noHarm { noHarmTable(answers, views) }
        for place in views.derived.scales.indices { scaleTables(views, place) }
    }

    /// The marks of an axis from top to bottom: what is unresolved first.
    private func marks(_ views: SummaryViews) -> [Int] {
        [Int(views.definition.absenceMark)] + views.definition.categories.indices
    }

    private func word(_ mark: Int, _ views: SummaryViews) -> NewCell {
        let category = views.definition.marks[mark]
        return NewCell(.text(category.label), .general, .coloured(fill: category.fill, ink: category.ink))
    }

    /// A cell with a formula where the column it needs is there, else with the value alone.
    private func cell(
        _ formula: Formula?, _ value: CellValue, _ format: ValueFormat, _ look: CellLook = .tableBody
    ) -> NewCell {
        formula.map { live($0, value, format, look) } ?? plain(value, format, look)
    }

    /// The amount of a rating of `axis` on the lines that meet the criteria: its rated amounts as the main rating, the rest of
    /// the lines as the other one.
    private func rated(
        _ axis: ColumnPlan.Axis, _ word: String, _ criteria: [(column: Int, text: String)] = []
    ) -> Formula {
        let main = sumIf(axis.ratedAmount, [(axis.rating, word)] + criteria)
        let other = sumIf(plan.amount, [(axis.other, word)] + criteria)
        return rounded(
            .binary(.binary(main, .plus, other), .minus, sumIf(axis.ratedAmount, [(axis.other, word)] + criteria)))
    }

    // MARK: By section

    private mutating func sectionTable(_ views: SummaryViews, _ place: Int) {
        let axis = plan.axes[place]
        let sections = views.derived.sections
        let totals = views.axes[place].totals
        rows.append([])
        tableTitle("\(views.axes[place].axis.label) : par section du budget")
        add(
            header("Cotation"), header("Fonctionnement et investissement"), header(sections[0].label),
            header(sections[1].label), header("Part de l'ensemble"), header("Part du fonct."),
            header("Part de l'invest."))
        if views.hasUnknownSection { rows[rows.count - 1].append(header(sections[2].label)) }
        let first = rows.count
        let marks = marks(views)
        let last = first + marks.count
        for mark in marks {
            let word = views.definition.marks[mark].label
            let criteria = sections.map { section in plan.views.section.map { [($0, section.label)] } }
            var cells = [self.word(mark, views), live(rated(axis, word), .amount(totals.amounts[mark]), .amount)]
            let amounts = zip(sections, criteria).map { section, criteria in
                cell(
                    criteria.map { rated(axis, word, $0) }, .amount(section.axes[place].amounts[mark]), .amount)
            }
            cells += amounts.prefix(2)
            let row = rows.count
            let parts = [totals.amounts] + sections.prefix(2).map { $0.axes[place].amounts }
            for (column, amounts) in parts.enumerated() {
                cells.append(
                    share(
                        of: CellReference(row: row, column: 1 + column), amounts[mark],
                        total: CellReference(row: last, column: 1 + column), of: amounts.reduce(.zero, +)))
            }
            rows.append(cells + amounts.dropFirst(2))
        }
        let wholes = [totals.amounts] + sections.map { $0.axes[place].amounts }
        var total: [NewCell?] = [plain(.text("Total dans le périmètre"), .general, .total)]
        func sumCell(_ column: Int, _ amounts: [Cents]) -> NewCell {
            live(rounded(sum(first..<last, column)), .amount(amounts.reduce(.zero, +)), .amount, .total)
        }
        for column in 0...2 { total.append(sumCell(1 + column, wholes[column])) }
        for column in 0...2 {
            let place = CellReference(row: last, column: 1 + column)
            let whole = wholes[column].reduce(.zero, +)
            total.append(share(of: place, whole, total: place, of: whole, look: .total))
        }
        if views.hasUnknownSection { total.append(sumCell(Self.unknownSectionColumn, wholes[3])) }
        rows.append(total)
        let whole = Formula.cell(sheet: nil, CellReference(row: last, column: 1))
        let parts = ([2, 3] + (views.hasUnknownSection ? [Self.unknownSectionColumn] : [])).map {
            Formula.cell(sheet: nil, CellReference(row: last, column: $0))
        }
        let held = wholes[0].reduce(.zero, +) == wholes.dropFirst().flatMap { $0 }.reduce(.zero, +)
        add(
            NewCell(.text("Contrôle : somme des sections = ensemble"), .wrapped, .remark),
            NewCell(
                verdict(
                    of: .binary(.call("SUM", parts), .minus, whole), holds: held,
                    or: "Écart : une section ou une cotation a changé"), .wrapped, .remark))
    }

    // MARK: Weighted

    private mutating func weightedTable(_ weighted: WeightedTotals, _ views: SummaryViews) {
        guard let place = views.axes.firstIndex(where: { $0.axis.id == weighted.axis }) else { return }
        let view = weighted.view
        rows.append([])
        tableTitle("\(views.axes[place].axis.label) : \(view.label) (une vue, pas une cotation)")
        remark("\(view.because). Source : \(view.source) (\(view.confidence.words)).")
        note(1, "Montant de chaque cotation dans le périmètre.")
        note(2, "Montant × coefficient, arrondi au centime ; le demi-centime va au montant pondéré.")
        note(3, "Ce que le coefficient laisse : les deux parts font le montant, au centime.")
        note(4, "Coefficient de la vue : le changer ici change la vue, jamais les cotations.")
        add(header("Cotation"), header("Montant"), header("Montant pondéré"), header("Reste"), header("Coefficient"))
        let first = rows.count
        for mark in marks(views) {
            let part = weighted.parts[mark]
            let row = rows.count
            let amount = live(
                rated(plan.axes[place], views.definition.marks[mark].label), .amount(part.amount), .amount)
            guard let value = part.weighted, let weight = view.weights[mark] else {
                let none = plain(.text("–"))
                add(word(mark, views), amount, none, none, none)
                continue
            }
            func at(_ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: row, column: column)) }
            add(
                word(mark, views), amount,
                live(rounded(.binary(at(1), .times, at(4))), .amount(value), .amount),
                live(rounded(.binary(at(1), .minus, at(2))), .amount(part.rest), .amount),
                plain(.decimal(ExactDecimal.quotient(weight.numerator, weight.denominator)), .percent))
        }
        let body = first..<rows.count
        let total = CellReference(row: rows.count, column: 1)
        let whole = weighted.parts.reduce(Cents.zero) { $0 + $1.amount }
        add(
            plain(.text("Total dans le périmètre"), .general, .total),
            live(rounded(sum(body, 1)), .amount(whole), .amount, .total),
            live(rounded(sum(body, 2)), .amount(weighted.weighted), .amount, .total),
            live(rounded(sum(body, 3)), .amount(weighted.rest), .amount, .total),
            plain(nil, .general, .total))
        add(
            plain(.text("Part pondérée du périmètre")), plain(nil),
            share(
                of: CellReference(row: total.row, column: 2), weighted.weighted, total: total, of: whole),
            plain(nil), plain(nil))
    }

    // MARK: Favourable and harmless

    private mutating func noHarmTable(_ answers: NoHarmResult, _ views: SummaryViews) {
        guard let view = views.definition.views.noHarm else { return }
        rows.append([])
        tableTitle("\(view.label) (une vue, pas une cotation)")
        let axes = views.axes.map(\.axis.short).joined(separator: ", ")
        remark(
            "\(view.source) (\(view.confidence.words)). Axes regardés : \(axes). Chaque euro compte une fois, quel que soit le "
                + "nombre d'axes. « \(NoHarm.undecided.label) » : un autre axe n'est pas encore coté"
                + (view.ignoresUnjudged ? "." : ", ou n'est pas jugé."))
        add(header("Réponse"), header("Montant"), header("Part"), header("Lignes"))
        let first = rows.count
        let total = CellReference(row: first + NoHarm.allCases.count + 1, column: 1)
        let favourable = NoHarm.allCases.filter { $0 != .notFavourable }
        for answer in favourable { rows.append(answerRow(answer, answers, total)) }
        let body = first..<rows.count
        add(
            plain(.text("Favorable sur un axe au moins"), .general, .total),
            live(rounded(sum(body, 1)), .amount(answers.favourable), .amount, .total),
            share(
                of: CellReference(row: rows.count, column: 1), answers.favourable, total: total,
                of: figures.retained.amount, look: .total),
            live(
                sum(body, 3), .integer(Int64(answers.favourableLines)), .integer, .total))
        rows.append(answerRow(.notFavourable, answers, total))
        add(
            plain(.text("Total dans le périmètre"), .general, .total),
            live(rounded(sumIf(plan.amount, [])), .amount(figures.retained.amount), .amount, .total),
            share(of: total, figures.retained.amount, total: total, of: figures.retained.amount, look: .total),
            live(countIf([]), .integer(Int64(figures.retained.lines)), .integer, .total))
        let difference = Formula.binary(
            sum((total.row - 2)..<total.row, 1), .minus, .cell(sheet: nil, total))
        let held = answers.favourable + answers[.notFavourable] == figures.retained.amount
        add(
            NewCell(.text("Contrôle : favorable + pas favorable = périmètre"), .wrapped, .remark),
            NewCell(verdict(of: difference, holds: held, or: "Écart : une réponse a changé"), .wrapped, .remark))
    }

    private func answerRow(_ answer: NoHarm, _ answers: NoHarmResult, _ total: CellReference) -> [NewCell?] {
        let columns = plan.views.noHarm
        let amount = columns.map { columns in
            rounded(
                .binary(
                    .binary(
                        sumIf(columns.amount, [(columns.main, answer.label)]), .plus,
                        sumIf(plan.amount, [(columns.other, answer.label)])), .minus,
                    sumIf(columns.amount, [(columns.other, answer.label)])))
        }
        let count = columns.map { countIf([($0.main, answer.label)]) }
        return [
            plain(.text(answer.label)), cell(amount, .amount(answers[answer]), .amount),
            share(
                of: CellReference(row: rows.count, column: 1), answers[answer], total: total,
                of: figures.retained.amount),
            cell(count, .integer(Int64(answers.counts[Int(answer.rawValue)])), .integer),
        ]
    }
}
