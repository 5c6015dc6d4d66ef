internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// Writes a sheet again with a block of cells spliced in, piece by piece: what it holds does not grow with the rows.
///
/// All bytes that need not change are copied as they are.
struct SheetSplicer {
    /// Appends more bytes of the sheet to a buffer, about as many as asked for; returns how many, 0 at the end.
    typealias Source = (inout [UInt8], Int) throws -> Int
    /// Takes more bytes of the new sheet, and how they are made of the old one's.
    typealias Target = (ArraySlice<UInt8>, [Splice]) throws -> Void

    private let block: ColumnBlock
    private let columns: SplicedColumns
    private let place: Place
    private let styles: StyleBook
    private let totalsRow: Int?
    private let markup1904: Bool
    private let texts: SharedTexts?

    private var window: [UInt8] = []
    /// How many bytes of the sheet came before the window.
    private var passed = 0
    /// Up to where the window has been passed on.
    private var copied = 0
    /// Where the search goes on.
    private var position = 0
    private var output: [UInt8] = []
    private var splices = SpliceRecord()
    private var isAtEnd = false
    private var isInHead = true

    /// What the sheet looked like; filled while it is read.
    private(set) var findings: [Finding] = []

    /// How much is read at once.
    #if FUZZING
    private static let step = 250
    #else
    private static let step = 256 << 10
    #endif

    /// A splicer for `block` of the sheet at `place`, which continues `table`; `texts` stand in the shared strings.
    init(
        _ block: ColumnBlock, at place: Place, table: TableEdit?, uses1904: Bool, styles: StyleBook,
        texts: SharedTexts? = nil
    ) {
        self.init(block, at: place, totalsRow: table?.totalsRow, uses1904: uses1904, styles: styles, texts: texts)
    }

    /// A splicer for `block` of the sheet at `place`; `totalsRow` is that of a table's totals, which gets no value
    /// and keeps what people put into it.
    init(
        _ block: ColumnBlock, at place: Place, totalsRow: Int?, uses1904: Bool, styles: StyleBook,
        texts: SharedTexts? = nil
    ) {
        self.texts = texts
        self.block = block
        columns = SplicedColumns(block)
        self.place = place
        self.totalsRow = totalsRow
        self.styles = styles
        markup1904 = uses1904
    }

    /// Reads the sheet from `source` and gives the new one to `write`.
    mutating func run(from source: Source, to write: Target) throws {
        // The head: everything before the rows.
        var tag = try nextTag(source, write)
        while !(tag.kind != .end && isNamed(Self.sheetData, tag)) {
            position = tag.end
            tag = try nextTag(source, write)
        }
        let part = place.part ?? ""
        let head = try SheetHead(Array(window[..<tag.start]), part: part)
        let prefix = String(decoding: window[tag.name..<tag.localName], as: UTF8.self)
        var rows = RowProgress(
            printer: try BlockPrinter(
                block, totalsRow: totalsRow, columnStyles: block.positions.map { head.style(ofColumn: $0) },
                markup: CellMarkup(prefix: prefix, startsIn1904: markup1904, texts: texts),
                styles: styles),
            prefix: prefix, columnStyle: head.style(ofColumn: block.firstColumn - 1))
        output += try head.edited(for: block, cells: block.cells)
        isInHead = false
        copied = tag.start
        position = tag.end

        if tag.kind == .empty, !columns.positions.isEmpty {
            let name = String(decoding: window[tag.name..<tag.nameEnd], as: UTF8.self)
            output += window[copied..<(tag.end - 2)]
            output.append(UInt8(ascii: ">"))
            try addRows(before: rows.printer.rows.upperBound, &rows)
            output += "</\(name)>".utf8
            copied = tag.end
        } else if tag.kind == .empty {
            try copy(upTo: tag.end)
        } else {
            try spliceRows(&rows, source, write)
        }
        try flush(write)

        // The tail: everything after them.
        while try refill(source, write, keeping: true) {}
        let tail = try SheetTail(Array(window[copied...]), part: part, prefix: head.prefix)
        try tail.checkMerges(block)
        if try tail.isProtected() { findings.append(Finding(.sheetProtected, at: place)) }
        let edited = try tail.edited(for: block, styles: styles)
        if !edited.kept.isEmpty {
            let headers = edited.kept.map { "« \($0) »" }.joined(separator: ", ")
            findings.append(Finding(.validationKept, at: place, ["headers": headers], count: edited.kept.count))
        }
        output += edited.bytes
        splices.finish(at: passed + window.count)
        copied = window.count
        try flush(write, always: true)
    }

