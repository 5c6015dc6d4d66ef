internal import Findings
internal import Tabular
internal import ZipArchive

/// Reads a sheet as `OpenXMLWorkbook.readSheet` does while its bytes are on their way to a splicer, so that they are
/// inflated once for both.
///
/// It holds the sheet against where its head says that it ends, and gives up at once beyond that. Whatever it throws
/// says only that the sheet must be read the long way, which has the words for it.
final class SheetCheck {
    /// Why the sheet must be read first.
    struct GivenUp: Error {}

    /// The part of the sheet that is read.
    let part: String
    /// What is known of the sheet once it has been read, its tables apart; nil before.
    private(set) var summary: SheetSummary?

    private var scanner: SheetScanner
    private let end: CellReference
    /// What the scanner is not done with yet.
    private var chunk: [UInt8] = []
    /// How much the scanner wants to see before it is asked again.
    private var wanted = 1
    private var isFirst = true

    /// A check of the sheet in `part` with `scanner`, which reads none of its cells; it shall end at `end`.
    init(_ scanner: SheetScanner, part: String, end: CellReference) {
        self.scanner = scanner
        self.part = part
        self.end = end
    }

    /// Appends the next piece of `feed` to `buffer`, as `EntryFeed.next` does, and reads it.
    func next(_ feed: EntryFeed, _ buffer: inout [UInt8]) throws -> Bool {
        // The span of a stored property cannot leave it; the array is taken out and put back.
        var chunk: [UInt8] = []
        swap(&chunk, &self.chunk)
        defer { swap(&chunk, &self.chunk) }
        let before = chunk.count
        let hasMore = try feed.next(&chunk)
        guard summary == nil else { return false }
        buffer += chunk[before...]
        if isFirst {
            isFirst = false
            guard !TextEncoding.isForeign(chunk), !chunk.starts(with: [0xEF, 0xBB, 0xBF]) else { throw GivenUp() }
        }
        guard !hasMore || chunk.count >= wanted else { return true }
        let done = try scanner.scan(chunk.span, isLast: !hasMore)
        scanner.forget()
        guard scanner.tally.row <= end.row + 1, scanner.tally.lastStyled <= end.column else { throw GivenUp() }
        guard hasMore else {
            summary = scanner.summary(place: Place(part: part))
            return false
        }
        chunk.removeSubrange(..<done)
        // As when a sheet is only read: a row that is not whole yet is not tried again for every piece of it.
        wanted = done > 0 ? chunk.count + 1 : chunk.count * 2
        guard chunk.count <= PartChunks.largestUnit else { throw GivenUp() }
        return true
    }
}
