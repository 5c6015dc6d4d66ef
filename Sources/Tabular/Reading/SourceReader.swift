public import Findings

/// A workbook as people made it: the cells of columns that an earlier run of the program wrote are not there.
///
/// The sheets that it wrote keep their places, so that indices are the workbook's own; `marks` says which they are.
public struct SourceReader: WorkbookReader {
    private let base: any WorkbookReader
    /// What earlier runs wrote.
    public let marks: Marks

    /// What people made of `reader`.
    public init(_ reader: any WorkbookReader) {
        base = reader
        marks = Marks(in: reader)
    }

    /// The workbook's format.
    public var format: WorkbookFormat { base.format }
    /// All sheets of the workbook, those that the program wrote too.
    public var sheets: [SheetInfo] { base.sheets }
    /// What was noticed while opening it.
    public var findings: [Finding] { base.findings }
    /// All names of the workbook.
    public var names: [WorkbookName] { base.names }

    /// The sheets that people made, as indices.
    public var ownSheets: [Int] {
        let written = marks.writtenSheets
        return sheets.indices.filter { !written.contains($0) }
    }

    /// Reads `columns` of sheet `index` as the workbook does, but for the columns that the program wrote.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        let written = marks.written(onSheet: index)
        guard let last = written.max() else { return try base.readSheet(index, columns: columns, body) }
        var isWritten = [Bool](repeating: false, count: last + 1)
        for column in written { isWritten[column] = true }
        var own = RowBatch()
        var summary = try base.readSheet(index, columns: columns) { batch in
            own.take(batch, without: isWritten)
            // The reader reuses its batch: its text must not be held when it goes on.
            defer { own.removeText() }
            return own.rows.isEmpty ? .next : try body(own)
        }
        summary.leaveOut(written)
        return summary
    }
}

extension RowBatch {
    /// Takes over the cells of `batch` whose column is not flagged, and the rows that still have some.
    fileprivate mutating func take(_ batch: RowBatch, without isLeft: [Bool]) {
        rows.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        bytes = batch.bytes
        strings = batch.strings
        for row in batch.rows {
            let start = cells.count
            for cell in batch.cells[row.cells] {
                let column = Int(cell.column)
                if column < isLeft.count, isLeft[column] { continue }
                cells.append(cell)
            }
            guard cells.count > start else { continue }
            var kept = row
            kept.cells = start..<cells.count
            rows.append(kept)
        }
    }

    fileprivate mutating func removeText() { bytes = [] }
}

extension SheetSummary {
    /// Ends the sheet left of the columns `written` that it ends with.
    fileprivate mutating func leaveOut(_ written: Set<Int>) {
        if var last = lastColumn {
            while last > 0, written.contains(last) { last -= 1 }
            lastColumn = last
        }
        if var corner = used?.last, let first = used?.first {
            while corner.column > first.column, written.contains(corner.column) { corner.column -= 1 }
            used = CellRange(first, corner)
        }
    }
}