    // MARK: Rows

    private static let sheetData = Array("sheetData".utf8)
    private static let row = Array("row".utf8)
    private static let cell = Array("c".utf8)
    private static let value = Array("v".utf8)
    private static let extensions = Array("extLst".utf8)

    private mutating func spliceRows(
        _ rows: inout RowProgress, _ source: Source, _ write: Target
    ) throws {
        var depth = 0
        while true {
            let tag = try nextTag(source, write)
            switch tag.kind {
            case .end:
                depth -= 1
                if depth == 0 { try endRow(tag, &rows) }
                if depth < 0 {
                    try copy(upTo: tag.start)
                    try addRows(before: rows.printer.rows.upperBound, &rows)
                    try copy(upTo: tag.end)
                    position = tag.end
                    return
                }
            case .start, .empty:
                if depth == 0, isNamed(Self.row, tag) {
                    let found = RowAttributes(tag, in: window.span)
                    var number = found.number
                    if number == nil, tag.kind == .start {
                        switch try rowOfFirstCell(from: tag.end) {
                        case .incomplete:
                            if try !refill(source, write, keeping: false) { throw truncated }
                            continue
                        case .row(let row): number = row
                        }
                    }
                    try startRow(tag, found, number, &rows)
                    if tag.kind == .start, rows.isTouched, try passUsualRow(tag, &rows) { continue }
                } else if depth == 1, rows.isTouched, isNamed(Self.cell, tag) {
                    guard try passCell(tag, &rows) else {
                        // The whole cell must be seen to know that it is empty.
                        if try !refill(source, write, keeping: false) { throw truncated }
                        continue
                    }
                    if copied > tag.start { continue }
                } else if depth == 1, rows.isTouched, isNamed(Self.extensions, tag) {
                    // Cells come before the extensions of a row (ECMA-376 part 1, section 18.3.1.73, CT_Row).
                    try copy(upTo: tag.start)
                    try printCells(before: Int.max, &rows)
                }
                if tag.kind == .start { depth += 1 }
            }
            position = max(position, tag.end)
        }
    }

    private enum FirstCell { case incomplete, row(Int?) }

    /// The number, from 1, that the first cell gives its row, whose own tag gives none and ends before `start`; nil when
    /// it gives none either.
    private func rowOfFirstCell(from start: Int) throws -> FirstCell {
        guard case .tag(let tag) = TagScanner.next(in: window.span, from: start) else { return .incomplete }
        if tag.kind == .end { return .row(nil) }
        guard isNamed(Self.cell, tag) else { throw unfit("a row without number") }
        guard let written = CellAttributes(tag, in: window.span).reference else { return .row(nil) }
        guard let cell = CellReference(String(decoding: window[written], as: UTF8.self)) else {
            throw unfit("a row without number")
        }
        return .row(cell.row + 1)
    }

    private mutating func startRow(
        _ tag: TagScanner.Tag, _ found: RowAttributes, _ number: Int?, _ rows: inout RowProgress
    ) throws {
        let index = number.map { $0 - 1 } ?? rows.index + 1
        guard index > rows.index, index < SheetLimits.rows else {
            throw unfit("row \(index + 1) after row \(rows.index + 1)")
        }
        if rows.next < index, rows.next < rows.printer.rows.upperBound {
            try copy(upTo: tag.start)
            try addRows(before: index, &rows)
        }
        rows.index = index
        rows.next = index + 1
        rows.isTouched = rows.printer.touches(index)
        rows.keepsOwned = rows.printer.isTotals(index)
        rows.pending = rows.isTouched ? 0 : columns.positions.count
        rows.lastColumn = -1
        rows.neighbour = found.hasFormat ? found.style : rows.columnStyle
        rows.isPlain = !found.hasFormat || found.style == 0
        guard rows.isTouched else { return }
        if let spans = found.spans { try widen(spans, &rows) }
        if tag.kind == .empty, !columns.positions.isEmpty {
            try copy(upTo: tag.end - 2)
            let start = output.count
            output.append(UInt8(ascii: ">"))
            try printCells(before: Int.max, &rows)
            guard output.count > start + 1 else {
                // Without a cell, the row stays as it is.
                output.removeLast()
                return
            }
            output += "</".utf8
            output += window[tag.name..<tag.nameEnd]
            output.append(UInt8(ascii: ">"))
            copied = tag.end
        }
    }

