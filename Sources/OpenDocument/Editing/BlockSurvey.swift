internal import Findings
internal import Tabular

/// What must be known of a table before columns are added to it: whether there is room, whose look the cells take,
/// where columns, rows and conditional formats go.
struct BlockSurvey {
    /// The block surveyed.
    let block: ColumnBlock
    /// Where its columns go.
    let targets: TargetColumns
    /// The sheet's name.
    let sheet: String
    /// The styles of the left neighbours of the body, as found; their positions number them.
    private(set) var neighbours: [String] = []
    /// The names of styles met, as numbers.
    private(set) var names = ByteInterner()
    /// By number of a name, the position among `neighbours`; -1 for a style that no neighbour has. The number 0, of no name,
    /// stands for the default of the neighbours' column.
    private(set) var slots: [Int] = [-1]
    /// The style of the header's left neighbour; nil when it has none of its own.
    private(set) var headerNeighbour: String?
    /// Where the rows to rewrite lie, and the number of the first of them.
    private(set) var rows = 0..<0
    private(set) var firstRow = 0
    /// The splices that make the columns; their styles are named by `columnStyle`.
    private(set) var columns: [ColumnPiece] = []
    /// Where conditional formats go.
    var conditionalFormats = Anchor(offset: 0)
    /// Whether the sheet has a print range.
    var hasPrintRange = false

    /// A run of columns that gives way to others.
    struct ColumnPiece {
        var offset: Int
        var removing: Int
        /// The run as it is, up to the digits of its repetition, and after them; empty when nothing of it stays.
        var head: [UInt8] = []
        var tail: [UInt8] = []
        /// How many columns of it stay before ours and after ours.
        var before = 0
        var after = 0
        /// Which of the new columns go here, from 0.
        var added: Range<Int>
        /// Columns without anything that are needed before them.
        var gap = 0
        /// The default style of their cells.
        var cellStyle: String
    }

    private var columnCount = 0
    private var columnDefault = "Default"
    private var columnsEnd: Int?
    private var rowCount = 0
    private var layout = RowLayout()

    /// Starts the survey of the table called `sheet`.
    init(_ block: ColumnBlock, sheet: String) {
        self.block = block
        self.sheet = sheet
        targets = TargetColumns(block)
    }

    /// The survey of the long columns `block` of a new sheet, whose header cells have the style `header` and whose other
    /// cells that of `body`.
    init(_ block: ColumnBlock, newSheet sheet: String, header: String, body: String) {
        self.init(block, sheet: sheet)
        headerNeighbour = header
        neighbours = [body]
    }

    /// Whether values go to row `row`.
    func touches(_ row: Int) -> Bool { row == block.headerRow || block.body.contains(row) }

    // MARK: Columns

    /// Takes note of the column run at hand.
    mutating func readColumn(_ stream: inout ContentStream) throws(Finding) {
        var count = 1
        var digits: Range<Int>?
        var style = "Default"
        let start = stream.start
        while let name = try stream.nextAttribute() {
            switch name {
            case .columnsRepeated:
                guard let read = Count.read(stream.window, stream.value) else {
                    throw stream.finding(.badCount, ["count": "?", "attribute": "number-columns-repeated"])
                }
                count = read
                digits = stream.valuePlace
            case .defaultCellStyle: style = stream.text(stream.valuePlace)
            default: break
            }
        }
        stream.kept = start
        try stream.skipElement()
        let own = columnCount..<columnCount + count
        if own.contains(targets.neighbour) { columnDefault = style }
        addPieces(own, start..<stream.end, digits, style, stream)
        stream.kept = nil
        columnCount = own.upperBound
        columnsEnd = stream.end
    }

    /// Adds the pieces that make place in the run of the columns `own`, which lies at `extent`.
    private mutating func addPieces(
        _ own: Range<Int>, _ extent: Range<Int>, _ digits: Range<Int>?, _ style: String, _ stream: ContentStream
    ) {
        var head: [UInt8] = []
        var tail: [UInt8] = []
        var reached = own.lowerBound
        let first = columns.count
        for group in targets.written {
            let mine = own.clamped(to: group.columns)
            guard !mine.isEmpty else { continue }
            if columns.count == first, mine.count < own.count, let digits {
                head = Array(stream.bytes(extent.lowerBound..<digits.lowerBound))
                tail = Array(stream.bytes(digits.upperBound..<extent.upperBound))
            }
            // The first piece takes the run's place, the others follow it there.
            var piece = ColumnPiece(
                offset: columns.count == first ? extent.lowerBound : extent.upperBound,
                removing: columns.count == first ? extent.count : 0, head: head, tail: tail,
                added: added(mine, of: group), cellStyle: style)
            piece.before = mine.lowerBound - reached
            columns.append(piece)
            reached = mine.upperBound
        }
        if columns.count > first { columns[columns.count - 1].after = own.upperBound - reached }
    }

    /// Which of the new columns go to the columns `part` of `group`.
    private func added(_ part: Range<Int>, of group: TargetColumns.Group) -> Range<Int> {
        let offset = group.targets.lowerBound - group.columns.lowerBound
        return (part.lowerBound + offset)..<(part.upperBound + offset)
    }

    /// Takes note that a group of columns ends at `offset`.
    mutating func endColumnGroup(at offset: Int) { if columnsEnd != nil { columnsEnd = offset } }

