internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Texts

/// Says what rules are, in a language and in the words of a measure.
struct RuleWording {
    let definition: MeasureDefinition
    let language: Language
    /// Says conditions; lists are cut in what did not match, never in what did.
    let conditions: ConditionWords
    let failures: ConditionWords

    init(_ definition: MeasureDefinition, _ language: Language, showsAll: Bool) {
        self.definition = definition
        self.language = language
        conditions = ConditionWords(language)
        failures = ConditionWords(language, shown: showsAll ? .max : 6)
    }

    func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    /// The label of the category `id`, or of the absence of one.
    func label(_ id: String) -> String {
        (definition.categories + [definition.absence]).first { $0.id == id }?.label ?? id
    }

    /// The facts of a rule.
    func facts(_ ranked: RankedRule) -> LineExplanation.RuleFacts {
        let rule = ranked.rule
        return LineExplanation.RuleFacts(
            name: ranked.name, version: ranked.version, place: ranked.place, gives: gives(rule.effect),
            dispute: rule.dispute?.words ?? "",
            conditions: conditions.words(ranked.ownConditions), because: rule.because, source: rule.source,
            confidence: rule.confidence)
    }

    /// The facts of a rule that gave `outcome`: its own reasons and what it gave.
    func facts(_ ranked: RankedRule, gave outcome: Outcome) -> LineExplanation.RuleFacts {
        var facts = facts(ranked)
        facts.name = outcome.rule
        facts.because = outcome.because
        facts.source = outcome.source
        facts.confidence = outcome.confidence
        facts.gives = gives(outcome.verdict)
        return facts
    }

    private func gives(_ effect: Rule.Effect) -> String {
        switch effect {
        case .verdict(let verdict): gives(verdict)
        case .lookup(let table, let column):
            say(
                "ce que dit la table \(table.name), colonne « \(table.columns[column]) »",
                "what the table \(table.name) says, column “\(table.columns[column])”")
        case .inherit(.operation):
            say("ce que disent les autres lignes de l'opération", "what the other lines of the operation say")
        case .inherit(.mandat): say("ce que dit le mandat annulé", "what the cancelled mandate says")
        }
    }

    /// The factors of one way to find a quantity, post by post.
    private func gives(_ entry: Quantification.Entry) -> String {
        entry.posts.map { "\($0.id) : \($0.factor.id)" }.joined(separator: ", ")
    }

    private func capital(_ id: String) -> String { definition.details.capitals.first { $0.id == id }?.label ?? id }

    private func indicator(_ id: String) -> String { definition.details.indicators.first { $0.id == id }?.label ?? id }

    private func gives(_ verdict: Outcome.Verdict) -> String {
        switch verdict {
        case .shares(let shares):
            shares.count == 1
                ? label(shares[0].category)
                : shares.map { "\(label($0.category)) \($0.share.text)" }.joined(separator: ", ")
        case .contributions(let weights):
            weights.map { "\(label($0.category)) \($0.weight.text)" }.joined(separator: ", ")
        case .quantities(let quantification):
            quantification.entries.map { gives($0) }.joined(separator: say(" ; sinon ", "; else "))
        case .posting(let posting):
            "\(capital(posting.capital)), \(posting.template), \(posting.part.text)"
        case .link(let link): "\(indicator(link.indicator)), \(link.part.text)"
        case .ask(let question, let to):
            question + (to.isEmpty ? "" : say(" (à demander : \(to))", " (to ask: \(to))"))
        case .excluded(let reason): say("hors de la mesure : \(reason)", "outside the measure: \(reason)")
        case .unmatched: definition.absence.label
        }
    }
}
