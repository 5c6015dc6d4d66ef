public import Files
public import Findings
public import Tabular

extension Workbook {
    /// Writes a copy of the workbook with `columns` appended to a sheet, right of everything it holds.
    ///
    /// `sheet` nil takes the first sheet; `headerRow`, from 0, is where the headers go.
    /// - Returns: what was noticed on the way.
    /// - Throws: a `Finding` when the sheet is empty or missing, or the edit would damage the workbook.
    public func append(
        _ columns: ColumnFile, sheet name: String?, headerRow: Int, to sink: any ByteSink,
        options: EditOptions = EditOptions()
    ) throws -> [Finding] {
        let sheet = try name.map { try self.sheet(named: $0) } ?? 0
        let summary = try reader.readSheet(sheet, columns: ColumnSelection([])) { _ in .next }
        guard let last = summary.lastColumn ?? summary.used?.last.column else {
            throw Finding(.emptySheet, at: Place(file: path), ["sheet": reader.sheets[sheet].name])
        }
        var edit = WorkbookEdit()
        edit.blocks = [
            try columns.block(
                sheet: sheet, headerRow: headerRow, lastRow: summary.lastRow ?? summary.used?.last.row ?? headerRow,
                firstColumn: last + 1)
        ]
        return try write(edit, to: sink, options: options)
    }
}
