internal import Measures
internal import Tabular

extension SummarySheet {
    /// Keeps the rows of the first table free: its formulas read the table of ratings, which comes after it.
    ///
    /// - Returns: the rows of the views; nil when nothing is told of what is open.
    mutating func reserveBoundsTable() -> Range<Int>? {
        guard let open = figures.open, open.totals.views.count == figures.views.count else { return nil }
        merge(rows.count, 0...lastColumn)
        add(NewCell(.text("Ce qui reste à analyser, et la part favorable au moins et au plus"), .general, .total))
        note(1, "Ce que personne n'a encore coté. Rien n'en est supposé : ni neutre, ni non coté.")
        note(2, "Si tout ce qui reste à analyser se révèle défavorable.")
        note(3, "Si tout ce qui reste à analyser se révèle favorable.")
        add(
            header("Vue"), header("À analyser"), header("Favorable, au moins"), header("Favorable, au plus"),
            header("Part à analyser"), header("Part favorable, au moins"), header("Part favorable, au plus"),
            header("Lignes à analyser"))
        let first = rows.count
        for _ in figures.views { rows.append([]) }
        if figures.hasSynthesis {
            // What the two bounds of the synthesis are made of.
            rows += [[], []]
            merge(rows.count, 0...lastColumn)
            add(
                NewCell(
                    .text(
                        "Dans la synthèse, une ligne à laquelle il manque la cotation d'un axe n'est sûrement favorable que si cet axe "
                            + "n'est pas défavorable : l'intervalle en tient compte."), .general, .remark))
        }
        rows.append([])
        return first..<first + figures.views.count
    }

    /// Fills the rows that `reserveBoundsTable` kept.
    mutating func fillBoundsTable(_ reserved: Range<Int>?) {
        guard let reserved, let open = figures.open else { return }
        for (view, row) in reserved.enumerated() {
            rows[row] = boundsRow(view, row, open.totals.views[view], changesFrom: reserved.upperBound)
        }
        guard figures.hasSynthesis, let formulas = BoundFormulas(plan, open.words), let totals = open.totals.views.last
        else { return }
        let changes = [
            ("Synthèse : favorable, mais un axe reste à analyser", formulas.lost, totals.mayLose),
            ("Synthèse : pas favorable, mais peut le devenir", formulas.gained, totals.mayGain),
        ]
        for (place, (label, formula, amount)) in changes.enumerated() {
            rows[reserved.upperBound + place] = [
                NewCell(.text(label), .general, .tableBody),
                NewCell(.formula(rounded(formula), .amount(amount)), .amount, .tableBody),
            ]
        }
    }

    /// The row of `view`; the rows from `changes` on say what may change the synthesis.
    private func boundsRow(_ view: Int, _ row: Int, _ open: OpenTotals.View, changesFrom changes: Int) -> [NewCell?] {
        func cell(_ row: Int, _ column: Int) -> Formula { .cell(sheet: nil, CellReference(row: row, column: column)) }
        func amount(_ formula: Formula, _ value: Cents) -> NewCell {
            NewCell(.formula(formula, .amount(value)), .amount, .tableBody)
        }
        func share(_ column: Int, _ value: Cents) -> NewCell {
            self.share(
                of: CellReference(row: row, column: column), value,
                total: CellReference(row: ratingRows.upperBound, column: amountColumn(view)),
                of: figures.retained.amount)
        }
        let words = figures.open?.words
        let favourable = Formula.sum((words?.positive ?? []).compactMap { ratingCell($0, view) })
        let unresolved = cell(ratingRows.lowerBound, amountColumn(view))
        let isSynthesis = figures.hasSynthesis && view == figures.views.count - 1
        let bounds = [
            isSynthesis ? .binary(favourable, .minus, cell(changes, 1)) : favourable,
            Formula.binary(favourable, .plus, isSynthesis ? cell(changes + 1, 1) : unresolved),
        ].map(rounded)
        let count = figures.views[view].figures[0]?.lines ?? 0
        return [
            NewCell(.text(figures.views[view].title), .wrapped, .tableBody),
            amount(unresolved, open.unresolved), amount(.call("MIN", bounds), open.favourable.low),
            amount(.call("MAX", bounds), open.favourable.high), share(1, open.unresolved),
            share(2, open.favourable.low), share(3, open.favourable.high),
            NewCell(
                .formula(cell(ratingRows.lowerBound, countColumn(view)), .integer(Int64(count))), .integer, .tableBody),
        ]
    }

    /// The cell of the table of ratings that has the amount of `label` in `view`; nil when it has no such row.
    private func ratingCell(_ label: String, _ view: Int) -> Formula? {
        guard let place = figures.ratings.firstIndex(where: { $0.label == label }),
            figures.views[view].figures[place] != nil
        else { return nil }
        return .cell(sheet: nil, CellReference(row: ratingRows.lowerBound + place, column: amountColumn(view)))
    }
}
