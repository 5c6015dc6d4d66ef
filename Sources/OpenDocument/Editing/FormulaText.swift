internal import Tabular

/// Formulas as OpenFormula writes them (OpenDocument 1.3, part 4), cut where the row number of the formula's own cell goes.
struct FormulaText {
    /// The text between row numbers: one more than there are row numbers.
    private(set) var pieces: [[UInt8]] = []
    private var current = ""

    /// The text of `formula`, escaped for an attribute, with the prefix of the OpenFormula namespace.
    init(_ formula: Formula, prefix: String) {
        current = "\(prefix):="
        append(formula, within: 0)
        cut()
    }

    /// Appends the formula for a cell of `row`, from 0.
    func append(row: Int, to bytes: inout [UInt8]) {
        for (position, piece) in pieces.enumerated() {
            if position > 0 { DecimalText.append(row + 1, to: &bytes) }
            bytes.append(contentsOf: piece)
        }
    }

    private mutating func cut() {
        pieces.append(Array(XMLText.escaped(current).utf8))
        current = ""
    }

    /// `binding` is how tightly the operator around holds; an operand that holds less gets parentheses.
    private mutating func append(_ formula: Formula, within binding: Int) {
        switch formula {
        case .text(let text): current += "\"" + Self.doubled(text, "\"") + "\""
        case .number(let text): current += text
        case .cell(let sheet, let cell): current += "[\(Self.sheet(sheet)).\(Self.absolute(cell))]"
        case .sameRow(let column):
            current += "[.$\(CellReference.letters(ofColumn: column))"
            cut()
            current += "]"
        case .range(let sheet, let range):
            current += "[\(Self.sheet(sheet)).\(Self.absolute(range.first)):.\(Self.absolute(range.last))]"
        case .call(let name, let arguments):
            current += name + "("
            for (position, argument) in arguments.enumerated() {
                if position > 0 { current += ";" }
                append(argument, within: 0)
            }
            current += ")"
        case .binary(let left, let operation, let right):
            let own = Self.binding(operation)
            if own < binding { current += "(" }
            append(left, within: own)
            current += operation.rawValue
            append(right, within: own + 1)
            if own < binding { current += ")" }
        }
    }

    private static func binding(_ operation: Formula.Operator) -> Int {
        switch operation {
        case .equal, .unequal, .less, .greater: 1
        case .join: 2
        case .plus, .minus: 3
        case .times, .over: 4
        }
    }

    private static func absolute(_ cell: CellReference) -> String {
        "$\(CellReference.letters(ofColumn: cell.column))$\(cell.row + 1)"
    }

    private static func sheet(_ name: String?) -> String { name.map { "$" + RangeAddress.quoted($0) } ?? "" }

    /// `text` with every `mark` written twice.
    static func doubled(_ text: String, _ mark: Character) -> String {
        var doubled = ""
        for character in text {
            doubled.append(character)
            if character == mark { doubled.append(character) }
        }
        return doubled
    }
}
