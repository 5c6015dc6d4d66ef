internal import Tabular

/// The markup of a cell as nearly all producers write it, eight bytes to the word, the first byte lowest.
struct UsualMarkup {
    let cell = word("<c r=\"")
    let style = word(" s=\"")
    let type = word(" t=\"")
    let shared = word("s\"><v>")
    let value = word("><v>")
    let valueEnd = word("</v></c>")
    let inline = (word("inlineSt"), word("r\"><is><"), word("t>"))
    let inlineEnd = (word("</t></is"), word("/is></c>"))

    private static func word(_ token: StaticString) -> UInt64 {
        "\(token)".utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension SheetScanner {
    /// More than the longest usual cell has, inline text aside.
    private static var margin: Int { 96 }

    /// Reads the cells from `p` on that are written as usual, `<c r="B7" s="4" t="s"><v>12</v></c>`, up to the first
    /// that is not, or that the chunk may end in.
    ///
    /// That one is left to the general way, which reads every cell, these too, with the same outcome.
    @inline(__always)
    mutating func usualCells(
        _ s: Span<UInt8>, _ p: inout Int, row: Int, _ lastColumn: inout Int, _ isSorted: inout Bool
    ) {
        guard text.isMainUnprefixed else { return }
        let (digits, mask, length) = Self.reference(toRow: row)
        while p <= s.count - Self.margin {
            // Sound: without inline text, no cell that the loops below accept has `margin` bytes, and as many follow `p`;
            // inline text is compared with the count at each step.
            guard s.word(p) & 0xFFFF_FFFF_FFFF == usual.cell else { return }
            var at = p + 6
            var column = 0
            var byte = unsafe s[unchecked: at]
            while byte &- 0x41 < 26, at < p + 9 {
                column = column * 26 + Int(byte &- 0x40)
                at += 1
                byte = unsafe s[unchecked: at]
            }
            guard s.word(at) & mask == digits, column > 0, column <= SheetLimits.columns else { return }
            at += length
            column -= 1
            var style = 0
            if s.word(at) & 0xFFFF_FFFF == usual.style {
                at += 4
                guard let written = s.shortNumber(&at, digits: 5), written < styles.count,
                    unsafe s[unchecked: at] == UInt8(ascii: "\"")
                else { return }
                style = written
                at += 1
            }
            var cell = Cell(column: UInt32(truncatingIfNeeded: column), kind: .text)
            cell.style = UInt16(truncatingIfNeeded: style)
            var isEmpty = false
            let isRead = reads(column)
            var isGiven = isRead
            let next = s.word(at)
            if next & 0xFFFF_FFFF == usual.type {
                at += 4
                let type = s.word(at)
                if type & 0xFFFF_FFFF_FFFF == usual.shared {
                    at += 6
                    guard usualShared(s, &at, &cell) else { return }
                } else {
                    guard type == usual.inline.0, usualInline(s, &at, &cell) else { return }
                }
                isGiven = isRead || keepsText
            } else if next & 0xFFFF_FFFF == usual.value {
                at += 4
                guard isRead ? usualNumber(s, &at, &cell) : passNumber(s, &at) else { return }
            } else {
                guard next & 0xFFFF == 0x3E2F else { return }
                at += 2
                isEmpty = true
            }
            if isGiven {
                if !isEmpty { batch.cells.append(cell) }
            } else if !isEmpty {
                tally.pass(column)
            }
            if column <= lastColumn { isSorted = false }
            lastColumn = column
            if column > tally.lastStyled { tally.lastStyled = column }
            p = at
        }
    }

    /// The digits of `row` and a quote as a word, the bits they take, and how many bytes they are, at most eight.
    private static func reference(toRow row: Int) -> (digits: UInt64, mask: UInt64, length: Int) {
        var word = UInt64(UInt8(ascii: "\""))
        var length = 1
        var rest = row
        while rest > 0, length < 8 {
            word = word << 8 | UInt64(0x30 + rest % 10)
            rest /= 10
            length += 1
        }
        return (word, UInt64.max >> UInt64(64 - 8 * length), length)
    }

    /// Reads the index of a shared string and the cell's end.
    @inline(__always)
    private func usualShared(_ s: Span<UInt8>, _ at: inout Int, _ cell: inout Cell) -> Bool {
        guard let index = s.shortNumber(&at, digits: 9), s.word(at) == usual.valueEnd, index < stringCount,
            !hasEmptyStrings || !batch.strings.utf8(at: index).isEmpty
        else { return false }
        cell.isShared = true
        cell.offset = UInt32(truncatingIfNeeded: index)
        at += 8
        return true
    }

    /// Reads a number that is an exact double divided by an exact power of ten, and the cell's end.
    @inline(__always)
    private func usualNumber(_ s: Span<UInt8>, _ at: inout Int, _ cell: inout Cell) -> Bool {
        let start = at
        // Sound: see `usualCells`; a sign, a point and 19 digits are the most that is read.
        let isNegative = unsafe s[unchecked: at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var point = -1
        while digits < 20 {
            let byte = unsafe s[unchecked: at]
            let digit = byte &- 0x30
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
            } else if byte == UInt8(ascii: "."), point < 0 {
                point = digits
            } else {
                break
            }
            at += 1
        }
        guard digits > 0, digits < 20, mantissa <= 1 << 53, s.word(at) == usual.valueEnd else { return false }
        var number = Double(mantissa)
        if point >= 0 { number /= DecimalNumber.powers[digits - point] }
        if isNegative { number = -number }
        cell.kind = .number
        cell.number = number
        cell.offset = UInt32(truncatingIfNeeded: start)
        cell.length = UInt32(truncatingIfNeeded: at - start)
        at += 8
        let style = Int(cell.style)
        let format = style < styles.count ? styles[style] : .number
        guard format != .number else { return true }
        switch SerialDate.value(number, format, uses1904: uses1904) {
        case .date(let seconds): (cell.kind, cell.number) = (.date, seconds)
        case .time(let seconds): (cell.kind, cell.number) = (.time, seconds)
        case .number: break
        }
        return true
    }

    /// Passes over a number and the cell's end.
    @inline(__always)
    private func passNumber(_ s: Span<UInt8>, _ at: inout Int) -> Bool {
        let start = at
        // Sound: see `usualCells`; 32 bytes are the most that is passed.
        var byte = unsafe s[unchecked: at]
        // Digits, signs and the point lie within these bytes, which no markup does.
        while byte &- 0x2B < 0x0F, at - start < 32 {
            at += 1
            byte = unsafe s[unchecked: at]
        }
        guard at > start, s.word(at) == usual.valueEnd else { return false }
        at += 8
        return true
    }

    /// Reads inline text without runs, references and escapes, and the cell's end.
    @inline(__always)
    private func usualInline(_ s: Span<UInt8>, _ at: inout Int, _ cell: inout Cell) -> Bool {
        guard s.word(at + 8) == usual.inline.1, s.word(at + 16) & 0xFFFF == usual.inline.2 else { return false }
        let start = at + 18
        var end = start
        var bits: UInt64 = 0
        let last = s.count - 13
        // Sound: the end of such a cell has 13 bytes, so that a word may be read up to `last`.
        while end <= last {
            let word = s.word(end)
            let special = Self.specialBytes(word)
            bits |= word
            if special != 0 {
                end += special.trailingZeroBitCount >> 3
                break
            }
            end += 8
        }
        guard end <= last, end > start, s.word(end) == usual.inlineEnd.0, s.word(end + 5) == usual.inlineEnd.1,
            bits & 0x8080_8080_8080_8080 == 0 || s.isUTF8(start, end)
        else { return false }
        cell.offset = UInt32(truncatingIfNeeded: start)
        cell.length = UInt32(truncatingIfNeeded: end - start)
        at = end + 13
        return true
    }

    /// Marks, in its highest bit, the lowest byte of `word` that is `<`, `&`, `_` or a control character; perhaps others
    /// above it. (Zero bytes in a word: Warren, Hacker's Delight, 6-1.)
    @inline(__always)
    private static func specialBytes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tag = word ^ (ones &* 0x3C)
        let reference = word ^ (ones &* 0x26)
        let escape = word ^ (ones &* 0x5F)
        let zeros = ((tag &- ones) & ~tag) | ((reference &- ones) & ~reference) | ((escape &- ones) & ~escape)
        return (zeros | ((word &- (ones &* 0x20)) & ~word)) & (ones &* 0x80)
    }
}

extension Span<UInt8> {
    /// The eight bytes at `position` as a word, the first one lowest; the caller knows that they are there.
    @inline(__always)
    fileprivate func word(_ position: Int) -> UInt64 {
        // Sound: see `SheetScanner.usualCells`, the only user, which keeps a margin.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
    }

    /// The number of one to `limit` digits at `position`, past which it moves; the caller knows that as many bytes and
    /// one more are there.
    @inline(__always)
    fileprivate func shortNumber(_ position: inout Int, digits limit: Int) -> Int? {
        let start = position
        var value = 0
        // Sound: see `SheetScanner.usualCells`, the only user, which keeps a margin.
        var digit = unsafe self[unchecked: position] &- 0x30
        while digit < 10, position - start < limit {
            value = value &* 10 &+ Int(digit)
            position += 1
            digit = unsafe self[unchecked: position] &- 0x30
        }
        return position > start ? value : nil
    }
}
