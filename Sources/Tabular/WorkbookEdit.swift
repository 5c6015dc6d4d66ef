/// What to add to a workbook. Nothing else of it changes (DESIGN, invariant 12).
public struct WorkbookEdit: Sendable {
    /// Columns appended on the right of used ranges, at most one block per sheet.
    public var blocks: [ColumnBlock] = []
    /// Sheets added after the last one.
    public var sheets: [NewSheet] = []

    /// An edit that changes nothing.
    public init() {}
}

/// Columns to append to one sheet, side by side from `firstColumn`.
public struct ColumnBlock: Sendable {
    /// The sheet, as an index in `WorkbookReader.sheets`.
    public var sheet: Int
    /// The row of the (last) header row, from 0; the new headers go there.
    public var headerRow: Int
    /// The body rows, from 0: value *i* of a column goes to row `body.lowerBound + i`.
    public var body: Range<Int>
    /// The first new column, from 0; to its right everything must be empty.
    public var firstColumn: Int
    /// The columns, from left to right.
    public var columns: [NewColumn]

    /// A block of columns.
    public init(sheet: Int, headerRow: Int, body: Range<Int>, firstColumn: Int, columns: [NewColumn]) {
        self.sheet = sheet
        self.headerRow = headerRow
        self.body = body
        self.firstColumn = firstColumn
        self.columns = columns
    }
}

/// One appended column.
///
/// Its cells look like their left neighbour's (header like header, body like body) with `format` laid over.
public struct NewColumn: Sendable {
    /// The header; unique among the sheet's headers.
    public var header: String
    /// The width in characters.
    public var width: Double
    /// How its values are shown.
    public var format: ValueFormat
    /// Whether the column is hidden.
    public var isHidden = false
    /// The values offered in a drop-down; others are refused by the spreadsheet program.
    public var choices: Choices?
    /// Colours by value, as conditional formats.
    public var colours: [ValueColour] = []
    /// The formula of every cell that has a value; the value is then what the program computed (cached).
    public var formula: Formula?
    /// The values.
    public var data: ColumnData

    /// A column.
    public init(header: String, width: Double, format: ValueFormat, data: ColumnData) {
        self.header = header
        self.width = width
        self.format = format
        self.data = data
    }
}

/// The values of an appended column, one per body row.
public enum ColumnData: Sendable {
    /// `codes[row]` is an index in `values`; `UInt32.max` leaves the cell empty. Few distinct values, many rows.
    case coded(values: [CellValue], codes: [UInt32])
    /// One amount per row; nil leaves the cell empty.
    case amounts([Cents?])

    /// How many rows it covers.
    public var count: Int {
        switch self {
        case .coded(_, let codes): codes.count
        case .amounts(let amounts): amounts.count
        }
    }
}

/// The values of a drop-down.
public enum Choices: Sendable, Hashable {
    /// These, written in the validation itself; together at most 255 characters, none with a comma.
    case list([String])
    /// The cells of a range of another sheet (one of the workbook's or one of the new ones).
    case range(sheet: String, CellRange)
}

/// A colour for the cells that hold a given text. The text says it too: colour alone never carries meaning.
public struct ValueColour: Sendable, Hashable {
    /// The whole text of the cell.
    public var text: String
    /// The fill, `RRGGBB`.
    public var fill: String
    /// The text colour, `RRGGBB`.
    public var ink: String

    /// A colour for a text.
    public init(text: String, fill: String, ink: String) {
        self.text = text
        self.fill = fill
        self.ink = ink
    }
}

/// How a value is shown.
public enum ValueFormat: UInt8, Sendable, Hashable, CaseIterable {
    /// As the program likes.
    case general
    /// As text, even if it looks like a number.
    case text
    /// Text that wraps.
    case wrapped
    /// Euros and cents: `# ##0,00 €`.
    case amount
    /// `0 %`, one decimal where needed: `0.0 %`.
    case percent
    /// A whole number with thousands separated.
    case integer
    /// A date: `dd/mm/yyyy`.
    case date
}

/// What a new cell holds.
public enum CellValue: Sendable, Hashable {
    /// Text; text that begins with `=` stays text.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// An amount of money, written as a plain number of euros.
    case amount(Cents)
    /// A number given by its exact decimal text: digits, at most one point, an optional leading `-`.
    case decimal(String)
    /// TRUE or FALSE.
    case boolean(Bool)
    /// A date, as days since 1970-01-01.
    case date(days: Int)
    /// A formula with what it gives, which is written beside it so that nobody needs to recalculate.
    indirect case formula(Formula, CellValue)
    /// Text that leads to a cell of the same workbook when clicked.
    case link(String, sheet: String, CellReference)
}

/// A sheet to add.
public struct NewSheet: Sendable {
    /// Its name; unique in the workbook, at most 31 characters, none of `[]:*?/\`.
    public var name: String
    /// Column widths in characters, from A.
    public var widths: [Double]
    /// The rows from row 1, each from column A; nil leaves a cell out.
    public var rows: [[NewCell?]]
    /// Heights of rows in points, by row from 0; the others have the program's own height.
    public var heights: [Int: Double] = [:]
    /// How many rows stay in view at the top.
    public var frozenRows = 0
    /// The header rows repeated on each printed page, from 0.
    public var printTitleRows: Range<Int>?
    /// Whether pages are landscape; they always fit the width.
    public var isLandscape = true
    /// Merged areas.
    public var merges: [CellRange] = []
    /// Colours by value in a range.
    public var colours: [(range: CellRange, ValueColour)] = []
    /// Whether the sheet is hidden.
    public var isHidden = false

    /// A sheet.
    public init(name: String, widths: [Double], rows: [[NewCell?]]) {
        self.name = name
        self.widths = widths
        self.rows = rows
    }
}

/// A cell of a new sheet.
public struct NewCell: Sendable, Hashable {
    /// What it holds; nil for a styled empty cell.
    public var value: CellValue?
    /// How its value is shown.
    public var format: ValueFormat
    /// Its look.
    public var look: CellLook

    /// A cell.
    public init(_ value: CellValue?, _ format: ValueFormat = .general, _ look: CellLook = .body) {
        self.value = value
        self.format = format
        self.look = look
    }
}

/// The look of a cell in a new sheet.
public enum CellLook: Sendable, Hashable {
    /// Plain.
    case body
    /// The sheet's title: large, bold.
    case title
    /// Under the title: grey, small.
    case subtitle
    /// A table's header: bold, white on dark, wrapped, bordered.
    case header
    /// The cells of a table: thin borders.
    case tableBody
    /// A total row: bold, line above.
    case total
    /// A remark: italic, grey, wrapped.
    case remark
    /// A table cell with this fill and ink, `RRGGBB`.
    case coloured(fill: String, ink: String)
}
