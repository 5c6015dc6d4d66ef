internal import Tabular

extension SummarySheet {
    /// What is in the perimeter and what is not, against the total that the source gives.
    mutating func perimeterTable() {
        note(0, "Lignes que la mesure regarde, et lignes qu'elle laisse de côté, avec la raison. Rien n'est perdu.")
        add(header("Périmètre"), header("Montant"), header("Part"), header("Lignes"))
        let first = rows.count
        let parts =
            [(reason: Perimeters.inside, amount: figures.retained.amount, lines: figures.retained.lines)]
            + figures.excluded
        let total = CellReference(row: first + parts.count, column: 1)
        for part in parts {
            let amount = rounded(
                .call("SUMIFS", [plan.range(plan.amount), plan.range(plan.perimeter), .text(part.reason)]))
            let count = Formula.call("COUNTIFS", [plan.range(plan.perimeter), .text(part.reason)])
            add(
                NewCell(
                    .text(part.reason == Perimeters.inside ? "Dans le périmètre" : part.reason), .general, .tableBody),
                NewCell(.formula(amount, .amount(part.amount)), .amount, .tableBody),
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
        let parted = Formula.binary(sum(first..<total.row, 1), .minus, .cell(sheet: nil, total))
        let read = Formula.binary(
            .cell(sheet: nil, total), .minus, .cell(sheet: nil, CellReference(row: total.row + 1, column: 1)))
        let holds =
            parts.reduce(Cents.zero) { $0 + $1.amount } == figures.all.amount && figures.all.amount == figures.source
        let difference = Formula.binary(.call("ABS", [parted]), .plus, .call("ABS", [read]))
        add(
            NewCell(.text("Contrôle : périmètre + hors périmètre = lignes = source"), .wrapped, .remark),
            NewCell(
                verdict(of: difference, holds: holds, or: "Écart : un montant ou un périmètre a changé"), .wrapped,
                .remark))
    }
}
