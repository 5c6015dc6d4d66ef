internal import Decisions
internal import Files
internal import Findings
internal import Learning
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

/// The rules that decisions suggest, as packs, what they contradict and what they would change.
struct RuleSuggestions: Sendable {
    /// The packs, one for each axis.
    let packs: [ProposedPack]
    /// For each pack, for each of its rules, what it would change over the lines that were collected; nil without a
    /// pipeline, which alone tells what lines are now.
    let changes: [[[ProposedChange]]]?
    /// For each pack, for each of its rules, the rules that its decisions contradict.
    let contradictions: [[[Contradiction]]]
    /// For each pack, for each of its rules, the lines that speak against it, in words.
    private let exceptions: [[[String]]]
    /// The YAML of each pack, with what each rule contradicts above it.
    private let texts: [String]
    /// Where the packs are written; nil when they are shown.
    private let folder: String?

    /// The rules that `decisions` suggest, `support` of them at least for each, held against `lines`.
    ///
    /// - Throws: a `PipelineFailure` when a pack cannot be read back or the pipeline's rules cannot be used.
    init(_ decisions: [Decision], over lines: [Lines], _ settings: CollectSettings, support: Int) throws {
        let ready = try settings.pipeline.map { try TransformStage(definition: $0).ready() }
        let absences: Set = [ready?.measure.definition.absence.id ?? "non-renseigne"]
        let proposals = RuleProposal.all(from: decisions, absences: absences, bars: ProposalBars(support: support))
        packs = ProposedPack.all(of: proposals, decisions)
        exceptions = packs.map { pack in
            pack.proposals.map { $0.exceptions.map { "\(decisions[$0].line.words) : \(decisions[$0].rating.words())" } }
        }
        contradictions = packs.map { pack in
            pack.proposals.map { $0.contradictions(in: decisions, absences: absences) }
        }
        folder = settings.packsFolder
        let read = try packs.map { pack in
            let reading = PackReader.read(Array(pack.yaml.utf8), file: Self.name(of: pack))
            guard let made = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
                throw PipelineFailure(reading.findings)
            }
            return made
        }
        var changes: [[[ProposedChange]]]?
        if let pipeline = settings.pipeline, let ready {
            var diff = ProposalDiff(packs)
            for lines in lines { try diff.add(lines, read, decisions, ready, exercice: pipeline.exercice) }
            changes = diff.changes
        }
        self.changes = changes
        texts = packs.indices.map { [packs, contradictions] place in
            let remarks = packs[place].proposals.indices.map { number in
                Self.remarks(
                    packs[place].proposals[number], contradictions[place][number], changes?[place][number] ?? [])
            }
            return packs[place].yaml(remarks: remarks)
        }
    }

    /// `budget-vert-attenuation.yaml`.
    private static func name(of pack: ProposedPack) -> String { "\(pack.measure)-\(pack.axis).yaml" }

    /// What a rule contradicts, for who reads the pack.
    private static func remarks(
        _ proposal: RuleProposal, _ contradictions: [Contradiction], _ changes: [ProposedChange]
    ) -> [String] {
        contradictions.map { found in
            "contredit \(found.rule) : \(found.category) → \(proposal.rating.words()), \(found.decisions) décisions"
        }
            + changes.filter(\.isConflict).map { change in
                "contredirait \(change.rule) : \(change.from) → \(change.to), "
                    + "\(FrenchNumber.integer(change.lines)) autres lignes"
            }
    }

    /// Writes the packs to their folder, if they have one; each appears whole. `paths` are never written over.
    func write(sparing paths: [String]) throws {
        guard let folder else { return }
        _ = try FileSystem.makeFolder(folder)
        let files = try zip(packs, texts).map { pack, text in
            let file = try AtomicFile(FilePaths.join(folder, Self.name(of: pack)), sparing: paths)
            try file.write(Array(text.utf8)[...])
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
                for found in contradictions[place][number] {
                    rows.append(
                        "      " + say("ces décisions contredisent ", "these decisions contradict ")
                            + "\(found.rule.neutralised) : \(found.category) → \(proposal.rating.words()) : "
                            + "\(FrenchNumber.integer(found.decisions)) \(say("décisions", "decisions")), "
                            + FrenchNumber.euros(cents: found.amount.value))
                }
                for change in changes?[place][number] ?? [] { rows.append("      " + change.text(language)) }
            }
        }
        if changes == nil {
            rows.append(
                say(
                    "Avec --pipeline, ce que ces règles changeraient est compté.",
                    "With --pipeline, what these rules would change is counted."))
        }
        if folder == nil { rows += texts.map { "\n" + $0 } }
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
                    json.key("contradicts")
                    json.array { json in
                        for found in contradictions[place][number] {
                            json.object { json in
                                json.member("rule", found.rule)
                                json.member("from", found.category)
                                json.member("to", proposal.rating.words())
                                json.member("decisions", found.decisions)
                                json.member("cents", Int(found.amount.value))
                            }
                        }
                    }
                    guard let changes else { return }
                    json.key("changes")
                    json.array { json in for change in changes[place][number] { change.write(to: &json) } }
                }
            }
        }
    }
}

extension ProposedChange {
    /// The change on one line, for people.
    fileprivate func text(_ language: Language) -> String {
        func say(_ french: String, _ english: String) -> String { language == .french ? french : english }
        let named = rule.neutralised + (place.file == nil ? "" : " (\(place.text(language)))")
        let who =
            if rule.isEmpty {
                say("sans règle qui décide : ", "where no rule decides: ")
            } else if isConflict {
                say("contredirait \(named) : ", "would contradict \(named): ")
            } else {
                say("répéterait \(named) : ", "would repeat \(named): ")
            }
        return who + "\(from) → \(to) : \(FrenchNumber.integer(lines)) \(say("lignes", "lines")), "
            + FrenchNumber.euros(cents: amount.value)
    }

    /// Writes the change as an object.
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("rule", rule)
            json.member("file", place.file ?? "")
            json.member("line", place.line ?? 0)
            json.member("from", from)
            json.member("to", to)
            json.member("conflict", isConflict)
            json.member("lines", lines)
            json.member("cents", Int(amount.value))
        }
    }
}
