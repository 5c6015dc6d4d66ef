internal import Decisions
internal import Findings
internal import Learning
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// What a proposed rule would change of the lines that one rule rates, or of those that none does.
struct ProposedChange: Sendable, Hashable {
    /// The rule that decides on the lines now, `pack/rule-id`; empty when none does.
    var rule: String
    /// Where that rule is written; no file where that is not known.
    var place: Place
    /// What the lines are now, and what they would be, in words.
    var from: String
    var to: String
    /// How many lines.
    var lines: Int
    /// Their sum.
    var amount: Cents

    /// Whether the rule of these lines says something else of them than the one proposed.
    var isConflict: Bool { !rule.isEmpty && from != to }
}

/// Counts what proposed rules would change.
struct ProposalDiff {
    private let packs: [ProposedPack]
    /// For each pack and rule, the changes, in order of first appearance.
    private(set) var changes: [[[ProposedChange]]]

    init(_ packs: [ProposedPack]) {
        self.packs = packs
        changes = packs.map { pack in pack.rules.map { _ in [] } }
    }

    /// Adds what the packs, read back as `read`, would change in `lines`: they come before the packs of the pipeline, after
    /// what people decided.
    mutating func add(
        _ lines: Lines, _ read: [Pack], _ decisions: [Decision], _ ready: TransformStage.Ready, exercice: Int
    ) throws {
        let measure = ready.measure
        let own = read.filter { $0.measure == measure.definition.id }
        let proposed = Measure(measure.definition, packs: own + measure.packs, plans: measure.plans)
        let decided = DecidedLines(DecisionsFile(decisions), of: measure.definition, on: lines)
        let before = try measure.compute(lines, exercice: exercice, decided: decided)
        let after = try proposed.compute(lines, exercice: exercice, decided: decided)
        let places = Self.places(measure.packs)
        for (old, new) in zip(before.axes, after.axes) {
            let names = new.ratings.map { place(of: $0.rule) }
            for line in new.codes.indices {
                guard let (pack, rule) = names[Int(new.codes[line])] else { continue }
                let now = old[line]
                // A rule that asks leaves the lines without a rating: it is not contradicted by one.
                let decides = now.state == .asked ? nil : Contradiction.rule(in: now.rule)
                let change = ProposedChange(
                    rule: decides ?? "", place: decides.flatMap { places[$0] } ?? Place(),
                    from: words(now, measure.definition), to: words(new[line], measure.definition), lines: 1,
                    amount: lines.amounts[line])
                count(change, of: rule, in: pack)
            }
        }
    }

    private mutating func count(_ change: ProposedChange, of rule: Int, in pack: Int) {
        let known = changes[pack][rule].firstIndex {
            $0.rule == change.rule && $0.from == change.from && $0.to == change.to
        }
        guard let known else {
            changes[pack][rule].append(change)
            return
        }
        changes[pack][rule][known].lines += 1
        changes[pack][rule][known].amount += change.amount
    }

    /// Where the rules of `packs` are written.
    private static func places(_ packs: [Pack]) -> [String: Place] {
        var places: [String: Place] = [:]
        for pack in packs {
            for rule in pack.rules { places[(rule.pack.isEmpty ? pack.id : rule.pack) + "/" + rule.id] = rule.place }
        }
        return places
    }

    /// The pack and the rule that `name`, `pack/rule-id`, is of; nil for others.
    private func place(of name: String) -> (pack: Int, rule: Int)? {
        for (place, pack) in packs.enumerated() where name.hasPrefix(pack.id + "/") {
            if let rule = pack.rules.firstIndex(of: String(name.dropFirst(pack.id.count + 1))) { return (place, rule) }
        }
        return nil
    }

    private func words(_ rating: Rating, _ definition: MeasureDefinition) -> String {
        guard let main = rating.main else { return rating.exclusion }
        let label = definition.marks[Int(main)].label
        guard let other = rating.other else { return label }
        return "\(label) \(rating.share.text) / \(definition.marks[Int(other)].label)"
    }
}
