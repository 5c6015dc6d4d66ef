internal import Findings
internal import PublicAccounts

/// Lays out, line by line, what a plan tells of a code.
struct NomenclatureText {
    let isFrench: Bool
    private(set) var lines: [String] = []

    init(isFrench: Bool) { self.isFrench = isFrench }

    func say(_ french: String, _ english: String) -> String { isFrench ? french : english }

    mutating func line(_ text: String) { lines.append(text.neutralised) }

    mutating func plan(_ entry: NomenclatureStore.Entry, _ plan: Nomenclature) {
        let counts = say(
            "\(plan.accounts.count) comptes, \(plan.fonctions.count) fonctions",
            "\(plan.accounts.count) accounts, \(plan.fonctions.count) functions")
        line("\(entry.id) \(entry.exercice) : \(counts), \(entry.path)")
    }

    mutating func explanation(_ found: PlanExplanation) {
        let plan = "\(found.plan.id) \(found.plan.exercice)"
        if let facts = found.account { account(facts, found.code, plan) }
        if let chapter = found.chapter {
            let kind = chapter.isByFonction ? say("par fonction", "by function") : say("par nature", "by nature")
            line("\(plan), \(say("chapitre", "chapter")) \(kind) \(chapter.code) \(chapter.label)")
            line("  section : \(chapter.section)")
        }
        if let facts = found.fonction { fonction(facts, plan) }
    }

    private mutating func account(_ facts: PlanExplanation.AccountFacts, _ code: String, _ plan: String) {
        let account = facts.account
        if facts.isSubdivision {
            line(
                say(
                    "\(plan) ne liste pas \(code), qui subdivise le compte \(account.code) \(account.label)",
                    "\(plan) does not list \(code), which subdivides the account \(account.code) \(account.label)"))
        } else {
            line("\(plan), \(say("compte", "account")) \(account.code) \(account.label)")
        }
        if !facts.path.isEmpty { line("  \(say("dans", "in")) : \(path(facts.path))") }
        for usage in facts.usages {
            line(
                "  \(word(usage.usage)) : \(say("chapitre", "chapter")) \(usage.chapter.code) \(usage.chapter.label)"
                    + (usage.section.isEmpty ? "" : ", \(usage.section)"))
        }
        if facts.usages.isEmpty {
            line("  " + say("titre : aucune ligne ne peut porter ce compte", "heading: no line can bear this account"))
        }
        if account.isEquipmentExpense || account.isEquipmentReceipt {
            let sides = [
                account.isEquipmentExpense ? say("en dépense", "as expense") : nil,
                account.isEquipmentReceipt ? say("en recette", "as receipt") : nil,
            ]
            line(
                "  " + say("opération d'équipement : ", "equipment operation: ")
                    + sides.compactMap { $0 }.joined(separator: ", "))
        }
        if let removed = account.removed {
            let since = removed == "oui" ? "" : say(" depuis le \(removed)", " since \(removed)")
            line("  " + say("supprimé du plan", "removed from the plan") + since)
        }
        if let aggregate = facts.aggregate {
            var text = "  \(say("annexe verte", "green annex")) : \(aggregate.code) \(aggregate.label)"
            if !aggregate.isLine { text += say(", hors de l'annexe", ", not in the annex") }
            if aggregate.account != code { text += say(", d'après \(aggregate.account)", ", by \(aggregate.account)") }
            if !aggregate.sourceCode.isEmpty {
                text += say(
                    " (la source dit \(aggregate.sourceCode), corrigé)",
                    " (the source says \(aggregate.sourceCode), corrected)")
            }
            line(text)
        }
        span(facts.span)
        entries(say("subdivisions", "subdivisions"), facts.children)
        entries(say("comptes voisins", "neighbours"), facts.neighbours)
        equivalents(facts.equivalents)
    }

    private mutating func fonction(_ facts: PlanExplanation.FonctionFacts, _ plan: String) {
        line("\(plan), \(say("fonction", "function")) \(facts.entry.code) \(facts.entry.label)")
        if !facts.path.isEmpty { line("  \(say("dans", "in")) : \(path(facts.path))") }
        span(facts.span)
        entries(say("subdivisions", "subdivisions"), facts.children)
        equivalents(facts.equivalents)
    }

    private func path(_ entries: [PlanExplanation.Entry]) -> String {
        entries.map { "\($0.code) \($0.label)" }.joined(separator: " › ")
    }

    private func word(_ usage: Account.Usage) -> String {
        switch usage {
        case .depenseReel: say("dépense réelle", "real expense")
        case .recetteReel: say("recette réelle", "real receipt")
        case .depenseOrdreEntreSections: say("dépense d'ordre entre sections", "expense of ordre between sections")
        case .recetteOrdreEntreSections: say("recette d'ordre entre sections", "receipt of ordre between sections")
        case .depenseOrdreInterieur:
            say("dépense d'ordre à l'intérieur de la section", "expense of ordre in its section")
        case .recetteOrdreInterieur:
            say("recette d'ordre à l'intérieur de la section", "receipt of ordre in its section")
        }
    }

    private mutating func span(_ span: PlanExplanation.Span) {
        func years(_ years: [Int]) -> String { years.map(String.init).joined(separator: ", ") }
        let missing = span.known.filter { !span.present.contains($0) }
        line(
            "  " + say("exercices : ", "years: ") + years(span.present)
                + (missing.isEmpty ? "" : say(" ; absent en ", "; absent in ") + years(missing)))
        for since in span.labels.dropFirst() {
            line("  " + say("libellé depuis \(since.year) : ", "label since \(since.year): ") + since.label)
        }
        if span.labels.count > 1, let first = span.labels.first {
            line("  " + say("libellé en \(first.year) : ", "label in \(first.year): ") + first.label)
        }
    }

    private mutating func entries(_ title: String, _ entries: [PlanExplanation.Entry]) {
        guard !entries.isEmpty else { return }
        line("  \(title) :")
        for entry in entries { line("    \(entry.code)  \(entry.label)") }
    }

    private mutating func equivalents(_ equivalents: [PlanEquivalents.Equivalent]) {
        for other in equivalents {
            let likeness =
                switch other.likeness {
                case .same: say("identique", "the same")
                case .sameCode: say("même code, autre libellé", "same code, another label")
                case .sameLabel: say("même libellé, autre code", "same label, another code")
                }
            line("  \(say("en", "in")) \(other.id) \(other.exercice) : \(other.code) \(other.label) (\(likeness))")
        }
    }
}
