internal import Decisions
internal import Files
internal import Findings
internal import Learning
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

/// The rules that decisions suggest, as packs, and what they would change.
struct RuleSuggestions: Sendable {
    /// What a proposed rule would change.
    struct Change: Sendable, Hashable {
        /// What the lines are now, and what they would be, in words.
        var from: String
        var to: String
        /// How many lines.
        var lines: Int
        /// Their sum.
        var amount: Cents
    }

    /// The packs, one for each axis.
    let packs: [ProposedPack]
    /// For each pack, for each of its rules, what it would change over the lines that were collected; nil without a
    /// pipeline, which alone tells what lines are now.
    let changes: [[[Change]]]?
    /// For each pack, for each of its rules, the lines that speak against it, in words.
    private let exceptions: [[[String]]]
    /// Where the packs are written; nil when they are shown.
    private let folder: String?

    /// The rules that `decisions` suggest, `support` of them at least for each, held against `lines`.
    ///
    /// - Throws: a `PipelineFailure` when a pack cannot be read back or the pipeline's rules cannot be used.
    init(_ decisions: [Decision], over lines: [Lines], _ settings: CollectSettings, support: Int) throws {
        let ready = try settings.pipeline.map { try TransformStage(definition: $0).ready() }
        let absence = ready?.measure.definition.absence.id ?? "non-renseigne"
        let proposals = RuleProposal.all(from: decisions, absences: [absence], bars: ProposalBars(support: support))
        packs = ProposedPack.all(of: proposals, decisions)
        exceptions = packs.map { pack in
            pack.proposals.map { $0.exceptions.map { "\(decisions[$0].line.words) : \(decisions[$0].rating.words())" } }
        }
        folder = settings.packsFolder
        let read = try packs.map { pack in
            let reading = PackReader.read(Array(pack.yaml.utf8), file: Self.name(of: pack))
            guard let made = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
                throw PipelineFailure(reading.findings)
            }
            return made
        }
        guard let pipeline = settings.pipeline, let ready else {
            changes = nil
            return
        }
        var diff = ProposalDiff(packs)
        for lines in lines { try diff.add(lines, read, decisions, ready, exercice: pipeline.exercice) }
        changes = diff.changes
    }

    /// `budget-vert-attenuation.yaml`.
    private static func name(of pack: ProposedPack) -> String { "\(pack.measure)-\(pack.axis).yaml" }

    /// Writes the packs to their folder, if they have one; each appears whole. `paths` are never written over.
    func write(sparing paths: [String]) throws {
        guard let folder else { return }
        _ = try FileSystem.makeFolder(folder)
        let files = try packs.map { pack in
            let file = try AtomicFile(FilePaths.join(folder, Self.name(of: pack)), sparing: paths)
            try file.write(Array(pack.yaml.utf8)[...])
            return file
        }
        for file in files { try file.commit() }
    }

    /// The rules and what they would change, for people; the packs too where they are written nowhere.
    func text(_ language: Language) -> String {
        func say(_ french: String, _ english: String) -> String { language == .french ? french : english }
        guard !packs.isEmpty else {
            return say(
                "Aucune règle à proposer : les décisions ne se répètent pas assez.",
                "No rule to propose: decisions do not repeat enough.")
        }
        var rows: [String] = []
        for (place, pack) in packs.enumerated() {
            rows.append(
                say("Règles proposées, axe \(pack.axis) : ", "Proposed rules, axis \(pack.axis): ")
                    + (folder.map { FilePaths.join($0, Self.name(of: pack)).neutralised } ?? ""))
            for (number, rule) in pack.rules.enumerated() {
                let proposal = pack.proposals[number]
                let counts = say(
                    "\(proposal.support.count) décisions, \(proposal.operations) opérations, \(proposal.exceptions.count) exceptions",
                    "\(proposal.support.count) decisions, \(proposal.operations) operations, \(proposal.exceptions.count) exceptions"
                )
                rows.append("  \(rule.neutralised) → \(proposal.rating.words()) (\(counts))")
                for change in changes?[place][number] ?? [] {
                    let lines = FrenchNumber.integer(change.lines)
                    rows.append(
                        "      \(change.from) → \(change.to) : \(lines) \(say("lignes", "lines")), "
                            + FrenchNumber.euros(cents: change.amount.value))
                }
            }
        }
        if changes == nil {
            rows.append(
                say(
                    "Avec --pipeline, ce que ces règles changeraient est compté.",
                    "With --pipeline, what these rules would change is counted."))
        }
        if folder == nil { rows += packs.map { "\n" + $0.yaml } }
        return rows.joined(separator: "\n")
    }

    /// Writes an object for each rule into the array that is open.
    func write(to json: inout JSONWriter) {
        for (place, pack) in packs.enumerated() {
            for (number, rule) in pack.rules.enumerated() {
                let proposal = pack.proposals[number]
                json.object { json in
                    json.member("measure", pack.measure)
                    json.member("axis", pack.axis)
                    json.member("rule", rule)
                    json.member("rating", proposal.rating.words())
                    json.member("support", proposal.support.count)
                    json.member("operations", proposal.operations)
                    json.key("exceptions")
                    json.array { json in for exception in exceptions[place][number] { json.string(exception) } }
                    json.member("cents", Int(proposal.amount.value))
                    guard let changes else { return }
                    json.key("changes")
                    json.array { json in
                        for change in changes[place][number] {
                            json.object { json in
                                json.member("from", change.from)
                                json.member("to", change.to)
                                json.member("lines", change.lines)
                                json.member("cents", Int(change.amount.value))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Counts what proposed rules would change.
private struct ProposalDiff {
    private let packs: [ProposedPack]
    /// For each pack and rule, the changes, in order of first appearance.
    private(set) var changes: [[[RuleSuggestions.Change]]]

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
        for (old, new) in zip(before.axes, after.axes) {
            let names = new.ratings.map { place(of: $0.rule) }
            for line in new.codes.indices {
                guard let (pack, rule) = names[Int(new.codes[line])] else { continue }
                let from = words(old[line], measure.definition)
                let to = words(new[line], measure.definition)
                let known = changes[pack][rule].firstIndex { $0.from == from && $0.to == to }
                let place = known ?? changes[pack][rule].count
                if known == nil {
                    changes[pack][rule].append(RuleSuggestions.Change(from: from, to: to, lines: 0, amount: .zero))
                }
                changes[pack][rule][place].lines += 1
                changes[pack][rule][place].amount += lines.amounts[line]
            }
        }
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
