internal import Findings
internal import Markup
internal import Tabular

/// Writes a sheet again with a block of cells spliced in, piece by piece: what it holds does not grow with the rows.
///
/// All bytes that need not change are copied as they are.
struct SheetSplicer {
    /// Appends up to so many bytes of the sheet to a buffer; returns how many, 0 at the end.
    typealias Source = (inout [UInt8], Int) throws -> Int

    private let block: ColumnBlock
    private let place: Place
    private let styles: StyleBook
    private let table: TableEdit?
    private let markup1904: Bool

    private var window: [UInt8] = []
    /// Up to where the window has been passed on.
    private var copied = 0
    /// Where the search goes on.
    private var position = 0
    private var output: [UInt8] = []
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

    /// A splicer for `block` of the sheet at `place`.
    init(_ block: ColumnBlock, at place: Place, table: TableEdit?, uses1904: Bool, styles: StyleBook) {
        self.block = block
        self.place = place
        self.table = table
        self.styles = styles
        markup1904 = uses1904
    }

    /// Reads the sheet from `source` and gives the new one to `write`.
    mutating func run(from source: Source, to write: (ArraySlice<UInt8>) throws -> Void) throws {
        // The head: everything before the rows.
        var tag = try nextTag(source, write)
        while !(tag.kind != .end && isNamed(Self.sheetData, tag)) {
            position = tag.end
            tag = try nextTag(source, write)
        }
        let part = place.part ?? ""
        let head = try SheetHead(Array(window[..<tag.start]), part: part)
        let prefix = String(decoding: window[tag.name..<tag.localName], as: UTF8.self)
        var rows = RowState(
            printer: try BlockPrinter(
                block, totalsRow: table?.totalsRow, markup: CellMarkup(prefix: prefix, startsIn1904: markup1904),
                styles: styles),
            prefix: prefix, columnStyle: head.style(ofColumn: block.firstColumn - 1))
        output += try head.edited(for: block, cells: block.cells)
        isInHead = false
        copied = tag.start
        position = tag.end

        if tag.kind == .empty {
            let name = String(decoding: window[tag.name..<tag.nameEnd], as: UTF8.self)
            output += window[copied..<(tag.end - 2)]
            output.append(UInt8(ascii: ">"))
            try addRows(before: rows.printer.rows.upperBound, &rows)
            output += "</\(name)>".utf8
            copied = tag.end
        } else {
            try spliceRows(&rows, source, write)
        }
        try flush(write, always: true)

        // The tail: everything after them.
        while try refill(source, write, keeping: true) {}
        let tail = try SheetTail(Array(window[copied...]), part: part, prefix: head.prefix)
        try tail.checkMerges(block)
        if try tail.isProtected() { findings.append(Finding(.sheetProtected, at: place)) }
        output += try tail.edited(for: block, styles: styles)
        copied = window.count
        try flush(write, always: true)
    }

    // MARK: Rows

    private static let sheetData = Array("sheetData".utf8)
    private static let row = Array("row".utf8)
    private static let cell = Array("c".utf8)
    private static let value = Array("v".utf8)

    /// Where the splicing is.
    private struct RowState {
        var printer: BlockPrinter
        var prefix: String
        var columnStyle: Int
        /// The last row seen, from 0.
        var index = -1
        /// The first row that may still have to be created.
        var next = 0
        var isTouched = false
        var needsCells = false
        var neighbour = 0
        var lastColumn = -1

        init(printer: BlockPrinter, prefix: String, columnStyle: Int) {
            self.printer = printer
            self.prefix = prefix
            self.columnStyle = columnStyle
        }
    }

    private mutating func spliceRows(
        _ rows: inout RowState, _ source: Source, _ write: (ArraySlice<UInt8>) throws -> Void
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
                    if tag.kind == .start, rows.isTouched { passUsualRow(tag, &rows) }
                } else if depth == 1, rows.isTouched, isNamed(Self.cell, tag) {
                    guard try passCell(tag, &rows) else {
                        // The whole cell must be seen to know that it is empty.
                        if try !refill(source, write, keeping: false) { throw truncated }
                        continue
                    }
                    if copied > tag.start { continue }
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
        _ tag: TagScanner.Tag, _ found: RowAttributes, _ number: Int?, _ rows: inout RowState
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
        rows.needsCells = rows.isTouched
        rows.lastColumn = -1
        rows.neighbour = found.hasFormat ? found.style : rows.columnStyle
        guard rows.isTouched else { return }
        if let spans = found.spans, let widened = widened(spans) {
            try copy(upTo: spans.lowerBound)
            output += widened
            copied = spans.upperBound
        }
        if tag.kind == .empty {
            try copy(upTo: tag.end - 2)
            output.append(UInt8(ascii: ">"))
            try rows.printer.print(index, neighbour: rows.neighbour, to: &output)
            output += "</".utf8
            output += window[tag.name..<tag.nameEnd]
            output.append(UInt8(ascii: ">"))
            copied = tag.end
            rows.needsCells = false
        }
    }

