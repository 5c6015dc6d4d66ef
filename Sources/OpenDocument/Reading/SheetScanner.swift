internal import Findings
internal import Tabular
internal import ZipArchive

/// Reads the rows of one table into batches, straight from the inflated bytes.
///
/// Empty cells and rows are counted, never made; a repeated row is one row of the batch with its repetitions.
struct SheetScanner {
    var stream: ContentStream
    private var usual: UsualCells?
    var batch = RowBatch()
    private var summary = SheetSummary()
    private var sheet: String
    private let file: String
    private let columns: ColumnSelection
    private let readsAll: Bool
    /// Whether the row at hand has a cell that holds something and is passed over.
    private var hasPassed = false
    /// How many cells were read at once, and how many token by token.
    private(set) var usualCells = 0
    private(set) var unusualCells = 0
    private var row = 0
    private var column = 0
    private var tableColumn = 0
    private var isStopped = false
    // The used area, as bounds that any cell widens.
    private var firstRow = Int.max
    private var lastRow = -1
    private var firstColumn = Int.max
    private var lastColumn = -1
    /// The rightmost column that counts as taken (`SheetSummary.lastColumn`).
    private var lastTaken = -1

    /// A batch is given away once it holds this many cells, or this many bytes of text.
    private static let cellsPerBatch = 16_384
    #if FUZZING
    private static let bytesPerBatch = 500
    #else
    private static let bytesPerBatch = 1 << 19
    #endif

    /// What rows are made of; nil when nobody asks.
    var shapes: RowShapes?

    /// Reads `columns` of the table whose start tag is the token of `stream` at hand.
    init(_ stream: ContentStream, sheet: String, file: String, columns: ColumnSelection) {
        self.columns = columns
        readsAll = columns.isAll
        self.stream = stream
        usual = UsualCells(stream.names)
        self.sheet = sheet
        self.file = file
    }

    /// Starts another table, called `sheet`, whose start tag is the token of the stream at hand.
    mutating func begin(sheet: String) {
        self.sheet = sheet
        usual = UsualCells(stream.names)
        batch.removeAll()
        summary = SheetSummary()
        isStopped = false
        (row, column, tableColumn, usualCells, unusualCells) = (0, 0, 0, 0, 0)
        (firstRow, lastRow, firstColumn, lastColumn, lastTaken) = (Int.max, -1, Int.max, -1, -1)
    }

    /// Reads all rows, giving `body` the batches until it stops.
    mutating func run(_ body: (RowBatch) throws -> ReadStep) throws -> SheetSummary {
        if stream.kind == .start {
            let inside = stream.depth
            while !isStopped {
                try stream.next()
                if stream.depth < inside { break }
                guard stream.kind == .start || stream.kind == .empty else { continue }
                guard try readPart() else {
                    try stream.skipElement()
                    continue
                }
                if batch.cells.count >= Self.cellsPerBatch || batch.bytes.count >= Self.bytesPerBatch {
                    try give(to: body)
                }
            }
        }
        if !isStopped { try give(to: body) }
        return finished()
    }

    /// Reads the row or the column whose start tag is at hand, or goes into what holds such; false for anything else.
    mutating func readPart() throws -> Bool {
        switch stream.name {
        case .row: try readRow()
        case .column: try readColumn()
        case .tableColumns, .headerColumns, .columnGroup, .tableRows, .headerRows, .rowGroup: break
        default: return false
        }
        return true
    }

    /// How many merged cells were met.
    var merges: Int { summary.merges.count }

    private mutating func give(to body: (RowBatch) throws -> ReadStep) throws {
        guard !batch.rows.isEmpty else { return }
        try checkText()
        if try body(batch) == .stop { isStopped = true }
        batch.removeAll()
    }

