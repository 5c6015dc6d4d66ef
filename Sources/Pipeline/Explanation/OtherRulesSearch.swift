internal import Findings
internal import PublicAccounts
internal import Rules

/// Finds the rules that did not decide on a line, and why they did not.
struct OtherRulesSearch {
    let wording: RuleWording
    /// Whether all are shown.
    let showsAll: Bool

    /// How many rules that do not match are shown: those of which the fewest conditions do not hold.
    private static let near = 5

    /// The rules of `ranked` besides `winner`, a place there; `matching` are the places of those that match.
    /// When something else than rules decided, `isDecided`, the first of these is what rules would have said.
    func others(
        _ ranked: [RankedRule], besides winner: Int?, matching: [Int], isDecided: Bool = false, _ view: inout LineView
    ) -> LineExplanation.OtherRules {
        var shown = matching.filter { $0 != winner }.map { place in
            LineExplanation.OtherRule(
                rule: wording.facts(ranked[place]), matches: true,
                why: isDecided
                    ? whyNot(ranked[place], isFirst: place == matching.first) : why(ranked[place], place, winner))
        }
        let isMatching = Set(matching)
        let failing = ranked.indices.filter { !isMatching.contains($0) }
        let kept = showsAll ? failing : near(failing, ranked, &view)
        for place in kept {
            guard let failure = view.failure(of: ranked[place].conditions) else { continue }
            shown.append(
                LineExplanation.OtherRule(
                    rule: wording.facts(ranked[place]), matches: false,
                    why: wording.failures.failure(failure, &view)))
        }
        return LineExplanation.OtherRules(shown: shown, hidden: failing.count - kept.count)
    }

    private func why(_ rule: RankedRule, _ place: Int, _ winner: Int?) -> String {
        if let winner, place > winner {
            return wording.say("convient, mais vient après", "matches, but comes later")
        }
        return wording.say("convient, mais n'a rien trouvé à suivre", "matches, but found nothing to follow")
    }

    /// Why a rule that matches gave way to a decision. What one that inherits would have found is not known.
    private func whyNot(_ rule: RankedRule, isFirst: Bool) -> String {
        if isFirst, case .verdict = rule.rule.effect {
            let gives = wording.facts(rule).gives
            return wording.say(
                "sans la décision, aurait donné : \(gives)", "without the decision, would have given: \(gives)")
        }
        return wording.say("convient, mais la décision l'emporte", "matches, but the decision comes first")
    }

    /// Of the rules `failing`, those that come nearest: of the fewest conditions that do not hold, then of the
    /// most that do.
    private func near(_ failing: [Int], _ ranked: [RankedRule], _ view: inout LineView) -> [Int] {
        var candidates: [(place: Int, missed: Int, met: Int)] = []
        for place in failing where view.holds(ranked[place].scope) {
            let conditions = ranked[place].ownConditions
            var met = 0
            var missed = 0
            for condition in conditions {
                if !view.holds(condition) {
                    missed += 1
                } else if case .not = condition {
                    // Most lines are not what a rule leaves out: that brings none nearer.
                } else {
                    met += 1
                }
            }
            if met > 0 { candidates.append((place, missed, met)) }
        }
        candidates.sort { ($0.missed, -$0.met, $0.place) < ($1.missed, -$1.met, $1.place) }
        return candidates.prefix(Self.near).map(\.place).sorted()
    }
}
