public import Findings
internal import PublicAccounts
internal import Tabular

/// What a careful reader asks about a pack that may be used: accounts that the plans do not have, rules that others
/// together shadow, order that decides, accounts without a rule, rules without a test.
public struct PackReview: Sendable {
    /// The questions, in the order of the file.
    public private(set) var findings: [Finding] = []
    /// The rules of the pack's own file.
    public private(set) var rules = 0
    /// How many of them decide a test.
    public private(set) var tested = 0

    /// How many names a finding lists; it says how many more there are.
    private static let listLimit = 30

    /// Reviews a pack that passed `PackChecker.check`.
    ///
    /// - Throws: what the store throws when an account plan cannot be read.
    public init(_ pack: Pack, _ context: PackContext) throws(Finding) {
        let plans = try context.plans(for: pack)
        let accounts = Array(Set(plans.flatMap { $0.accounts.map(\.code) })).sorted()
        if !plans.isEmpty {
            let names = plans.map { "\($0.id) \($0.exercice)" }.joined(separator: ", ")
            findings += PackChecker.unknownNatures(pack, accounts, of: names)
        }
        findings += Self.shadowed(pack, accounts)
        findings += Self.questionsForNobody(pack)
        findings += Overlaps(pack, accounts, context).findings
        // Of each plan its latest year in scope: what is missing there is what matters now.
        for plan in plans where !plans.contains(where: { $0.id == plan.id && $0.exercice > plan.exercice }) {
            findings += Self.uncovered(pack, plan, context)
        }
        review(tests: pack, context)
        findings = findings.inOrder
    }

    private mutating func review(tests pack: Pack, _ context: PackContext) {
        let deciding = Set(
            PackTrial(pack, plans: context.plans, unit: context.unit).outcomes.map { $0.ruleID(in: pack) })
        let own = pack.rules.filter(\.pack.isEmpty).map(\.id)
        let untested = own.filter { !deciding.contains($0) }
        rules = own.count
        tested = own.count - untested.count
        guard !untested.isEmpty else { return }
        findings.append(
            Finding(
                .untestedRules, at: pack.place,
                ["count": String(untested.count), "all": String(own.count), "rules": Self.list(untested)],
                count: untested.count))
    }

    /// Questions that do not say whom they are for.
    private static func questionsForNobody(_ pack: Pack) -> [Finding] {
        pack.rules.filter(\.pack.isEmpty).compactMap { rule in
            guard case .verdict(.ask(_, "")) = rule.effect else { return nil }
            return Finding(.questionWithoutAddressee, at: rule.verdictPlace, ["rule": rule.id])
        }
    }

    // MARK: Shadows

    /// Rules on accounts each of which earlier rules take: one rule these accounts, another one those.
    private static func shadowed(_ pack: Pack, _ accounts: [String]) -> [Finding] {
        let samples = samples(of: accounts, in: pack)
        return pack.rules.indices.compactMap { place in
            let rule = pack.rules[place]
            let earlier = pack.rules[..<place]
            let concerned = samples.filter { account in
                rule.when.patterns(of: .nature).allSatisfy { $0.contains { $0.matches(account) } }
            }
            guard !rule.when.patterns(of: .nature).isEmpty, !concerned.isEmpty,
                !earlier.contains(where: { $0.overtakes(rule) })
            else { return nil }
            var takers: [String] = []
            for account in concerned {
                let own = rule.when.given(nature: account)
                guard
                    let taker = earlier.first(where: { other in
                        guard case .verdict = other.effect else { return false }
                        return own.implies(other.when.given(nature: account))
                    })
                else { return nil }
                if !takers.contains(taker.id) { takers.append(taker.id) }
            }
            return Finding(.shadowedRule, at: rule.place, ["rule": rule.id, "earlier": list(takers)])
        }
    }