    /// Refuses text that is not UTF-8: whoever repairs it makes another text of it.
    private func checkText() throws(Finding) {
        // Pieces of UTF-8 that markup cuts are UTF-8.
        if stream.feed.isUTF8 { return }
        let invalid: Int
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: batch.bytes.span)
            // No text begins amid a character: so each is valid, as all are one after the other.
            guard let cell = batch.cells.first(where: { batch.bytes[Int($0.offset)] & 0xC0 == 0x80 }) else { return }
            invalid = Int(cell.offset)
        } catch {
            invalid = error.byteOffsets.lowerBound
        }
        var finding = stream.malformed("invalid UTF-8")
        finding.place.offset = nil
        for row in batch.rows {
            for cell in batch.cells[row.cells] where invalid < Int(cell.offset) + Int(cell.length) {
                finding.place.cell = CellReference(row: row.index, column: Int(cell.column)).description
                throw finding
            }
        }
        throw finding
    }

    /// What the rows and columns read so far span.
    func finished() -> SheetSummary {
        var summary = summary
        if lastRow >= 0 {
            summary.used = CellRange(
                CellReference(row: firstRow, column: firstColumn), CellReference(row: lastRow, column: lastColumn))
        }
        let merged = summary.merges.map(\.last.column).max() ?? -1
        let taken = max(lastTaken, lastColumn, merged)
        summary.lastColumn = taken >= 0 ? taken : nil
        return summary
    }

    // MARK: Columns and rows

    private mutating func readColumn() throws {
        var repeats = 1
        var isHidden = false
        while let name = try stream.nextAttribute() {
            switch name {
            case .columnsRepeated: repeats = try count("number-columns-repeated")
            case .visibility: isHidden = stream.valueIs("collapse") || stream.valueIs("filter")
            default: break
            }
        }
        let end = min(tableColumn + repeats, SheetLimits.columns)
        if isHidden, tableColumn < end { summary.hiddenColumns.formUnion(tableColumn..<end) }
        tableColumn = end
        try stream.skipElement()
    }

    private mutating func readRow() throws {
        var repeats = 1
        var isHidden = false
        var style: Range<Int>?
        while let name = try stream.nextAttribute() {
            switch name {
            case .rowsRepeated: repeats = try count("number-rows-repeated")
            case .visibility: isHidden = stream.valueIs("collapse") || stream.valueIs("filter")
            case .defaultCellStyle: style = stream.value
            default: break
            }
        }
        shapes?.startRow(repeats: repeats, style: style, in: stream.window)
        let first = batch.cells.count
        column = 0
        hasPassed = false
        if stream.kind == .start { try readCells() }
        let hasCells = batch.cells.count > first
        if hasCells || hasPassed {
            guard row + repeats <= SheetLimits.rows else { throw at(Finding(.outsideGrid)) }
            firstRow = min(firstRow, row)
            lastRow = row + repeats - 1
        }
        if hasCells {
            batch.rows.append(
                RowBatch.Row(index: row, repeats: repeats, isHidden: isHidden, cells: first..<batch.cells.count))
            firstColumn = min(firstColumn, Int(batch.cells[first].column))
            lastColumn = max(lastColumn, Int(batch.cells[batch.cells.count - 1].column))
        }
        row += repeats
    }

    private mutating func readCells() throws {
        let inside = stream.depth
        var styledEnd = -1
        while true {
            try readUsualCells(&styledEnd)
            // A cell that the window's end cuts is no other than those before.
            if shapes != nil, stream.holdsLittle, try stream.refill() { continue }
            // Only its value is not written as usual: what the cell is made of can be said all the same.
            let made =
                shapes == nil
                ? nil : usual?.read(stream.window.span, at: stream.index(of: stream.end), readsValue: false)
            try stream.next()
            if stream.depth < inside { break }
            guard stream.kind == .start || stream.kind == .empty else { continue }
            if let made {
                shapes?.addCell(made.repeats, style: made.style, isOccupied: made.isOccupied, in: stream.window)
            } else {
                shapes?.refuse()
            }
            lastTaken = max(lastTaken, styledEnd)
            styledEnd = -1
            switch stream.name {
            case .cell:
                // A last run that reaches the end of a grid only fills the row; it takes nothing.
                if try readCell() { styledEnd = min(column, SheetLimits.columns) - 1 }
            case .coveredCell:
                var repeats = 1
                while let name = try stream.nextAttribute() {
                    if name == .columnsRepeated { repeats = try count("number-columns-repeated") }
                }
                try stream.skipElement()
                column += repeats
            default: try stream.skipElement()
            }
        }
        if !Self.isGridEnd(styledEnd + 1) { lastTaken = max(lastTaken, styledEnd) }
    }

    /// Reads the cells ahead that are written as usual, up to the first that is not, or is not whole in the window.
    private mutating func readUsualCells(_ styledEnd: inout Int) throws {
        guard let usual else { return }
        var at = stream.index(of: stream.end)
        while column < SheetLimits.columns, let found = usual.read(stream.window.span, at: at) {
            lastTaken = max(lastTaken, styledEnd)
            styledEnd = -1
            let start = batch.bytes.count
            if !found.text.isEmpty, isPassed(found.kind, found.repeats) {
                try pass(found.repeats)
            } else if !found.text.isEmpty {
                stream.copy(found.text, into: &batch.bytes)
                try add(found.kind, start, found.text.count, found.number, found.repeats)
            }
            shapes?.addCell(
                found.repeats, style: found.style, isOccupied: found.isOccupied, in: stream.window)
            column += found.repeats
            usualCells += 1
            if found.text.isEmpty, found.style != nil { styledEnd = min(column, SheetLimits.columns) - 1 }
            at = found.end
        }
        stream.moved(to: at)
    }

    /// The widths of sheets in the spreadsheet programs that write OpenDocument.
    private static func isGridEnd(_ column: Int) -> Bool { column == 256 || column == 1024 || column == 16_384 }

    // MARK: Cells

    /// What a cell's attributes say it holds.
    private enum Holding { case content, number, date, time, boolean, string }

    /// Reads the cell at hand, adding it to the batch unless it is empty; whether it is empty and styled.
    private mutating func readCell() throws -> Bool {
        unusualCells += 1
        var repeats = 1
        var columns = 1
        var rows = 1
        var isStyled = false
        var isError = false
        var holding = Holding.content
        var value = 0..<0
        while let name = try stream.nextAttribute() {
            switch name {
            case .columnsRepeated: repeats = try count("number-columns-repeated")
            case .columnsSpanned: columns = try count("number-columns-spanned")
            case .rowsSpanned: rows = try count("number-rows-spanned")
            case .styleName: isStyled = true
            case .valueType: holding = typed(holding)
            case .calcValueType: isError = stream.valueIs("error")
            case .value, .dateValue, .timeValue, .booleanValue, .stringValue: value = stream.value
            default: break
            }
        }
        if columns > 1 || rows > 1 { merge(columns, rows) }
        let start = batch.bytes.count
        var kind = CellKind.text
        var number = 0.0
        if isError {
            kind = .error
            try readContent(isWanted: true)
        } else if holding == .string {
            if value.isEmpty {
                try readContent(isWanted: true)
            } else {
                try stream.decode(value, into: &batch.bytes)
                try readContent(isWanted: false)
            }
        } else if holding == .content || value.isEmpty {
            try readContent(isWanted: true)
        } else {
            (kind, number) = try typedValue(holding, value)
            batch.bytes.append(contentsOf: stream.window[value])
            try readContent(isWanted: false)
        }
        let length = batch.bytes.count - start
        if length > 0, isPassed(kind, repeats) {
            batch.bytes.removeSubrange(start...)
            try pass(repeats)
        } else if length > 0 {
            try add(kind, start, length, number, repeats)
        }
        column += repeats
        return length == 0 && isStyled
    }

    @inline(__always)
    private func typed(_ before: Holding) -> Holding {
        guard let first = stream.value.first.map({ stream.window[$0] }) else { return before }
        switch first {
        case UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "c"): return .number
        case UInt8(ascii: "s"): return .string
        case UInt8(ascii: "d"): return .date
        case UInt8(ascii: "t"): return .time
        case UInt8(ascii: "b"): return .boolean
        default: return .content
        }
    }

    private func typedValue(_ holding: Holding, _ value: Range<Int>) throws(Finding) -> (CellKind, Double) {
        switch holding {
        case .number:
            if let number = ValueText.number(stream.window, value) { return (.number, number) }
            // Some programs write what a division by zero gave as a number; it is an error as a user sees it.
            switch String(decoding: stream.window[value], as: UTF8.self).uppercased() {
            case "NAN", "INF", "-INF", "INFINITY", "-INFINITY", "1.#IND", "1.#INF", "-1.#INF", "-1.#IND", "1.#QNAN":
                return (.error, 0)
            default: throw bad(value, "office:value")
            }
        case .date:
            if let seconds = ValueText.date(stream.window, value) { return (.date, seconds) }
            throw bad(value, "office:date-value")
        case .time:
            if let seconds = ValueText.duration(stream.window, value) { return (.time, seconds) }
            throw bad(value, "office:time-value")
        case .boolean:
            switch String(decoding: stream.window[value], as: UTF8.self) {
            case "true": return (.boolean, 1)
            case "false": return (.boolean, 0)
            default: throw bad(value, "office:boolean-value")
            }
        case .string, .content: return (.text, 0)
        }
    }

    @inline(__always)
    private mutating func add(_ kind: CellKind, _ start: Int, _ length: Int, _ number: Double, _ repeats: Int) throws {
        guard column < SheetLimits.columns else { throw at(Finding(.outsideGrid)) }
        guard let offset = UInt32(exactly: start), let size = UInt32(exactly: length) else {
            throw at(Finding(.tooMuchText))
        }
        for place in column..<min(column + repeats, SheetLimits.columns) {
            guard readsAll || (kind == .text && columns.keepsText) || columns.gives(place) else {
                note(place...place)
                continue
            }
            batch.cells.append(
                Cell(
                    column: UInt32(truncatingIfNeeded: place), kind: kind, offset: offset, length: size, number: number)
            )
        }
    }

    /// Whether none of the `repeats` cells from the column at hand on is given.
    @inline(__always)
    private func isPassed(_ kind: CellKind, _ repeats: Int) -> Bool {
        guard !readsAll, kind != .text || !columns.keepsText else { return false }
        let end = min(column + repeats, columns.flags.count)
        return column >= end || !(column..<end).contains { columns.gives($0) }
    }

    /// Counts the `repeats` cells from the column at hand on, which hold something and are passed over.
    private mutating func pass(_ repeats: Int) throws(Finding) {
        guard column < SheetLimits.columns else { throw at(Finding(.outsideGrid)) }
        note(column...min(column + repeats, SheetLimits.columns) - 1)
    }

    private mutating func note(_ passed: ClosedRange<Int>) {
        hasPassed = true
        firstColumn = min(firstColumn, passed.lowerBound)
        lastColumn = max(lastColumn, passed.upperBound)
    }

    private mutating func merge(_ columns: Int, _ rows: Int) {
        guard row < SheetLimits.rows, column < SheetLimits.columns else { return }
        let last = CellReference(
            row: min(row + rows, SheetLimits.rows) - 1, column: min(column + columns, SheetLimits.columns) - 1)
        summary.merges.append(CellRange(CellReference(row: row, column: column), last))
    }

    // MARK: Findings

    /// The value at hand as a count, 1 or more.
    func count(_ attribute: String) throws(Finding) -> Int {
        if let count = Count.read(stream.window, stream.value) { return count }
        let shown = String(decoding: stream.window[stream.value].prefix(40), as: UTF8.self)
        throw at(Finding(.badCount, ["count": shown, "attribute": attribute]))
    }

    private func bad(_ value: Range<Int>, _ attribute: String) -> Finding {
        let shown = String(decoding: stream.window[value].prefix(40), as: UTF8.self)
        return at(Finding(.badValue, ["value": shown, "attribute": attribute]))
    }

    /// `finding` at the cell at hand.
    private func at(_ finding: Finding) -> Finding {
        var placed = finding
        placed.place = Place(
            file: file, sheet: sheet,
            cell: CellReference(row: row, column: min(column, SheetLimits.columns - 1)).description)
        return placed
    }
}
