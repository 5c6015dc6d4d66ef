internal import Findings
internal import Texts

/// Finds the plans that label a budget, and says when another stands in.
struct SCDLPlans {
    private let settings: ImportSettings
    private var known: [String: Nomenclature?] = [:]
    /// What was noticed.
    private(set) var findings: [Finding] = []

    init(_ settings: ImportSettings) { self.settings = settings }

    /// The plan called `id` for `exercice`, or the one that stands in for it; nil when there is none.
    mutating func plan(_ id: String, exercice: String) throws(Finding) -> Nomenclature? {
        let key = id + " " + exercice
        if let plan = known[key] { return plan }
        let plan = try find(id, Int(exercice) ?? .max)
        known[key] = .some(plan)
        if plan == nil {
            findings.append(Finding(.scdlPlanUnknown, at: Place(), ["id": id]))
        } else if let plan, plan.id != id {
            findings.append(Finding(.planStandsIn, at: Place(), ["id": id, "used": plan.id]))
        }
        if let plan, String(plan.exercice) != exercice {
            findings.append(
                Finding(
                    .nomenclatureOtherYear, at: Place(),
                    ["id": plan.id, "year": String(plan.exercice), "exercices": exercice]))
        }
        return plan
    }

    private func find(_ id: String, _ exercice: Int) throws(Finding) -> Nomenclature? {
        // The profile of budget documents says which plan stands in for which; without it, names must be exact.
        let stands = try? settings.profiles.profile("totem").aliases.values[.nomenclature]?[Folding.fold(id)]
        do throws(Finding) {
            return try settings.nomenclatures.nomenclature(stands ?? id, exercice: exercice)
        } catch {
            guard error.kind == .nomenclatureUnknown || error.kind == .nomenclatureUnknownNear else { throw error }
            return nil
        }
    }
}
