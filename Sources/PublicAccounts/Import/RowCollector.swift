internal import Findings
internal import Tabular
internal import Texts

/// Reads the rows below a header: fields as numbers of distinct texts, amounts as cents, nothing interpreted yet.
struct RowCollector {
    /// The fields that have a column, with their distinct texts and one code per line.
    struct Field {
        var field: LineField
        /// The column; nil for a field that separator rows give.
        var column: Int?
        var texts: Interner
        var codes: [UInt32] = []
        /// The codes of the days met, by days since 1970.
        var days: [Int: UInt32] = [:]
        /// The one met last: exports go by date.
        var lastDay: (day: Int, code: UInt32)?
    }

    /// The amount columns, with one value per line; `blank` where nothing is written.
    struct Amount {
        var role: ColumnRole
        var column: Int
        var header: String
        var values: [Int64] = []
        /// The sum over the rows that are lines.
        var sum: Int64 = 0

        /// Whether it is VAT: it makes no line by itself.
        let isTax: Bool

        init(_ mapping: ColumnMapping) {
            role = mapping.role
            column = mapping.column
            header = mapping.header
            isTax = mapping.role == .amount(.tva)
        }

        var basis: AmountBasis { if case .amount(let basis) = role { basis } else { .montant } }
    }

    /// A total written in the sheet, with what the lines above sum to, by amount column.
    struct WrittenTotal {
        var row: Int
        var isGrand: Bool
        var written: [Int64]
        var sums: [Int64]
    }

    /// A line that rows give from columns of their own (`Profile.rowLines`), by the places of these columns.
    struct Part {
        var line: RowLine
        var amount: Int
        var minus: [Int]
        /// The amount columns' headers: `OBNETDEB − OOBDEB`.
        var header: String
        var sum: Int64 = 0
    }

    static let blank = Int64.min

    var fields: [Field] = []
    private(set) var amounts: [Amount] = []
    private(set) var parts: [Part] = []
    /// The part that each line is of, and its amount; none without parts.
    private(set) var partOfLine: [UInt8] = []
    private(set) var partValues: [Int64] = []
    /// How many rows gave several lines.
    private(set) var splitRows = Examples()
    /// The sheet row of each line.
    private(set) var rows: [Int] = []
    var excluded: [Import.ExcludedRows.Reason: Examples] = [:]
    var withoutAmount = Examples()
    /// Rows with an amount and without the code that tells what they are.
    private(set) var withoutCode = Examples()
    private(set) var rounded = Examples()
    private(set) var totals: [WrittenTotal] = []

    let header: Header
    let profile: Profile
    private let place: Place
    var slots: [Int]
    var scratch: [UInt32]
    private var scratchAmounts: [Int64]
    /// What separator rows said last, by field; 0 for the fields that have a column.
    var context: [UInt32]
    var hasContext = false
    private var naturePosition: Int?
    /// The code field that a line must have when the sheet has no natures.
    private var keyPosition: Int?
    /// Fields that no total has: a number of entry, a date.
    var entryPositions: [Int] = []
    var totalPositions: [Int] = []
    private var magnitude: Int64 = 0

    /// What a cell of an amount column was, when it was no amount.
    struct BadCell {
        var reading: AmountParser.Reading
        var cell: Cell
        var amount: Int
    }

    init(_ header: Header, profile: Profile, place: Place) {
        self.header = header
        self.profile = profile
        self.place = place
        slots = Array(repeating: -1, count: (header.columns.map(\.column).max() ?? -1) + 1)
        for mapping in header.columns {
            guard case .field(let field) = mapping.role else { continue }
            slots[mapping.column] = fields.count
            fields.append(Field(field: field, column: mapping.column, texts: Interner(noticesTotals: field.isCode)))
        }
        for mapping in header.columns where mapping.role.isMoney {
            slots[mapping.column] = fields.count + amounts.count
            amounts.append(Amount(mapping))
        }
        let columnCount = fields.count
        for field in profile.separators where !fields.contains(where: { $0.field == field }) {
            // Amounts come after the fields: their slots move.
            fields.append(Field(field: field, column: nil, texts: Interner(noticesTotals: false)))
        }
        for column in slots.indices where slots[column] >= columnCount { slots[column] += fields.count - columnCount }
        scratch = Array(repeating: 0, count: fields.count)
        context = scratch
        scratchAmounts = Array(repeating: Self.blank, count: amounts.count)
        findPositions()
        findParts()
    }

