public import Findings
internal import YAML

/// All that the plans of a store tell of one code of a plan: account, chapter, function.
public struct PlanExplanation: Sendable {
    /// The plan that answers.
    public let plan: Nomenclature
    /// The code.
    public let code: String
    /// The account; nil when the plan has none of that code.
    public var account: AccountFacts?
    /// The chapter, by nature or by function; nil when the plan has none of that code.
    public var chapter: Nomenclature.Chapter?
    /// The function; nil when the plan has none of that code.
    public var fonction: FonctionFacts?
    /// What was noticed: `NOM015`.
    public var findings: [Finding] = []

    /// A code and its label.
    public struct Entry: Sendable, Hashable {
        /// The code.
        public var code: String
        /// Its label.
        public var label: String
    }

    /// A usage of an account: the chapter that it goes to.
    public struct Usage: Sendable, Hashable {
        /// The way to use the account.
        public var usage: Account.Usage
        /// The chapter.
        public var chapter: Entry
        /// The section of that chapter; empty when the plan does not declare it.
        public var section: String
    }

    /// The years for which the store has the plan, and what became of a code in them.
    public struct Span: Sendable, Hashable {
        /// The years of the plan in the store, ascending.
        public var known: [Int]
        /// Those in which it has the code.
        public var present: [Int]
        /// The labels that it had, each from a year on.
        public var labels: [Since]

        /// A label and the first year that has it.
        public struct Since: Sendable, Hashable {
            /// The year.
            public var year: Int
            /// The label.
            public var label: String
        }
    }

    /// What is known of an account.
    public struct AccountFacts: Sendable {
        /// The account.
        public var account: Account
        /// When the plan does not list the code: it subdivides `account`, whose facts these are.
        public var isSubdivision: Bool
        /// The accounts above it, that of two digits first.
        public var path: [Entry]
        /// The accounts right below it.
        public var children: [Entry]
        /// Those beside it, itself left out.
        public var neighbours: [Entry]
        /// The ways to use it; none for a heading.
        public var usages: [Usage]
        /// The years.
        public var span: Span
        /// The line of the green annex that its expenses go to.
        public var aggregate: GreenAggregates.Aggregate?
        /// What it is in other plans.
        public var equivalents: [PlanEquivalents.Equivalent]
    }

    /// What is known of a function.
    public struct FonctionFacts: Sendable {
        /// The function.
        public var entry: Entry
        /// The functions above it, the head first.
        public var path: [Entry]
        /// The functions right below it.
        public var children: [Entry]
        /// The years.
        public var span: Span
        /// What it is in other plans.
        public var equivalents: [PlanEquivalents.Equivalent]
    }

    /// What the plan `id` of `exercice` in `store` tells of `code`.
    ///
    /// - Throws: `NOM011` with the nearest codes when the plan has nothing of that code, and what the store throws.
    public init(_ code: String, in id: String, exercice: Int, of store: NomenclatureStore) throws(Finding) {
        let plan = try store.nomenclature(id, exercice: exercice)
        self.plan = plan
        self.code = code
        var years: [Nomenclature] = []
        for entry in try store.entries().filter({ $0.id == id }).sorted(by: { $0.exercice < $1.exercice }) {
            years.append(try store.plan(entry))
        }
        let others = try Self.others(than: id, exercice: plan.exercice, store)
        chapter = plan.chapter(code)
        let lookup = PlanLookup(plan)
        var listed = code
        if case .subdivision(let above) = lookup.entry(nature: code, sens: "").standing { listed = above }
        if let account = plan.account(listed) {
            self.account = Self.facts(account, isSubdivision: listed != code, plan, years, others)
            self.account?.aggregate = try store.aggregates().aggregate(of: code, in: id)
        }
        if let fonction = plan.fonction(code) {
            self.fonction = Self.facts(fonction, plan, years, others)
        }
        guard account != nil || chapter != nil || fonction != nil else {
            throw Finding(
                .codeNotInPlan,
                [
                    "code": code, "id": plan.id, "year": String(plan.exercice),
                    "nearest": Self.nearest(to: code, in: plan).map { "\($0.code) \($0.label)" }.joined(
                        separator: ", "),
                ])
        }
        if let aggregate = account?.aggregate, !aggregate.reason.isEmpty {
            findings.append(
                Finding(
                    .aggregateCorrected,
                    [
                        "code": aggregate.account, "id": plan.id, "aggregate": aggregate.code,
                        "source": aggregate.sourceCode, "reason": aggregate.reason,
                    ]))
        }
    }

