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
    /// What finds it again in a later run; nil for a column that is only ever appended.
    public var mark: Mark?
    /// What is shown beside a body cell when it is chosen, to say what may be written there; at most 255 characters.
    public var prompt: String?
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
    /// `codes[row]` is an index in `values`; `Codes.none` leaves the cell empty. Few distinct values, many rows.
    case coded(values: [CellValue], codes: Codes)
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
