internal import Tabular

extension SummarySheet {
    /// Amounts, shares and line counts of each rating, by view.
    mutating func ratingTable() {
        header()
        let views = figures.views.indices
        let first = rows.count
        let total = first + figures.ratings.count
        ratingRows = first..<total
        for (position, rating) in figures.ratings.enumerated() {
            note(0, rating.meaning)
            let found = figures.views.map { $0.figures[position] }
            var cells: [NewCell?] = [
                NewCell(.text(rating.label), .general, .coloured(fill: rating.fill, ink: rating.ink))
            ]
            for view in views {
                let formula = amount(figures.views[view], rating.label)
                cells.append(cell(found[view].map { .formula(formula, .amount($0.amount)) }, .amount))
            }
            for view in views {
                let amount = CellReference(row: rows.count, column: amountColumn(view))
                cells.append(
                    found[view].map {
                        share(
                            of: amount, $0.amount, total: CellReference(row: total, column: amountColumn(view)),
                            of: figures.retained.amount)
                    } ?? cell(nil, .percent))
            }
            for view in views {
                let formula = lines(figures.views[view], rating.label)
                cells.append(cell(found[view].map { .formula(formula, .integer(Int64($0.lines))) }, .integer))
            }
            rows.append(cells)
        }
        totalRow()
        controlRow()
    }

    private mutating func header() {
        note(0, "La cotation d'une ligne se corrige dans la feuille « \(plan.sheet) », par sa liste déroulante.")
        note(amountColumn(0), "Montants que compte le budget (HT ou TTC selon le budget), annulations déduites.")
        note(
            shareColumn(0),
            "Part du montant total dans le périmètre. Une ligne partagée entre deux cotations compte pour sa part dans "
                + "chacune.")
        note(countColumn(0), "Nombre de lignes dont c'est la cotation principale.")
        let blank = NewCell(nil, .general, .header)
        var groups: [NewCell?] = [header("Cotation")]
        var names: [NewCell?] = [blank]
        merges.append(
            CellRange(CellReference(row: rows.count, column: 0), CellReference(row: rows.count + 1, column: 0)))
        for (title, column) in [("Montant", amountColumn(0)), ("Part", shareColumn(0)), ("Lignes", countColumn(0))] {
            groups += [header(title)] + Array(repeating: blank, count: figures.views.count - 1)
            merge(rows.count, column...(column + figures.views.count - 1))
        }
        names += figures.views.map { header($0.title) }
        for _ in 0..<2 { names += figures.views.map { header($0.short) } }
        rows += [groups, names]
    }

    private func cell(_ value: CellValue?, _ format: ValueFormat) -> NewCell { NewCell(value, format, .tableBody) }

    private mutating func totalRow() {
        let counted = Formula.call("COUNTIFS", [plan.range(plan.perimeter), .text(Perimeters.inside)])
        let views = figures.views.indices
        let row = rows.count
        var cells: [NewCell?] = [NewCell(.text("Total dans le périmètre"), .general, .total)]
        cells += views.map { _ in NewCell(.formula(inside, .amount(figures.retained.amount)), .amount, .total) }
        cells += views.map { view in
            let total = CellReference(row: row, column: amountColumn(view))
            return share(
                of: total, figures.retained.amount, total: total, of: figures.retained.amount, look: .total)
        }
        cells += views.map { _ in
            NewCell(.formula(counted, .integer(Int64(figures.retained.lines))), .integer, .total)
        }
        rows.append(cells)
    }

    /// Each view's ratings against the total, live: a rating that is empty or misspelt shows here.
    private mutating func controlRow() {
        var cells: [NewCell?] = [NewCell(.text("Contrôle : somme des cotations = total"), .wrapped, .remark)]
        for (index, view) in figures.views.enumerated() {
            let total = CellReference(row: ratingRows.upperBound, column: amountColumn(index))
            let difference = Formula.binary(sum(ratingRows, amountColumn(index)), .minus, .cell(sheet: nil, total))
            let holds = view.figures.reduce(Cents.zero) { $0 + ($1?.amount ?? .zero) } == figures.retained.amount
            cells.append(
                NewCell(
                    verdict(of: difference, holds: holds, or: "Écart : une cotation est vide ou mal écrite"),
                    .wrapped, .remark))
        }
        rows.append(cells)
    }

    // MARK: Formulas

    /// The amount of a rating: as the main rating its rated amounts, as the other rating the rest of the lines.
    private func amount(_ view: SummaryFigures.View, _ label: String) -> Formula {
        let word = Formula.text(label)
        let counts: [Formula] = [plan.range(plan.perimeter), .text(Perimeters.inside)]
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
            "COUNTIFS",
            [plan.range(view.rating), .text(label), plan.range(plan.perimeter), .text(Perimeters.inside)])
    }

    private var inside: Formula {
        rounded(.call("SUMIFS", [plan.range(plan.amount), plan.range(plan.perimeter), .text(Perimeters.inside)]))
    }
}
