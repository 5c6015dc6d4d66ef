internal import Files
internal import Findings
internal import MarkupSheets
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
internal import Tabular
internal import Workbooks

/// Makes the optional annex of the debt: reads the loans, and rates them by what their operations spend.
struct DebtStep {
    /// What came of it.
    struct Made {
        /// The debt by rating.
        var rated: RatedDebt
        /// Its layout.
        var layout: DebtLayout
        /// The files that it was read from.
        var files: [RuleFile]

        /// The sheet of the annex of `budget`, a place among the annex's budgets; nil when that budget owes nothing here.
        func sheet(of budget: Int, remark: String) -> NewSheet? {
            DebtSheet(rated, of: budget, layout: layout)?.sheet(remark: remark)
        }

        /// What an annex says of it.
        var facts: [(name: String, value: String)] {
            [
                (layout.sheet, "\(layout.remark) ; \(layout.source)"),
                ("\(layout.sheet) : certitude", layout.confidence.words),
                ("\(layout.sheet) : modèle", "\(layout.id) \(layout.version)"),
            ]
        }
    }

    private let asked: DebtExport
    private let layout: DebtLayout

    /// The annex of the debt that `definition` asks for; nil when it asks for none.
    ///
    /// - Throws: what reading the layout throws, `ANX001` when it is that of another measure than `measure`.
    init?(_ definition: PipelineDefinition, measure: String) throws(Finding) {
        guard let asked = definition.debt else { return nil }
        self.asked = asked
        layout = try DebtLayout(reading: asked.layout)
        guard layout.measure == measure else {
            throw Finding(
                .annexOfAnotherMeasure, at: Place(file: asked.layout), ["wanted": layout.measure, "measure": measure])
        }
    }

    /// Rates the debt by the ratings that `result` gives `lines`; `keys` says which budgets have an annex.
    ///
    /// - Throws: `PIP006` when the debt does not come to what was read; what reading loans throws.
    func perform(_ lines: Lines, _ result: MeasureResult, _ keys: AnnexKeys) throws -> Made {
        let budgets = keys.budgets.map(\.code)
        let workbook = try Workbook(opening: asked.loans)
        var files = [Self.file("emprunts", asked.loans, workbook)]
        // One annex alone takes a document's loans whatever its budget is called there.
        let budget = budgets.count == 1 ? "" : Self.budget(of: workbook)
        var table = try LoanTable(reading: workbook.reader, file: asked.loans, documentBudget: budget)
        if let path = asked.operations {
            let links = try Workbook(opening: path)
            files.append(Self.file("opérations des emprunts", path, links))
            try table.link(reading: links.reader, file: path)
        }
        let rated = try RatedDebt(table, budgets: budgets, lines: lines, result: result)
        for control in rated.controls where !control.holds {
            throw Finding(
                .controlFailed, at: Place(file: asked.loans),
                ["name": control.name, "expected": control.expected.decimal, "found": control.found.decimal])
        }
        return Made(rated: rated, layout: layout, files: files)
    }

    /// The code of the budget of a document that has one alone; empty otherwise.
    private static func budget(of workbook: Workbook) -> String {
        guard let document = workbook.reader as? BudgetDocumentWorkbook, document.budgets.count == 1 else { return "" }
        return document.budgets[0].code
    }

    private static func file(_ role: String, _ path: String, _ workbook: Workbook) -> RuleFile {
        RuleFile(role: role, path: path, version: "", sha256: SHA256.hex(of: workbook.bytes))
    }
}
