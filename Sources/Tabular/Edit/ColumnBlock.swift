/// The columns that one sheet gets.
///
/// They usually stand side by side on the right of everything else. When the sheet was annotated before, each stands where
/// it stands already, wherever people have moved it.
public struct ColumnBlock: Sendable {
    /// The sheet, as an index in `WorkbookReader.sheets`.
    public var sheet: Int
    /// The row of the (last) header row, from 0; the headers go there.
    public var headerRow: Int
    /// The body rows, from 0: value *i* of a column goes to row `body.lowerBound + i`.
    public var body: Range<Int>
    /// The columns, from left to right.
    public private(set) var columns: [NewColumn]
    /// Where each of `columns` goes, from 0; ascending.
    public private(set) var positions: [Int]
    /// The columns that an earlier run wrote: what their header and body cells hold, and the drop-downs and colours on
    /// them, goes away. A position that is not among them must be empty, in the header row and in the body.
    public private(set) var owned: Set<Int>

    /// Columns side by side from `firstColumn`, where everything is empty.
    public init(sheet: Int, headerRow: Int, body: Range<Int>, firstColumn: Int, columns: [NewColumn]) {
        self.init(
            sheet: sheet, headerRow: headerRow, body: body,
            positions: Array(firstColumn..<firstColumn + columns.count), columns: columns)
    }

    /// Columns at `positions`, of which those in `owned` may hold what an earlier run wrote; so may others that nothing
    /// is written to any more.
    public init(
        sheet: Int, headerRow: Int, body: Range<Int>, positions: [Int], owned: Set<Int> = [], columns: [NewColumn]
    ) {
        precondition(positions.count == columns.count, "each column has a position")
        let order = positions.indices.sorted { positions[$0] < positions[$1] }
        self.sheet = sheet
        self.headerRow = headerRow
        self.body = body
        self.columns = order.map { columns[$0] }
        self.positions = order.map { positions[$0] }
        self.owned = owned
    }

    /// The first column, from 0; the one left of it, if any, lends its look. Nothing without columns.
    public var firstColumn: Int { positions.first ?? 0 }

    /// Whether the columns stand side by side and none was there before.
    public var isAppended: Bool {
        owned.isEmpty && positions.last.map { $0 - firstColumn + 1 == positions.count } ?? true
    }
}
