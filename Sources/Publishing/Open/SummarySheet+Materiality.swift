internal import Measures
internal import Tabular
internal import Texts

extension SummarySheet {
    /// What rating the lines above a threshold alone would cover. The thresholds are cells: writing another one there updates
    /// its row.
    mutating func materialityTable() {
        guard let open = figures.open, !plan.axes.isEmpty else { return }
        let materiality = open.totals.materiality
        merge(rows.count, 0...lastColumn)
        add(NewCell(.text("Seuil de matérialité : ce que couvrent les plus grosses lignes"), .general, .total))
        merge(rows.count, 0...lastColumn)
        add(
            NewCell(
                .text(
                    "Les montants comptent en valeur absolue : une annulation pèse autant que ce qu'elle annule. Un seuil se change "
                        + "dans sa cellule."), .general, .remark))
        note(0, "Les lignes du périmètre dont le montant, en valeur absolue, dépasse ce seuil.")
        note(1, "Somme des valeurs absolues de leurs montants.")
        note(5, "Celles dont un axe au moins n'a pas de cotation : celles qu'il reste à demander.")
        add(
            header("Lignes de plus de"), header("Euros"), header("Part des euros"), header("Lignes"),
            header("Part des lignes"), header("Dont à analyser"))
        let whole = CellReference(row: rows.count + materiality.steps.count, column: 0)
        for step in materiality.steps {
            if step.isOwn { note(0, "Le seuil que dit la chaîne (export: seuil).") }
            let threshold = Formula.cell(sheet: nil, CellReference(row: rows.count, column: 0))
            add(
                NewCell(.amount(step.threshold), .amount, step.isOwn ? .total : .tableBody), step.part, whole,
                materiality.whole, open.words, above: threshold, look: .tableBody)
        }
        add(
            NewCell(.text("Toutes les lignes du périmètre"), .general, .total), materiality.whole, whole,
            materiality.whole, open.words, above: nil, look: .total)
        rows.append([])
    }

    /// Adds the row of `part`, which begins with `name`; `whole`, which starts at `total`, is all lines.
    private mutating func add(
        _ name: NewCell, _ part: Materiality.Part, _ total: CellReference, _ whole: Materiality.Part,
        _ words: SynthesisWords, above threshold: Formula?, look: CellLook
    ) {
        func sum(_ sign: String, _ bound: Formula) -> Formula {
            .call(
                "SUMIFS",
                [plan.range(plan.amount), plan.range(plan.amount), .binary(.text(sign), .join, bound)] + inside)
        }
        let bound = threshold ?? .number("0")
        let amount = rounded(.binary(sum(">", bound), .minus, sum("<-", bound)))
        let open = Formula.binary(count(above: threshold, []), .minus, count(above: threshold, rated(words)))
        let row = rows.count
        func share(_ column: Int, _ part: Int64, _ whole: Int64) -> NewCell {
            self.share(
                of: CellReference(row: row, column: column), Cents(part),
                total: CellReference(row: total.row, column: column), of: Cents(whole), look: look)
        }
        add(
            name, NewCell(.formula(amount, .amount(part.amount)), .amount, look),
            share(1, part.amount.value, whole.amount.value),
            NewCell(.formula(count(above: threshold, []), .integer(Int64(part.lines))), .integer, look),
            share(3, Int64(part.lines), Int64(whole.lines)),
            NewCell(.formula(open, .integer(Int64(part.openLines))), .integer, look))
    }

    private var inside: [Formula] { [plan.range(plan.perimeter), .text(Perimeters.inside)] }

    /// How many lines of the perimeter are above `threshold` in absolute value and meet `conditions`; all when it is nil.
    private func count(above threshold: Formula?, _ conditions: [Formula]) -> Formula {
        guard let threshold else { return .call("COUNTIFS", inside + conditions) }
        let sides = [">", "<-"].map { sign in
            Formula.call(
                "COUNTIFS",
                [plan.range(plan.amount), .binary(.text(sign), .join, threshold)] + inside + conditions)
        }
        return .sum(sides)
    }

    /// Conditions of the lines that have every rating.
    private func rated(_ words: SynthesisWords) -> [Formula] {
        plan.axes.flatMap { [$0.rating, $0.other] }.flatMap { [plan.range($0), .text("<>" + words.absent)] }
    }
}
