/// A row whose cells are written as nearly all producers write them, passed over without looking at more of each cell
/// than its column: `<c r="B7" …>…</c>`, columns ascending, neither comment nor CDATA section within.
struct UsualRow {
    /// The column of its last cell that stays, from 0; nil when none does.
    let lastColumn: Int?
    /// Where the tag of its last cell that stays starts.
    let lastCell: Int
    /// Where its cells that go away start; they reach up to `end`, with nothing between them.
    let tail: Int
    /// Where its end tag starts.
    let end: Int

    /// Looks at the row whose start tag ends at `start`; its cells left of `limit` stay, those of the columns `owned`,
    /// which starts there, go away.
    ///
    /// Nil when it is written otherwise, has another cell from `limit` on, or is not all there. The general way then reads
    /// it, as it would have read this one.
    init?(in bytes: Span<UInt8>, from start: Int, before limit: Int, owned: Range<Int>) {
        var position = start
        var last = -1
        var cell = start
        while true {
            position = bytes.nextBracket(from: position)
            // `</row>` or the start of a cell with its column: at most ten bytes.
            guard position + 10 <= bytes.count else { return nil }
            let word = bytes.eight(at: position)
            if word & Self.sixBytes == Self.cellStart {
                guard let column = Self.column(in: bytes, at: position), column > last else { return nil }
                if column >= limit {
                    guard let end = Self.end(ofTail: position, in: bytes, after: last, owned: owned) else { return nil }
                    tail = position
                    self.end = end
                    break
                }
                last = column
                cell = position
                position += 7
            } else if word & Self.sixBytes == Self.rowEnd {
                tail = position
                end = position
                break
            } else {
                guard Self.isUsual(bytes, at: position) else { return nil }
                position += 2
            }
        }
        lastColumn = last < 0 ? nil : last
        lastCell = cell
    }

    /// Where the row ends whose cells from `start` on, right of column `last`, are all of columns `owned` and follow each
    /// other without anything between; nil when they do not.
    private static func end(ofTail start: Int, in bytes: Span<UInt8>, after last: Int, owned: Range<Int>) -> Int? {
        var position = start
        var last = last
        var isInCell = false
        while true {
            guard position + 10 <= bytes.count else { return nil }
            let word = bytes.eight(at: position)
            if word & sixBytes == cellStart {
                guard !isInCell, let column = column(in: bytes, at: position), column > last, owned.contains(column)
                else { return nil }
                last = column
                position = bytes.nextBracket(from: position + 7)
                // Nothing follows a single tag: the next one starts right there.
                isInCell = bytes[position - 2] != UInt8(ascii: "/") || bytes[position - 1] != UInt8(ascii: ">")
            } else if word & sixBytes == rowEnd {
                return isInCell ? nil : position
            } else if word & fourBytes == cellEnd {
                guard isInCell, bytes[position + 4] == UInt8(ascii: "<") else { return nil }
                isInCell = false
                position += 4
            } else {
                guard isInCell, isUsual(bytes, at: position) else { return nil }
                position = bytes.nextBracket(from: position + 2)
            }
        }
    }

    /// The column, from 0, of the cell whose tag starts at `position`; nil when its reference does not begin with one.
    @inline(__always)
    private static func column(in bytes: Span<UInt8>, at position: Int) -> Int? {
        var at = position + 6
        var column = 0
        var letter = bytes[at] &- 0x40
        while letter >= 1, letter <= 26, at < position + 9 {
            column = column * 26 + Int(letter)
            at += 1
            letter = bytes[at] &- 0x40
        }
        return column == 0 ? nil : column - 1
    }

    /// Whether the tag at `position` is none of `<c>`, `<c t=…>`, `<extLst>`, `<!--`, `<![CDATA[`, `<?`.
    @inline(__always)
    private static func isUsual(_ bytes: Span<UInt8>, at position: Int) -> Bool {
        let second = bytes[position + 1]
        if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") { return false }
        let third = bytes[position + 2]
        if second == UInt8(ascii: "e"), third == UInt8(ascii: "x") { return false }
        return second != UInt8(ascii: "c")
            || !(third <= 0x20 || third == UInt8(ascii: ">") || third == UInt8(ascii: "/"))
    }

    private static let sixBytes: UInt64 = 0xFFFF_FFFF_FFFF
    private static let fourBytes: UInt64 = 0xFFFF_FFFF
    // `<c r="`, `</row>` and `</c>`, the first byte lowest.
    private static let cellStart: UInt64 = 0x223D_7220_633C
    private static let rowEnd: UInt64 = 0x3E77_6F72_2F3C
    private static let cellEnd: UInt64 = 0x3E63_2F3C
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
