public import Findings
public import PublicAccounts
internal import Texts

/// What `mesures nomenclature` tells of a code, of words, or of the plans that there are: for people and as JSON.
public struct NomenclatureReport: Sendable {
    private enum Content {
        case plans([Row])
        case search(Nomenclature, words: String, accounts: [Account], fonctions: [Nomenclature.Fonction])
        case explanation(PlanExplanation)
    }

    /// A plan of the store.
    private struct Row {
        var entry: NomenclatureStore.Entry
        var plan: Nomenclature
    }

    /// How many accounts and functions a search shows.
    private static let shown = 40

    private let content: Content
    /// What was noticed.
    public let findings: [Finding]

    /// Every plan of `store`.
    ///
    /// - Throws: `NOM001` or `NOM002`.
    public init(plansOf store: NomenclatureStore) throws(Finding) {
        var rows: [Row] = []
        for entry in try store.entries() { rows.append(Row(entry: entry, plan: try store.plan(entry))) }
        content = .plans(rows)
        findings = []
    }

    /// What the plan `id` of `exercice` tells of `text`: a code, or words of labels.
    ///
    /// - Throws: `NOM003` or `NOM004` when there is no such plan, `NOM011` or `NOM016` when it
    ///   has nothing of that code or those words.
    public init(
        of text: String, in id: String, exercice: Int, store: NomenclatureStore
    ) throws(Finding) {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            let plan = try store.nomenclature(id, exercice: exercice)
            let accounts = plan.searchAccounts(text)
            let fonctions = plan.searchFonctions(text)
            guard !accounts.isEmpty || !fonctions.isEmpty else {
                throw Finding(
                    .wordsNotInPlan, ["words": text, "id": plan.id, "year": String(plan.exercice)])
            }
            content = .search(plan, words: text, accounts: accounts, fonctions: fonctions)
            findings = []
            return
        }
        let explanation = try PlanExplanation(text, in: id, exercice: exercice, of: store)
        content = .explanation(explanation)
        findings = explanation.findings
    }

    // MARK: For people

    /// The report as text, several lines.
    public func text(_ language: Language) -> String {
        var text = NomenclatureText(isFrench: language == .french)
        switch content {
        case .plans(let rows):
            for row in rows { text.plan(row.entry, row.plan) }
        case .search(let plan, _, let accounts, let fonctions):
            text.line("\(plan.id) \(plan.exercice)")
            for account in accounts.prefix(Self.shown) { text.line("  \(account.code)  \(account.label)") }
            for fonction in fonctions.prefix(Self.shown) {
                text.line("  \(text.say("fonction", "function")) \(fonction.code)  \(fonction.label)")
            }
            let more = max(0, accounts.count - Self.shown) + max(0, fonctions.count - Self.shown)
            if more > 0 { text.line("  … \(text.say("et \(more) autres", "and \(more) others"))") }
        case .explanation(let explanation): text.explanation(explanation)
        }
        return text.lines.joined(separator: "\n")
    }

    // MARK: For programs

    /// The report as JSON, indented.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            switch content {
            case .plans(let rows):
                json.key("plans")
                json.array { json in
                    for row in rows {
                        json.object { json in
                            json.member("nomenclature", row.entry.id)
                            json.member("exercice", row.entry.exercice)
                            json.member("norme", row.entry.norme)
                            json.member("accounts", row.plan.accounts.count)
                            json.member("fonctions", row.plan.fonctions.count)
                            json.member("file", row.entry.path)
                            json.member("sourceSha256", row.entry.source)
                        }
                    }
                }
            case .search(let plan, let words, let accounts, let fonctions):
                json.member("nomenclature", plan.id)
                json.member("exercice", plan.exercice)
                json.member("words", words)
                NomenclatureJSON.entries("accounts", accounts.map { ($0.code, $0.label) }, to: &json)
                NomenclatureJSON.entries("fonctions", fonctions.map { ($0.code, $0.label) }, to: &json)
            case .explanation(let explanation): NomenclatureJSON.write(explanation, to: &json)
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
