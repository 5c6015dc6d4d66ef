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
    /// As `header`, with this fill and ink, `RRGGBB`.
    case colouredHeader(fill: String, ink: String)
    /// The cells of a table: thin borders.
    case tableBody
    /// A total row: bold, line above.
    case total
    /// A remark: italic, grey, wrapped.
    case remark
    /// A table cell with this fill and ink, `RRGGBB`.
    case coloured(fill: String, ink: String)
}
