internal import Findings
public import Tabular

extension Workbook {
    /// The edit that gives a sheet `columns`: where they stand already when they were given before, else right of
    /// everything the sheet holds.
    ///
    /// `sheet` nil takes the first sheet; `headerRow`, from 0, is where the headers go.
    /// - Throws: a `Finding` when the sheet is empty or missing, a row is not below the header, or the columns that were
    ///   given before have their header elsewhere.
    public func appending(_ columns: ColumnFile, sheet name: String?, headerRow: Int) throws -> WorkbookEdit {
        let marks = Marks(in: reader)
        let sheet = try name.map { try self.sheet(named: $0) } ?? 0
        let summary = try reader.readSheet(sheet, columns: ColumnSelection([])) { _ in .next }
        guard let last = summary.lastColumn ?? summary.used?.last.column else {
            throw Finding(.emptySheet, at: Place(file: path), ["sheet": reader.sheets[sheet].name])
        }
        var edit = WorkbookEdit()
        edit.blocks = [
            try columns.block(
                sheet: sheet, headerRow: headerRow, lastRow: summary.lastRow ?? summary.used?.last.row ?? headerRow,
                firstColumn: last + 1, marks: marks)
        ]
        return edit
    }
}
