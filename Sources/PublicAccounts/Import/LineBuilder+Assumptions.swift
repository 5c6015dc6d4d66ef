internal import Findings
internal import Tabular
internal import Texts

/// A budget that has a plan only because the profile has a default one.
struct AssumedPlan: Hashable {
    var budget: String
    /// Its place in `LineBuilder.plans`.
    var plan: UInt32
}

/// The plan that a budget more likely has than the default one, by the accounts of its lines.
struct LikelyPlan: Hashable {
    var budget: String
    /// The default one, as its place in `LineBuilder.plans`.
    var assumed: UInt32
    /// Its name, or the names of those that fit as well.
    var id: String
}

extension LineBuilder {
    /// For the budgets that have a default plan which does not list all their accounts, looks for a plan of the M4 family
    /// that lists more of them.
    mutating func findLikelyPlans() throws(Finding) {
        guard !assumedPlans.isEmpty else { return }
        let natures = lines[.nature].values
        let codes = natureCodes(of: assumedPlans)
        var ids: [String] = []
        for entry in try settings.nomenclatures.entries() where entry.id.hasPrefix("M4") && !ids.contains(entry.id) {
            ids.append(entry.id)
        }
        var listings: [String: [Bool]] = [:]
        func listing(_ plan: Nomenclature) -> [Bool] {
            let name = "\(plan.id)-\(plan.exercice)"
            if let known = listings[name] { return known }
            let found = natures.map { plan.account($0) != nil }
            listings[name] = found
            return found
        }
        for assumed in assumedPlans {
            guard let plan = plans[Int(assumed.plan)], let codes = codes[assumed] else { continue }
            let own = listing(plan)
            let listed = codes.count { own[Int($0)] }
            guard listed < codes.count else { continue }
            var best: [String] = []
            var most = listed
            for id in ids {
                let others = listing(try settings.nomenclatures.nomenclature(id, exercice: plan.exercice))
                let count = codes.count { others[Int($0)] }
                guard count > listed, count >= most else { continue }
                if count > most { best.removeAll() }
                most = count
                best.append(id)
            }
            guard !best.isEmpty else { continue }
            let name = best.prefix(3).joined(separator: " / ") + (best.count > 3 ? " / …" : "")
            likelyPlans.append(LikelyPlan(budget: assumed.budget, assumed: assumed.plan, id: name))
        }
    }

    /// The codes of the distinct natures of the lines of each of `assumed`.
    private func natureCodes(of assumed: [AssumedPlan]) -> [AssumedPlan: [UInt32]] {
        let budgets = lines[.budget]
        let natures = lines[.nature]
        let groups = LineGroups(budgets.codes, planOfLine, natures.codes)
        var found: [AssumedPlan: [UInt32]] = [:]
        for line in groups.firsts where natures.codes[line] != 0 {
            found[AssumedPlan(budget: budgets[line], plan: planOfLine[line]), default: []].append(natures.codes[line])
        }
        return found.filter { assumed.contains($0.key) }
    }

    /// Says, once, which budgets got their amount or their plan from a mere default where it matters.
    mutating func reportAssumptions() {
        let sums = differingSums()
        let plans = doubtfulPlans()
        guard !sums.isEmpty || !plans.isEmpty else { return }
        let basis = (profile.amount.common ?? .montant).rawValue
        let shown = sums.prefix(Self.shownBudgets).map { sum in
            "\(sum.budget.isEmpty ? "-" : sum.budget) (\(FrenchNumber.euros(cents: sum.ht)) HT, "
                + "\(FrenchNumber.euros(cents: sum.ttc)) TTC)"
        }
        var ids: [String] = []
        for id in plans.map(\.assumed) where !ids.contains(id) { ids.append(id) }
        let values = [
            "basis": basis, "sums": list(shown, of: sums.count),
            "plans": ids.joined(separator: ", "),
            "budgets": list(plans.prefix(Self.shownBudgets).map(\.budget), of: plans.count),
            "montant": Self.form("montant", common: basis, sums.map { ($0.budget, nil) }),
            "nomenclature": Self.form(
                "nomenclature", common: ids.first ?? "", plans.map { ($0.budget, $0.likely) }),
        ]
        let kind: FindingKind =
            plans.isEmpty ? .basisAssumed : sums.isEmpty ? .planAssumed : .basisAndPlanAssumed
        result.findings.append(Finding(kind, at: place, values))
    }

