internal import Findings
internal import Measures
internal import Tabular

/// Says how the synthesis of a line follows from its axes (`SynthesisRule`).
struct SynthesisSteps {
    let wording: RuleWording

    /// One sentence for each part of `synthesis`, which `ratings` of the axes `axes` give.
    func steps(_ synthesis: SynthesisRating, of ratings: [Rating], _ axes: [Axis]) -> [String] {
        if synthesis.isConflict {
            return [
                wording.say(
                    "les axes sont partagés à des parts différentes : nul ne peut dire quelle part rencontre quelle autre",
                    "the axes are split at different parts: nobody can say which part meets which")
            ]
        }
        guard let main = synthesis.main else { return [] }
        var steps = [step(main, ratings.map { $0.main }, axes)]
        if let other = synthesis.other {
            steps.append(step(other, ratings.map { $0.other ?? $0.main }, axes))
        }
        return steps
    }

    private func step(_ result: UInt8, _ marks: [UInt8?], _ axes: [Axis]) -> String {
        let definition = wording.definition
        let met = zip(axes, marks).compactMap { axis, mark in mark.map { (axis, definition.marks[Int($0)], $0) } }
        let said = met.map { axis, mark, _ in
            axis.short + " " + mark.label.lowercased() + (mark.sign.map { " (\($0 > 0 ? "+" : "")\($0))" } ?? "")
        }.joined(separator: ", ")
        return said + " → " + definition.marks[Int(result)].label + " : " + reason(result, met.map(\.2))
    }

    private func reason(_ result: UInt8, _ marks: [UInt8]) -> String {
        let definition = wording.definition
        let signs = marks.compactMap { $0 < definition.absenceMark ? definition.categories[Int($0)].sign : nil }
        let absent = marks.count { $0 == definition.absenceMark }
        if result == definition.absenceMark {
            return absent == marks.count
                ? wording.say("aucun axe n'a de cotation", "no axis has a rating")
                : wording.say(
                    "un axe n'a pas de cotation, et la synthèse l'attend",
                    "an axis has no rating, and the synthesis waits for it")
        }
        let ignored =
            absent > 0
            ? wording.say(" ; l'axe sans cotation est ignoré", "; the axis without a rating is left aside") : ""
        let sum = signs.reduce(0, +)
        let magnitude = signs.reduce(0) { $0 + abs($1) }
        let reason: String
        if magnitude == 0 {
            reason =
                signs.isEmpty
                ? wording.say("aucun axe ne porte de jugement", "no axis is a judgement")
                : signs.count < marks.count - absent
                    ? wording.say("option « neutre et non coté ensemble »", "option “neutral and not rated together”")
                    : wording.say("aucun effet, d'aucun signe", "no effect of either sign")
        } else if sum == magnitude {
            reason = wording.say("rien de défavorable", "nothing unfavourable")
        } else if sum == -magnitude {
            reason = wording.say("rien de favorable", "nothing favourable")
        } else {
            reason = wording.say("des effets des deux signes", "effects of both signs")
        }
        return reason + ignored
    }
}
