internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Takes each line's amount: from the column that it was made of, else from the one that its budget counts in.
    mutating func chooseAmounts() throws(Finding) {
        if profile.countsRows {
            lines.amounts = [Cents](repeating: .zero, count: rows.rows.count)
            result.findings.append(
                Finding(
                    .linesWithoutAmounts, at: place,
                    ["count": FrenchNumber.integer(rows.rows.count), "profile": profile.id], count: rows.rows.count))
            return
        }
        guard rows.parts.isEmpty else {
            takePartAmounts()
            return
        }
        let column = lines[.budget]
        let candidates = rows.amounts.indices.filter { rows.amounts[$0].basis != .tva }
        var choice: [Int?] = Array(repeating: nil, count: column.values.count)
        var said = Set<AmountBasis>()
        lines.amounts.reserveCapacity(rows.rows.count)
        var empty = Examples()
        for line in rows.rows.indices {
            let budget = Int(column.codes[line])
            let position: Int
            if let known = choice[budget] {
                position = known
            } else {
                position = try amountColumn(of: column.values[budget], among: candidates, &said)
                choice[budget] = position
            }
            let value = rows.amounts[position].values[line]
            if value == RowCollector.blank { empty.add("\(rows.rows[line] + 1)") }
            lines.amounts.append(Cents(value == RowCollector.blank ? 0 : value))
        }
        report(.rowsWithoutAmount, nil, empty)
        for (budget, position) in choice.enumerated() {
            guard let position else { continue }
            result.amounts.append(
                Import.AmountUse(
                    budget: column.values[budget], basis: rows.amounts[position].basis,
                    column: rows.amounts[position].column, count: 0, sum: .zero))
        }
    }

    private mutating func takePartAmounts() {
        lines.amounts = rows.partValues.map { Cents($0) }
        for (number, part) in rows.parts.enumerated() {
            // Summed anew from the columns' sums: no line was lost on the way.
            let columns = part.minus.reduce(rows.amounts[part.amount].sum) { $0 - rows.amounts[$1].sum }
            result.controls.append(
                Control(
                    "Somme de « \(part.header) » = somme de ses lignes", expected: Cents(columns),
                    found: Cents(part.sum)))
            result.amounts += usesOfPart(number, column: rows.amounts[part.amount].column)
        }
        report(.rowsSplit, nil, rows.splitRows)
    }

    /// The budgets of the lines of a part; how many and how much is summed at the end.
    private func usesOfPart(_ number: Int, column: Int) -> [Import.AmountUse] {
        let budgets = lines[.budget]
        var met = Set<UInt32>()
        var uses: [Import.AmountUse] = []
        for (line, part) in rows.partOfLine.enumerated() where Int(part) == number {
            guard met.insert(budgets.codes[line]).inserted else { continue }
            uses.append(
                Import.AmountUse(budget: budgets[line], basis: .montant, column: column, count: 0, sum: .zero))
        }
        return uses
    }

    private mutating func amountColumn(
        of budget: String, among candidates: [Int], _ said: inout Set<AmountBasis>
    ) throws(Finding) -> Int {
        let wanted =
            settings.amount.named(budget) ?? profile.amount.named(budget) ?? settings.amount.common
            ?? profile.amount.common ?? .montant
        if let position = candidates.first(where: { rows.amounts[$0].basis == wanted }) { return position }
        if candidates.count == 1, let only = candidates.first {
            if said.insert(wanted).inserted, wanted != .montant {
                var place = place
                place.cell =
                    CellReference.letters(ofColumn: rows.amounts[only].column)
                    + String(header.rows.upperBound + 1)
                result.findings.append(
                    Finding(.amountChosen, at: place, ["basis": wanted.rawValue, "header": rows.amounts[only].header]))
            }
            return only
        }
        throw Finding(
            .amountMissing, at: place,
            [
                "budget": budget, "basis": wanted.rawValue,
                "columns": rows.amounts.map(\.header).joined(separator: ", "),
            ])
    }

    /// Flags the lines whose type says so, and looks for what they cancel.
    mutating func markCancellations() {
        let types = lines[.type]
        let cancels = types.values.map { value in
            profile.cancellationTypes.contains { Folding.fold($0) == Folding.fold(value) }
        }
        lines.isCancellation = types.codes.map { cancels[Int($0)] }
        guard cancels.contains(true) else { return }
        struct Key: Hashable {
            var budget: UInt32
            var nature: UInt32
            var tiers: UInt32
            var amount: Int64
        }
        let budgets = lines[.budget].codes
        let natures = lines[.nature].codes
        let tiers = lines[.tiers].codes
        func key(_ line: Int, _ amount: Cents) -> Key {
            Key(budget: budgets[line], nature: natures[line], tiers: tiers[line], amount: amount.value)
        }
        var positive = Examples()
        var alone: [Key: [Int]] = [:]
        for line in budgets.indices where lines.isCancellation[line] {
            if profile.negatesCancellations, lines.amounts[line] > .zero {
                lines.amounts[line] = -lines.amounts[line]
            } else if lines.amounts[line] > .zero {
                positive.add("\(lines.rows[line] + 1)")
            }
            alone[key(line, -lines.amounts[line]), default: []].append(line)
        }
        // Most lines have an amount that no cancellation has: a small table tells without a look-up.
        var isCancelled = [Bool](repeating: false, count: 1 << 20)
        func place(_ amount: Int64) -> Int {
            Int(truncatingIfNeeded: (UInt64(bitPattern: amount) &* 0x9E37_79B9_7F4A_7C15) >> 44)
        }
        for key in alone.keys { isCancelled[place(key.amount)] = true }
        let amounts = lines.amounts
        let isCancellation = lines.isCancellation
        for line in amounts.indices where isCancelled[place(amounts[line].value)] && !isCancellation[line] {
            let key = key(line, amounts[line])
            if alone[key]?.popLast() != nil, alone[key]?.isEmpty ?? false { alone[key] = nil }
        }
        report(.cancellationsPositive, .type, positive)
        var unmatched = Examples()
        let lonely = alone.values.flatMap { $0 }.sorted()
        for line in lonely { unmatched.add("\(lines.rows[line] + 1)") }
        report(.cancellationsAlone, .type, unmatched)
        controlCancellations(alone: lonely)
    }
}
