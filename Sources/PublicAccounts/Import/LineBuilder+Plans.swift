internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Finds the account plan of each line: by its budget in the settings, by the sheet, by its budget in the profile,
    /// then the settings' and the profile's common one.
    mutating func assignPlans() throws(Finding) {
        let budgets = lines[.budget]
        let sheet = lines[.nomenclature]
        let exercices = lines[.exercice]
        let groups = LineGroups(budgets.codes, sheet.codes, exercices.codes)
        var names = ColumnBuilder()
        var numbers: [String: UInt32] = [:]
        var uses: [Import.PlanUse: Int] = [:]
        var assumed = Set<AssumedPlan>()
        var unknown = Examples()
        var unset = Examples()
        var planOfGroup: [UInt32] = []
        var nameOfGroup: [UInt32] = []
        for (group, line) in groups.firsts.enumerated() {
            let count = groups.counts[group]
            let budget = budgets[line]
            let own = sheet[line]
            let year = Int(exercices[line]) ?? settings.exercice ?? 0
            let given =
                settings.nomenclature.named(budget) ?? (own.isEmpty ? nil : own)
                ?? profile.nomenclature.named(budget) ?? settings.nomenclature.common(year)
            let id = given ?? profile.nomenclature.common(year) ?? ""
            nameOfGroup.append(names.code(id))
            guard !id.isEmpty, let plan = try plan(id, year, isFromSheet: id == own) else {
                planOfGroup.append(0)
                if id.isEmpty { unset.add("", count) } else { unknown.add(id, count) }
                continue
            }
            let name = "\(plan.id)-\(plan.exercice)"
            let number = numbers[name] ?? UInt32(plans.count)
            if numbers[name] == nil {
                plans.append(plan)
                numbers[name] = number
            }
            planOfGroup.append(number)
            let use = Import.PlanUse(id: plan.id, exercice: year, planExercice: plan.exercice, count: 0)
            uses[use, default: 0] += count
            if given == nil { assumed.insert(AssumedPlan(budget: budget, plan: number)) }
        }
        planOfLine = groups.of.map { planOfGroup[Int($0)] }
        lines[.nomenclature] = Lines.Column(
            values: names.values, codes: groups.of.map { nameOfGroup[Int($0)] })
        report(.lineNomenclatureUnknown, .nomenclature, unknown)
        if !profile.isOutsideNomenclatures { report(.nomenclatureUnset, nil, unset) }
        result.plans = uses.map { use, count in
            var use = use
            use.count = count
            return use
        }.sorted { ($0.id, $0.exercice, $0.planExercice) < ($1.id, $1.exercice, $1.planExercice) }
        reportOtherYears()
        assumedPlans = assumed.sorted { ($0.budget, $0.plan) < ($1.budget, $1.plan) }
    }

    /// The plan named `id`; nil when only the sheet names it and nobody knows it.
    private func plan(_ id: String, _ year: Int, isFromSheet: Bool) throws(Finding) -> Nomenclature? {
        do throws(Finding) {
            return try settings.nomenclatures.nomenclature(id, exercice: year == 0 ? .max : year)
        } catch {
            if isFromSheet, error.kind == .nomenclatureUnknown || error.kind == .nomenclatureUnknownNear { return nil }
            throw error
        }
    }

    private mutating func reportOtherYears() {
        var years: [String: [Import.PlanUse]] = [:]
        for use in result.plans where use.exercice != use.planExercice && use.exercice != 0 {
            years["\(use.id)-\(use.planExercice)", default: []].append(use)
        }
        for (_, uses) in years.sorted(by: { $0.key < $1.key }) {
            guard let first = uses.first, let last = uses.last else { continue }
            let span = first.exercice == last.exercice ? "\(first.exercice)" : "\(first.exercice)-\(last.exercice)"
            result.findings.append(
                Finding(
                    .nomenclatureOtherYear, at: place,
                    ["id": first.id, "year": String(first.planExercice), "exercices": span]))
        }
    }
}
