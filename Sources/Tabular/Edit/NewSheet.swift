/// A sheet to add.
public struct NewSheet: Sendable {
    /// Its name; unique in the workbook, at most 31 characters, none of `[]:*?/\`.
    public var name: String
    /// Column widths in characters, from A.
    public var widths: [Double]
    /// The rows from row 1, each from column A; nil leaves a cell out.
    public var rows: [[NewCell?]]
    /// Long columns below `rows`, side by side from A: their headers in the row after the last of `rows`, their values in
    /// the rows below it. They are written row by row, so that a table of a million rows needs no cell of its own for each;
    /// their widths and colours are the sheet's.
    public var columns: [NewColumn] = []
    /// The look of the body cells of `columns`: `body` or `tableBody`.
    public var columnLook = CellLook.body
    /// Heights of rows in points, by row from 0; the others have the program's own height.
    public var heights: [Int: Double] = [:]
    /// How many rows stay in view at the top.
    public var frozenRows = 0
    /// The header rows repeated on each printed page, from 0.
    public var printTitleRows: Range<Int>?
    /// The cells that are printed; nil prints them all.
    public var printRange: CellRange?
    /// Whether pages are landscape; they always fit the width.
    public var isLandscape = true
    /// Merged areas.
    public var merges: [CellRange] = []
    /// Colours by value in a range.
    public var colours: [(range: CellRange, ValueColour)] = []
    /// Whether the sheet is hidden.
    public var isHidden = false
    /// Notes on cells, in the order of the cells.
    public var notes: [(cell: CellReference, text: String)] = []
    /// Charts, in the order in which they are drawn.
    public var charts: [Chart] = []
    /// What finds it again in a later run; nil for a sheet that is only ever added.
    public var mark: Mark?
    /// The sheet that it takes the place of, as an index in `WorkbookReader.sheets`: one that an earlier run wrote.
    /// Nil adds it after the last one.
    public var replaces: Int?

    /// A sheet.
    public init(name: String, widths: [Double], rows: [[NewCell?]]) {
        self.name = name
        self.widths = widths
        self.rows = rows
    }
}

extension NewSheet {
    /// The block that `columns` make below `rows`; nil without columns.
    public var columnBlock: ColumnBlock? {
        guard !columns.isEmpty else { return nil }
        let first = rows.count + 1
        let count = columns.map(\.data.count).max() ?? 0
        return ColumnBlock(
            sheet: 0, headerRow: rows.count, body: first..<first + count, firstColumn: 0, columns: columns)
    }

    /// The number of rows that hold something, those of `columns` included.
    public var rowCount: Int { columnBlock.map { max($0.headerRow + 1, $0.body.upperBound) } ?? rows.count }

    /// The number of columns that hold something.
    public var columnCount: Int { rows.reduce(columns.count) { max($0, $1.count) } }

    /// What the cell at `reference` shows: its value, what its formula gives, the text of its link; nil when it is empty.
    public func shown(at reference: CellReference) -> CellValue? {
        guard rows.indices.contains(reference.row), rows[reference.row].indices.contains(reference.column) else {
            return nil
        }
        switch rows[reference.row][reference.column]?.value {
        case .formula(_, let value)?: return value
        case .link(let text, _, _)?: return .text(text)
        case let value: return value
        }
    }
}
