internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Holds expenses of ordre against receipts of ordre, by budget and year: no money moves (M57 instruction).
    ///
    /// Only where the file itself says what is ordre, and has both expenses and receipts of the budget: a list of mandates
    /// has one side alone.
    mutating func controlOrdre() {
        let movements = lines[.mouvement]
        guard let ordre = movements.values.firstIndex(of: "ordre").map({ UInt32($0) }) else { return }
        let senses = lines[.sens]
        let budgets = lines[.budget]
        let exercices = lines[.exercice]
        let isExpense = senses.values.map { $0 == "depense" }
        let isReceipt = senses.values.map { $0 == "recette" }
        let groups = LineGroups(budgets.codes, exercices.codes)
        struct Sides {
            var expenses = Cents.zero
            var receipts = Cents.zero
            var hasExpenses = false
            var hasReceipts = false
            var hasOrdre = false
        }
        var sides = [Sides](repeating: Sides(), count: groups.firsts.count)
        for line in lines.amounts.indices {
            let group = Int(groups.of[line])
            let sens = Int(senses.codes[line])
            let isOrdre = movements.codes[line] == ordre
            if isOrdre { sides[group].hasOrdre = true }
            if isExpense[sens] {
                sides[group].hasExpenses = true
                if isOrdre { sides[group].expenses += result.lines.amounts[line] }
            } else if isReceipt[sens] {
                sides[group].hasReceipts = true
                if isOrdre { sides[group].receipts += result.lines.amounts[line] }
            }
        }
        let hasYears = exercices.values.count > 2
        for (group, side) in sides.enumerated() where side.hasOrdre && side.hasExpenses && side.hasReceipts {
            let line = groups.firsts[group]
            let budget = budgets[line].isEmpty ? "-" : budgets[line]
            let year = hasYears && !exercices[line].isEmpty ? ", exercice \(exercices[line])" : ""
            let control = Control(
                "Dépenses d'ordre = recettes d'ordre, budget \(budget)\(year)", expected: side.expenses,
                found: side.receipts)
            result.controls.append(control)
            guard !control.holds else { continue }
            result.findings.append(
                Finding(
                    .ordreUnbalanced, at: place,
                    [
                        "budget": budget + year, "expenses": FrenchNumber.euros(cents: side.expenses.value),
                        "receipts": FrenchNumber.euros(cents: side.receipts.value),
                        "difference": FrenchNumber.euros(cents: control.difference.value),
                    ]))
        }
    }
}
