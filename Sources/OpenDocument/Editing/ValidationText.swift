internal import Tabular

/// Writes drop-down lists as content validations (OpenDocument 1.3, part 3, section 9.4.5).
enum ValidationText {
    /// The validation `name` for `choices`; `base` is the first cell it is for.
    static func markup(_ choices: Choices, name: String, base: String, _ prefixes: Prefixes) -> [UInt8] {
        let table = prefixes.table
        let list: String
        switch choices {
        case .list(let values): list = values.map { "\"" + FormulaText.doubled($0, "\"") + "\"" }.joined(separator: ";")
        case .range(let sheet, let range):
            let first = "$\(CellReference.letters(ofColumn: range.first.column))$\(range.first.row + 1)"
            let last = "$\(CellReference.letters(ofColumn: range.last.column))$\(range.last.row + 1)"
            list = "[$\(RangeAddress.quoted(sheet)).\(first):.\(last)]"
        }
        let condition = XMLText.escaped("\(prefixes[.formula]):cell-content-is-in-list(\(list))")
        let text =
            "<\(table):content-validation \(table):name=\"\(name)\" \(table):condition=\"\(condition)\" "
            + "\(table):allow-empty-cell=\"true\" \(table):display-list=\"unsorted\" "
            + "\(table):base-cell-address=\"\(XMLText.escaped(base))\"><\(table):error-message "
            + "\(table):display=\"true\" \(table):message-type=\"stop\"/></\(table):content-validation>"
        return Array(text.utf8)
    }
}