    /// How many budgets a finding names.
    private static let shownBudgets = 20

    private func list(_ shown: [String], of count: Int) -> String {
        shown.joined(separator: ", ") + (count > shown.count ? "…" : "")
    }

    /// What to write in a profile, with an ellipsis for each value that only people know.
    private static func form(
        _ key: String, common: String, _ budgets: [(budget: String, value: String?)]
    ) -> String {
        guard budgets.count > 1 || budgets.contains(where: { !$0.budget.isEmpty && $0.value != nil })
        else {
            return "\(key): …"
        }
        var named = budgets.prefix(shownBudgets).map { "\"\($0.budget)\": \($0.value ?? "…")" }
        if budgets.count > shownBudgets { named.append("…") }
        return "\(key): { defaut: \(common), par-budget: { \(named.joined(separator: ", ")) } }"
    }

    private struct BudgetSums {
        var budget: String
        var ht: Int64 = 0
        var ttc: Int64 = 0
        var differs = false
    }

    /// The budgets of which nobody said how they count, with lines whose HT and TTC differ, and both sums.
    private func differingSums() -> [BudgetSums] {
        guard settings.amount.common == nil, settings.amount.byBudget.isEmpty,
            !profile.amount.isSettled,
            profile.amount.common == .ttc || profile.amount.common == .ht,
            let ht = rows.amounts.first(where: { $0.basis == .ht }),
            let ttc = rows.amounts.first(where: { $0.basis == .ttc })
        else { return [] }
        let budgets = lines[.budget]
        var sums = budgets.values.map { BudgetSums(budget: $0) }
        var row = 0
        for line in lines.rows.indices {
            // Lines of another year are gone: the rest are in the order of the rows that were read.
            while row < rows.rows.count, rows.rows[row] != lines.rows[line] { row += 1 }
            guard row < rows.rows.count else { break }
            var withoutTax = ht.values[row] == RowCollector.blank ? 0 : ht.values[row]
            var withTax = ttc.values[row] == RowCollector.blank ? 0 : ttc.values[row]
            if profile.negatesCancellations, lines.isCancellation[line] {
                if withoutTax > 0 { withoutTax = -withoutTax }
                if withTax > 0 { withTax = -withTax }
            }
            let budget = Int(budgets.codes[line])
            sums[budget].ht += withoutTax
            sums[budget].ttc += withTax
            if withoutTax != withTax { sums[budget].differs = true }
        }
        return sums.filter(\.differs).sorted { $0.budget < $1.budget }
    }

    private struct DoubtfulPlan {
        var budget: String
        var assumed: String
        var likely: String?
    }

    /// The budgets that share one default plan, and those that more likely have another.
    private func doubtfulPlans() -> [DoubtfulPlan] {
        guard !profile.nomenclature.isForAll else { return [] }
        var budgets: [UInt32: Set<String>] = [:]
        for assumed in assumedPlans { budgets[assumed.plan, default: []].insert(assumed.budget) }
        var found: [DoubtfulPlan] = []
        for assumed in assumedPlans {
            let likely = likelyPlans.first { $0.budget == assumed.budget && $0.assumed == assumed.plan }?
                .id
            let isShared = !profile.nomenclature.isSettled && (budgets[assumed.plan]?.count ?? 0) > 1
            guard isShared || likely != nil, !found.contains(where: { $0.budget == assumed.budget })
            else { continue }
            found.append(
                DoubtfulPlan(
                    budget: assumed.budget, assumed: plans[Int(assumed.plan)]?.id ?? "", likely: likely))
        }
        return found
    }
}
