public import Decisions
public import Tabular

/// A rule that the decisions behind a proposal contradict: it had said something else of their lines.
public struct Contradiction: Sendable, Hashable {
    /// The rule, `pack/rule-id`.
    public var rule: String
    /// The category that it had given, by id.
    public var category: String
    /// How many decisions say otherwise.
    public var decisions: Int
    /// The sum of their lines.
    public var amount: Cents
}

extension Contradiction {
    /// The rule in the name of what decided on a line, without the row that it found in a table and the line that it
    /// followed: `defaut[2151]`, `annulations ← velo`. Nil when no rule decided.
    public static func rule(in name: String) -> String? {
        let rule = String(name.prefix { $0 != "[" && $0 != " " })
        // A person's decision, `décision de A. Martin`, has no pack.
        return rule.contains("/") ? rule : nil
    }
}

extension RuleProposal {
    /// The rules that `decisions`, of which this proposal is made, contradict, those of most decisions first. What had been
    /// asked, or left without rating (`absences`), is not contradicted.
    public func contradictions(in decisions: [Decision], absences: Set<String>) -> [Contradiction] {
        var found: [Contradiction] = []
        for index in support {
            let decision = decisions[index]
            guard let rule = Contradiction.rule(in: decision.rule), !decision.programCategory.isEmpty,
                !absences.contains(decision.programCategory),
                decision.programCategory != decision.rating.category || !decision.rating.other.isEmpty
            else { continue }
            let known = found.firstIndex { $0.rule == rule && $0.category == decision.programCategory }
            let place = known ?? found.count
            if known == nil {
                found.append(
                    Contradiction(rule: rule, category: decision.programCategory, decisions: 0, amount: .zero))
            }
            found[place].decisions += 1
            found[place].amount += decision.line.amount
        }
        return found.sorted { ($1.decisions, $0.rule, $0.category) < ($0.decisions, $1.rule, $1.category) }
    }
}
