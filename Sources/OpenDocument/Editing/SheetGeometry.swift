internal import Tabular

/// Where the cells of a new sheet lie, in hundredths of a centimetre from its corner, as far as the edit says: rows whose
/// height a program finds by itself count as rows of one line.
struct SheetGeometry {
    private let sheet: NewSheet

    /// The geometry of `sheet`.
    init(_ sheet: NewSheet) { self.sheet = sheet }

    /// The left edge of `column`.
    func left(_ column: Int) -> Int {
        let stated = sheet.widths.prefix(column).reduce(0) { $0 + Length.hundredths(ofCharacters: $1) }
        return stated + max(0, column - sheet.widths.count) * Length.columnWidth
    }

    /// The upper edge of `row`.
    func top(_ row: Int) -> Int {
        sheet.heights.reduce(row * Length.rowHeight) { sum, height in
            height.key < row ? sum + Length.hundredths(ofPoints: height.value) - Length.rowHeight : sum
        }
    }

    /// The width and height of the cells of `range` together.
    func size(_ range: CellRange) -> (width: Int, height: Int) {
        (left(range.last.column + 1) - left(range.first.column), top(range.last.row + 1) - top(range.first.row))
    }
}
