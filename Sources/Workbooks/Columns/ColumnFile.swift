internal import DelimitedText
public import Files
public import Findings
public import Tabular

/// A delimited text whose columns are to be appended to a sheet (`mesures annotate --with`).
///
/// The first column is headed `row` and holds the sheet's row numbers, from 1. The other headers are those of the new
/// columns, each with an optional type after a colon: `name` (text), `name:number`, `name:date` (ISO, `2025-12-31`),
/// `name:list(a|b|c)` (text with a drop-down).
public struct ColumnFile: Sendable {
    /// How many cells are appended at most: sixty columns to the longest sheet.
    private static let mostCells = 64 << 20
    /// Whose the columns are, in their marks.
    static let owner = "annotate"

    /// The path, for findings.
    private let path: String
    /// The new columns.
    private var columns: [GivenColumn] = []
    /// The sheet's rows, in the order they are given.
    private var rows = GivenRows()

    /// Reads the columns at `path`.
    ///
    /// - Throws: `COL001` to `COL005` with the line, and what reading delimited text throws.
    public init(reading path: String) throws { try self.init(Bytes(mapping: path), path: path) }

    /// Reads the columns in `bytes`; `path` is the one shown in findings.
    ///
    /// - Throws: `COL001` to `COL005` with the line, and what reading delimited text throws.
    public init(_ bytes: Bytes, path: String) throws {
        let reader = try DelimitedWorkbook(bytes, fileName: path)
        var file = ColumnFile(path: path)
        let relay = BatchRelay(reader, sheet: 0)
        defer { relay.cancel() }
        // Whether a column fits its type is known after the rows that follow were read; what is wrong first is told.
        var takers: [ColumnTaker] = []
        let rest = Result {
            while let batch = try relay.next(), !takers.contains(where: \.isFaulty) {
                var rows = batch.rows[...]
                if file.columns.isEmpty, let header = rows.popFirst() { try file.takeHeader(header, of: batch) }
                try file.takeRows(rows, of: batch, takers)
                if takers.isEmpty { takers = ColumnTaker.takers(of: file.columns) }
            }
        }
        if !takers.isEmpty { file.columns = takers.flatMap { $0.finish() }.sorted { $0.position < $1.position } }
        if let fault = file.fault() { throw fault }
        try rest.get()
        guard !file.columns.isEmpty else { throw Finding(.columnsMissing, at: Place(file: path)) }
        self = file
    }

    private init(path: String) { self.path = path }

    private func place(_ row: Int) -> Place { Place(file: path, line: row + 1) }

    /// The first text that does not fit its column's type, by row, then by column; nil when all fit.
    private func fault() -> Finding? {
        let faulty = columns.compactMap { column in column.fault.map { (column, $0) } }
        return faulty.min { ($0.1.row, $0.0.position) < ($1.1.row, $1.0.position) }.map { column, fault in
            Finding(
                .badColumnValue, at: place(fault.row),
                ["column": column.header, "value": fault.text, "type": column.type.name])
        }
    }

    private mutating func takeHeader(_ row: RowBatch.Row, of batch: RowBatch) throws(Finding) {
        var texts: [Int: String] = [:]
        for cell in batch.cells[row.cells] { texts[Int(cell.column)] = batch.text(of: cell) }
        guard texts[0] == "row" else { throw Finding(.columnsMissing, at: place(row.index)) }
        for position in 1..<max(1, (texts.keys.max() ?? 0) + 1) {
            guard let text = texts[position] else {
                throw Finding(.columnUnnamed, at: place(row.index), ["column": "\(position + 1)"])
            }
            let (header, type) = try ColumnType.split(text, at: place(row.index))
            guard !columns.contains(where: { $0.header == header }) else {
                throw Finding(.columnTwice, at: place(row.index), ["column": header])
            }
            columns.append(GivenColumn(header, type, at: position))
        }
    }

