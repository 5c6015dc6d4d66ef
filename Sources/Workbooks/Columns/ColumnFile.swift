internal import DelimitedText
internal import Files
public import Findings
public import Tabular

/// A delimited text whose columns are to be appended to a sheet (`mesures annotate --with`).
///
/// The first column is headed `row` and holds the sheet's row numbers, from 1. The other headers are those of the new
/// columns, each with an optional type after a colon: `name` (text), `name:number`, `name:date` (ISO, `2025-12-31`),
/// `name:list(a|b|c)` (text with a drop-down).
public struct ColumnFile: Sendable {
    /// The path, for findings.
    private let path: String
    /// The new columns.
    private var columns: [Column] = []
    /// The values by sheet row, from 0; nil leaves the cell empty.
    private var rows: [Int: [CellValue?]] = [:]

    /// A new column.
    private struct Column: Sendable {
        var header: String
        var type: ColumnType
        var width: Int
    }

    /// Reads the columns at `path`.
    ///
    /// - Throws: `COL001` to `COL005` with the line, and what reading delimited text throws.
    public init(reading path: String) throws {
        let reader = try DelimitedWorkbook(Bytes(mapping: path), fileName: path)
        var file = ColumnFile(path: path)
        var isFirst = true
        _ = try reader.readSheet(0) { batch in
            for row in batch.rows where !row.cells.isEmpty {
                var texts: [Int: String] = [:]
                for cell in batch.cells[row.cells] { texts[Int(cell.column)] = batch.text(of: cell) }
                let place = Place(file: path, line: row.index + 1)
                if isFirst {
                    isFirst = false
                    try file.takeHeader(texts, at: place)
                } else {
                    try file.takeRow(texts, at: place)
                }
            }
            return .next
        }
        guard !file.columns.isEmpty else { throw Finding(.columnsMissing, at: Place(file: path)) }
        self = file
    }

    private init(path: String) { self.path = path }

    private mutating func takeHeader(_ texts: [Int: String], at place: Place) throws {
        guard texts[0] == "row" else { throw Finding(.columnsMissing, at: place) }
        for position in 1..<max(1, (texts.keys.max() ?? 0) + 1) {
            guard let text = texts[position] else {
                throw Finding(.columnUnnamed, at: place, ["column": "\(position + 1)"])
            }
            let (header, type) = try ColumnType.split(text, at: place)
            guard !columns.contains(where: { $0.header == header }) else {
                throw Finding(.columnTwice, at: place, ["column": header])
            }
            columns.append(Column(header: header, type: type, width: header.count))
        }
    }

    private mutating func takeRow(_ texts: [Int: String], at place: Place) throws {
        guard let row = texts[0].flatMap({ Int($0) }), (1...SheetLimits.rows).contains(row), rows[row - 1] == nil else {
            throw Finding(.badRowNumber, at: place, ["value": texts[0] ?? ""])
        }
        var values: [CellValue?] = []
        for (index, column) in columns.enumerated() {
            guard let text = texts[index + 1] else {
                values.append(nil)
                continue
            }
            guard let value = column.type.value(of: text) else {
                throw Finding(
                    .badColumnValue, at: place, ["column": column.header, "value": text, "type": column.type.name])
            }
            columns[index].width = max(column.width, min(text.count, 60))
            values.append(value)
        }
        rows[row - 1] = values
    }

    /// The columns as a block for sheet `sheet`, whose header is in `headerRow`, whose last used row is `lastRow` and
    /// whose first free column is `firstColumn`, all from 0.
    ///
    /// - Throws: `COL006` when a row is not below the header.
    public func block(sheet: Int, headerRow: Int, lastRow: Int, firstColumn: Int) throws(Finding) -> ColumnBlock {
        let last = max(rows.keys.max() ?? headerRow, lastRow)
        if let first = rows.keys.min(), first <= headerRow {
            throw Finding(
                .rowAboveHeader, at: Place(file: path), ["row": "\(first + 1)", "header": "\(headerRow + 1)"])
        }
        let body = (headerRow + 1)..<(max(headerRow, last) + 1)
        let new = columns.enumerated().map { index, column in
            var values: [CellValue] = []
            var known: [CellValue: UInt32] = [:]
            let codes = body.map { row -> UInt32 in
                guard let value = rows[row]?[index] else { return .max }
                if let code = known[value] { return code }
                let code = UInt32(values.count)
                values.append(value)
                known[value] = code
                return code
            }
            var new = NewColumn(
                header: column.header, width: Double(max(8, column.width) + 2), format: column.type.format,
                data: .coded(values: values, codes: codes))
            if case .list(let choices) = column.type { new.choices = .list(choices) }
            return new
        }
        return ColumnBlock(sheet: sheet, headerRow: headerRow, body: body, firstColumn: firstColumn, columns: new)
    }
}
