internal import Findings
internal import Tabular

extension ColumnBlock {
    /// The last column that is written, from 0.
    var lastColumn: Int { positions.last ?? firstColumn }

    /// The rows that get cells: from the header to the last body row.
    var lastRow: Int { max(headerRow, body.upperBound - 1) }

    /// All the new cells, header included, and what lies between them.
    var cells: CellRange {
        CellRange(
            CellReference(row: min(headerRow, body.lowerBound), column: firstColumn),
            CellReference(row: lastRow, column: lastColumn))
    }

    /// The body cells of column `index` of the block.
    func bodyCells(of index: Int) -> CellRange {
        CellRange(
            CellReference(row: body.lowerBound, column: positions[index]),
            CellReference(row: max(body.lowerBound, body.upperBound - 1), column: positions[index]))
    }

    /// Whether `column` is written now and was not there before.
    func isNew(_ column: Int) -> Bool { !owned.contains(column) && positions.contains(column) }

    /// The columns that an earlier run wrote and this one does not.
    var abandoned: Set<Int> { owned.subtracting(positions) }

    /// Whether `range` (a filter, a table without its totals) is what new columns continue: it has the header row and
    /// every body row, and ends just left of them.
    func continues(_ range: CellRange) -> Bool {
        isNew(range.last.column + 1) && range.first.row <= headerRow && range.last.row >= lastRow
    }

    /// Whether new columns lie just right of the print area `range`.
    func isPrinted(in range: CellRange) -> Bool {
        isNew(range.last.column + 1) && range.first.row <= headerRow && range.last.row >= headerRow
    }

    /// `range` with the new columns that follow it side by side.
    func extended(_ range: CellRange) -> CellRange {
        var last = range.last
        while isNew(last.column + 1) { last.column += 1 }
        return CellRange(range.first, last)
    }

    /// Refuses a block that does not fit in the grid, or whose columns cannot be written.
    func check(sheet: String) throws(Finding) {
        let last = CellReference(row: lastRow, column: lastColumn)
        guard firstColumn >= 0, headerRow >= 0, body.lowerBound >= 0, lastColumn < SheetLimits.columns,
            last.row < SheetLimits.rows
        else {
            let corner = CellReference(row: SheetLimits.rows - 1, column: SheetLimits.columns - 1)
            throw Finding(.gridExceeded, at: Place(sheet: sheet), ["cell": "\(last)", "last": "\(corner)"])
        }
        for (left, right) in zip(positions, positions.dropFirst()) where left == right {
            throw Finding(
                .sheetUnfit, at: Place(sheet: sheet), ["detail": "2 × \(CellReference.letters(ofColumn: left))"])
        }
        for column in columns {
            guard column.data.count <= body.count else {
                throw Finding(
                    .sheetUnfit, at: Place(sheet: sheet), ["detail": "\(column.header): \(column.data.count)"])
            }
            if let prompt = column.prompt, prompt.utf16.count > 255 {
                throw Finding(
                    .promptTooLong, at: Place(sheet: sheet),
                    ["header": column.header, "length": "\(prompt.utf16.count)"])
            }
            guard case .list(let values)? = column.choices else { continue }
            let text = values.joined(separator: ",")
            guard !values.isEmpty, text.utf16.count <= 255, !values.contains(where: { $0.contains(",") }) else {
                throw Finding(.choicesTooLong, at: Place(sheet: sheet), ["header": column.header])
            }
        }
    }
}
