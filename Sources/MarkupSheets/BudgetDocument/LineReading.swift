internal import Findings
internal import Tabular

/// Reads the lines of a budget document as rows: a header, then a row a line.
final class LineReading: BudgetDocumentListener {
    var filler = BatchFiller()

    private let budgets: [BudgetHeader]
    private let extras: BudgetSurvey.Columns
    private var budget = -1
    private var row = 0
    /// The cells of the row under way; empty text for none.
    private var cells: [String]
    private static let positions = Dictionary(
        uniqueKeysWithValues: LineColumn.allCases.compactMap { column in column.element.map { ($0, column) } })
    private static let programme = "ProgAutoNum"

    /// A reading of the lines of `budgets`, whose codes of `MtSup` and `CaracSup` are `extras`.
    init(budgets: [BudgetHeader], extras: BudgetSurvey.Columns) {
        self.budgets = budgets
        self.extras = extras
        cells = Array(repeating: "", count: LineColumn.allCases.count + extras.names.count)
    }

    /// The column that a field with a code makes; nil when it has one of its own.
    static func extra(_ field: BudgetField) -> String? {
        field.name == "CaracSup" && field.code == programme ? nil : "\(field.name) \(field.code)"
    }

    /// Writes the header.
    func start() {
        for (column, name) in (LineColumn.allCases.map(\.header) + extras.names).enumerated() {
            filler.take(column: column)
            filler.add(column: column, .text, Array(name.utf8))
        }
        filler.endRow(0, isHidden: false)
    }

    func startBudget() { budget += 1 }
    func header(_ name: String, _ value: String) {}
    func record(_ name: String, of annex: String, _ fields: [BudgetField], at line: Int) {}

    func line(_ fields: [BudgetField], isCalculated: Bool, at line: Int) throws(Finding) {
        guard !isCalculated, budgets.indices.contains(budget) else { return }
        row += 1
        guard row < SheetLimits.rows else { throw Finding(.beyondGrid, at: Place(line: line)) }
        for index in cells.indices { cells[index] = "" }
        var sens = ""
        var movement = ""
        var section = ""
        for field in fields {
            if field.code.isEmpty {
                switch field.name {
                case "CodRD": sens = field.value
                case "OpBudg": movement = field.value
                default:
                    if let column = Self.positions[field.name] { self[column] = field.value }
                }
            } else if let name = Self.extra(field) {
                if let column = extras.positions[name] { cells[LineColumn.allCases.count + column] = field.value }
                if field.name == "CaracSup", field.code == "Section" { section = field.value }
            } else {
                self[.programme] = field.value
            }
        }
        self[.sens] = try word(sens, "CodRD", ["D": "dépense", "R": "recette"], line)
        self[.mouvement] = try word(movement, "OpBudg", ["0": "réel", "1": "ordre"], line)
        fill(budgets[budget], section)
        try check(fields, at: line)
        write()
    }

    private subscript(_ column: LineColumn) -> String {
        get { cells[column.rawValue] }
        set { cells[column.rawValue] = newValue }
    }

    private func word(
        _ code: String, _ name: String, _ words: [String: String], _ line: Int
    ) throws(Finding) -> String {
        if let word = words[code] { return word }
        throw Finding(
            .budgetCodeInvalid, at: Place(line: line),
            ["name": name, "value": code, "known": words.keys.sorted().joined(separator: ", ")])
    }

    /// What is worked out from the line and its budget.
    private func fill(_ header: BudgetHeader, _ section: String) {
        self[.exercice] = header.exercice
        self[.budget] = header.code
        self[.nomenclature] = header.nomenclature
        let coded = self[.fonctionTotem]
        let isByFunction =
            switch header.vote {
            case .fonction: true
            case .mixed: self[.chapitre].isEmpty && !self[.contFon].isEmpty
            case .nature, nil: false
            }
        let plan = header.nomenclature
        self[.fonction] = isByFunction ? FunctionCode.plain(coded, nomenclature: plan) : coded
        if isByFunction, self[.chapitre].isEmpty {
            self[.chapitre] = FunctionCode.chapterByNature(self[.contFon], nomenclature: plan)
        }
        switch section {
        case "F": self[.section] = "fonctionnement"
        case "I": self[.section] = "investissement"
        default:
            let chapter = coded.isEmpty ? self[.contFon] : coded
            self[.section] = isByFunction ? FunctionCode.section(chapter, nomenclature: plan) : ""
        }
        let counted =
            switch header.decision {
            case .some(let decision): decision.isExecuted ? self[.mtReal] : self[.mtPrev]
            case nil: self[.mtReal].isEmpty ? self[.mtPrev] : self[.mtReal]
            }
        // An amount that the document leaves out is nothing: the schema has them optional for that reason.
        self[.montant] = counted.isEmpty ? "0" : counted
    }

    private func check(_ fields: [BudgetField], at line: Int) throws(Finding) {
        for field in fields
        where field.name == "MtSup" || Self.positions[field.name]?.isAmount ?? false {
            guard DecimalAmount.isExact(field.value) else {
                let name = field.code.isEmpty ? field.name : "\(field.name) \(field.code)"
                throw Finding(.budgetAmountInvalid, at: Place(line: line), ["name": name, "value": field.value])
            }
        }
    }

    private func write() {
        let own = LineColumn.allCases.count
        for (column, text) in cells.enumerated() where !text.isEmpty {
            filler.take(column: column)
            let isAmount =
                column < own
                ? LineColumn(rawValue: column)?.isAmount ?? false : extras.names[column - own].hasPrefix("MtSup ")
            if isAmount {
                filler.add(column: column, .number, text.utf8.drop { $0 == UInt8(ascii: "+") }, Double(text) ?? 0)
            } else {
                filler.add(column: column, .text, text.utf8)
            }
        }
        filler.endRow(row, isHidden: false)
    }
}