    private mutating func findPositions() {
        func position(_ field: LineField) -> Int? { fields.firstIndex { $0.field == field && $0.column != nil } }
        naturePosition = position(.nature)
        if naturePosition == nil {
            let wanted = profile.required.compactMap { role -> LineField? in
                if case .field(let field) = role, [.fonction, .chapitre].contains(field) { field } else { nil }
            }
            keyPosition = wanted.first.flatMap(position)
        }
        entryPositions = [LineField.piece, .bordereau, .date].compactMap(position)
        totalPositions = fields.indices.filter { fields[$0].column != nil && fields[$0].field.isCode }
    }

    private mutating func findParts() {
        func place(_ name: String) -> Int? { amounts.firstIndex { $0.role == .named(name) } }
        for line in profile.rowLines {
            guard let amount = place(line.amount) else { continue }
            let minus = line.minus.compactMap(place)
            let header = ([amount] + minus).map { amounts[$0].header }.joined(separator: " − ")
            parts.append(Part(line: line, amount: amount, minus: minus, header: header))
        }
    }

    /// Takes the rows of a batch that lie below the header, and the separators above it.
    mutating func take(_ batch: RowBatch) throws(Finding) {
        let strings = batch.strings
        for row in batch.rows {
            if row.index > header.rows.upperBound {
                try take(row, of: batch, strings)
            } else if !profile.separators.isEmpty, row.index < header.rows.lowerBound {
                _ = takeSeparator(row, batch)
            }
        }
    }

    private mutating func take(_ row: RowBatch.Row, of batch: RowBatch, _ strings: StringTable) throws(Finding) {
        for position in scratch.indices { scratch[position] = hasContext ? context[position] : 0 }
        for position in scratchAmounts.indices { scratchAmounts[position] = Self.blank }
        var hasField = false
        var hasAmount = false
        var roundedCell: Cell?
        var bad: BadCell?
        let cells = batch.cells.span
        let bytes = batch.bytes.span
        for index in row.cells {
            let cell = cells[index]
            let column = Int(cell.column)
            guard column < slots.count, slots[column] >= 0 else { continue }
            let slot = slots[column]
            if slot < fields.count {
                let code =
                    cell.isShared
                    ? fields[slot].texts.known(Int(cell.offset), of: strings)
                        ?? fields[slot].texts.intern(Int(cell.offset), of: strings)
                    : intern(cell, bytes.extracting(cell.bytes), in: slot)
                scratch[slot] = code
                hasField = hasField || (code != 0 && !fields[slot].texts.isBlank[Int(code)])
                continue
            }
            let reading =
                switch cell.kind {
                case .number: AmountParser.parse(number: bytes.extracting(cell.bytes))
                case .text: AmountParser.parse(batch.utf8(of: cell), isNumber: false)
                case .boolean, .error, .date, .time: AmountParser.Reading.unreadable
                }
            switch reading {
            case .blank: continue
            case .exact(let amount):
                scratchAmounts[slot - fields.count] = amount.value
                hasAmount = hasAmount || !amounts[slot - fields.count].isTax
            case .rounded(let amount):
                scratchAmounts[slot - fields.count] = amount.value
                hasAmount = hasAmount || !amounts[slot - fields.count].isTax
                roundedCell = cell
            case .ambiguous, .unreadable:
                if isNull(cell, batch) { continue }
                if bad == nil { bad = BadCell(reading: reading, cell: cell, amount: slot - fields.count) }
            }
        }
        let hasNature = naturePosition.map { !fields[$0].texts.isBlank[Int(scratch[$0])] } ?? false
        if let bad {
            try refuse(bad, row, batch, isLine: hasNature || hasAmount)
            return
        }
        guard hasAmount || (profile.countsRows && hasNature && !isRepeatedHeader(row, batch)) else {
            leaveOut(row, batch, hasNature: hasNature, hasField: hasField)
            return
        }
        if !hasNature || saysTotal, let isGrand = totalKind(row, batch, hasField: hasField) {
            exclude(row, .total)
            totals.append(
                WrittenTotal(row: row.index, isGrand: isGrand, written: scratchAmounts, sums: amounts.map(\.sum)))
            return
        }
        if let keyPosition, !isCode(fields[keyPosition].texts.bytes(Int(scratch[keyPosition]))) {
            withoutCode.add("\(row.index + 1)", row.repeats)
            exclude(row, .withoutCode)
            return
        }
        if let roundedCell {
            rounded.add(CellReference(row: row.index, column: Int(roundedCell.column)).description, row.repeats)
        }
        for offset in 0..<row.repeats { try append(row.index + offset) }
    }

