internal import Decisions
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Texts

/// The second stage: rules rate the lines.
struct TransformStage {
    /// A measure ready to look at lines, and the files it comes from.
    struct Ready {
        var measure: Measure
        /// What people decided.
        var decisions: DecisionsFile
        var files: [RuleFile]
        /// What was noticed in the files, nothing that stops.
        var findings: [Finding]
    }

    let definition: PipelineDefinition

    /// Reads and checks the measure and its packs.
    ///
    /// - Throws: a `PipelineFailure` with everything that is wrong in them.
    func ready() throws -> Ready {
        let reading = MeasureReader.read(path: definition.measure)
        guard let measure = reading.definition, !Self.hasError(reading.findings) else {
            throw PipelineFailure(reading.findings)
        }
        var findings = reading.findings
        var packs: [Pack] = []
        var files = [
            RuleFile(
                role: RuleFile.measureRole, path: definition.measure, version: measure.version,
                sha256: try SHA256.hex(of: Bytes(mapping: definition.measure)))
        ]
        for path in measure.details.files {
            files.append(
                RuleFile(
                    role: "Mesure, table", path: path, version: "", sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        let plans = NomenclatureStore(folders: definition.nomenclatures)
        for path in measure.axes.flatMap(\.packs) {
            let reading = PackChecker.load(path: path, measure.packContext(plans: plans))
            findings += reading.findings
            guard let pack = reading.pack, !Self.hasError(reading.findings) else { continue }
            packs.append(pack)
            files.append(
                RuleFile(
                    role: RuleFile.rulesRole + pack.id, path: path, version: pack.version,
                    sha256: try SHA256.hex(of: Bytes(mapping: path))))
            for other in pack.files where !files.contains(where: { $0.path == other }) {
                files.append(
                    RuleFile(
                        role: "\(RuleFile.rulesRole)\(pack.id)\(RuleFile.taken)", path: other, version: "",
                        sha256: try SHA256.hex(of: Bytes(mapping: other))))
            }
        }
        findings += PackChecker.checkTogether(packs)
        let decisions = try DecisionsFile(reading: definition.decisions)
        for path in definition.decisions {
            files.append(
                RuleFile(
                    role: "Décisions", path: path, version: "", sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        findings += decisions.findings + decisions.problems(for: measure)
        var made = Measure(measure, packs: packs, plans: plans)
        if let suggest = definition.suggest {
            let past = try DecisionsFile(reading: suggest.from)
            for path in suggest.from {
                files.append(
                    RuleFile(
                        role: "Décisions passées, pour suggérer", path: path, version: "",
                        sha256: try SHA256.hex(of: Bytes(mapping: path))))
            }
            // What the same file says as decisions is said above.
            let told = Set(findings)
            findings += (past.findings + past.problems(for: measure)).filter { !told.contains($0) }
            made.suggestions = LearnedSuggestions(past, of: measure, accept: suggest.accept)
        }
        // Decisions that contradict each other are told and left aside; they do not stop the others.
        if Self.hasError(findings.filter { $0.kind != .contradiction }) { throw PipelineFailure(findings) }
        return Ready(
            measure: made, decisions: decisions, files: files, findings: findings)
    }

    /// What was decided of `lines`.
    func decided(_ lines: Lines, with ready: Ready) -> DecidedLines {
        DecidedLines(ready.decisions, of: ready.measure.definition, on: lines)
    }

    /// Rates `lines`, of which people have `decided` some.
    func perform(_ lines: Lines, decided: DecidedLines, with ready: Ready) throws -> MeasureResult {
        try ready.measure.compute(lines, exercice: definition.exercice, decided: decided)
    }

    /// What there is to say of the decisions once every input has been `decided`: how many served, and those whose line is
    /// in none of the inputs that have its budget and exercice. One list per input.
    static func findings(_ decided: [DecidedLines], with ready: Ready) -> [[Finding]] {
        guard !ready.decisions.decisions.isEmpty else { return decided.map { _ in [] } }
        var told: Set<Int> = []
        return decided.map { own in
            // Another input may have the line: a decision is gone when all that could have it lack it.
            let gone = own.gone.filter { index in
                decided.allSatisfy { $0.gone.contains(index) || $0.elsewhere.contains(index) }
            }
            let new = gone.filter { told.insert($0).inserted }.sorted()
            let counts = [
                "applied": own.applied, "asked": own.asked, "gone": gone.count, "elsewhere": own.elsewhere.count,
            ]
            return [Finding(.decisionsApplied, counts.mapValues { FrenchNumber.integer($0) })] + own.findings
                + new.map { ready.decisions.gone($0) }
        }
    }

    private static func hasError(_ findings: [Finding]) -> Bool { findings.contains { $0.severity == .error } }
}