    /// Splices the row that `tag` starts, and goes past it, if it is written as usual and the block's cells are its last
    /// ones or will be; false, with nothing done, when it is not.
    private mutating func passUsualRow(_ tag: TagScanner.Tag, _ rows: inout RowProgress) throws -> Bool {
        guard rows.prefix.isEmpty,
            let row = UsualRow(
                in: window.span, from: tag.end, before: columns.first,
                owned: rows.keepsOwned ? columns.first..<columns.first : columns.ownedRun)
        else { return false }
        if row.lastColumn == block.firstColumn - 1,
            case .tag(let cell) = TagScanner.next(in: window.span, from: row.lastCell)
        {
            rows.neighbour = CellAttributes(cell, in: window.span).style
        }
        try copy(upTo: row.tail)
        copied = row.end
        try printCells(before: Int.max, &rows)
        position = row.end + "</row>".utf8.count
        return true
    }

    private mutating func endRow(_ tag: TagScanner.Tag, _ rows: inout RowProgress) throws {
        guard rows.pending < columns.positions.count else { return }
        try copy(upTo: tag.start)
        try printCells(before: Int.max, &rows)
    }

    /// Prints the cells of the row that lie left of `column` and are not printed yet.
    private mutating func printCells(before column: Int, _ rows: inout RowProgress) throws {
        let first = rows.pending
        if column == Int.max {
            rows.pending = columns.positions.count
        } else {
            while rows.pending < columns.positions.count, columns.positions[rows.pending] < column {
                rows.pending += 1
            }
        }
        guard first < rows.pending else { return }
        try rows.printer.print(
            rows.index, first..<rows.pending, neighbour: rows.neighbour, isPlainRow: rows.isPlain, to: &output)
    }

    /// Looks at a cell of a touched row; false when more of it must be read first.
    private mutating func passCell(_ tag: TagScanner.Tag, _ rows: inout RowProgress) throws -> Bool {
        let found = CellAttributes(tag, in: window.span)
        let column = found.column ?? rows.lastColumn + 1
        var end = tag.end
        switch columns.role(of: column) {
        case .owned where rows.keepsOwned:
            try stay(tag, column, &rows)
            if rows.pending < columns.positions.count, columns.positions[rows.pending] == column { rows.pending += 1 }
            return true
        case .others:
            if column == block.firstColumn - 1 { rows.neighbour = found.style }
            try stay(tag, column, &rows)
            return true
        case .owned:
            if tag.kind == .start {
                guard let last = self.end(ofCell: tag) else { return false }
                end = last
            }
        case .vacant:
            if tag.kind == .start {
                switch emptyCell(from: tag) {
                case .incomplete: return false
                case .occupied:
                    let cell = "\(CellReference(row: rows.index, column: column))"
                    var spot = place
                    spot.cell = cell
                    throw Finding(.cellOccupied, at: spot, ["cell": cell])
                case .empty(let last): end = last
                }
            }
        }
        try stay(tag, column, &rows)
        try copy(upTo: tag.start)
        copied = end
        position = end
        return true
    }

    /// Puts the block's cells that lie left of `column` before the cell that `tag` starts.
    private mutating func stay(_ tag: TagScanner.Tag, _ column: Int, _ rows: inout RowProgress) throws {
        rows.lastColumn = column
        guard rows.pending < columns.positions.count, columns.positions[rows.pending] < column else { return }
        try copy(upTo: tag.start)
        try printCells(before: column, &rows)
    }

    /// Where the cell that `tag` starts ends; nil when that is not there yet.
    private func end(ofCell tag: TagScanner.Tag) -> Int? {
        var from = tag.end
        var depth = 1
        while depth > 0 {
            guard case .tag(let next) = TagScanner.next(in: window.span, from: from) else { return nil }
            if next.kind == .start { depth += 1 }
            if next.kind == .end { depth -= 1 }
            from = next.end
        }
        return from
    }

    private enum Content { case incomplete, occupied, empty(Int) }

