public import Decisions
public import Findings

extension DecisionsFile {
    /// What is wrong in the decisions on `definition`: axes and categories that it does not have.
    public func problems(for definition: MeasureDefinition) -> [Finding] {
        let axes = definition.axes.map(\.id)
        let categories = (definition.categories + [definition.absence]).map(\.id)
        var found: [Finding] = []
        for (decision, place) in zip(decisions, places) where decision.measure == definition.id {
            func expect(_ name: String, _ what: String, _ known: [String]) {
                guard !known.contains(name) else { return }
                found.append(
                    Finding(
                        .unknownDecision, at: place,
                        [
                            "measure": definition.id, "what": what, "name": name,
                            "known": known.joined(separator: ", "),
                        ]))
            }
            expect(decision.axis, "axe", axes)
            expect(decision.rating.category, "catégorie", categories)
            if !decision.rating.other.isEmpty { expect(decision.rating.other, "catégorie", categories) }
        }
        return found
    }

    /// The finding that tells that the line of decision `index` is no longer there.
    public func gone(_ index: Int) -> Finding {
        let decision = decisions[index]
        return Finding(
            .decidedLineGone, at: places[index],
            ["axis": decision.axis, "line": decision.line.words, "decision": decision.words])
    }
}
