internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// Writes the shared strings again with some added after the last one, piece by piece; all else is copied as it is, but for
/// the counts in the root's tag (ECMA-376 part 1, section 18.4.9).
struct SharedStringsEdit {
    private let texts: SharedTexts
    /// Where the last string ends, a byte order mark left aside.
    private let end: Int
    private let place: Place
    private var window: [UInt8] = []
    /// How many bytes came before the window, and up to where the window has been passed on.
    private var passed = 0
    private var copied = 0
    private var output: [UInt8] = []
    private var splices = SpliceRecord()

    /// An edit of the part at `place`, whose last string ends at `end`.
    init(_ texts: SharedTexts, after end: Int, at place: Place) {
        self.texts = texts
        self.end = end
        self.place = place
    }

    /// Reads the part by `next`, which appends bytes and is false at their end, and gives the new one to `write`.
    mutating func run(from next: (inout [UInt8]) throws -> Bool, to write: SheetSplicer.Target) throws {
        var hasMore = true
        var root = TagScanner.next(in: window.span, from: 0)
        while case .incomplete = root, hasMore {
            // Twice as much each time: a long comment before the root is not looked at again too often.
            let wanted = window.count * 2
            repeat { hasMore = try next(&window) } while hasMore && window.count < wanted
            root = TagScanner.next(in: window.span, from: 0)
        }
        guard case .tag(let tag) = root, tag.kind == .start else {
            throw Finding(.malformedMarkup, at: place, ["detail": "sst"])
        }
        recount(tag)
        let prefix = String(decoding: window[tag.name..<tag.localName], as: UTF8.self)
        let last = end + (window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        while passed + window.count < last, hasMore {
            try flush(write)
            hasMore = try next(&window)
        }
        guard passed + copied <= last, last <= passed + window.count else {
            throw Finding(.malformedMarkup, at: place, ["detail": "unexpected end"])
        }
        copy(upTo: last - passed)
        for text in texts.added {
            output += "<\(prefix)si><\(prefix)t>\(CellMarkup.escaped(text))</\(prefix)t></\(prefix)si>".utf8
        }
        repeat {
            try flush(write)
            hasMore = try next(&window)
        } while hasMore
        try flush(write)
    }

    /// Counts the added strings, and the cells they go to, where the root's tag counts. Where cells of an earlier run make place
    /// for others, about as many go as come: the count of cells stays.
    private mutating func recount(_ tag: TagScanner.Tag) {
        var edits: [(Range<Int>, Int)] = []
        TagScanner.attributes(of: tag, in: window.span) { name, value in
            guard let old = TagScanner.number(in: window.span, value) else { return }
            if TagScanner.equals(Self.unique, window.span, name) { edits.append((value, old + texts.added.count)) }
            if TagScanner.equals(Self.count, window.span, name), let cells = texts.cells {
                edits.append((value, old + cells))
            }
        }
        for (range, number) in edits {
            copy(upTo: range.lowerBound)
            output.appendDigits(UInt64(number))
            copied = range.upperBound
        }
    }

    private static let unique = Array("uniqueCount".utf8)
    private static let count = Array("count".utf8)

    private mutating func copy(upTo end: Int) {
        guard end > copied else { return }
        splices.copy(end - copied, from: passed + copied, to: output.count)
        output += window[copied..<end]
        copied = end
    }

    /// Passes the window on, which is then empty.
    private mutating func flush(_ write: SheetSplicer.Target) throws {
        copy(upTo: window.count)
        try write(output[...], splices.take(upTo: output.count))
        output.removeAll(keepingCapacity: true)
        passed += window.count
        copied = 0
        window.removeAll(keepingCapacity: true)
    }
}