    /// Adds the columns that no run declares; `offset` is where the rows, or the end of the table, start.
    mutating func finishColumns(at offset: Int) {
        for group in targets.written where group.columns.upperBound > columnCount {
            let missing = max(columnCount, group.columns.lowerBound)..<group.columns.upperBound
            columns.append(
                ColumnPiece(
                    offset: columnsEnd ?? offset, removing: 0, added: added(missing, of: group),
                    gap: missing.lowerBound - columnCount, cellStyle: columnDefault))
            columnCount = missing.upperBound
        }
    }

    // MARK: Rows

    /// Takes note of the row at hand, and goes to its end.
    mutating func readRow(_ stream: inout ContentStream, file: String) throws(Finding) {
        stream.kept = stream.start
        try layout.read(&stream)
        let own = nextRows(layout.repeats, at: layout.start..<layout.end)
        if touches(own) {
            let style = Self.neighbour(targets.neighbour, in: layout)
            try note(own, neighbour: style.map { stream.bytes($0) }, file: file)
        }
        stream.kept = nil
    }

    /// Takes note of `rows` that are not at hand, made of `shapes`: of the body's rows of one shape the first says all.
    mutating func readRows(_ rows: ContentSkeleton.Rows, of shapes: RowShapes, file: String) throws(Finding) {
        var repeats: [UInt32: Int] = [:]
        var noted: Set<UInt32> = []
        var (last, lastRepeats) = (UInt32.max, 0)
        var start = rows.place.lowerBound
        for (shape, length) in zip(rows.shapes, rows.lengths) {
            if shape != last {
                last = shape
                lastRepeats = repeats[shape] ?? shapes.layout(shape).repeats
                repeats[shape] = lastRepeats
            }
            let own = nextRows(lastRepeats, at: start..<start + Int(length))
            start += Int(length)
            guard touches(own), own.contains(block.headerRow) || !noted.contains(shape) else { continue }
            layout = shapes.layout(shape)
            let style = Self.neighbour(targets.neighbour, in: layout)
            try note(own, neighbour: style.map { shapes.styles.texts.bytes[$0] }, file: file)
            if !own.contains(block.headerRow) { noted.insert(shape) }
        }
    }

    /// The numbers of the rows that the row at `place` stands for; those to rewrite reach to its end when it is one of them.
    private mutating func nextRows(_ repeats: Int, at place: Range<Int>) -> Range<Int> {
        let own = rowCount..<rowCount + repeats
        rowCount = own.upperBound
        if touches(own) {
            if rows.isEmpty {
                rows = place
                firstRow = own.lowerBound
            }
            rows = rows.lowerBound..<place.upperBound
        }
        return own
    }

    /// Whether values go to any of `rows`.
    private func touches(_ rows: Range<Int>) -> Bool { rows.contains(block.headerRow) || rows.overlaps(block.body) }

    /// Takes note of the rows `own`, to which values go, all made as `layout` says; `neighbour` is the name of the style of
    /// their left neighbour.
    private mutating func note(_ own: Range<Int>, neighbour: ArraySlice<UInt8>?, file: String) throws(Finding) {
        let isHeader = own.contains(block.headerRow)
        try checkRoom(file, row: isHeader ? block.headerRow : max(own.lowerBound, block.body.lowerBound))
        if isHeader { headerNeighbour = neighbour.map { String(decoding: $0, as: UTF8.self) } }
        if own.overlaps(block.body) { noteNeighbour(neighbour) }
    }

    /// Checks that every row to annotate was met.
    func checkRows(file: String) throws(Finding) {
        let needed = max(block.headerRow + 1, block.body.upperBound)
        guard rowCount < needed else { return }
        throw Finding(
            .rowsMissing, at: Place(file: file, sheet: sheet), ["last": String(rowCount), "row": String(needed)])
    }

    private func checkRoom(_ file: String, row: Int) throws(Finding) {
        for run in layout.runs.reversed() {
            if run.end <= targets.first { return }
            guard run.isOccupied else { continue }
            for target in targets.all where target.column >= run.column && target.column < run.end {
                if target.isOwned, !run.isJoined { continue }
                let cell = CellReference(row: row, column: target.column).description
                let place = Place(file: file, sheet: sheet, cell: cell)
                if target.isOwned { throw Finding(.joinedCell, at: place, ["cell": cell]) }
                throw Finding(
                    .occupiedCell, at: place,
                    ["cell": cell, "column": CellReference.letters(ofColumn: block.firstColumn)])
            }
        }
    }

    /// Where the name of the style of the cell in `column` is: the cell's own, else the row's default.
    static func neighbour(_ column: Int, in layout: RowLayout) -> Range<Int>? {
        var low = 0
        var high = layout.runs.count
        while low < high {
            let middle = (low + high) / 2
            if layout.runs[middle].end <= column { low = middle + 1 } else { high = middle }
        }
        guard column >= 0, low < layout.runs.count, layout.runs[low].column <= column else {
            return layout.defaultStyle
        }
        return layout.runs[low].style ?? layout.defaultStyle
    }

    private mutating func noteNeighbour(_ style: ArraySlice<UInt8>?) {
        let code = style.map { Int(names.intern($0)) } ?? 0
        if code == slots.count { slots.append(-1) }
        guard slots[code] < 0 else { return }
        slots[code] = neighbours.count
        neighbours.append(code > 0 ? names.string(code) : columnDefault)
    }
}
