/// What a cell holds.
public enum CellKind: UInt8, Sendable {
    /// Text; the bytes are UTF-8, decoded.
    case text
    /// A number; `Cell.number` is its double, the bytes its exact decimal text as the file has it.
    case number
    /// TRUE or FALSE; `Cell.number` is 1 or 0.
    case boolean
    /// An error value; the bytes are its name, `#N/A`.
    case error
    /// A date; `Cell.number` is seconds since 1970-01-01T00:00:00, civil time, without zone.
    case date
    /// A time of day or a duration; `Cell.number` is seconds.
    case time
}

/// One non-empty cell of a `RowBatch`: 24 bytes, no reference, its text elsewhere.
public struct Cell: Sendable {
    /// The column, from 0.
    public var column: UInt32
    /// What it holds.
    public var kind: CellKind
    /// Whether its text is in the batch's string table (`offset` is then the string's index) or in the batch's bytes.
    public var isShared: Bool
    /// The format's own style number, for whoever wants the neighbour's look; 0 by default.
    public var style: UInt16
    /// Where its text starts in the batch's bytes, or its index in the string table.
    public var offset: UInt32
    /// How long its text is in the batch's bytes; 0 for a shared string.
    public var length: UInt32
    /// Its number (see `CellKind`); 0 for text.
    public var number: Double

    /// Where its text is in the batch's bytes; senseless for a shared string.
    @inlinable
    public var bytes: Range<Int> { Int(offset)..<Int(offset) + Int(length) }

    /// A cell.
    public init(
        column: UInt32, kind: CellKind, isShared: Bool = false, style: UInt16 = 0, offset: UInt32 = 0,
        length: UInt32 = 0, number: Double = 0
    ) {
        self.column = column
        self.kind = kind
        self.isShared = isShared
        self.style = style
        self.offset = offset
        self.length = length
        self.number = number
    }
}
