internal import Findings

/// What a first walk learns of a budget document: its budgets, how many lines, which annexes with which columns.
final class BudgetSurvey: BudgetDocumentListener {
    /// The columns of a sheet, in order of first appearance.
    struct Columns {
        private(set) var names: [String] = []
        private(set) var positions: [String: Int] = [:]

        mutating func add(_ name: String) {
            guard positions[name] == nil else { return }
            positions[name] = names.count
            names.append(name)
        }
    }

    /// An annex: its records' name, and their columns.
    struct Annex {
        var name: String
        var columns = Columns()
        var records = 0
    }

    private(set) var budgets: [BudgetHeader] = []
    private(set) var lines = 0
    private(set) var calculated = 0
    private(set) var annexes: [Annex] = []
    /// How many names of natural persons there are.
    private(set) var names = 0
    /// The columns after those of every document: `MtSup ICNE`, `CaracSup TypOpe`.
    private(set) var extras = Columns()

    private static let mostSheets = 200
    private static let mostColumns = 1_000
    private static let mostBudgets = 1_000

    private var document = BudgetHeader()
    private var positions: [String: Int] = [:]

    func startBudget() throws(Finding) {
        guard budgets.count < Self.mostBudgets else { throw Self.tooWide(Self.mostBudgets, at: nil) }
        budgets.append(document)
    }

    func header(_ name: String, _ value: String) {
        // Free fields of the editor say nothing that anybody reads.
        if let last = budgets.indices.last {
            budgets[last].values[name] = value
        } else {
            document.values[name] = value
        }
    }

    func line(_ fields: [BudgetField], isCalculated: Bool, at line: Int) throws(Finding) {
        if isCalculated {
            calculated += 1
            return
        }
        lines += 1
        for field in fields where !field.code.isEmpty {
            if let name = LineReading.extra(field) { extras.add(name) }
        }
        guard extras.names.count <= Self.mostColumns else { throw Self.tooWide(Self.mostColumns, at: line) }
    }

    func record(_ name: String, of annex: String, _ fields: [BudgetField], at line: Int) throws(Finding) {
        guard let position = positions[annex] ?? (annexes.count < Self.mostSheets ? annexes.count : nil) else {
            throw Self.tooWide(Self.mostSheets, at: line)
        }
        if position == annexes.count {
            positions[annex] = position
            annexes.append(Annex(name: annex))
        }
        annexes[position].records += 1
        for field in fields {
            annexes[position].columns.add(AnnexReading.column(field))
            if PersonNames.isNamed(record: name, field: field.name, fields) { names += 1 }
        }
        guard annexes[position].columns.names.count <= Self.mostColumns else {
            throw Self.tooWide(Self.mostColumns, at: line)
        }
    }

    private static func tooWide(_ most: Int, at line: Int?) -> Finding {
        Finding(.budgetDocumentTooWide, at: Place(line: line), ["count": String(most)])
    }
}
