/// What to add to a workbook. Nothing else of it changes (DESIGN, invariant 12).
public struct WorkbookEdit: Sendable {
    /// Columns of sheets, at most one block per sheet.
    public var blocks: [ColumnBlock] = []
    /// Sheets added after the last one, or put in the place of those that an earlier run added.
    public var sheets: [NewSheet] = []

    /// An edit that changes nothing.
    public init() {}
}
