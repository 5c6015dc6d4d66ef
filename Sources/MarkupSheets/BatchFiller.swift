internal import Findings
internal import Tabular

/// Fills batches row by row, and keeps what the summary will say.
struct BatchFiller {
    private(set) var batch = RowBatch()
    private(set) var summary = SheetSummary()
    /// The columns that are given.
    var wanted = ColumnSelection.all
    /// The columns of cells of the row under way that hold something and are passed over.
    private var passed: ClosedRange<Int>?
    private var firstCell = 0
    private var rows: ClosedRange<Int>?
    private var columns: ClosedRange<Int>?

    private static let fullBytes = 1 << 20
    private static let fullRows = 4_096

    /// Whether the batch is worth giving.
    var isFull: Bool { batch.bytes.count >= Self.fullBytes || batch.rows.count >= Self.fullRows }

    /// Adds a cell to the row under way.
    mutating func add(column: Int, _ kind: CellKind, _ text: some Collection<UInt8>, _ number: Double = 0) {
        guard wanted.gives(column) || (wanted.keepsText && kind == .text) else {
            passed = min(passed?.lowerBound ?? column, column)...max(passed?.upperBound ?? column, column)
            return
        }
        batch.cells.append(
            Cell(
                column: UInt32(column), kind: kind, offset: UInt32(truncatingIfNeeded: batch.bytes.count),
                length: UInt32(truncatingIfNeeded: text.count), number: number))
        batch.bytes.append(contentsOf: text)
    }

    /// Notes that a cell, empty or not, takes `column`.
    mutating func take(column: Int) { summary.lastColumn = max(summary.lastColumn ?? 0, column) }

    /// Ends the row `index`.
    mutating func endRow(_ index: Int, isHidden: Bool) {
        summary.lastRow = max(summary.lastRow ?? 0, index)
        if let passed {
            rows = min(rows?.lowerBound ?? index, index)...max(rows?.upperBound ?? index, index)
            columns =
                min(
                    columns?.lowerBound ?? passed.lowerBound, passed.lowerBound)...max(
                    columns?.upperBound ?? passed.upperBound, passed.upperBound)
            self.passed = nil
        }
        guard batch.cells.count > firstCell else { return }
        let cells = firstCell..<batch.cells.count
        batch.rows.append(RowBatch.Row(index: index, isHidden: isHidden, cells: cells))
        let (first, last) = (Int(batch.cells[firstCell].column), Int(batch.cells[cells.upperBound - 1].column))
        rows = min(rows?.lowerBound ?? index, index)...max(rows?.upperBound ?? index, index)
        columns = min(columns?.lowerBound ?? first, first)...max(columns?.upperBound ?? last, last)
        firstCell = cells.upperBound
    }

    /// Takes the rows that have ended away; the cells of the row under way stay.
    mutating func removeGiven() {
        let kept = Array(batch.cells[firstCell...])
        var rest: [UInt8] = []
        var moved: [Cell] = []
        for var cell in kept {
            let text = batch.bytes[Int(cell.offset)..<Int(cell.offset) + Int(cell.length)]
            cell.offset = UInt32(rest.count)
            rest += text
            moved.append(cell)
        }
        batch.removeAll()
        batch.cells = moved
        batch.bytes = rest
        firstCell = 0
    }

    /// The rows that have ended: what is to be given.
    func given() -> RowBatch {
        guard firstCell < batch.cells.count else { return batch }
        var ended = batch
        ended.cells.removeSubrange(firstCell...)
        return ended
    }

    /// Changes the summary.
    mutating func summarise(_ change: (inout SheetSummary) -> Void) { change(&summary) }

    /// The summary, with the used range.
    var finished: SheetSummary {
        var finished = summary
        if let rows, let columns {
            finished.used = CellRange(
                CellReference(row: rows.lowerBound, column: columns.lowerBound),
                CellReference(row: rows.upperBound, column: columns.upperBound))
        }
        for merge in summary.merges {
            finished.lastColumn = max(finished.lastColumn ?? 0, merge.last.column)
            finished.lastRow = max(finished.lastRow ?? 0, merge.last.row)
        }
        if let filter = summary.filter { finished.lastColumn = max(finished.lastColumn ?? 0, filter.last.column) }
        return finished
    }
}
