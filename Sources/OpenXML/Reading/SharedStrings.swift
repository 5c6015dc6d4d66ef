internal import Findings
internal import Tabular
internal import ZipArchive

/// Scans a shared strings part chunk by chunk (ECMA-376 part 1, section 18.4) into one arena.
struct SharedStrings {
    private var text = TextScanner()
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    private var root: [UInt8] = []
    private var hasRoot = false
    private var isOpen = false

    private static let largestReservation = 256 << 20

    /// Reads the shared strings of `package`; none when it has no such part.
    static func read(_ package: OpenXMLPackage) throws -> StringTable {
        guard let part = package.sharedStringsPart else { return .empty }
        var strings = SharedStrings()
        // Text is most of the part. Memory is taken as it is filled, not as it is reserved; but the size may be a lie.
        strings.arena.reserveCapacity(min(package.archive.entry(part)?.size ?? 0, largestReservation))
        try PartChunks.read(part, of: package) { chunk, isLast in try strings.scan(chunk.span, isLast: isLast) }
        return StringTable(arena: strings.arena, ends: strings.ends)
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
                if try s.finishTag(&position) { piece = try text.richText(s, &position, of: name) }
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
