internal import Findings
internal import Tabular
internal import Texts

/// Reads the rows below a header: fields as numbers of distinct texts, amounts as cents, nothing interpreted yet.
struct RowCollector {
    /// The fields that have a column, with their distinct texts and one code per line.
    struct Field {
        var field: LineField
        var column: Int
        var texts = Interner()
        var codes: [UInt32] = []
    }

    /// The amount columns, with one value per line; `blank` where nothing is written.
    struct Amount {
        var basis: AmountBasis
        var column: Int
        var header: String
        var values: [Int64] = []
        var sum: Int64 = 0
    }

    /// A total written in the sheet, with what the lines above sum to, by amount column.
    struct WrittenTotal {
        var row: Int
        var isGrand: Bool
        var written: [Int64]
        var sums: [Int64]
    }

    static let blank = Int64.min

    private(set) var fields: [Field] = []
    private(set) var amounts: [Amount] = []
    /// The sheet row of each line.
    private(set) var rows: [Int] = []
    private(set) var excluded: [Import.ExcludedRows.Reason: Examples] = [:]
    private(set) var withoutAmount = Examples()
    private(set) var rounded = Examples()
    private(set) var totals: [WrittenTotal] = []

    private let header: Header
    private let place: Place
    private var slots: [Int]
    private var scratch: [UInt32]
    private var scratchAmounts: [Int64]
    private var naturePosition: Int?
    private var magnitude: Int64 = 0

    /// What a cell of an amount column was, when it was no amount.
    private struct BadCell {
        var reading: AmountParser.Reading
        var cell: Cell
        var amount: Int
    }

    init(_ header: Header, place: Place) {
        self.header = header
        self.place = place
        slots = Array(repeating: -1, count: (header.columns.map(\.column).max() ?? -1) + 1)
        for mapping in header.columns {
            switch mapping.role {
            case .field(let field):
                if field == .nature { naturePosition = fields.count }
                slots[mapping.column] = fields.count
                fields.append(Field(field: field, column: mapping.column))
            case .amount: continue
            }
        }
        for mapping in header.columns {
            guard case .amount(let basis) = mapping.role else { continue }
            slots[mapping.column] = fields.count + amounts.count
            amounts.append(Amount(basis: basis, column: mapping.column, header: mapping.header))
        }
        scratch = Array(repeating: 0, count: fields.count)
        scratchAmounts = Array(repeating: Self.blank, count: amounts.count)
    }

    /// Takes the rows of a batch that lie below the header.
    mutating func take(_ batch: RowBatch) throws(Finding) {
        for row in batch.rows where row.index > header.rows.upperBound { try take(row, of: batch) }
    }

    private mutating func take(_ row: RowBatch.Row, of batch: RowBatch) throws(Finding) {
        for position in scratch.indices { scratch[position] = 0 }
        for position in scratchAmounts.indices { scratchAmounts[position] = Self.blank }
        var hasField = false
        var hasAmount = false
        var roundedCell: Cell?
        var bad: BadCell?
        for cell in batch.cells[row.cells] {
            let column = Int(cell.column)
            guard column < slots.count, slots[column] >= 0 else { continue }
            let slot = slots[column]
            if slot < fields.count {
                let code = intern(cell, of: batch, in: slot)
                scratch[slot] = code
                hasField = hasField || (code != 0 && !fields[slot].texts.isBlank[Int(code)])
                continue
            }
            let reading =
                switch cell.kind {
                case .number: AmountParser.parse(batch.utf8(of: cell), isNumber: true)
                case .text: AmountParser.parse(batch.utf8(of: cell), isNumber: false)
                case .boolean, .error, .date, .time: AmountParser.Reading.unreadable
                }
            switch reading {
            case .blank: continue
            case .exact(let amount):
                scratchAmounts[slot - fields.count] = amount.value
                hasAmount = hasAmount || amounts[slot - fields.count].basis != .tva
            case .rounded(let amount):
                scratchAmounts[slot - fields.count] = amount.value
                hasAmount = hasAmount || amounts[slot - fields.count].basis != .tva
                roundedCell = cell
            case .ambiguous, .unreadable:
                if bad == nil { bad = BadCell(reading: reading, cell: cell, amount: slot - fields.count) }
            }
        }
        let hasNature = naturePosition.map { !fields[$0].texts.isBlank[Int(scratch[$0])] } ?? false
        if let bad {
            try refuse(bad, row, batch, isLine: hasNature || hasAmount)
            return
        }
        guard hasAmount else {
            if hasNature {
                withoutAmount.add("\(row.index + 1)", row.repeats)
            } else {
                exclude(row, hasField || hasText(row, batch) ? .noAmount : .blank)
            }
            return
        }
        if !hasNature, let isGrand = totalKind(row, batch, hasField: hasField) {
            exclude(row, .total)
            totals.append(
                WrittenTotal(row: row.index, isGrand: isGrand, written: scratchAmounts, sums: amounts.map(\.sum)))
            return
        }
        if let roundedCell {
            rounded.add(CellReference(row: row.index, column: Int(roundedCell.column)).description, row.repeats)
        }
        for offset in 0..<row.repeats { try append(row.index + offset) }
    }

