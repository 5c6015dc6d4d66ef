internal import Findings
internal import MarkupSheets
internal import Tabular
internal import Texts

extension ImportSettings {
    /// These settings, completed for `reader` where it is a budget document: its own profile, and its lines.
    func suited(to reader: any WorkbookReader) -> ImportSettings {
        guard reader.format == .budgetDocument else { return self }
        var settings = self
        settings.profile = settings.profile ?? "totem"
        settings.sheet = settings.sheet ?? reader.sheets.first?.name
        return settings
    }
}

extension Import {
    /// Adds what a budget document lets one check: that ordre balances in each budget, and which plan stood in.
    mutating func judge(_ reader: any WorkbookReader, asked: String?, at place: Place) {
        guard let document = reader as? BudgetDocumentWorkbook else { return }
        if asked == nil { profileReason = "document budgétaire" }
        balanceOrdre(place)
        let used = Set(lines[.nomenclature].values)
        for header in document.budgets where !header.nomenclature.isEmpty && !used.contains(header.nomenclature) {
            findings.append(
                Finding(
                    .planStandsIn, at: place,
                    ["id": header.nomenclature, "used": used.sorted().filter { !$0.isEmpty }.joined(separator: ", ")]))
        }
    }

    /// Expenses of ordre are receipts of ordre: no money moves (M57 instruction).
    private mutating func balanceOrdre(_ place: Place) {
        let budgets = lines[.budget]
        let movements = lines[.mouvement]
        let senses = lines[.sens]
        var expenses = [Cents](repeating: .zero, count: budgets.values.count)
        var receipts = expenses
        for line in lines.amounts.indices where movements[line] == "ordre" {
            let budget = Int(budgets.codes[line])
            if senses[line] == "depense" {
                expenses[budget] = expenses[budget] + lines.amounts[line]
            } else {
                receipts[budget] = receipts[budget] + lines.amounts[line]
            }
        }
        for budget in budgets.values.indices where Set(budgets.codes).contains(UInt32(budget)) {
            let control = Control(
                "Dépenses d'ordre = recettes d'ordre, budget \(budgets.values[budget])", expected: expenses[budget],
                found: receipts[budget])
            controls.append(control)
            guard !control.holds else { continue }
            findings.append(
                Finding(
                    .ordreUnbalanced, at: place,
                    [
                        "budget": budgets.values[budget],
                        "expenses": FrenchNumber.euros(cents: control.expected.value),
                        "receipts": FrenchNumber.euros(cents: control.found.value),
                    ]))
        }
    }
}
