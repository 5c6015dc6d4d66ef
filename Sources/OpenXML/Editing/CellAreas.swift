internal import Tabular

/// The cells of a conditional format or a validation: areas with spaces between (`ST_Sqref`, ECMA-376 part 1, section
/// 18.18.76).
struct CellAreas: Hashable, CustomStringConvertible {
    /// The areas, as they are listed.
    var areas: [CellRange]

    /// Reads `notation`; nil when an area is none.
    init?(_ notation: String) {
        areas = []
        for text in notation.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }) {
            guard let area = CellRange(text) else { return nil }
            areas.append(area)
        }
        if areas.isEmpty { return nil }
    }

    private init(_ areas: [CellRange]) { self.areas = areas }

    /// Whether an area has a cell in one of `columns`.
    func touches(_ columns: Set<Int>) -> Bool {
        areas.contains { area in columns.contains { (area.first.column...area.last.column).contains($0) } }
    }

    /// What is left without `columns`; nil when nothing is.
    func without(_ columns: Set<Int>) -> CellAreas? {
        var rest: [CellRange] = []
        for area in areas {
            var start = area.first.column
            for column in columns.sorted() where (start...area.last.column).contains(column) {
                if start < column { rest.append(area.columns(start...(column - 1))) }
                start = column + 1
                if start > area.last.column { break }
            }
            if start <= area.last.column { rest.append(area.columns(start...area.last.column)) }
        }
        return rest.isEmpty ? nil : CellAreas(rest)
    }

    /// The notation.
    var description: String { areas.map(\.description).joined(separator: " ") }
}

extension CellRange {
    /// The cells of the range in `columns`.
    fileprivate func columns(_ columns: ClosedRange<Int>) -> CellRange {
        CellRange(
            CellReference(row: first.row, column: columns.lowerBound),
            CellReference(row: last.row, column: columns.upperBound))
    }
}
