public import Findings
internal import Tabular

/// Which line is to be explained, as a person names it.
///
/// `'Mandats'!A42`, LibreOffice's `'Mandats'.A42` (either with `$`), `A42` and `42` are rows of the sheet; `ligne:37`
/// (`line:37`) is a line of the data package, by its number there.
public enum LineAddress: Sendable, Hashable {
    /// The line in row `row`, from 0, of `sheet`; nil for the sheet of lines.
    case row(sheet: String?, row: Int)
    /// The line `number` of the data package, from 1.
    case line(Int)

    /// Reads an address.
    ///
    /// - Throws: `EXP001` when `text` is none.
    public init(_ text: String) throws(Finding) {
        let wrong = Finding(.badLineAddress, ["address": text])
        for word in ["ligne:", "line:"] where text.hasPrefix(word) {
            guard let number = Int(text.dropFirst(word.count)), number > 0 else { throw wrong }
            self = .line(number)
            return
        }
        if let row = Int(text) {
            guard (1...SheetLimits.rows).contains(row) else { throw wrong }
            self = .row(sheet: nil, row: row - 1)
            return
        }
        if let cell = CellReference(text) {
            self = .row(sheet: nil, row: cell.row)
            return
        }
        guard let (sheet, cell) = Self.parts(of: text), !sheet.isEmpty else { throw wrong }
        self = .row(sheet: sheet, row: cell.row)
    }

    /// The sheet and the cell of a whole address; a name without quotes may hold points, so the last one counts.
    private static func parts(of text: String) -> (sheet: String, cell: CellReference)? {
        let address = text.hasPrefix("$") ? text.dropFirst() : text[...]
        for mark in ["!", "."] as [Character] {
            var rest = address
            if address.first != "'", let last = address.lastIndex(of: mark),
                let cell = CellReference(address[address.index(after: last)...])
            {
                return (String(address[..<last]), cell)
            }
            if let name = SheetNames.taken(from: &rest, before: mark), let cell = CellReference(rest.dropFirst()) {
                return (name, cell)
            }
        }
        return nil
    }
}