    // MARK: Lines

    private mutating func append(_ row: Int) throws(Finding) {
        for position in amounts.indices {
            let value = scratchAmounts[position]
            guard value != Self.blank else { continue }
            // Every later sum is over some of these values, none of them met more than twice (in a part, and subtracted
            // from another), so none can overflow if this one does not.
            let (sum, isTooBig) = magnitude.addingReportingOverflow(abs(value))
            guard !isTooBig, parts.isEmpty || sum < Int64.max / 2 else {
                throw Finding(.amountsTooBig, at: cellPlace(row, amounts[position].column))
            }
            magnitude = sum
            amounts[position].sum += value
        }
        guard parts.isEmpty else {
            appendParts(row)
            return
        }
        rows.append(row)
        for position in fields.indices { fields[position].codes.append(scratch[position]) }
        for position in amounts.indices { amounts[position].values.append(scratchAmounts[position]) }
    }

    /// A line for each part whose amount is not zero; when all are zero, one for the first that is written.
    private mutating func appendParts(_ row: Int) {
        var first: Int?
        var count = 0
        for position in parts.indices {
            let part = parts[position]
            var value = scratchAmounts[part.amount]
            let isWritten = value != Self.blank || part.minus.contains { scratchAmounts[$0] != Self.blank }
            guard isWritten else { continue }
            if value == Self.blank { value = 0 }
            for minus in part.minus where scratchAmounts[minus] != Self.blank { value -= scratchAmounts[minus] }
            if first == nil { first = position }
            guard value != 0 else { continue }
            append(row, value, of: position)
            count += 1
        }
        if count == 0, let first { append(row, 0, of: first) }
        if count > 1 { splitRows.add("\(row + 1)") }
    }

    private mutating func append(_ row: Int, _ value: Int64, of part: Int) {
        rows.append(row)
        for position in fields.indices { fields[position].codes.append(scratch[position]) }
        partOfLine.append(UInt8(truncatingIfNeeded: part))
        partValues.append(value)
        parts[part].sum += value
    }

    /// The code of a field's cell whose text is `bytes`: whole numbers as their digits, dates as `2025-03-31`.
    private mutating func intern(_ cell: Cell, _ bytes: Span<UInt8>, in slot: Int) -> UInt32 {
        switch cell.kind {
        case .text, .boolean, .error, .time: return fields[slot].texts.intern(bytes)
        case .date: return intern(day: cell.number, in: slot)
        case .number:
            for index in bytes.indices where bytes[index] &- UInt8(ascii: "0") >= 10 {
                return intern(number: cell.number, bytes, in: slot)
            }
            return fields[slot].texts.intern(bytes)
        }
    }

    private mutating func intern(day seconds: Double, in slot: Int) -> UInt32 {
        guard seconds.isFinite, seconds.magnitude < 1e13 else { return 0 }
        let days = Int((seconds / 86_400).rounded(.down))
        if let last = fields[slot].lastDay, last.day == days { return last.code }
        let code: UInt32
        if let known = fields[slot].days[days] {
            code = known
        } else {
            code = fields[slot].texts.intern(Array(CivilDate(daysSince1970: days).iso.utf8)[...])
            fields[slot].days[days] = code
        }
        fields[slot].lastDay = (days, code)
        return code
    }

    private mutating func intern(number: Double, _ bytes: Span<UInt8>, in slot: Int) -> UInt32 {
        guard number == number.rounded(), number.magnitude < 1e15 else { return fields[slot].texts.intern(bytes) }
        return fields[slot].texts.intern(Array(String(Int64(number)).utf8)[...])
    }

    mutating func exclude(_ row: RowBatch.Row, _ reason: Import.ExcludedRows.Reason) {
        excluded[reason, default: Examples()].add("\(row.index + 1)", row.repeats)
    }

    func cellPlace(_ row: Int, _ column: Int) -> Place {
        var place = place
        place.cell = CellReference(row: row, column: column).description
        return place
    }
}

extension LineField {
    /// Whether it is a code by which totals are made, so that a total may name itself there.
    fileprivate var isCode: Bool {
        switch self {
        case .section, .sens, .mouvement, .chapitre, .nature, .fonction: true
        default: false
        }
    }
}
