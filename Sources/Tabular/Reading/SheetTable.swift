/// A table on a sheet: `ListObject` in OpenXML, a database range with a header in OpenDocument.
public struct SheetTable: Sendable, Hashable {
    /// Its name in formulas.
    public var name: String
    /// Where it lies, header and totals rows included.
    public var range: CellRange
    /// How many rows of headers it begins with: 0 or 1.
    public var headerRows: Int
    /// How many rows of totals it ends with: 0 or 1.
    public var totalsRows: Int

    /// A table.
    public init(_ name: String, _ range: CellRange, headerRows: Int = 1, totalsRows: Int = 0) {
        self.name = name
        self.range = range
        self.headerRows = headerRows
        self.totalsRows = totalsRows
    }

    /// The last row of its body, from 0, when its headers are in `headerRow` and it has one of `columns`.
    public func lastBodyRow(headerRow: Int, columns: some Sequence<Int>) -> Int? {
        let own = range.first.column...range.last.column
        guard headerRows == 1, range.first.row == headerRow, columns.contains(where: own.contains) else { return nil }
        return range.last.row - totalsRows
    }
}
