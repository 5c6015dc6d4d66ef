internal import DelimitedText
public import Files
public import Tabular
internal import Texts

/// Writes one sheet as CSV: commas, UTF-8, LF, values as `JSONDump` has them but bare.
public struct CSVDump {
    private let workbook: Workbook
    private let sheet: Int
    private let columns: ColumnSelection
    private let keepsDigits: Bool

    /// A dump of `columns` of sheet `sheet`; with `keepsDigits`, numbers have the digits that the file has, not the
    /// fewest that tell them.
    public init(of workbook: Workbook, sheet: Int, columns: ColumnSelection = .all, keepsDigits: Bool = false) {
        self.workbook = workbook
        self.keepsDigits = keepsDigits
        self.columns = columns
        self.sheet = sheet
    }

    /// Writes the dump to `sink`; rows start at A1, trailing empty cells and rows are cut.
    ///
    /// `neutralised` puts an apostrophe before text that a spreadsheet program would take for a formula.
    public func write(to sink: any ByteSink, neutralised: Bool = false) throws {
        var writer = DelimitedWriter(to: sink, neutralisesFormulas: neutralised)
        var nextRow = 0
        _ = try workbook.reader.readSheet(sheet, columns: columns) { batch in
            for row in batch.rows {
                var fields: [String] = []
                for cell in batch.cells[row.cells] {
                    let text = text(of: cell, in: batch)
                    if text.isEmpty { continue }
                    while fields.count < Int(cell.column) { fields.append("") }
                    fields.append(text)
                }
                if fields.isEmpty { continue }
                for repeated in 0..<row.repeats {
                    while nextRow < row.index + repeated {
                        try writer.row([])
                        nextRow += 1
                    }
                    try writer.row(fields)
                    nextRow += 1
                }
            }
            return .next
        }
        try writer.finish()
    }

    private func text(of cell: Cell, in batch: RowBatch) -> String {
        switch cell.kind {
        case .text, .error: batch.text(of: cell)
        case .number where keepsDigits: batch.text(of: cell)
        case .number, .time: JSONWriter.shortest(cell.number)
        case .boolean: cell.number != 0 ? "true" : "false"
        case .date: CivilTime.iso(secondsSince1970: cell.number)
        }
    }
}
