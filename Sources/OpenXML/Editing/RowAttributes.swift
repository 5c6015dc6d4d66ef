/// What a row's tag says that splicing needs.
struct RowAttributes {
    /// Its number, from 1; nil when the file leaves it out.
    var number: Int?
    /// Where its `spans` are written.
    var spans: Range<Int>?
    /// Its format, if `hasFormat`.
    var style = 0
    /// Whether its empty cells have a format of their own.
    var hasFormat = false

    /// Reads `tag`.
    init(_ tag: TagScanner.Tag, in bytes: Span<UInt8>) {
        var number: Int?
        var spans: Range<Int>?
        var style = 0
        var hasFormat = false
        TagScanner.attributes(of: tag, in: bytes) { name, value in
            switch name.count {
            case 1 where bytes[name.lowerBound] == UInt8(ascii: "r"): number = TagScanner.number(in: bytes, value)
            case 1 where bytes[name.lowerBound] == UInt8(ascii: "s"):
                style = TagScanner.number(in: bytes, value) ?? 0
            case 5 where bytes[name.lowerBound] == UInt8(ascii: "s"): spans = value
            case 12
            where bytes[name.lowerBound] == UInt8(ascii: "c") && bytes[name.lowerBound + 6] == UInt8(ascii: "F"):
                hasFormat =
                    !value.isEmpty && bytes[value.lowerBound] != UInt8(ascii: "0")
                    && bytes[value.lowerBound] != UInt8(ascii: "f")
            default: break
            }
        }
        self.number = number
        self.spans = spans
        self.style = style
        self.hasFormat = hasFormat
    }
}

/// What a cell's tag says that splicing needs.
struct CellAttributes {
    /// Its column, from 0; nil when the file leaves it out.
    var column: Int?
    /// Where its reference is written; nil when the file leaves it out.
    var reference: Range<Int>?
    /// Its format.
    var style = 0

    /// Reads `tag`.
    init(_ tag: TagScanner.Tag, in bytes: Span<UInt8>) {
        var column: Int?
        var reference: Range<Int>?
        var style = 0
        TagScanner.attributes(of: tag, in: bytes) { name, value in
            guard name.count == 1 else { return }
            if bytes[name.lowerBound] == UInt8(ascii: "r") {
                reference = value
                column = TagScanner.column(in: bytes, value)
            } else if bytes[name.lowerBound] == UInt8(ascii: "s") {
                style = TagScanner.number(in: bytes, value) ?? 0
            }
        }
        self.column = column
        self.reference = reference
        self.style = style
    }
}
