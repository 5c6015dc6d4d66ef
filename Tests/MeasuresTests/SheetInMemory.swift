import Findings
import Tabular

/// Sheets in memory, each cell its text; what is a number in Swift is a number there.
struct SheetInMemory: WorkbookReader {
    var format = WorkbookFormat.delimitedText
    var sheets: [SheetInfo]
    var findings: [Finding] { [] }
    private let rows: [[[String]]]

    /// The sheets `tables`: their names and their rows.
    init(_ tables: [(name: String, rows: [[String]])], format: WorkbookFormat = .delimitedText) {
        sheets = tables.map { SheetInfo(name: $0.name) }
        rows = tables.map(\.rows)
        self.format = format
    }

    func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws -> SheetSummary
    {
        var batch = RowBatch()
        for (number, texts) in rows[index].enumerated() {
            let start = batch.cells.count
            for (column, text) in texts.enumerated() where !text.isEmpty {
                let number = Double(text)
                batch.cells.append(
                    Cell(
                        column: UInt32(column), kind: number == nil ? .text : .number,
                        offset: UInt32(batch.bytes.count), length: UInt32(text.utf8.count), number: number ?? 0))
                batch.bytes += Array(text.utf8)
            }
            batch.rows.append(RowBatch.Row(index: number, cells: start..<batch.cells.count))
        }
        _ = try body(batch)
        return SheetSummary()
    }
}
