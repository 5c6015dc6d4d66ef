internal import Tabular

/// A formula in SpreadsheetML syntax, cut where the row number of its own cell goes.
///
/// Syntax: ECMA-376 part 1, section 18.17, English function names, `,` between arguments, no leading `=`.
struct FormulaText {
    /// The pieces; between two of them stands the row number, from 1.
    private(set) var pieces: [String] = [""]

    /// Writes `formula`.
    init(_ formula: Formula) { append(formula) }

    /// The formula in `row`, from 0.
    func text(inRow row: Int) -> String { pieces.joined(separator: String(row + 1)) }

    private mutating func append(_ text: String) { pieces[pieces.count - 1] += text }

    private mutating func append(_ formula: Formula) {
        switch formula {
        case .text(let text): append(Self.quoted(text))
        case .number(let number): append(number)
        case .cell(let sheet, let cell): append(Self.qualifier(sheet) + Self.absolute(cell))
        case .sameRow(let column):
            append(CellReference.letters(ofColumn: column))
            pieces.append("")
        case .range(let sheet, let range):
            append(Self.qualifier(sheet) + Self.absolute(range.first) + ":" + Self.absolute(range.last))
        case .call(let name, let arguments):
            append(name + "(")
            for (index, argument) in arguments.enumerated() {
                if index > 0 { append(",") }
                append(argument)
            }
            append(")")
        case .binary(let left, let sign, let right):
            operand(left, enclosed: Self.strength(of: left) < Self.strength(of: sign))
            append(sign.rawValue)
            operand(right, enclosed: Self.strength(of: right) <= Self.strength(of: sign))
        }
    }

    private mutating func operand(_ formula: Formula, enclosed: Bool) {
        if enclosed { append("(") }
        append(formula)
        if enclosed { append(")") }
    }

    /// How tightly an operator binds: comparison, concatenation, sum, product.
    private static func strength(of sign: Formula.Operator) -> Int {
        switch sign {
        case .equal, .unequal, .less, .greater: 1
        case .join: 2
        case .plus, .minus: 3
        case .times, .over: 4
        }
    }

    private static func strength(of formula: Formula) -> Int {
        switch formula {
        case .binary(_, let sign, _): strength(of: sign)
        case .text(let text) where text.utf16.count > 255: strength(of: .join)
        default: 5
        }
    }

    /// A text constant; a formula admits 255 characters in one, so longer ones are joined from several.
    private static func quoted(_ text: String) -> String {
        var constants: [String] = []
        var current = ""
        var length = 0
        for scalar in text.unicodeScalars {
            let width = scalar.value > 0xFFFF ? 2 : 1
            if length + width > 255 {
                constants.append(current)
                current = ""
                length = 0
            }
            current.unicodeScalars.append(scalar)
            if scalar == "\"" { current.unicodeScalars.append(scalar) }
            length += width
        }
        constants.append(current)
        return constants.map { "\"\($0)\"" }.joined(separator: "&")
    }

    /// `Sheet!`, `'Other sheet'!`, or nothing.
    static func qualifier(_ sheet: String?) -> String {
        guard let sheet else { return "" }
        return quoted(sheet: sheet) + "!"
    }

    /// A sheet's name as formulas have it: in quotes unless it is plain letters that cannot be taken for anything else.
    static func quoted(sheet: String) -> String {
        let isPlain =
            sheet.utf8.count > 5
            && sheet.utf8.allSatisfy {
                ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_")
            }
        if isPlain { return sheet }
        return "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// `$B$12`.
    static func absolute(_ cell: CellReference) -> String {
        "$\(CellReference.letters(ofColumn: cell.column))$\(cell.row + 1)"
    }

    /// `'Sheet'!$A$1:$B$2`.
    static func absolute(_ range: CellRange, sheet: String) -> String {
        qualifier(sheet) + absolute(range.first) + ":" + absolute(range.last)
    }
}
