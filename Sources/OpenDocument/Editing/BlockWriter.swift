internal import Findings
internal import Tabular

/// Writes the cells of a block: everything that does not change from row to row is made once, rows are put together.
struct BlockWriter {
    /// What the survey learnt.
    let survey: BlockSurvey
    private let columns: [Column]
    /// What the columns' cells are made of.
    private let parts: ByteStrings
    /// By column, what its cells hold.
    private let codes: [Codes]
    private let amounts: [[Cents?]]
    private let formulas: [FormulaText?]
    /// By column and code, the values that are formulas of their own, which depend on the row.
    private let valueFormulas: [[Int: CellValue]]
    /// By column, its values when they are made into cells one by one; none when their cells are ready.
    private let late: [[CellValue]]
    private let formulaOpening: [UInt8]
    private let paragraphOpening: [UInt8]
    private let paragraphClosing: [UInt8]
    private let closing: [UInt8]
    private let cell: CellMarkup

    /// Up to how many different values the cells are always made once.
    private static let fewValues = 1000

    /// The numbers of the ready parts of one column.
    private struct Column {
        /// The header cell, whole.
        var header: Int
        /// The start of a cell, with the attributes of style and validation, for each left neighbour.
        var looks: Range<Int>
        /// What says that a number follows, up to it.
        var numberOpening: Int
        /// For each distinct value: the attributes of its type, then the rest of the cell; none when they are made late.
        var tails: Range<Int>
        var format: ValueFormat
        var valueCount: Int
        var hasFormula: Bool
    }

    /// Makes the parts; `validations` names the validation of each column.
    init(_ survey: BlockSurvey, _ book: inout StyleBook, validations: [String?]) throws(Finding) {
        self.survey = survey
        let prefixes = book.prefixes
        let table = prefixes.table
        let office = prefixes.office
        let cell = CellMarkup(prefixes: prefixes)
        self.cell = cell
        let opening = Array("<\(table):table-cell".utf8)
        let closing = Array("</\(table):table-cell>".utf8)
        formulaOpening = Array(" \(table):formula=\"".utf8)
        let paragraphOpening = Array("\"><\(prefixes.text):p>".utf8)
        let paragraphClosing = Array("</\(prefixes.text):p>".utf8) + closing
        var columns: [Column] = []
        var parts = ByteStrings()
        var late: [[CellValue]] = []
        for (position, column) in survey.block.columns.enumerated() {
            let header = parts.count
            parts.add { bytes in
                bytes += opening
                if let style = survey.headerNeighbour { bytes += " \(table):style-name=\"\(style)\"".utf8 }
                cell.appendAttributes(of: .text(column.header), .general, row: 0, to: &bytes)
                bytes += ">".utf8
                cell.appendText(of: .text(column.header), .general, to: &bytes)
                bytes += closing
            }
            let firstLook = parts.count
            for neighbour in survey.neighbours {
                let style = try book.style(like: neighbour, column.format)
                parts.add { bytes in
                    bytes += opening
                    bytes += " \(table):style-name=\"\(style)\"".utf8
                    if let validation = validations[position] {
                        bytes += " \(table):content-validation-name=\"\(validation)\"".utf8
                    }
                }
            }
            let numberOpening = parts.count
            let type = column.format == .percent ? "percentage" : "float"
            let number = Array(" \(office):value-type=\"\(type)\" \(office):value=\"".utf8)
            parts.add { $0 += number }
            // What is of little use to make ready is kept once, as it came: texts of which nearly every row has its own, and
            // many different numbers, which cost little to print and ten times as much to keep printed.
            var values: [CellValue] = []
            var isLate = false
            if case .coded(let found, let codes) = column.data {
                values = found
                let numbers = found.count { if case .decimal = $0 { true } else { false } }
                isLate =
                    numbers > max(codes.count / 16, Self.fewValues)
                    || found.count > max(codes.count / 2, Self.fewValues)
            }
            late.append(isLate ? values : [])
            for value in values where !isLate {
                parts.add { bytes in
                    if case .decimal(let decimal) = value {
                        bytes += number
                        Self.append(decimal, column.format, paragraphOpening, paragraphClosing, to: &bytes)
                    } else {
                        cell.append(value, column.format, hasFormula: column.formula != nil, row: 0, to: &bytes)
                        bytes += closing
                    }
                }
            }
            columns.append(
                Column(
                    header: header, looks: firstLook..<numberOpening, numberOpening: numberOpening,
                    tails: numberOpening + 1..<parts.count, format: column.format, valueCount: values.count,
                    hasFormula: column.formula != nil))
        }
        self.closing = closing
        self.paragraphOpening = paragraphOpening
        self.paragraphClosing = paragraphClosing
        self.columns = columns
        self.parts = parts
        self.late = late
        let data = survey.block.columns.map(\.data)
        codes = data.map { if case .coded(_, let codes) = $0 { codes } else { [] } }
        amounts = data.map { if case .amounts(let amounts) = $0 { amounts } else { [] } }
        formulas = survey.block.columns.map { $0.formula.map { FormulaText($0, prefix: prefixes[.formula]) } }
        valueFormulas = data.map(Self.formulas)
    }

