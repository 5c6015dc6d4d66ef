internal import Tabular

/// Writes what cells hold: the attributes of a cell's start tag, then its shown text.
struct CellMarkup {
    let prefixes: Prefixes

    /// Appends what follows the look of a cell of `row`, up to its end tag; `hasFormula` says that a formula gives `value`.
    func append(_ value: CellValue, _ format: ValueFormat, hasFormula: Bool, row: Int, to bytes: inout [UInt8]) {
        if hasFormula {
            appendResult(value, format, row: row, to: &bytes)
        } else {
            appendAttributes(of: value, format, row: row, to: &bytes)
        }
        bytes.append(UInt8(ascii: ">"))
        appendText(of: value, format, to: &bytes)
    }

    /// Appends the attributes that say the value of a cell of `row`, its formula first.
    func appendAttributes(of value: CellValue, _ format: ValueFormat, row: Int, to bytes: inout [UInt8]) {
        let office = prefixes.office
        switch value {
        case .text, .link: bytes += " \(office):value-type=\"string\"".utf8
        case .integer(let number): appendNumber(String(number), format, to: &bytes)
        case .amount(let amount): appendNumber(amount.shortDecimal, format, to: &bytes)
        case .decimal(let text): appendNumber(text, format, to: &bytes)
        case .boolean(let isTrue):
            bytes += " \(office):value-type=\"boolean\" \(office):boolean-value=\"\(isTrue)\"".utf8
        case .date(let days):
            let date = CivilDate(daysSince1970: days).iso
            bytes += " \(office):value-type=\"date\" \(office):date-value=\"\(date)\"".utf8
        case .formula(let formula, let result):
            bytes += " \(prefixes.table):formula=\"".utf8
            FormulaText(formula, prefix: prefixes[.formula]).append(row: row, to: &bytes)
            bytes += "\"".utf8
            appendResult(result, format, row: row, to: &bytes)
        }
    }

    /// Appends the attributes that say what the formula of a cell of `row` gives.
    func appendResult(_ value: CellValue, _ format: ValueFormat, row: Int, to bytes: inout [UInt8]) {
        appendAttributes(of: value, format, row: row, to: &bytes)
        // LibreOffice takes the text of a formula that it does not calculate from here alone.
        if case .text(let text) = value {
            bytes += " \(prefixes.office):string-value=\"\(XMLText.escaped(text))\"".utf8
        }
    }

    private func appendNumber(_ decimal: String, _ format: ValueFormat, to bytes: inout [UInt8]) {
        let type = format == .percent ? "percentage" : "float"
        bytes += " \(prefixes.office):value-type=\"\(type)\" \(prefixes.office):value=\"\(decimal)\"".utf8
    }

    /// Appends the paragraphs that show a value.
    func appendText(of value: CellValue, _ format: ValueFormat, to bytes: inout [UInt8]) {
        let text = prefixes.text
        switch value {
        case .link(let shown, let sheet, let cell):
            let target = XMLText.escaped("#\(RangeAddress.quoted(sheet)).\(cell)")
            let xlink = prefixes[.xlink]
            bytes += "<\(text):p><\(text):a \(xlink):href=\"\(target)\" \(xlink):type=\"simple\">".utf8
            // A link holds one line.
            let line = String(shown.map { $0.isNewline ? " " : $0 })
            XMLText.appendLine(line, prefix: text, to: &bytes)
            bytes += "</\(text):a></\(text):p>".utf8
        case .formula(_, let result): appendText(of: result, format, to: &bytes)
        default: XMLText.appendParagraphs(Self.shown(value, format), prefix: text, to: &bytes)
        }
    }

    /// What a French reader sees of a value.
    static func shown(_ value: CellValue, _ format: ValueFormat) -> String {
        switch value {
        case .text(let text), .link(let text, _, _): return text
        case .integer(let number): return DecimalText.shown(String(number), format)
        case .amount(let amount): return DecimalText.shown(amount.decimal, format)
        case .decimal(let text): return DecimalText.shown(text, format)
        case .boolean(let isTrue): return isTrue ? "VRAI" : "FAUX"
        case .date(let days):
            let date = CivilDate(daysSince1970: days)
            let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
            return "\(two(date.day))/\(two(date.month))/\(date.year)"
        case .formula(_, let result): return shown(result, format)
        }
    }
}
