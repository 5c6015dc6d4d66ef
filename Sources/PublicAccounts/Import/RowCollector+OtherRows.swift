internal import Findings
internal import Tabular
internal import Texts

/// Rows that are no lines.
extension RowCollector {
    /// A cell of an amount column that is no amount: fatal in a line, natural in a repeated header or a remark.
    mutating func refuse(
        _ bad: BadCell, _ row: RowBatch.Row, _ batch: RowBatch, isLine: Bool
    ) throws(Finding) {
        let amount = amounts[bad.amount]
        if isRepeatedHeader(row, batch) {
            exclude(row, .repeatedHeader)
            return
        }
        guard isLine else {
            leaveOut(row, batch, hasNature: false, hasField: true)
            return
        }
        throw Finding(
            bad.reading == .ambiguous ? .amountAmbiguous : .amountUnreadable, at: cellPlace(row.index, amount.column),
            ["header": amount.header])
    }

    /// A row without an amount: a separator, the header again, a nature without an amount, a remark, nothing.
    mutating func leaveOut(_ row: RowBatch.Row, _ batch: RowBatch, hasNature: Bool, hasField: Bool) {
        if isRepeatedHeader(row, batch) {
            exclude(row, .repeatedHeader)
        } else if !profile.separators.isEmpty, takeSeparator(row, batch) {
            exclude(row, .separator)
        } else if hasNature {
            withoutAmount.add("\(row.index + 1)", row.repeats)
        } else {
            exclude(row, hasField || hasText(row, batch) ? .noAmount : .blank)
        }
    }

    /// Whether every text under a recognised column is what the header says there, two of them at least, or one of an
    /// amount column.
    func isRepeatedHeader(_ row: RowBatch.Row, _ batch: RowBatch) -> Bool {
        var same = 0
        for cell in batch.cells[row.cells] {
            let column = Int(cell.column)
            guard column < slots.count, slots[column] >= 0 else { continue }
            guard cell.kind == .text else { return false }
            let text = Folding.fold(batch.text(of: cell))
            guard !text.isEmpty else { continue }
            guard header.pieces[column]?.contains(text) ?? false else { return false }
            same += slots[column] >= fields.count ? 2 : 1
        }
        return same >= 2
    }

    /// Takes `F - Fonctionnement` or `011 - CHARGES A CARACTERE GENERAL`, alone in its row, for the rows below.
    mutating func takeSeparator(_ row: RowBatch.Row, _ batch: RowBatch) -> Bool {
        let cells = batch.cells[row.cells].filter { $0.kind == .text && !isBlank($0, batch) }
        guard cells.count == 1, let cell = cells.first,
            let (code, _) = GluedText.split(SheetHead.tidy(batch.text(of: cell)))
        else { return false }
        for (place, field) in profile.separators.enumerated() {
            let fits =
                profile.aliases.values[field].map { $0[Folding.fold(code)] != nil } ?? isCode(Array(code.utf8)[...])
            guard fits, let position = fields.firstIndex(where: { $0.field == field && $0.column == nil }) else {
                continue
            }
            context[position] = fields[position].texts.intern(Array(code.utf8)[...])
            hasContext = true
            for later in profile.separators.dropFirst(place + 1) {
                guard let position = fields.firstIndex(where: { $0.field == later && $0.column == nil }) else {
                    continue
                }
                context[position] = 0
            }
            return true
        }
        return false
    }

    /// Whether a code of the row is the word total: `Total chapitre 011` in the column of natures.
    var saysTotal: Bool {
        for position in totalPositions where fields[position].texts.hasTotals {
            if fields[position].texts.isTotal(Int(scratch[position])) { return true }
        }
        return false
    }

    /// Whether the row is a total without nature, and if so whether it is the grand total; nil when it is a line.
    func totalKind(_ row: RowBatch.Row, _ batch: RowBatch, hasField: Bool) -> Bool? {
        // What has a number of entry or a date is an entry, even one without nature paid to « Total ».
        for position in entryPositions where !fields[position].texts.isBlank[Int(scratch[position])] { return nil }
        for cell in batch.cells[row.cells] where cell.kind == .text {
            let text = Folding.fold(batch.text(of: cell))
            if text.isEmpty { continue }
            if let isGrand = TotalWords.kind(text) { return isGrand }
            if profile.totals.contains(where: { text.hasPrefix($0) }) { return false }
        }
        return hasField || hasText(row, batch) ? nil : true
    }

    /// Whether a cell has a text, those of amount columns aside: an amount may be written as text.
    func hasText(_ row: RowBatch.Row, _ batch: RowBatch) -> Bool {
        batch.cells[row.cells].contains { cell in
            let column = Int(cell.column)
            let isAmount = column < slots.count && slots[column] >= fields.count
            return cell.kind == .text && !isAmount && !isBlank(cell, batch)
        }
    }

    func isBlank(_ cell: Cell, _ batch: RowBatch) -> Bool {
        batch.utf8(of: cell).allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    }

    func isNull(_ cell: Cell, _ batch: RowBatch) -> Bool {
        !profile.nulls.isEmpty && profile.nulls.contains(SheetHead.tidy(batch.text(of: cell)))
    }

    /// Whether a text begins with a digit, spaces and apostrophes before it aside.
    func isCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first(where: { $0 > 0x20 && $0 != UInt8(ascii: "'") }) else { return false }
        return first &- UInt8(ascii: "0") < 10
    }
}
