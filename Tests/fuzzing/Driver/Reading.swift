import Findings
import Tabular

/// What a workbook's sheets hold, in a form that does not depend on how rows were batched and repeated.
struct Reading: Equatable {
    /// Consecutive rows of the same content.
    struct Rows: Equatable {
        let first: Int
        var count: Int
        let digest: UInt64
    }

    /// What one sheet holds.
    struct Sheet: Equatable {
        var rows: [Rows] = []
        var used: CellRange?
        var lastColumn: Int?
        var merges: [CellRange] = []
        var filter: CellRange?
        var hiddenColumns: Set<Int> = []
    }

    var sheets: [Sheet] = []
    /// The code of the finding that ended it.
    var refusal: String? { finding?.kind.code }
    /// The finding that ended it.
    private(set) var finding: Finding?

    static func == (left: Reading, right: Reading) -> Bool {
        left.sheets == right.sheets && left.refusal == right.refusal
    }

    /// Reads all that `open` gives; only the cells left of `limit`, when it is given, count.
    init(before limit: Int = .max, _ open: () throws -> any WorkbookReader) {
        do {
            let workbook = try open()
            for index in workbook.sheets.indices {
                sheets.append(Sheet())
                let summary = try workbook.readSheet(index) { batch in
                    sheets[index].take(batch, isGrid: workbook.format != .delimitedText, before: limit)
                    return .next
                }
                sheets[index].take(summary)
                let some = try workbook.readSheet(index, columns: ColumnSelection([1])) { batch in
                    for row in batch.rows {
                        demand(row.cells.count == 1 && batch.cells[row.cells.lowerBound].column == 1, "another column")
                    }
                    return .next
                }
                demand(some.used == summary.used, "some columns and all of them have not the same extent")
                demand(some.lastColumn == summary.lastColumn, "some columns and all of them have not the same last one")
            }
        } catch let finding as Finding {
            self.finding = finding
        } catch {
            demand(false, "an error that is no finding: \(error)")
        }
    }

    /// The rows of each sheet alone.
    var rows: [[Rows]] { sheets.map(\.rows) }
}

extension Reading.Sheet {
    /// Adds the rows of `batch`, checking what every batch promises.
    mutating func take(_ batch: RowBatch, isGrid: Bool, before limit: Int = .max) {
        var next = rows.last.map { $0.first + $0.count } ?? 0
        for row in batch.rows {
            demand(row.index >= next && row.repeats >= 1, "row \(row.index) after row \(next - 1)")
            next = row.index + row.repeats
            demand(!isGrid || next <= SheetLimits.rows, "row \(next) beyond the last one")
            var digest = Digest()
            digest.add(row.isHidden ? UInt8(1) : 0)
            var column = -1
            var count = 0
            for cell in batch.cells[row.cells] {
                demand(Int(cell.column) > column, "column \(cell.column) after column \(column)")
                column = Int(cell.column)
                demand(!isGrid || column < SheetLimits.columns, "column \(column) beyond the last one")
                demand(cell.number.isFinite, "a number that is none")
                guard column < limit else { break }
                digest.add(cell, of: batch)
                count += 1
            }
            if count > 0 { append(Reading.Rows(first: row.index, count: row.repeats, digest: digest.value)) }
        }
    }

    mutating func take(_ summary: SheetSummary) {
        (used, lastColumn, merges) = (summary.used, summary.lastColumn, summary.merges)
        (filter, hiddenColumns) = (summary.filter, summary.hiddenColumns)
    }

    private mutating func append(_ new: Reading.Rows) {
        if let last = rows.last, last.digest == new.digest, last.first + last.count == new.first {
            rows[rows.count - 1].count += new.count
        } else {
            rows.append(new)
        }
    }
}

/// A fingerprint of cells (FNV-1a, 64 bits).
struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    mutating func add(_ word: UInt64) { for shift in 0..<8 { add(UInt8(truncatingIfNeeded: word >> (8 * shift))) } }

    mutating func add(_ cell: Cell, of batch: RowBatch) {
        let text = batch.utf8(of: cell)
        demand(String(validating: text, as: UTF8.self) != nil, "text that is not UTF-8")
        add(UInt64(cell.column))
        add(cell.kind.rawValue)
        add(cell.number.bitPattern)
        add(UInt64(text.count))
        for byte in text { add(byte) }
    }
}
