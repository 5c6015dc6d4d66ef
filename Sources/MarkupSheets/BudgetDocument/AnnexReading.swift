internal import Findings
internal import Tabular

/// Reads the records of one annex as rows: a header, then a row a record; names masked unless they are kept.
final class AnnexReading: BudgetDocumentListener {
    var filler = BatchFiller()

    private let annex: BudgetSurvey.Annex
    private let keepsNames: Bool
    private var row = 0
    private var cells: [String]

    init(_ annex: BudgetSurvey.Annex, keepsNames: Bool) {
        self.annex = annex
        self.keepsNames = keepsNames
        cells = Array(repeating: "", count: annex.columns.names.count)
    }

    /// The column of a field.
    static func column(_ field: BudgetField) -> String {
        field.code.isEmpty ? field.name : "\(field.name) \(field.code)"
    }

    /// Writes the header.
    func start() {
        for (column, name) in annex.columns.names.enumerated() {
            filler.take(column: column)
            filler.add(column: column, .text, name.utf8)
        }
        filler.endRow(0, isHidden: false)
    }

    func startBudget() {}
    func header(_ name: String, _ value: String) {}
    func line(_ fields: [BudgetField], isCalculated: Bool, at line: Int) {}

    func record(_ name: String, of annex: String, _ fields: [BudgetField], at line: Int) throws(Finding) {
        guard annex == self.annex.name else { return }
        row += 1
        guard row < SheetLimits.rows else { throw Finding(.beyondGrid, at: Place(line: line)) }
        for index in cells.indices { cells[index] = "" }
        for field in fields {
            guard let column = self.annex.columns.positions[Self.column(field)] else { continue }
            let isMasked = !keepsNames && PersonNames.isNamed(record: name, field: field.name, fields)
            let value = isMasked ? PersonNames.mask : field.value
            // What comes several times is one cell.
            cells[column] = cells[column].isEmpty ? value : cells[column] + " ; " + value
        }
        for (column, text) in cells.enumerated() where !text.isEmpty {
            filler.take(column: column)
            if self.annex.columns.names[column].hasPrefix("Mt"), DecimalAmount.isExact(text) {
                filler.add(column: column, .number, text.utf8.drop { $0 == UInt8(ascii: "+") }, Double(text) ?? 0)
            } else {
                filler.add(column: column, .text, text.utf8)
            }
        }
        filler.endRow(row, isHidden: false)
    }
}
