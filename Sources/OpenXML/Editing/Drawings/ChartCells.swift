internal import Findings
internal import Tabular

/// Cells of a new sheet as charts refer to them: the reference, and what the cells show (`strRef` and `numRef`, ECMA-376
/// part 1, sections 21.2.2.201 and 21.2.2.123).
struct ChartCells {
    private let sheet: NewSheet
    private let markup: CellMarkup

    /// The cells of `sheet`.
    init(_ sheet: NewSheet, markup: CellMarkup) {
        self.sheet = sheet
        self.markup = markup
    }

    /// `range` as names: numbers when all of it is numbers, as years are.
    func names(_ range: CellRange) throws(Finding) -> String {
        let values = range.cells.map { sheet.shown(at: $0) }
        let isNumeric = !values.isEmpty && values.allSatisfy { $0.flatMap(markup.number) != nil }
        return try isNumeric ? numbers(range, format: NumberFormatCode.cell(.general)) : texts(range)
    }

    /// `range` as texts.
    func texts(_ range: CellRange) throws(Finding) -> String {
        var points: [(index: Int, text: String)] = []
        for (index, cell) in range.cells.enumerated() {
            guard let value = sheet.shown(at: cell) else { continue }
            let text = if case .text(let text) = value { text } else { markup.number(value) ?? "" }
            points.append((index, CellMarkup.escaped(text)))
        }
        return "<c:strRef>\(formula(range))<c:strCache>\(cache(points, of: range))</c:strCache></c:strRef>"
    }

    /// `range` as numbers, shown in the format `code`; cells that hold no number are left out.
    func numbers(_ range: CellRange, format code: String) throws(Finding) -> String {
        var points: [(index: Int, text: String)] = []
        for (index, cell) in range.cells.enumerated() {
            if let number = sheet.shown(at: cell).flatMap(markup.number) { points.append((index, number)) }
        }
        return "<c:numRef>\(formula(range))<c:numCache><c:formatCode>\(CellMarkup.escaped(code))</c:formatCode>"
            + "\(cache(points, of: range))</c:numCache></c:numRef>"
    }

    private func formula(_ range: CellRange) -> String {
        let text =
            range.first == range.last
            ? FormulaText.qualifier(sheet.name) + FormulaText.absolute(range.first)
            : FormulaText.absolute(range, sheet: sheet.name)
        return "<c:f>\(CellMarkup.escaped(text))</c:f>"
    }

    private func cache(_ points: [(index: Int, text: String)], of range: CellRange) -> String {
        "<c:ptCount val=\"\(range.cells.count)\"/>"
            + points.map { "<c:pt idx=\"\($0.index)\"><c:v>\($0.text)</c:v></c:pt>" }.joined()
    }
}

extension CellRange {
    /// The cells, row by row.
    var cells: [CellReference] {
        (first.row...max(first.row, last.row)).flatMap { row in
            (first.column...max(first.column, last.column)).map { CellReference(row: row, column: $0) }
        }
    }
}