    /// The plans that a code is looked for in: that of M14 for M57, that of M57 for any other, of the same year when there
    /// is one.
    private static func others(
        than id: String, exercice: Int, _ store: NomenclatureStore
    ) throws(Finding) -> [Nomenclature] {
        let known = Set(try store.entries().map(\.id))
        var found: [Nomenclature] = []
        for other in id.hasPrefix("M57") ? ["M14_COM_SUP3500"] : ["M57_D"] where known.contains(other) {
            found.append(try store.nomenclature(other, exercice: exercice))
        }
        return found
    }

    private static func facts(
        _ account: Account, isSubdivision: Bool, _ plan: Nomenclature, _ years: [Nomenclature],
        _ others: [Nomenclature]
    ) -> AccountFacts {
        var path: [Entry] = []
        var above = plan.account(account.parent)
        while let next = above, path.count < 12 {
            path.insert(Entry(code: next.code, label: next.label), at: 0)
            above = plan.account(next.parent)
        }
        func entries(_ isWanted: (Account) -> Bool) -> [Entry] {
            plan.accounts.filter(isWanted).map { Entry(code: $0.code, label: $0.label) }
        }
        let usages = Account.Usage.allCases.compactMap { usage -> Usage? in
            guard let code = account.chapter(usage) else { return nil }
            let chapter = plan.chapter(code)
            return Usage(
                usage: usage, chapter: Entry(code: code, label: chapter?.label ?? ""), section: chapter?.section ?? "")
        }
        return AccountFacts(
            account: account, isSubdivision: isSubdivision, path: path,
            children: entries { $0.parent == account.code },
            neighbours: entries { other in
                // Accounts of two digits have nothing above them but their class, the first digit.
                other.parent == account.parent && other.code != account.code
                    && (!account.parent.isEmpty || other.code.first == account.code.first)
            }, usages: usages,
            span: span(years) { $0.account(account.code)?.label },
            equivalents: others.flatMap { PlanEquivalents(from: plan, to: $0).account(account.code) })
    }

    private static func facts(
        _ fonction: Nomenclature.Fonction, _ plan: Nomenclature, _ years: [Nomenclature], _ others: [Nomenclature]
    ) -> FonctionFacts {
        var path: [Entry] = []
        var above = plan.fonction(fonction.parent)
        while let next = above, path.count < 12 {
            path.insert(Entry(code: next.code, label: next.label), at: 0)
            above = plan.fonction(next.parent)
        }
        return FonctionFacts(
            entry: Entry(code: fonction.code, label: fonction.label), path: path,
            children: plan.fonctions.filter { $0.parent == fonction.code }.map {
                Entry(code: $0.code, label: $0.label)
            },
            span: span(years) { $0.fonction(fonction.code)?.label },
            equivalents: others.flatMap { PlanEquivalents(from: plan, to: $0).fonction(fonction.code) })
    }

    private static func span(_ plans: [Nomenclature], _ label: (Nomenclature) -> String?) -> Span {
        var span = Span(known: plans.map(\.exercice), present: [], labels: [])
        for plan in plans {
            guard let label = label(plan) else { continue }
            span.present.append(plan.exercice)
            if span.labels.last?.label != label { span.labels.append(Span.Since(year: plan.exercice, label: label)) }
        }
        return span
    }

    /// The five codes of `plan` that someone may have meant by `code`: the two closest ones digit by digit, then those that
    /// share its longest beginning.
    static func nearest(to code: String, in plan: Nomenclature) -> [Entry] {
        var found: [Entry] = []
        func add(_ entry: Entry) { if found.count < 5, !found.contains(entry) { found.append(entry) } }
        let all =
            plan.accounts.map { Entry(code: $0.code, label: $0.label) }
            + plan.fonctions.map { Entry(code: $0.code, label: $0.label) }
        var codes = all.map(\.code)
        for _ in 0..<2 {
            guard let close = Nearest.name(to: code, among: codes), let entry = all.first(where: { $0.code == close })
            else { break }
            add(entry)
            codes.removeAll { $0 == close }
        }
        var prefix = code[...]
        while !prefix.isEmpty, found.count < 5 {
            let alike = all.filter { $0.code.hasPrefix(prefix) }
            // A short beginning says little when many codes have it: the heading alone is worth naming.
            for entry in alike.count > 12 ? alike.filter({ $0.code == prefix }) : alike { add(entry) }
            prefix = prefix.dropLast()
        }
        return found
    }
}
