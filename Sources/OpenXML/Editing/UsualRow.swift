/// A row whose cells are written as nearly all producers write them, passed over without looking at more of each cell
/// than its column: `<c r="B7" …>…</c>`, columns ascending, neither comment nor CDATA section within.
struct UsualRow {
    /// The column of its last cell, from 0; nil without cells.
    let lastColumn: Int?
    /// Where the tag of its last cell starts.
    let lastCell: Int
    /// Where its end tag starts.
    let end: Int

    /// Looks at the row whose start tag ends at `start`; nil when it is written otherwise, has a cell at `limit` or right
    /// of it, or is not all there. The general way then reads it, as it would have read this one.
    init?(in bytes: Span<UInt8>, from start: Int, before limit: Int) {
        var position = start
        var last = -1
        var cell = start
        while true {
            position = bytes.nextBracket(from: position)
            // `</row>` or the start of a cell with its column: at most ten bytes.
            guard position + 10 <= bytes.count else { return nil }
            let word = bytes.eight(at: position)
            if word & 0xFFFF_FFFF_FFFF == Self.cellStart {
                var at = position + 6
                var column = 0
                var letter = bytes[at] &- 0x40
                while letter >= 1, letter <= 26, at < position + 9 {
                    column = column * 26 + Int(letter)
                    at += 1
                    letter = bytes[at] &- 0x40
                }
                column -= 1
                guard column > last, column < limit else { return nil }
                last = column
                cell = position
                position = at
            } else if word & 0xFFFF_FFFF_FFFF == Self.rowEnd {
                break
            } else {
                // `<c>`, `<c t=…>`, `<!--`, `<![CDATA[`, `<?`: not as usual.
                let second = bytes[position + 1]
                let third = bytes[position + 2]
                if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") { return nil }
                if second == UInt8(ascii: "c"),
                    third <= 0x20 || third == UInt8(ascii: ">") || third == UInt8(ascii: "/")
                {
                    return nil
                }
                position += 2
            }
        }
        lastColumn = last < 0 ? nil : last
        lastCell = cell
        end = position
    }

    private static let cellStart = word("<c r=\"")
    private static let rowEnd = word("</row>")

    private static func word(_ token: StaticString) -> UInt64 {
        "\(token)".utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension Span<UInt8> {
    /// The eight bytes at `position`, the first one lowest; there must be as many.
    @inline(__always)
    fileprivate func eight(at position: Int) -> UInt64 {
        precondition(position >= 0 && position + 8 <= count)
        // Sound: eight bytes are there, as has just been checked.
        return UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
    }

    /// Where the first `<` at or after `start` is; the end without one.
    @inline(__always)
    fileprivate func nextBracket(from start: Int) -> Int {
        var position = start
        while position + 8 <= count {
            // Bytes that are `<` become zero; the trick finds the lowest zero byte.
            let word = eight(at: position) ^ 0x3C3C_3C3C_3C3C_3C3C
            let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if zeros != 0 { return position + zeros.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < count, self[position] != UInt8(ascii: "<") { position += 1 }
        return position
    }
}
