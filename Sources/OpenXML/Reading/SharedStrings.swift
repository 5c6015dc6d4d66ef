internal import Findings
internal import Tabular
internal import ZipArchive

/// The shared strings of a workbook, and what must be known to add to them.
struct SharedStringsPart: Sendable {
    /// The strings.
    var table = StringTable.empty
    /// The numbers of those that are not one plain text, in order.
    var formatted: [Int] = []
    /// Where the last string ends in the part, a byte order mark left aside; nil when there is none.
    var end: Int?

    /// Whether string `number` is not one plain text.
    func isFormatted(_ number: Int) -> Bool {
        var low = 0
        var high = formatted.count
        while low < high {
            let middle = (low + high) / 2
            if formatted[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < formatted.count && formatted[low] == number
    }
}

/// Scans a shared strings part chunk by chunk (ECMA-376 part 1, section 18.4) into one arena.
struct SharedStrings {
    private var text = TextScanner()
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    private var root: [UInt8] = []
    private var hasRoot = false
    private var isOpen = false
    private var formatted: [Int] = []
    /// How many bytes came before the chunk, and where the last string ends.
    private var passed = 0
    private var end: Int?

    private static let largestReservation = 256 << 20

    /// Reads the shared strings of `package`; none when it has no such part.
    static func read(_ package: OpenXMLPackage) throws -> SharedStringsPart {
        guard let part = package.sharedStringsPart else { return SharedStringsPart() }
        var strings = SharedStrings()
        // Text is most of the part. Memory is taken as it is filled, not as it is reserved; but the size may be a lie.
        strings.arena.reserveCapacity(min(package.archive.entry(part)?.size ?? 0, largestReservation))
        try PartChunks.read(part, of: package) { chunk, isLast in
            let done = try strings.scan(chunk.span, isLast: isLast)
            strings.passed += done
            return done
        }
        return SharedStringsPart(
            table: StringTable(arena: strings.arena, ends: strings.ends), formatted: strings.formatted, end: strings.end
        )
    }

    /// Scans the chunk from its start; returns how much of it is done with.
    private mutating func scan(_ s: Span<UInt8>, isLast: Bool) throws(ScanStop) -> Int {
        var p = 0
        while p < s.count {
            let start = p
            do throws(ScanStop) {
                try step(s, &p)
            } catch {
                guard case .needMore = error, !isLast else {
                    if case .needMore = error { throw .malformed(at: s.count, .truncated) }
                    throw error
                }
                return start
            }
        }
        if isLast, isOpen || !hasRoot { throw .malformed(at: s.count, hasRoot ? .truncated : .root) }
        return p
    }

    /// Takes one step: white space, one string, or one other tag.
    private mutating func step(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) {
        guard s[p] == UInt8(ascii: "<") else {
            guard Span<UInt8>.isSpace(s[p]) else { throw .malformed(at: p, isOpen ? .text : .root) }
            p += 1
            return
        }
        let next = try s.at(p + 1)
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return try s.skipMiscellany(&p) }
        var position = p + 1
        if next == UInt8(ascii: "/") {
            position += 1
            let name = try s.tagName(&position)
            try s.skipSpace(&position)
            var written: [UInt8] = []
            written.append(s, name.start, name.end)
            guard isOpen, written == root, s[position] == UInt8(ascii: ">") else { throw .malformed(at: p, .endTag) }
            isOpen = false
            p = position + 1
            return
        }
        let name = try s.tagName(&position)
        if !hasRoot {
            let found = try text.learnPrefixes(s, &position, root: name)
            guard found.isMain, s.equals(name.local, name.end, "sst") else { throw .malformed(at: p, .root) }
            hasRoot = true
            isOpen = !found.isEmpty
            root.append(s, name.start, name.end)
        } else {
            guard isOpen else { throw .malformed(at: p, .root) }
            if text.matches(s, name, "si") {
                text.decoded.removeAll(keepingCapacity: true)
                var piece = TextPiece.empty
                if try s.finishTag(&position) {
                    piece = try text.richText(s, &position, of: name)
                    if !text.isPlain { formatted.append(ends.count) }
                }
                end = passed + position
                if piece.isDecoded {
                    arena += text.decoded[piece.start..<piece.end]
                } else {
                    arena.append(s, piece.start, piece.end)
                }
                ends.append(arena.count)
            } else {
                try text.skipElement(s, &position, name)
            }
        }
        p = position
    }
}
