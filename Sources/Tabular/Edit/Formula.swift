/// A spreadsheet formula, written in each format's own syntax by that format's editor.
///
/// Function names are the English ones, which SpreadsheetML and OpenFormula share: `SUM`, `SUMIFS`, `COUNTIFS`,
/// `ROUND`, `IF`, `AND`, `OR`, `MIN`, `MAX`, `IFERROR`, `ABS`.
public indirect enum Formula: Sendable, Hashable {
    /// A text constant.
    case text(String)
    /// A number constant, plain decimal text with a point.
    case number(String)
    /// A cell; `sheet` nil means the formula's own sheet. Absolute.
    case cell(sheet: String?, CellReference)
    /// The cell of `column` in the formula's own row and sheet.
    case sameRow(column: Int)
    /// A range; `sheet` nil means the formula's own sheet. Absolute.
    case range(sheet: String?, CellRange)
    /// A function call.
    case call(String, [Formula])
    /// Two operands.
    case binary(Formula, Operator, Formula)

    /// Operators, spelled alike in both syntaxes.
    public enum Operator: String, Sendable, Hashable {
        /// Sum.
        case plus = "+"
        /// Difference.
        case minus = "-"
        /// Product.
        case times = "*"
        /// Quotient.
        case over = "/"
        /// Equal (text: whatever the case).
        case equal = "="
        /// Different.
        case unequal = "<>"
        /// Less.
        case less = "<"
        /// Greater.
        case greater = ">"
        /// Concatenation.
        case join = "&"
    }
}
