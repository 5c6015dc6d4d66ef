internal import Findings
internal import Tabular

extension ColumnBlock {
    /// The last new column, from 0.
    var lastColumn: Int { firstColumn + columns.count - 1 }

    /// The rows that get cells: from the header to the last body row.
    var lastRow: Int { max(headerRow, body.upperBound - 1) }

    /// All the new cells, header included.
    var cells: CellRange {
        CellRange(
            CellReference(row: min(headerRow, body.lowerBound), column: firstColumn),
            CellReference(row: lastRow, column: lastColumn))
    }

    /// The body cells of column `index` of the block.
    func bodyCells(of index: Int) -> CellRange {
        CellRange(
            CellReference(row: body.lowerBound, column: firstColumn + index),
            CellReference(row: max(body.lowerBound, body.upperBound - 1), column: firstColumn + index))
    }

    /// Whether `range` (a filter, a table without its totals, a print area) is what the block continues: it has the
    /// header row and every body row, and ends just left of the block.
    func continues(_ range: CellRange) -> Bool {
        range.last.column == firstColumn - 1 && range.first.row <= headerRow && range.last.row >= lastRow
    }

    /// `range` with the block's columns.
    func extended(_ range: CellRange) -> CellRange {
        CellRange(range.first, CellReference(row: range.last.row, column: lastColumn))
    }

    /// Refuses a block that does not fit in the grid.
    func check(sheet: String) throws(Finding) {
        let last = CellReference(row: lastRow, column: lastColumn)
        guard firstColumn >= 0, headerRow >= 0, body.lowerBound >= 0, lastColumn < SheetLimits.columns,
            last.row < SheetLimits.rows
        else {
            let corner = CellReference(row: SheetLimits.rows - 1, column: SheetLimits.columns - 1)
            throw Finding(.gridExceeded, at: Place(sheet: sheet), ["cell": "\(last)", "last": "\(corner)"])
        }
        for column in columns {
            guard column.data.count <= body.count else {
                throw Finding(
                    .sheetUnfit, at: Place(sheet: sheet), ["detail": "\(column.header): \(column.data.count)"])
            }
            guard case .list(let values)? = column.choices else { continue }
            let text = values.joined(separator: ",")
            guard !values.isEmpty, text.utf16.count <= 255, !values.contains(where: { $0.contains(",") }) else {
                throw Finding(.choicesTooLong, at: Place(sheet: sheet), ["header": column.header])
            }
        }
    }
}
