internal import Tabular

/// Writes what may be entered in a column's cells as content validations (OpenDocument 1.3, part 3, section 9.4.5).
enum ValidationText {
    /// What the names of ours start with.
    static let stem = "mesVal"

    /// The validation `name` of `column`; `base` is the first cell it is for.
    static func markup(of column: NewColumn, name: String, base: String, _ prefixes: Prefixes) -> [UInt8] {
        let table = prefixes.table
        var text = "<\(table):content-validation \(table):name=\"\(name)\""
        if let choices = column.choices {
            let condition = "\(prefixes[.formula]):cell-content-is-in-list(\(list(choices)))"
            text += " \(table):condition=\"\(XMLText.escaped(condition))\""
        }
        text += " \(table):allow-empty-cell=\"true\""
        if column.choices != nil { text += " \(table):display-list=\"unsorted\"" }
        text += " \(table):base-cell-address=\"\(XMLText.escaped(base))\">"
        var bytes = Array(text.utf8)
        if let prompt = column.prompt {
            let title = XMLText.escaped(column.header)
            bytes += "<\(table):help-message \(table):title=\"\(title)\" \(table):display=\"true\">".utf8
            XMLText.appendParagraphs(prompt, prefix: prefixes.text, to: &bytes)
            bytes += "</\(table):help-message>".utf8
        }
        if column.choices != nil {
            bytes += "<\(table):error-message \(table):message-type=\"stop\" ".utf8
            bytes += "\(table):title=\"Valeur hors liste\" \(table):display=\"true\">".utf8
            XMLText.appendParagraphs(
                "Choisir une des valeurs proposées par la liste de la cellule.", prefix: prefixes.text, to: &bytes)
            bytes += "</\(table):error-message>".utf8
        }
        return bytes + Array("</\(table):content-validation>".utf8)
    }

    private static func list(_ choices: Choices) -> String {
        switch choices {
        case .list(let values):
            return values.map { "\"" + FormulaText.doubled($0, "\"") + "\"" }.joined(separator: ";")
        case .range(let sheet, let range):
            let first = "$\(CellReference.letters(ofColumn: range.first.column))$\(range.first.row + 1)"
            let last = "$\(CellReference.letters(ofColumn: range.last.column))$\(range.last.row + 1)"
            return "[$\(RangeAddress.quoted(sheet)).\(first):.\(last)]"
        }
    }
}
