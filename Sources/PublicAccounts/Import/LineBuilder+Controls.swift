internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Totals, controls and the account of what was left out.
    mutating func finish() {
        sumByBudget()
        sumByKind()
        controlTaxes()
        controlTotals()
        controlSubtotals()
        report(.amountRounded, nil, rows.rounded)
        report(.rowsWithoutCode, nil, rows.withoutCode)
        report(.rowsWithoutAmount, nil, rows.withoutAmount)
        let first = header.rows.upperBound + 1
        // The filter on the year leaves rows of the sheet in place: the body goes on to the last line of any year.
        let end = (rows.rows.last ?? first) + 1
        result.headerRow = header.rows.upperBound
        result.body = first..<max(first, end)
        for reason in Import.ExcludedRows.Reason.allCases {
            guard let examples = rows.excluded[reason] else { continue }
            result.excluded.append(Import.ExcludedRows(reason: reason, count: examples.count, amount: nil))
            report(.rowsLeftOut, nil, examples, ["reason": reason.rawValue])
        }
        if rows.withoutAmount.count > 0 {
            result.excluded.append(
                Import.ExcludedRows(reason: .noAmount, count: rows.withoutAmount.count, amount: nil))
        }
    }

    private mutating func sumByBudget() {
        let budgets = lines[.budget]
        let amounts = lines.amounts
        let columns = rows.parts.map { rows.amounts[$0.amount].column }
        // Without parts every budget has one column, whatever it is.
        var positions: [Int: [String: Int]] = [:]
        for (position, use) in result.amounts.enumerated() {
            positions[columns.isEmpty ? -1 : use.column, default: [:]][use.budget] = position
        }
        let places = columns.isEmpty ? [-1] : columns
        let byCode = places.map { place in budgets.values.map { positions[place]?[$0] } }
        for line in amounts.indices {
            let part = partOfLine.isEmpty ? 0 : Int(partOfLine[line])
            guard let position = byCode[part][Int(budgets.codes[line])] else { continue }
            result.amounts[position].count += 1
            result.amounts[position].sum += amounts[line]
        }
        result.amounts.removeAll { $0.count == 0 }
    }

    private mutating func sumByKind() {
        let sens = lines[.sens]
        let sections = lines[.section]
        let movements = lines[.mouvement]
        let groups = LineGroups(sens.codes, sections.codes, movements.codes)
        var sums = [Cents](repeating: .zero, count: groups.firsts.count)
        for (line, amount) in lines.amounts.enumerated() { sums[Int(groups.of[line])] += amount }
        result.totals = groups.firsts.enumerated().map { group, line in
            Import.Total(
                sens: sens[line], section: sections[line], mouvement: movements[line], count: groups.counts[group],
                amount: sums[group])
        }.sorted { ($0.sens, $0.section, $0.mouvement) < ($1.sens, $1.section, $1.mouvement) }
    }

    private mutating func controlTaxes() {
        func amount(_ basis: AmountBasis) -> RowCollector.Amount? {
            rows.amounts.first { $0.role == .amount(basis) }
        }
        guard let ht = amount(.ht), let tva = amount(.tva), let ttc = amount(.ttc) else { return }
        result.controls.append(
            Control(
                "Montant HT + Montant TVA = Montant TTC", expected: Cents(ttc.sum), found: Cents(ht.sum + tva.sum)))
        func value(_ amount: RowCollector.Amount, _ line: Int) -> Int64 {
            amount.values[line] == RowCollector.blank ? 0 : amount.values[line]
        }
        var wrong = Examples()
        for line in rows.rows.indices where value(ht, line) + value(tva, line) != value(ttc, line) {
            wrong.add(CellReference(row: rows.rows[line], column: ttc.column).description)
        }
        report(.taxesDisagree, nil, wrong)
    }

    private mutating func controlTotals() {
        let source = result.amounts.map(\.sum).reduce(.zero, +)
        let left = result.excluded.compactMap(\.amount).reduce(.zero, +)
        let columns = Set(result.amounts.map(\.column))
        if rows.parts.isEmpty, columns.count == 1,
            let amount = rows.amounts.first(where: { columns.contains($0.column) })
        {
            result.controls.append(
                Control(
                    "Somme de la colonne « \(amount.header) » = somme des lignes", expected: Cents(amount.sum),
                    found: source + left))
        }
        for total in rows.totals where total.isGrand {
            for position in rows.amounts.indices where total.written[position] != RowCollector.blank {
                let amount = rows.amounts[position]
                let control = Control(
                    "Total écrit ligne \(total.row + 1), colonne « \(amount.header) »",
                    expected: Cents(total.written[position]), found: Cents(total.sums[position]))
                result.controls.append(control)
                guard !control.holds else { continue }
                var place = place
                place.cell = CellReference(row: total.row, column: amount.column).description
                result.findings.append(
                    Finding(
                        .totalDisagrees, at: place,
                        [
                            "written": FrenchNumber.euros(cents: control.expected.value),
                            "sum": FrenchNumber.euros(cents: control.found.value),
                        ]))
            }
        }
    }

    /// Holds each subtotal against the lines since an earlier total or the header: the chapter's since the last one, the
    /// section's since one before.
    private mutating func controlSubtotals() {
        guard rows.totals.contains(where: { !$0.isGrand }) else { return }
        for position in rows.amounts.indices {
            let amount = rows.amounts[position]
            var written = Cents.zero
            var found = Cents.zero
            var count = 0
            var wrong = Examples()
            for (place, total) in rows.totals.enumerated()
            where !total.isGrand && total.written[position] != RowCollector.blank {
                let starts = rows.totals[..<place].reversed().map { $0.sums[position] } + [0]
                let since = total.sums[position]
                let sum = starts.first { since - $0 == total.written[position] } ?? starts[0]
                count += 1
                written += Cents(total.written[position])
                found += Cents(since - sum)
                guard since - sum != total.written[position] else { continue }
                wrong.add(CellReference(row: total.row, column: amount.column).description)
            }
            guard count > 0 else { continue }
            result.controls.append(
                Control(
                    "\(FrenchNumber.integer(count)) sous-totaux écrits, colonne « \(amount.header) »",
                    expected: written,
                    found: found))
            report(.subtotalsDisagree, nil, wrong)
        }
    }
}
