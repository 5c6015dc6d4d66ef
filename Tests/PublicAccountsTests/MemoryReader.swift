import Findings
import Tabular

/// A workbook of one sheet in memory.
struct MemoryReader: WorkbookReader {
    /// A cell as a file could hold it.
    enum Value: ExpressibleByStringLiteral, ExpressibleByNilLiteral {
        case text(String)
        case number(String)
        case date(String)
        case error(String)
        case empty
        init(stringLiteral text: String) { self = .text(text) }
        init(nilLiteral: ()) { self = .empty }
    }

    var format = WorkbookFormat.openXML
    var sheets = [SheetInfo(name: "Feuille1")]
    var findings: [Finding] = []
    var names: [WorkbookName] = []
    var rows: [[Value]]
    /// How many rows a batch has.
    var batchSize = 3
    /// Whether texts come from a table of shared strings.
    var isShared = false

    init(_ rows: [[Value]]) { self.rows = rows }

    func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        var table: (arena: [UInt8], ends: [Int]) = ([], [])
        if isShared {
            for case .text(let text) in rows.joined() {
                table.arena += Array(text.utf8)
                table.ends.append(table.arena.count)
            }
        }
        var batch = RowBatch(strings: StringTable(arena: table.arena, ends: table.ends))
        var shared = 0
        var summary = SheetSummary()
        summary.lastColumn = rows.map(\.count).max().map { $0 - 1 }
        for (position, row) in rows.enumerated() {
            let start = batch.cells.count
            for (column, value) in row.enumerated() {
                var cell = Cell(column: UInt32(column), kind: .text)
                var bytes: [UInt8] = []
                if case .text = value {
                    guard columns.keepsText || columns.gives(column) || isShared else { continue }
                } else if !columns.gives(column) {
                    continue
                }
                switch value {
                case .empty: continue
                case .text(let text):
                    if isShared {
                        cell.isShared = true
                        cell.offset = UInt32(shared)
                        shared += 1
                    } else {
                        bytes = Array(text.utf8)
                    }
                case .number(let text):
                    cell.kind = .number
                    cell.number = Double(text) ?? 0
                    bytes = Array(text.utf8)
                case .date(let text):
                    cell.kind = .date
                    cell.number = Double(text) ?? 0
                    bytes = Array(text.utf8)
                case .error(let text):
                    cell.kind = .error
                    bytes = Array(text.utf8)
                }
                if !cell.isShared {
                    cell.offset = UInt32(batch.bytes.count)
                    cell.length = UInt32(bytes.count)
                    batch.bytes += bytes
                }
                batch.cells.append(cell)
            }
            if batch.cells.count > start {
                batch.rows.append(RowBatch.Row(index: position, cells: start..<batch.cells.count))
            }
            if batch.rows.count == batchSize || position == rows.count - 1 {
                if case .stop = try body(batch) { return summary }
                batch.removeAll()
            }
        }
        return summary
    }
}
