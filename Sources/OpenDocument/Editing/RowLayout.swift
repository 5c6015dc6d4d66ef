internal import Findings

/// Where the parts of one row lie in `content.xml`: its tag, its runs of cells, what they repeat. Reused row after row.
struct RowLayout {
    /// A cell, or a run of equal ones.
    struct Run {
        /// From its start tag to its end.
        var extent: Range<Int>
        /// The first column, from 0, and how many.
        var column: Int
        var count: Int
        /// Where the digits of its repetition are; nil when it repeats nothing.
        var countDigits: Range<Int>?
        /// Where the name of its style is; nil when it has none.
        var style: Range<Int>?
        /// Whether it holds anything, or lies under a merged cell.
        var isOccupied: Bool
        /// Whether it is part of a merged cell or of a matrix, which writing over it would cut.
        var isJoined = false

        /// The column after its last.
        var end: Int { column + count }
    }

    /// Where the row starts.
    private(set) var start = 0
    /// Where its start tag ends.
    private(set) var tagEnd = 0
    /// Where its end tag starts; `tagEnd` when its tag is empty.
    private(set) var contentEnd = 0
    /// Where it ends.
    private(set) var end = 0
    /// Whether its tag is empty.
    private(set) var isEmptyTag = false
    /// How many rows it stands for.
    private(set) var repeats = 1
    /// Where the digits of its repetition are.
    private(set) var repeatDigits: Range<Int>?
    /// Where the name of its cells' default style is.
    private(set) var defaultStyle: Range<Int>?
    /// Its runs of cells, from left to right.
    private(set) var runs: [Run] = []
    /// Reads cells at once; nil before the first row, or when the document spells names in an unusual way.
    private var usual: UsualCells?
    private var isReady = false

    /// A layout to be read.
    init() {}

    /// The layout of a row that is not at hand: only what it is made of.
    init(repeats: Int, defaultStyle: Range<Int>?, runs: [Run]) {
        self.repeats = repeats
        self.defaultStyle = defaultStyle
        self.runs = runs
    }

    /// Reads the row whose start tag `stream` is at, up to its end.
    ///
    /// The caller keeps the stream's bytes from the row's start on.
    mutating func read(_ stream: inout ContentStream) throws(Finding) {
        runs.removeAll(keepingCapacity: true)
        if !isReady {
            usual = UsualCells(stream.names)
            isReady = true
        }
        start = stream.start
        tagEnd = stream.end
        isEmptyTag = stream.kind == .empty
        repeats = 1
        repeatDigits = nil
        defaultStyle = nil
        while let name = try stream.nextAttribute() {
            switch name {
            case .rowsRepeated:
                repeats = try Self.count(stream)
                repeatDigits = stream.valuePlace
            case .defaultCellStyle: defaultStyle = stream.valuePlace
            default: break
            }
        }
        if !isEmptyTag {
            let inside = stream.depth
            var column = 0
            while true {
                readUsualRuns(&stream, &column)
                try stream.next()
                if stream.depth < inside { break }
                guard stream.kind == .start || stream.kind == .empty else { continue }
                if stream.name == .cell || stream.name == .coveredCell {
                    let run = try Self.readRun(&stream, column)
                    column = run.end
                    runs.append(run)
                } else {
                    try stream.skipElement()
                }
            }
        }
        contentEnd = isEmptyTag ? tagEnd : stream.start
        end = stream.end
    }

    /// Reads the cells ahead that are written as usual, up to the first that is not, or is not whole in the window.
    private mutating func readUsualRuns(_ stream: inout ContentStream, _ column: inout Int) {
        guard let usual else { return }
        let base = stream.base
        var at = stream.index(of: stream.end)
        while let found = usual.read(stream.window.span, at: at, readsValue: false) {
            var run = Run(
                extent: (base + at)..<(base + found.end), column: column, count: found.repeats,
                isOccupied: found.isOccupied)
            if !found.repeatDigits.isEmpty {
                run.countDigits = (base + found.repeatDigits.lowerBound)..<(base + found.repeatDigits.upperBound)
            }
            run.style = found.style.map { (base + $0.lowerBound)..<(base + $0.upperBound) }
            runs.append(run)
            column = run.end
            at = found.end
        }
        stream.moved(to: at)
    }

    private static func readRun(_ stream: inout ContentStream, _ column: Int) throws(Finding) -> Run {
        var run = Run(extent: stream.start..<stream.end, column: column, count: 1, isOccupied: false)
        run.isJoined = stream.name == .coveredCell
        run.isOccupied = run.isJoined
        while let name = try stream.nextAttribute() {
            switch name {
            case .columnsRepeated:
                run.count = try count(stream)
                run.countDigits = stream.valuePlace
            case .styleName: run.style = stream.valuePlace
            case .valueType, .value, .formula, .stringValue: run.isOccupied = true
            case .columnsSpanned, .rowsSpanned, .matrixColumns, .matrixRows:
                run.isOccupied = true
                if !stream.valueIs("1") { run.isJoined = true }
            default: break
            }
        }
        if stream.kind == .start {
            let inside = stream.depth
            while true {
                try stream.next()
                if stream.depth < inside { break }
                switch stream.kind {
                case .start, .empty, .cdata: run.isOccupied = true
                case .text where !stream.isBlankText: run.isOccupied = true
                default: break
                }
            }
        }
        run.extent = run.extent.lowerBound..<stream.end
        return run
    }

    private static func count(_ stream: ContentStream) throws(Finding) -> Int {
        guard let count = Count.read(stream.window, stream.value) else {
            let shown = String(decoding: stream.window[stream.value].prefix(40), as: UTF8.self)
            throw stream.finding(.badCount, ["count": shown, "attribute": "number-…-repeated"])
        }
        return count
    }
}
