/// A run of consecutive rows as a scanner delivers them: flat arrays, no object per cell.
///
/// Rows come in ascending order, each at most once; only non-empty cells are listed, in ascending column order.
/// Text is either in `bytes` (the scanner's own chunk, decoded text appended) or in `strings`.
public struct RowBatch: Sendable {
    /// A row: its number and its slice of `cells`.
    public struct Row: Sendable {
        /// The row, from 0.
        public var index: Int
        /// How many consecutive rows have this very content (OpenDocument's repeated rows); 1 otherwise.
        public var repeats: Int
        /// Whether the row is hidden or filtered out.
        public var isHidden: Bool
        /// Where its cells are in `RowBatch.cells`.
        public var cells: Range<Int>

        /// A row.
        public init(index: Int, repeats: Int = 1, isHidden: Bool = false, cells: Range<Int>) {
            self.index = index
            self.repeats = repeats
            self.isHidden = isHidden
            self.cells = cells
        }
    }

    /// The rows that have cells.
    public var rows: [Row] = []
    /// The cells of all rows, one row after the other.
    public var cells: [Cell] = []
    /// Text of the cells that are not shared strings.
    public var bytes: [UInt8] = []
    /// Text of the cells that are.
    public var strings: StringTable

    /// An empty batch whose shared strings are `strings`.
    public init(strings: StringTable = .empty) { self.strings = strings }

    /// Empties the batch, keeping its storage.
    public mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    /// The UTF-8 bytes of `cell`: its text, or the decimal text of its number.
    public func utf8(of cell: Cell) -> ArraySlice<UInt8> {
        if cell.isShared { return strings.utf8(at: Int(cell.offset)) }
        return bytes[cell.bytes]
    }

    /// The text of `cell` as a string; allocates, so not for hot loops.
    public func text(of cell: Cell) -> String { String(decoding: utf8(of: cell), as: UTF8.self) }
}

/// The shared strings of a workbook: one arena, and where each string ends in it.
public final class StringTable: Sendable {
    private let arena: [UInt8]
    private let ends: [Int]
    /// Whether some string is empty.
    public let hasEmptyStrings: Bool

    /// A table of the strings that lie one after the other in `arena`, string *i* ending at `ends[i]`.
    public init(arena: [UInt8], ends: [Int]) {
        self.arena = arena
        self.ends = ends
        var start = 0
        var hasEmpty = false
        for end in ends {
            if end == start { hasEmpty = true }
            start = end
        }
        hasEmptyStrings = hasEmpty
    }

    /// The table without strings.
    public static let empty = StringTable(arena: [], ends: [])

    /// How many strings there are.
    public var count: Int { ends.count }

    /// The bytes of all strings, one after the other.
    public var bytes: [UInt8] { arena }

    /// Where string `index` lies among the bytes of all; trapping when there is no such string.
    public func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The bytes of string `index`; trapping when there is no such string (readers check indices first).
    public func utf8(at index: Int) -> ArraySlice<UInt8> { arena[range(of: index)] }

    /// String `index`.
    public func string(at index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }
}