    /// Takes the numbers of `rows` of `batch`, and hands them to `takers`, or takes them when there are none yet, up to the
    /// first whose number is none.
    private mutating func takeRows(
        _ rows: ArraySlice<RowBatch.Row>, of batch: RowBatch, _ takers: [ColumnTaker]
    ) throws(Finding) {
        let given = self.rows.count
        var fault: Finding?
        var taken = rows[..<rows.startIndex]
        for row in rows {
            do { try takeNumber(row, of: batch) } catch {
                fault = error
                break
            }
            taken = rows[..<(taken.endIndex + 1)]
        }
        if takers.isEmpty {
            for index in columns.indices { columns[index].take(taken, of: batch, given: given) }
        }
        for taker in takers { taker.take(taken, of: batch, given: given) }
        if let fault { throw fault }
    }

    /// Takes the number of the sheet's row, from 1, in the first cell.
    private mutating func takeNumber(_ row: RowBatch.Row, of batch: RowBatch) throws(Finding) {
        let first = batch.cells[row.cells.lowerBound]
        guard first.column == 0, let number = Self.number(batch.utf8(of: first)), rows.take(number - 1) else {
            throw Finding(
                .badRowNumber, at: place(row.index), ["value": first.column == 0 ? batch.text(of: first) : ""])
        }
    }

    /// The row number, from 1, that `text` is; nil when it is none.
    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.count <= 7, text.allSatisfy({ $0 &- 0x30 < 10 }) else {
            // A sign or leading zeros.
            return Int(String(decoding: text, as: UTF8.self)).flatMap { (1...SheetLimits.rows).contains($0) ? $0 : nil }
        }
        let number = text.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        return (1...SheetLimits.rows).contains(number) ? number : nil
    }

    /// The columns as a block for sheet `sheet`, whose header is in `headerRow`, whose last used row is `lastRow` and
    /// whose first free column is `firstColumn`, all from 0. Those that `marks` know go where they are; columns that were
    /// given before and are not among these stay as they are.
    ///
    /// - Throws: `COL006` when a row is not below the header, `COL009` for more cells than a sheet is ever given, `COL010`
    ///   when the header of such a column is in another row.
    public func block(
        sheet: Int, headerRow: Int, lastRow: Int, firstColumn: Int, marks earlier: Marks? = nil
    ) throws(Finding) -> ColumnBlock {
        let last = max(rows.max ?? headerRow, lastRow)
        if let first = rows.min, first <= headerRow {
            throw Finding(
                .rowAboveHeader, at: Place(file: path), ["row": "\(first + 1)", "header": "\(headerRow + 1)"])
        }
        let body = (headerRow + 1)..<(max(headerRow, last) + 1)
        guard body.count * columns.count <= Self.mostCells else {
            throw Finding(
                .tooManyCells, at: Place(file: path),
                ["rows": "\(body.count)", "columns": "\(columns.count)", "limit": "\(Self.mostCells)"])
        }
        let marks = Mark.distinct(.column, owner: Self.owner, keys: columns.map(\.header))
        let known = earlier?.columns(ofSheet: sheet, owner: Self.owner) ?? [:]
        for mark in marks {
            guard let header = known[mark]?.row, header != headerRow else { continue }
            throw Finding(
                .headerElsewhere, at: Place(file: path), ["row": "\(header + 1)", "header": "\(headerRow + 1)"])
        }
        // Nearly all files give the rows in the sheet's own order, and need no second array of a million codes.
        let isInOrder = rows.follow(from: body.lowerBound)
        let new = zip(columns, marks).map { column, mark in
            var codes = column.codes
            if !isInOrder {
                codes = Codes(empty: body.count, upTo: UInt32(column.values.count))
                for (index, code) in column.codes.enumerated() { codes[rows[index] - body.lowerBound] = code }
            }
            var new = NewColumn(
                header: column.header, width: Double(max(8, column.width) + 2), format: column.type.format,
                data: .coded(values: column.values, codes: codes))
            if case .list(let choices) = column.type { new.choices = .list(choices) }
            new.mark = mark
            return new
        }
        guard
            let places = earlier?.places(of: marks, owner: Self.owner, onSheet: sheet, from: firstColumn)
        else {
            return ColumnBlock(sheet: sheet, headerRow: headerRow, body: body, firstColumn: firstColumn, columns: new)
        }
        return ColumnBlock(
            sheet: sheet, headerRow: headerRow, body: body, positions: places.positions,
            owned: places.owned.intersection(places.positions), columns: new)
    }
}