    private static func formulas(in data: ColumnData) -> [Int: CellValue] {
        guard case .coded(let values, _) = data else { return [:] }
        var formulas: [Int: CellValue] = [:]
        for (code, value) in values.enumerated() {
            if case .formula = value { formulas[code] = value }
        }
        return formulas
    }

    /// Appends the cell of the block's column `added` in row `row`; `look` is the survey's number of the style of its left
    /// neighbour.
    func append(_ added: Int, row: Int, look: Int, to bytes: inout [UInt8]) {
        let column = columns[added]
        guard row != survey.block.headerRow else { return parts.append(column.header, to: &bytes) }
        parts.append(column.looks.lowerBound + look, to: &bytes)
        let index = row - survey.block.body.lowerBound
        if index < codes[added].count, codes[added][index] < column.valueCount {
            let code = Int(codes[added][index])
            if !valueFormulas[added].isEmpty, let value = valueFormulas[added][code] {
                cell.append(value, column.format, hasFormula: false, row: row, to: &bytes)
                return bytes.append(closing.span)
            }
            appendFormula(added, row, to: &bytes)
            guard !late[added].isEmpty else { return parts.append(column.tails.lowerBound + code, to: &bytes) }
            if case .decimal(let decimal) = late[added][code] {
                parts.append(column.numberOpening, to: &bytes)
                Self.append(decimal, column.format, paragraphOpening, paragraphClosing, to: &bytes)
            } else {
                cell.append(late[added][code], column.format, hasFormula: column.hasFormula, row: row, to: &bytes)
                bytes.append(closing.span)
            }
        } else if index < amounts[added].count, let amount = amounts[added][index] {
            appendFormula(added, row, to: &bytes)
            parts.append(column.numberOpening, to: &bytes)
            DecimalText.append(amount, to: &bytes)
            bytes.append(paragraphOpening.span)
            if column.format == .amount {
                DecimalText.appendEuros(amount, to: &bytes)
            } else {
                DecimalText.appendFrench(amount, to: &bytes)
            }
            bytes.append(paragraphClosing.span)
        } else {
            bytes.append(UInt8(ascii: "/"))
            bytes.append(UInt8(ascii: ">"))
        }
    }

    /// Appends a number and the rest of its cell, from the opening of its value on.
    @inline(__always)
    private static func append(
        _ decimal: String, _ format: ValueFormat, _ opening: [UInt8], _ closing: [UInt8], to bytes: inout [UInt8]
    ) {
        bytes += decimal.utf8
        bytes.append(opening.span)
        DecimalText.appendShown(decimal, format, to: &bytes)
        bytes.append(closing.span)
    }

    private func appendFormula(_ added: Int, _ row: Int, to bytes: inout [UInt8]) {
        guard let formula = formulas[added] else { return }
        bytes.append(formulaOpening.span)
        formula.append(row: row, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
