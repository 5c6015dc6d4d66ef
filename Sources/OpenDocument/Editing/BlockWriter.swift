internal import Findings
internal import Tabular

/// Writes the cells of a block: everything that does not change from row to row is made once, rows are put together.
struct BlockWriter {
    /// What the survey learnt.
    let survey: BlockSurvey
    private let columns: [Column]
    private let opening: [UInt8]
    private let closing: [UInt8]
    private let formulaOpening: [UInt8]
    private let cell: CellMarkup
    private let office: String
    private let text: String

    /// The ready parts of one column.
    private struct Column {
        /// The header cell, whole.
        var header: [UInt8]
        /// The attributes of style and validation, for each left neighbour.
        var looks: [[UInt8]]
        /// For each distinct value: the attributes of its type, then the rest of the cell.
        var tails: [[UInt8]] = []
        /// The values that are formulas of their own, which depend on the row.
        var formulas: [Int: CellValue] = [:]
        var codes: [UInt32] = []
        var amounts: [Cents?] = []
        var formula: FormulaText?
        var format: ValueFormat
    }

    /// Makes the parts; `validations` names the validation of each column.
    init(_ survey: BlockSurvey, _ book: inout StyleBook, validations: [String?]) throws(Finding) {
        self.survey = survey
        let prefixes = book.prefixes
        let table = prefixes.table
        let cell = CellMarkup(prefixes: prefixes)
        self.cell = cell
        opening = Array("<\(table):table-cell".utf8)
        closing = Array("</\(table):table-cell>".utf8)
        office = prefixes.office
        text = prefixes.text
        var columns: [Column] = []
        for (position, column) in survey.block.columns.enumerated() {
            var header = opening
            if let style = survey.headerNeighbour { header += " \(table):style-name=\"\(style)\"".utf8 }
            cell.appendAttributes(of: .text(column.header), .general, row: 0, to: &header)
            header += ">".utf8
            cell.appendText(of: .text(column.header), .general, to: &header)
            header += closing
            var looks: [[UInt8]] = []
            for neighbour in survey.neighbours {
                var look = " \(table):style-name=\"\(try book.style(like: neighbour, column.format))\""
                if let validation = validations[position] {
                    look += " \(table):content-validation-name=\"\(validation)\""
                }
                looks.append(Array(look.utf8))
            }
            var made = Column(header: header, looks: looks, format: column.format)
            made.formula = column.formula.map { FormulaText($0, prefix: prefixes[.formula]) }
            switch column.data {
            case .coded(let values, let codes):
                made.codes = codes
                for (code, value) in values.enumerated() {
                    if case .formula = value { made.formulas[code] = value }
                    var tail: [UInt8] = []
                    cell.appendAttributes(of: value, column.format, row: 0, to: &tail)
                    tail += ">".utf8
                    cell.appendText(of: value, column.format, to: &tail)
                    tail += closing
                    made.tails.append(tail)
                }
            case .amounts(let amounts): made.amounts = amounts
            }
            columns.append(made)
        }
        self.columns = columns
        formulaOpening = Array(" \(table):formula=\"".utf8)
    }

    /// Appends the cells of row `row`, whose left neighbour has the style of `slot`.
    func append(row: Int, slot: Int, to bytes: inout [UInt8]) {
        if row == survey.block.headerRow {
            for column in columns { bytes.append(contentsOf: column.header) }
            return
        }
        let index = row - survey.block.body.lowerBound
        for position in columns.indices {
            bytes.append(contentsOf: opening)
            bytes.append(contentsOf: columns[position].looks[slot])
            appendValue(columns[position], index, row: row, to: &bytes)
        }
    }

    private func appendValue(_ column: borrowing Column, _ index: Int, row: Int, to bytes: inout [UInt8]) {
        if index < column.codes.count, column.codes[index] < column.tails.count {
            let code = Int(column.codes[index])
            if !column.formulas.isEmpty, let value = column.formulas[code] {
                cell.appendAttributes(of: value, column.format, row: row, to: &bytes)
                bytes.append(UInt8(ascii: ">"))
                cell.appendText(of: value, column.format, to: &bytes)
                bytes.append(contentsOf: closing)
                return
            }
            appendFormula(column, row, to: &bytes)
            bytes.append(contentsOf: column.tails[code])
        } else if index < column.amounts.count, let amount = column.amounts[index] {
            appendFormula(column, row, to: &bytes)
            bytes += " \(office):value-type=\"float\" \(office):value=\"".utf8
            DecimalText.append(amount, to: &bytes)
            bytes += "\"><\(text):p>".utf8
            if column.format == .amount {
                DecimalText.appendEuros(amount, to: &bytes)
            } else {
                bytes += DecimalText.shown(amount.shortDecimal, .general).utf8
            }
            bytes += "</\(text):p>".utf8
            bytes.append(contentsOf: closing)
        } else {
            bytes += "/>".utf8
        }
    }

    private func appendFormula(_ column: borrowing Column, _ row: Int, to bytes: inout [UInt8]) {
        guard let formula = column.formula else { return }
        bytes.append(contentsOf: formulaOpening)
        formula.append(row: row, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
