import Files
import Findings
import Tabular

/// The cells of a sheet, as text that says what kind they are: `B2 number 1.5 (1.5)`.
func cells(of workbook: some WorkbookReader, sheet: Int = 0) throws -> [String] {
    try read(workbook, sheet: sheet).cells
}

func read(_ workbook: some WorkbookReader, sheet: Int = 0) throws -> (cells: [String], summary: SheetSummary) {
    var cells: [String] = []
    let summary = try workbook.readSheet(sheet) { batch in
        for row in batch.rows {
            for cell in batch.cells[row.cells] {
                let reference = CellReference(row: row.index, column: Int(cell.column))
                let number = cell.kind == .text || cell.kind == .error ? "" : " (\(cell.number))"
                cells.append(
                    "\(reference) \(cell.kind) \(batch.text(of: cell))\(number)\(row.isHidden ? " hidden" : "")")
            }
        }
        return .next
    }
    return (cells, summary)
}

/// The finding that `work` throws.
func finding(_ work: () throws -> Void) -> Finding? {
    do {
        try work()
        return nil
    } catch {
        return error as? Finding
    }
}
