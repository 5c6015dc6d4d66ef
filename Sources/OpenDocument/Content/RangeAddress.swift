internal import Tabular

/// Cell range addresses as OpenDocument writes them outside formulas (part 3, section 18.3.2): `'My sheet'.A1:.B5`.
enum RangeAddress {
    /// Reads the sheet and the range; nil when it is none, or spans several sheets.
    static func parse(_ address: String) -> (sheet: String, range: CellRange)? {
        var rest = Substring(address)
        guard let sheet = readSheet(&rest), let first = readCell(&rest) else { return nil }
        guard !rest.isEmpty else { return (sheet, CellRange(first, first)) }
        guard rest.removeFirst() == ":" else { return nil }
        if let other = readSheet(&rest), !other.isEmpty, other != sheet { return nil }
        guard let last = readCell(&rest), rest.isEmpty, last.row >= first.row, last.column >= first.column else {
            return nil
        }
        return (sheet, CellRange(first, last))
    }

    /// Writes a range with its sheet on both ends, as LibreOffice does.
    static func text(sheet: String, _ range: CellRange) -> String {
        let name = quoted(sheet)
        return "\(name).\(range.first):\(name).\(range.last)"
    }

    /// A sheet's name, between quotes when it is more than letters, digits and underscores.
    static func quoted(_ sheet: String) -> String {
        let isPlain =
            sheet.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" }
            && sheet.unicodeScalars.first.map { !("0"..."9").contains($0) } ?? false
            && CellReference(sheet) == nil
        return isPlain
            ? sheet : "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// Takes a sheet's name and the point after it; an empty name when there is only the point.
    private static func readSheet(_ rest: inout Substring) -> String? {
        if rest.first == "$" { rest.removeFirst() }
        guard let name = SheetNames.taken(from: &rest, before: ".") else { return nil }
        rest.removeFirst()
        return name
    }

    private static func readCell(_ rest: inout Substring) -> CellReference? {
        let cell = rest.prefix { $0 != ":" }
        rest = rest[cell.endIndex...]
        return CellReference(cell)
    }
}