    /// One account for each set of account patterns that it fits: rules cannot tell the others from it.
    private static func samples(of accounts: [String], in pack: Pack) -> [String] {
        let patterns = Array(Set(pack.rules.flatMap { $0.when.allPatterns(of: .nature) }))
        var seen: Set<[Bool]> = []
        return accounts.filter { account in seen.insert(patterns.map { $0.matches(account) }).inserted }
    }

    // MARK: Coverage

    /// The accounts that lines in the measure's perimeter may have and no rule speaks of when the label says nothing.
    private static func uncovered(_ pack: Pack, _ plan: Nomenclature, _ context: PackContext) -> [Finding] {
        let scope = pack.scope.impliedFields
        var builder = LinesBuilder()
        var natures: [String] = []
        for account in plan.accounts where account.removed == nil {
            for usage in account.usages(sens: "") {
                let chapter = account.chapter(usage) ?? ""
                builder.add(
                    PackTest.Sketch(
                        fields: [
                            .nomenclature: plan.id, .exercice: scope[.exercice] ?? String(plan.exercice),
                            .nature: account.code, .chapitre: chapter, .section: plan.chapter(chapter)?.section ?? "",
                            .sens: usage.isDepense ? "depense" : "recette", .mouvement: usage.isReel ? "reel" : "ordre",
                        ], amount: Cents(100)), besides: scope)
                natures.append(account.code)
            }
        }
        let lines = builder.lines
        let outside = context.perimeter.map { Evaluator([$0], plans: context.plans).evaluate(lines).codes }
        let inScope = Evaluator([Pack(only: pack.scope)], plans: context.plans).evaluate(lines).codes
        let spoken = Evaluator([pack], plans: context.plans).matches(lines)
        var silent: [String] = []
        for line in natures.indices where inScope[line] > 0 && (outside?[line] ?? 0) == 0 && spoken[line].isEmpty {
            if silent.last != natures[line] { silent.append(natures[line]) }
        }
        guard !silent.isEmpty else { return [] }
        return [
            Finding(
                .uncoveredAccounts, at: pack.place,
                ["count": String(silent.count), "plan": "\(plan.id) \(plan.exercice)", "accounts": list(silent)],
                count: silent.count)
        ]
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(listLimit).joined(separator: ", ")
        return names.count > listLimit ? shown + "… (+\(names.count - listLimit))" : shown
    }
}

extension Pack {
    /// A pack of one rule, for the lines of a scope.
    fileprivate init(only scope: Condition) {
        self.init()
        rules = [
            Rule(
                id: "", when: scope, verdict: .excluded(reason: ""), because: "", source: "", confidence: .verified)
        ]
    }
}

extension Condition {
    /// The condition for lines of the account `nature`: tests of the account are answered.
    func given(nature: String) -> Condition {
        switch self {
        case .value(.field(.nature), let patterns):
            return patterns.contains { $0.matches(nature) } ? .all([]) : .any([])
        case .all(let parts):
            let rest = parts.map { $0.given(nature: nature) }.filter { $0 != .all([]) }
            return rest.contains(.any([])) ? .any([]) : rest.count == 1 ? rest[0] : .all(rest)
        case .any(let parts):
            let rest = parts.map { $0.given(nature: nature) }.filter { $0 != .any([]) }
            return rest.contains(.all([])) ? .all([]) : rest.count == 1 ? rest[0] : .any(rest)
        case .not(let part):
            let rest = part.given(nature: nature)
            return rest == .all([]) ? .any([]) : rest == .any([]) ? .all([]) : .not(rest)
        case .value, .words, .near, .amount: return self
        }
    }

    /// Every pattern that a field is compared with, wherever it stands.
    func allPatterns(of field: LineField) -> [Pattern] {
        switch self {
        case .value(.field(field), let patterns): patterns
        case .all(let parts), .any(let parts): parts.flatMap { $0.allPatterns(of: field) }
        case .not(let part): part.allPatterns(of: field)
        case .value, .words, .near, .amount: []
        }
    }
}
