internal import Tabular

/// A sheet's cells as one number a row: equal for equal rows, and for others only by a chance of one in 2⁶⁴.
struct SheetPrint {
    /// How many cells hold something, those of the block left out.
    private(set) var cells = 0
    /// How many of the block do.
    private(set) var appended = 0
    private var rows: [(row: Int, print: Int)] = []

    /// How mere rows became a workbook: which columns of text became numbers below which row. Numbers and dates then count
    /// by their value, errors by their text, and rows' visibility does not.
    struct Making {
        var numericColumns: Set<Int> = []
        var header = 0
    }

    /// The print of sheet `index` without the cells that `block` has in `columns`; `making` is nil when cells are copied
    /// as they are.
    init(
        _ reader: any WorkbookReader, _ index: Int, without columns: Set<Int>, of block: ColumnBlock?, _ making: Making?
    ) throws {
        var left = [Bool](repeating: false, count: (columns.max() ?? -1) + 1)
        for column in columns { left[column] = true }
        var rows: [(row: Int, print: Int)] = []
        var cells = 0
        var appended = 0
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                var hasher = Hasher()
                var count = 0
                if making == nil { hasher.combine(row.isHidden) }
                let isCovered = block?.covers(row: row.index) ?? false
                for cell in batch.cells[row.cells] {
                    if isCovered, Int(cell.column) < left.count, left[Int(cell.column)] {
                        appended += row.repeats
                        continue
                    }
                    count += 1
                    hasher.combine(cell.column)
                    guard let making else {
                        hasher.combine(cell.kind)
                        Self.combine(batch.utf8(of: cell), into: &hasher)
                        continue
                    }
                    let isNumber = row.index > making.header && making.numericColumns.contains(Int(cell.column))
                    Self.combine(cell, of: batch, isNumber: isNumber, into: &hasher)
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

    /// Takes in what a workbook made from mere rows keeps of `cell`.
    private static func combine(_ cell: Cell, of batch: RowBatch, isNumber: Bool, into hasher: inout Hasher) {
        switch cell.kind {
        case .text, .error:
            if isNumber, let number = PlainNumber.decimal(batch.text(of: cell)) {
                hasher.combine(CellKind.number)
                hasher.combine(Double(number))
            } else {
                hasher.combine(CellKind.text)
                combine(batch.utf8(of: cell), into: &hasher)
            }
        // To the millisecond: serial numbers are days.
        case .date:
            hasher.combine(CellKind.date)
            hasher.combine((cell.number * 1_000).rounded())
        // As a number of days.
        case .time:
            hasher.combine(CellKind.number)
            hasher.combine(Double(PlainNumber.fixed(cell.number / 86_400)))
        case .number, .boolean:
            hasher.combine(cell.kind)
            hasher.combine(Optional(cell.number))
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

extension ColumnBlock {
    /// Whether its columns write or clear their cells of `row`.
    fileprivate func covers(row: Int) -> Bool { row == headerRow || body.contains(row) }
}
