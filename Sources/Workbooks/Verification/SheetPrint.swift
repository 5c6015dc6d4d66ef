internal import Tabular

/// A sheet's cells as one number a row: equal for equal rows, and for others only by a chance of one in 2⁶⁴.
struct SheetPrint {
    /// How many cells hold something, those of the block left out.
    private(set) var cells = 0
    /// How many of the block do.
    private(set) var appended = 0
    private var rows: [(row: Int, print: Int)] = []

    /// The print of sheet `index` without the columns of `block`.
    ///
    /// `made` is nil when cells are copied as they are. For a workbook made from mere rows it says in which columns text
    /// became a number; then dates and numbers count by their value, and rows' visibility does not.
    init(_ reader: any WorkbookReader, _ index: Int, without block: ColumnBlock?, made: Set<Int>?) throws {
        let left = block.map { $0.firstColumn..<($0.firstColumn + $0.columns.count) } ?? 0..<0
        var rows: [(row: Int, print: Int)] = []
        var cells = 0
        var appended = 0
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                var hasher = Hasher()
                var count = 0
                if made == nil { hasher.combine(row.isHidden) }
                for cell in batch.cells[row.cells] {
                    if left.contains(Int(cell.column)) {
                        appended += row.repeats
                        continue
                    }
                    count += 1
                    hasher.combine(cell.column)
                    Self.combine(cell, of: batch, made: row.index > 0 ? made : made.map { _ in [] }, into: &hasher)
                }
                guard count > 0 else { continue }
                cells += count * row.repeats
                let print = hasher.finalize()
                for repeated in 0..<row.repeats { rows.append((row.index + repeated, print)) }
            }
            return .next
        }
        self.rows = rows
        self.cells = cells
        self.appended = appended
    }

    private static func combine(_ cell: Cell, of batch: RowBatch, made: Set<Int>?, into hasher: inout Hasher) {
        let bytes = batch.utf8(of: cell)
        guard let made else {
            hasher.combine(cell.kind)
            return combine(bytes, into: &hasher)
        }
        if cell.kind == .text, made.contains(Int(cell.column)),
            let number = PlainNumber.decimal(String(decoding: bytes, as: UTF8.self))
        {
            hasher.combine(CellKind.number)
            return hasher.combine(Double(number))
        }
        hasher.combine(cell.kind)
        switch cell.kind {
        case .text, .error: combine(bytes, into: &hasher)
        // To the millisecond: serial numbers are days.
        case .date, .time: hasher.combine((cell.number * 1_000).rounded())
        case .number, .boolean: hasher.combine(Optional(cell.number))
        }
    }

    private static func combine(_ bytes: ArraySlice<UInt8>, into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        // Sound: the pointer is used during the call only.
        unsafe bytes.withUnsafeBytes { raw in unsafe hasher.combine(bytes: raw) }
    }

    /// The first row that differs from that of `other`; nil when all are the same.
    func firstDifference(from other: SheetPrint) -> Int? {
        for (one, two) in zip(rows, other.rows) where one != two { return min(one.row, two.row) }
        let common = min(rows.count, other.rows.count)
        return rows.count == other.rows.count ? nil : (rows.count > common ? rows : other.rows)[common].row
    }
}
