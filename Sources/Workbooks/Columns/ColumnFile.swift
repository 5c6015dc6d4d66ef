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
    private var columns: [Column] = []
    /// The sheet's rows, in the order they are given.
    private var rows = GivenRows()

    /// A new column: what its distinct texts stand for, and which of them each given row has.
    private struct Column: Sendable {
        var header: String
        var type: ColumnType
        var width: Int
        var texts = ByteInterner()
        /// By number of a text; the first is that of the empty text, once it is met.
        var values: [CellValue] = [.text("")]
        var isEmptyMet = false
        /// By given row, up to the last with a text: its number.
        var codes = Codes()

        /// Takes the text of the `given`-th row; false when it does not fit the type.
        mutating func take(_ text: Span<UInt8>, given: Int) -> Bool {
            let code = texts.intern(text)
            let isNew = Int(code) == values.count
            if isNew || code == 0 && !isEmptyMet {
                let text = texts.string(Int(code))
                guard let value = type.value(of: text) else { return false }
                if isNew { values.append(value) } else { values[0] = value }
                isEmptyMet = isEmptyMet || !isNew
                width = max(width, min(text.count, 60))
            }
            while codes.count < given { codes.append(Codes.none) }
            codes.append(code)
            return true
        }
    }

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
        var isFirst = true
        let relay = BatchRelay(reader, sheet: 0)
        defer { relay.cancel() }
        while let batch = try relay.next() {
            var rows = batch.rows[...]
            if isFirst, let header = rows.popFirst() {
                isFirst = false
                try file.takeHeader(header, of: batch)
            }
            let bytes = batch.bytes.span
            for row in rows { try file.takeRow(row, of: batch, bytes) }
        }
        guard !file.columns.isEmpty else { throw Finding(.columnsMissing, at: Place(file: path)) }
        // The texts are values by now.
        for index in file.columns.indices { file.columns[index].texts = ByteInterner() }
        self = file
    }

    private init(path: String) { self.path = path }

    private func place(_ row: RowBatch.Row) -> Place { Place(file: path, line: row.index + 1) }

    private mutating func takeHeader(_ row: RowBatch.Row, of batch: RowBatch) throws(Finding) {
        var texts: [Int: String] = [:]
        for cell in batch.cells[row.cells] { texts[Int(cell.column)] = batch.text(of: cell) }
        guard texts[0] == "row" else { throw Finding(.columnsMissing, at: place(row)) }
        for position in 1..<max(1, (texts.keys.max() ?? 0) + 1) {
            guard let text = texts[position] else {
                throw Finding(.columnUnnamed, at: place(row), ["column": "\(position + 1)"])
            }
            let (header, type) = try ColumnType.split(text, at: place(row))
            guard !columns.contains(where: { $0.header == header }) else {
                throw Finding(.columnTwice, at: place(row), ["column": header])
            }
            columns.append(Column(header: header, type: type, width: header.count))
        }
    }

    /// Takes a row of `batch`, whose bytes, which hold the text of all its cells, are `bytes`.
    private mutating func takeRow(_ row: RowBatch.Row, of batch: RowBatch, _ bytes: Span<UInt8>) throws(Finding) {
        try takeNumber(row, of: batch)
        let given = rows.count - 1
        for position in row.cells {
            let cell = batch.cells[position]
            guard cell.column > 0, cell.column <= columns.count else { continue }
            let start = Int(cell.offset)
            let text = bytes.extracting(start..<start + Int(cell.length))
            guard columns[Int(cell.column) - 1].take(text, given: given) else {
                let column = columns[Int(cell.column) - 1]
                throw Finding(
                    .badColumnValue, at: place(row),
                    ["column": column.header, "value": batch.text(of: cell), "type": column.type.name])
            }
        }
    }

    /// Takes the number of the sheet's row, from 1, in the first cell.
    private mutating func takeNumber(_ row: RowBatch.Row, of batch: RowBatch) throws(Finding) {
        let first = batch.cells[row.cells.lowerBound]
        guard first.column == 0, let number = Self.number(batch.utf8(of: first)), rows.take(number - 1) else {
            throw Finding(.badRowNumber, at: place(row), ["value": first.column == 0 ? batch.text(of: first) : ""])
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