    private mutating func append(_ row: Int) throws(Finding) {
        rows.append(row)
        for position in fields.indices { fields[position].codes.append(scratch[position]) }
        for position in amounts.indices {
            let value = scratchAmounts[position]
            amounts[position].values.append(value)
            guard value != Self.blank else { continue }
            // Every later sum is over some of these values, so none of them can overflow if this one does not.
            let (sum, isTooBig) = magnitude.addingReportingOverflow(abs(value))
            guard !isTooBig else {
                throw Finding(.amountsTooBig, at: cellPlace(row, amounts[position].column))
            }
            magnitude = sum
            amounts[position].sum += value
        }
    }

    /// The code of a field's cell: whole numbers as their digits, dates as `2025-03-31`.
    private mutating func intern(_ cell: Cell, of batch: RowBatch, in slot: Int) -> UInt32 {
        switch cell.kind {
        case .text:
            if cell.isShared { return fields[slot].texts.intern(Int(cell.offset), of: batch.strings) }
            return fields[slot].texts.intern(batch.utf8(of: cell))
        case .date:
            guard cell.number.isFinite, cell.number.magnitude < 1e13 else { return 0 }
            let days = Int((cell.number / 86_400).rounded(.down))
            let text = CivilDate(daysSince1970: days).iso
            return fields[slot].texts.intern(Array(text.utf8)[...])
        case .number:
            let bytes = batch.utf8(of: cell)
            if bytes.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) { return fields[slot].texts.intern(bytes) }
            guard cell.number == cell.number.rounded(), cell.number.magnitude < 1e15 else {
                return fields[slot].texts.intern(bytes)
            }
            return fields[slot].texts.intern(Array(String(Int64(cell.number)).utf8)[...])
        case .boolean, .error, .time: return fields[slot].texts.intern(batch.utf8(of: cell))
        }
    }

    /// A cell of an amount column that is no amount: fatal in a line, natural in a repeated header or a remark.
    private mutating func refuse(
        _ bad: BadCell, _ row: RowBatch.Row, _ batch: RowBatch, isLine: Bool
    ) throws(Finding) {
        let amount = amounts[bad.amount]
        if bad.cell.kind == .text, Folding.fold(batch.text(of: bad.cell)) == Folding.fold(amount.header) {
            exclude(row, .repeatedHeader)
            return
        }
        guard isLine else {
            exclude(row, .noAmount)
            return
        }
        throw Finding(
            bad.reading == .ambiguous ? .amountAmbiguous : .amountUnreadable, at: cellPlace(row.index, amount.column),
            ["header": amount.header])
    }

    /// Whether the row is a total without nature, and if so whether it is the grand total; nil when it is a line.
    private func totalKind(_ row: RowBatch.Row, _ batch: RowBatch, hasField: Bool) -> Bool? {
        for cell in batch.cells[row.cells] where cell.kind == .text {
            let text = Folding.fold(batch.text(of: cell))
            if text.isEmpty { continue }
            if text == "total" || text == "totaux" || text.hasPrefix("total general") { return true }
            if text.hasPrefix("total ") || text.hasPrefix("sous total") || text.hasPrefix("s total") { return false }
        }
        return hasField || hasText(row, batch) ? nil : true
    }

    private func hasText(_ row: RowBatch.Row, _ batch: RowBatch) -> Bool {
        batch.cells[row.cells].contains { cell in
            cell.kind == .text && !batch.utf8(of: cell).allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
        }
    }

    private mutating func exclude(_ row: RowBatch.Row, _ reason: Import.ExcludedRows.Reason) {
        excluded[reason, default: Examples()].add("\(row.index + 1)", row.repeats)
    }

    private func cellPlace(_ row: Int, _ column: Int) -> Place {
        var place = place
        place.cell = CellReference(row: row, column: column).description
        return place
    }
}
