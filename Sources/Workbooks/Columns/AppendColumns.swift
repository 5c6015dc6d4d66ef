public import Files
public import Findings
internal import OpenXML
public import Tabular

extension Workbook {
    /// Writes a copy of the workbook to `sink` with `columns` appended to a sheet, as `appending` says.
    ///
    /// An OpenXML sheet whose head says where it ends is read and spliced in one pass. When it does not end there, or
    /// anything is wrong with it, `sink` starts again and the sheet is read first: what is written and what is thrown are
    /// the same either way.
    /// - Returns: the edit, and what was noticed on the way.
    /// - Throws: as `appending` and `write`.
    public func append(
        _ columns: ColumnFile, sheet name: String?, headerRow: Int, to sink: AtomicFile, options: EditOptions
    ) throws -> (edit: WorkbookEdit, findings: [Finding]) {
        if let done = try? appendInOnePass(columns, sheet: name, headerRow: headerRow, to: sink, options: options) {
            return done
        }
        try sink.restart()
        let edit = try appending(columns, sheet: name, headerRow: headerRow)
        return (edit, try write(edit, to: sink, options: options))
    }

    /// As `append`; nil, or anything thrown, when the sheet must be read first.
    private func appendInOnePass(
        _ columns: ColumnFile, sheet name: String?, headerRow: Int, to sink: AtomicFile, options: EditOptions
    ) throws -> (edit: WorkbookEdit, findings: [Finding])? {
        guard let workbook = reader as? OpenXMLWorkbook else { return nil }
        let sheet = try name.map { try self.sheet(named: $0) } ?? 0
        guard let end = try workbook.promisedEnd(ofSheet: sheet) else { return nil }
        let edit = try edit(
            columns, sheet: sheet, headerRow: headerRow, lastRow: end.row, lastColumn: end.column,
            tables: workbook.tables(ofSheet: sheet))
        guard let findings = try workbook.write(edit, to: sink, options: options, reading: sheet, upTo: end) else {
            return nil
        }
        return (edit, findings)
    }

    /// The edit that gives a sheet `columns`: where they stand already when they were given before, else right of
    /// everything the sheet holds.
    ///
    /// `sheet` nil takes the first sheet; `headerRow`, from 0, is where the headers go.
    /// - Throws: a `Finding` when the sheet is empty or missing, a row is not below the header, or the columns that were
    ///   given before have their header elsewhere.
    public func appending(_ columns: ColumnFile, sheet name: String?, headerRow: Int) throws -> WorkbookEdit {
        let sheet = try name.map { try self.sheet(named: $0) } ?? 0
        let summary = try reader.readSheet(sheet, columns: ColumnSelection([])) { _ in .next }
        guard let last = summary.lastColumn ?? summary.used?.last.column else {
            throw Finding(.emptySheet, at: Place(file: path), ["sheet": reader.sheets[sheet].name])
        }
        return try edit(
            columns, sheet: sheet, headerRow: headerRow,
            lastRow: summary.lastRow ?? summary.used?.last.row ?? headerRow, lastColumn: last, tables: summary.tables)
    }

    /// The edit that gives sheet `sheet`, which ends in these row and column, `columns`: down to the end of the table that
    /// they continue or stand in, whose totals and what comes below are none of theirs, or to the end of the sheet. A row
    /// that is given below the table makes them end at it, and the table stays as it is.
    private func edit(
        _ columns: ColumnFile, sheet: Int, headerRow: Int, lastRow: Int, lastColumn: Int, tables: [SheetTable]
    ) throws(Finding) -> WorkbookEdit {
        let marks = Marks(in: reader)
        let known = marks.columns(ofSheet: sheet, owner: ColumnFile.owner).values.map(\.column)
        // A table that could not be extended stands left of the columns still.
        let beside = (known.min() ?? lastColumn + 1) - 1
        let table = tables.compactMap { $0.lastBodyRow(headerRow: headerRow, columns: known + [beside]) }.first
        var edit = WorkbookEdit()
        edit.blocks = [
            try columns.block(
                sheet: sheet, headerRow: headerRow, lastRow: table ?? lastRow, firstColumn: lastColumn + 1,
                marks: marks)
        ]
        return edit
    }
}
