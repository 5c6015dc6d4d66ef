internal import Decisions
internal import Findings
internal import Rules

/// What decisions become on the lines of a measure, in its own words.
struct DecisionWords {
    private let definition: MeasureDefinition
    private let labels: [String: String]

    init(_ definition: MeasureDefinition) {
        self.definition = definition
        labels = Dictionary(
            (definition.categories + [definition.absence]).map { ($0.id, $0.label) }) { first, _ in first }
    }

    /// What a decision makes of its line.
    func outcome(_ decision: Decision) -> Outcome {
        let verdict: Outcome.Verdict =
            decision.rating.category == definition.absence.id
            ? .ask(question: "Cotation retirée par \(by(decision)).", to: "") : .shares(decision.rating.shares)
        return Outcome(
            verdict: verdict, rule: "décision de \(by(decision))", packVersion: "",
            because: decision.reason.isEmpty ? "Décidé sans motif écrit" : decision.reason, source: "",
            confidence: .verified)
    }

    /// What people are asked about a decision that is not applied to the line `now`.
    func question(_ decision: Decision, _ reason: DecisionMatching.Asked.Reason, _ now: LineIdentity) -> String {
        let motive = decision.reason.isEmpty ? "" : " (\(decision.reason))"
        let taken = "Décision de \(by(decision)) : \(rating(decision))\(motive)."
        switch reason {
        case .changed: return "\(taken) La ligne a changé depuis : \(changes(decision.line, now)). À coter de nouveau."
        case .several: return "\(taken) Plusieurs lignes peuvent être celle qu'elle vise. À coter de nouveau."
        case .contradicted: return "\(taken) Une autre décision dit autre chose. À coter de nouveau."
        }
    }

    /// The finding that tells of a decision that is not applied.
    func finding(
        _ decision: Decision, _ reason: DecisionMatching.Asked.Reason, _ now: LineIdentity, rows: [Int], at place: Place
    ) -> Finding {
        let shown = rows.prefix(10).map { String($0 + 1) }.joined(separator: ", ")
        var values = [
            "line": decision.line.words, "decision": "\(rating(decision)) (\(by(decision)))", "axis": decision.axis,
            "rows": shown + (rows.count > 10 ? "…" : ""),
        ]
        switch reason {
        case .changed:
            values["changes"] = changes(decision.line, now)
            return Finding(.decidedLineChanged, at: place, values)
        case .several: return Finding(.decidedLineUnclear, at: place, values)
        case .contradicted: return Finding(.decisionContradicted, at: place, values)
        }
    }

    private func by(_ decision: Decision) -> String { "\(decision.author), \(decision.date)" }

    private func rating(_ decision: Decision) -> String { decision.rating.words { labels[$0] ?? $0 } }

    /// `montant 1 200,00 € alors, 1 300,00 € maintenant`.
    private func changes(_ then: LineIdentity, _ now: LineIdentity) -> String {
        then.differences(to: now).map { difference in
            func shown(_ text: String) -> String { text.isEmpty ? "rien" : text }
            return "\(difference.field) \(shown(difference.then)) alors, \(shown(difference.now)) maintenant"
        }.joined(separator: " ; ")
    }
}
