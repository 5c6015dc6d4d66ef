/// Finds tags in a window of a part that is read piece by piece. What is between tags is skipped, not looked at.
enum TagScanner {
    /// A tag.
    struct Tag {
        /// What kind of tag.
        enum Kind { case start, empty, end }
        /// What kind of tag it is.
        var kind: Kind
        /// Where it starts.
        var start: Int
        /// Where it ends, bracket included.
        var end: Int
        /// Where its name starts, prefix included.
        var name: Int
        /// Where its local name starts.
        var localName: Int
        /// Where its name ends.
        var nameEnd: Int
    }

    /// What a search gives.
    enum Found {
        /// A tag.
        case tag(Tag)
        /// Something begins at the position and is not complete yet, or nothing more is there.
        case incomplete(Int)
        /// A document type begins at the position; no workbook has one.
        case refused(Int)
    }

    /// The first tag at or after `start`; comments, instructions and CDATA sections are passed over.
    static func next(in bytes: Span<UInt8>, from start: Int) -> Found {
        let count = bytes.count
        var index = start
        while true {
            while index < count, bytes[index] != UInt8(ascii: "<") { index += 1 }
            guard index + 1 < count else { return .incomplete(index) }
            let open = index
            switch bytes[index + 1] {
            case UInt8(ascii: "?"):
                guard let end = end(of: UInt8(ascii: "?"), isDouble: false, in: bytes, from: open + 2) else {
                    return .incomplete(open)
                }
                index = end
            case UInt8(ascii: "!"):
                guard index + 8 < count else { return .incomplete(open) }
                if bytes[index + 2] == UInt8(ascii: "-") {
                    guard let end = end(of: UInt8(ascii: "-"), isDouble: true, in: bytes, from: open + 4) else {
                        return .incomplete(open)
                    }
                    index = end
                } else if bytes[index + 2] == UInt8(ascii: "[") {
                    guard let end = end(of: UInt8(ascii: "]"), isDouble: true, in: bytes, from: open + 9) else {
                        return .incomplete(open)
                    }
                    index = end
                } else {
                    return .refused(open)
                }
            default:
                guard let tag = tag(in: bytes, from: open) else { return .incomplete(open) }
                return .tag(tag)
            }
        }
    }

    private static func tag(in bytes: Span<UInt8>, from open: Int) -> Tag? {
        let count = bytes.count
        let isEnd = bytes[open + 1] == UInt8(ascii: "/")
        let name = isEnd ? open + 2 : open + 1
        var localName = name
        var index = name
        while index < count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte <= 0x20 { break }
            if byte == UInt8(ascii: ":") { localName = index + 1 }
            index += 1
        }
        let nameEnd = index
        while index < count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                let kind: Tag.Kind = isEnd ? .end : bytes[index - 1] == UInt8(ascii: "/") ? .empty : .start
                return Tag(
                    kind: kind, start: open, end: index + 1, name: name, localName: localName, nameEnd: nameEnd)
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                index += 1
                while index < count, bytes[index] != byte { index += 1 }
            }
            index += 1
        }
        return nil
    }

    /// Where what ends with `byte`, twice when `isDouble`, and `>` ends.
    private static func end(
        of byte: UInt8, isDouble: Bool, in bytes: Span<UInt8>, from start: Int
    ) -> Int? {
        var index = start + (isDouble ? 2 : 1)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ">"), bytes[index - 1] == byte, !isDouble || bytes[index - 2] == byte {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    /// Whether the local name of `tag` is `name`.
    static func isNamed(_ name: [UInt8], _ tag: Tag, in bytes: Span<UInt8>) -> Bool {
        guard tag.nameEnd - tag.localName == name.count else { return false }
        for offset in 0..<name.count where bytes[tag.localName + offset] != name[offset] { return false }
        return true
    }

    /// Whether `text` is what `bytes` have at `range`.
    static func equals(_ text: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard text.count == range.count else { return false }
        for offset in 0..<text.count where bytes[range.lowerBound + offset] != text[offset] { return false }
        return true
    }

    /// Gives `body` each attribute of `tag`: its name and its value between the quotes, as ranges.
    static func attributes(
        of tag: Tag, in bytes: Span<UInt8>, _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
    ) {
        let end = tag.end - (tag.kind == .empty ? 2 : 1)
        var index = tag.nameEnd
        while index < end {
            while index < end, bytes[index] <= 0x20 { index += 1 }
            let name = index
            while index < end, bytes[index] != UInt8(ascii: "="), bytes[index] > 0x20 { index += 1 }
            let nameEnd = index
            while index < end, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'") { index += 1 }
            guard index < end else { return }
            let quote = bytes[index]
            let value = index + 1
            index = value
            while index < end, bytes[index] != quote { index += 1 }
            guard index < end else { return }
            body(name..<nameEnd, value..<index)
            index += 1
        }
    }

    /// The whole number written at `range`; nil when it is none or longer than 9 digits.
    static func number(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 9 else { return nil }
        var value = 0
        for index in range {
            let digit = bytes[index] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// The column, from 0, of the cell reference written at `range`; nil when it is none.
    static func column(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var column = 0
        for index in range {
            let letter = (bytes[index] & 0xDF) &- 64
            guard letter >= 1, letter <= 26, bytes[index] > 64 else { break }
            column = column * 26 + Int(letter)
            if column > 16_384 { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