    /// Whether the cell that `tag` starts holds nothing, and where it then ends.
    private func emptyCell(from tag: TagScanner.Tag) -> Content {
        var from = tag.end
        var previous = tag
        while true {
            guard case .tag(let next) = TagScanner.next(in: window.span, from: from) else { return .incomplete }
            let isValue = isNamed(Self.value, next)
            if next.kind == .end, isNamed(Self.cell, next) { return .empty(next.end) }
            // `<v></v>` and `<v/>` hold nothing; anything else counts as content.
            guard isValue, next.kind != .end || next.start == previous.end else { return .occupied }
            previous = next
            from = next.end
        }
    }

    /// Creates the touched rows that are not there, up to `end`, excluded.
    private mutating func addRows(before end: Int, _ rows: inout RowProgress) throws {
        let all = rows.printer.rows
        for row in max(rows.next, all.lowerBound)..<max(rows.next, all.lowerBound, min(end, all.upperBound))
        where rows.printer.touches(row) && rows.printer.hasValues(row) {
            output += "<\(rows.prefix)row r=\"\(row + 1)\">".utf8
            try rows.printer.print(
                row, columns.positions.indices, neighbour: rows.columnStyle, isPlainRow: true, to: &output)
            output += "</\(rows.prefix)row>".utf8
        }
        rows.next = max(rows.next, end)
    }

    /// Writes the `spans` at `range` of a row that now reaches the block's columns.
    private mutating func widen(_ range: Range<Int>, _ rows: inout RowProgress) throws {
        // Nearly all rows have the same.
        if !TagScanner.equals(rows.spans, window.span, range) {
            rows.spans = Array(window[range])
            rows.widened = widened(range)
        }
        guard let widened = rows.widened else { return }
        try copy(upTo: range.lowerBound)
        output += widened
        copied = range.upperBound
    }

    /// The `spans` of a row that now reaches the block's columns; nil when it does already or is no plain pair.
    private func widened(_ range: Range<Int>) -> [UInt8]? {
        let span = window.span
        guard let colon = range.first(where: { span[$0] == UInt8(ascii: ":") }),
            let first = TagScanner.number(in: span, range.lowerBound..<colon),
            let last = TagScanner.number(in: span, (colon + 1)..<range.upperBound),
            let left = columns.positions.first, let right = columns.positions.last
        else { return nil }
        let lowest = min(first, left + 1)
        let highest = max(last, right + 1)
        if lowest == first, highest == last { return nil }
        return Array("\(lowest):\(highest)".utf8)
    }

    // MARK: The window

    private func isNamed(_ name: [UInt8], _ tag: TagScanner.Tag) -> Bool {
        TagScanner.isNamed(name, tag, in: window.span)
    }

    /// The next tag, reading more when it is not all there. `position` is not moved past it.
    private mutating func nextTag(
        _ source: Source, _ write: Target
    ) throws -> TagScanner.Tag {
        while true {
            switch TagScanner.next(in: window.span, from: position) {
            case .tag(let tag): return tag
            case .refused: throw Finding(.doctypeRefused, at: place)
            case .incomplete(let start):
                position = start
                if try !refill(source, write, keeping: isInHead) { throw truncated }
            }
        }
    }

    /// Reads on; false at the end. Unless `keeping`, what is before `position` is passed on first.
    private mutating func refill(
        _ source: Source, _ write: Target, keeping: Bool
    ) throws -> Bool {
        if isAtEnd { return false }
        if !keeping {
            try copy(upTo: position)
            try flush(write)
            window.removeFirst(copied)
            position -= copied
            passed += copied
            copied = 0
        }
        guard window.count < OpenXMLPackage.largestPart else {
            throw unfit("\(OpenXMLPackage.largestPart >> 20) MiB")
        }
        if try source(&window, Self.step) == 0 { isAtEnd = true }
        return !isAtEnd
    }

    private mutating func copy(upTo end: Int) throws {
        guard end > copied else { return }
        splices.copy(end - copied, from: passed + copied, to: output.count)
        output += window[copied..<end]
        copied = end
    }

    private mutating func flush(_ write: Target, always: Bool = false) throws {
        guard always || output.count >= Self.step else { return }
        try write(output[...], splices.take(upTo: output.count))
        output.removeAll(keepingCapacity: true)
    }

    private func unfit(_ detail: String) -> Finding { Finding(.sheetUnfit, at: place, ["detail": detail]) }

    private var truncated: Finding { Finding(.malformedMarkup, at: place, ["detail": "unexpected end"]) }
}