    /// Goes to the end of the row that `tag` starts, if it is written as usual and all its cells lie left of the block.
    private mutating func passUsualRow(_ tag: TagScanner.Tag, _ rows: inout RowState) {
        guard rows.prefix.isEmpty,
            let row = UsualRow(in: window.span, from: tag.end, before: block.firstColumn)
        else { return }
        position = row.end
        guard let column = row.lastColumn else { return }
        rows.lastColumn = column
        if column == block.firstColumn - 1, case .tag(let cell) = TagScanner.next(in: window.span, from: row.lastCell) {
            rows.neighbour = CellAttributes(cell, in: window.span).style
        }
    }

    private mutating func endRow(_ tag: TagScanner.Tag, _ rows: inout RowState) throws {
        guard rows.needsCells else { return }
        try copy(upTo: tag.start)
        try rows.printer.print(rows.index, neighbour: rows.neighbour, to: &output)
        rows.needsCells = false
    }

    /// Looks at a cell of a touched row; false when more of it must be read first.
    private mutating func passCell(_ tag: TagScanner.Tag, _ rows: inout RowState) throws -> Bool {
        let found = CellAttributes(tag, in: window.span)
        let column = found.column ?? rows.lastColumn + 1
        if column < block.firstColumn {
            rows.lastColumn = max(column, rows.lastColumn)
            if column == block.firstColumn - 1 { rows.neighbour = found.style }
            return true
        }
        if column > block.lastColumn {
            rows.lastColumn = max(column, rows.lastColumn)
            if rows.needsCells {
                try copy(upTo: tag.start)
                try rows.printer.print(rows.index, neighbour: rows.neighbour, to: &output)
                rows.needsCells = false
            }
            return true
        }
        var end = tag.end
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
        rows.lastColumn = column
        try copy(upTo: tag.start)
        copied = end
        position = end
        return true
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
    private mutating func addRows(before end: Int, _ rows: inout RowState) throws {
        let all = rows.printer.rows
        for row in max(rows.next, all.lowerBound)..<max(rows.next, all.lowerBound, min(end, all.upperBound))
        where rows.printer.touches(row) && rows.printer.hasValues(row) {
            output += "<\(rows.prefix)row r=\"\(row + 1)\">".utf8
            try rows.printer.print(row, neighbour: rows.columnStyle, to: &output)
            output += "</\(rows.prefix)row>".utf8
        }
        rows.next = max(rows.next, end)
    }

    /// The `spans` of a row that now reaches the block's last column; nil when it does already or is no plain pair.
    private func widened(_ range: Range<Int>) -> [UInt8]? {
        let span = window.span
        guard let colon = range.first(where: { span[$0] == UInt8(ascii: ":") }),
            let first = TagScanner.number(in: span, range.lowerBound..<colon),
            let last = TagScanner.number(in: span, (colon + 1)..<range.upperBound)
        else { return nil }
        let lowest = min(first, block.firstColumn + 1)
        let highest = max(last, block.lastColumn + 1)
        if lowest == first, highest == last { return nil }
        return Array("\(lowest):\(highest)".utf8)
    }

    // MARK: The window

    private func isNamed(_ name: [UInt8], _ tag: TagScanner.Tag) -> Bool {
        TagScanner.isNamed(name, tag, in: window.span)
    }

    /// The next tag, reading more when it is not all there. `position` is not moved past it.
    private mutating func nextTag(
        _ source: Source, _ write: (ArraySlice<UInt8>) throws -> Void
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
        _ source: Source, _ write: (ArraySlice<UInt8>) throws -> Void, keeping: Bool
    ) throws -> Bool {
        if isAtEnd { return false }
        if !keeping {
            try copy(upTo: position)
            try flush(write)
            window.removeFirst(copied)
            position -= copied
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
        output += window[copied..<end]
        copied = end
    }

    private mutating func flush(_ write: (ArraySlice<UInt8>) throws -> Void, always: Bool = false) throws {
        guard always || output.count >= Self.step else { return }
        try write(output[...])
        output.removeAll(keepingCapacity: true)
    }

    private func unfit(_ detail: String) -> Finding { Finding(.sheetUnfit, at: place, ["detail": detail]) }

    private var truncated: Finding { Finding(.malformedMarkup, at: place, ["detail": "unexpected end"]) }
}
