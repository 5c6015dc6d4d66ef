internal import Decisions
internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
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
        if let asked = definition.columns.first(where: { !$0.column.isOffered(by: measure) }) {
            throw Finding(
                .columnNotOffered, at: asked.place, ["column": asked.column.rawValue, "measure": measure.title])
        }
        let plans = NomenclatureStore(folders: definition.nomenclatures)
        var loaded = Loaded(findings: reading.findings)
        try load(measure, path: definition.measure, plans, role: "", into: &loaded)
        let packs = loaded.packs
        let decisions = try DecisionsFile(reading: definition.decisions)
        for path in definition.decisions {
            loaded.files.append(
                RuleFile(
                    role: "Décisions", path: path, version: "", sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        loaded.findings += decisions.findings + decisions.problems(for: measure)
        var made = Measure(measure, packs: packs, plans: plans)
        if let suggest = definition.suggest {
            let past = try DecisionsFile(reading: suggest.from)
            for path in suggest.from {
                loaded.files.append(
                    RuleFile(
                        role: "Décisions passées, pour suggérer", path: path, version: "",
                        sha256: try SHA256.hex(of: Bytes(mapping: path))))
            }
            // What the same file says as decisions is said above.
            let told = Set(loaded.findings)
            loaded.findings += (past.findings + past.problems(for: measure)).filter { !told.contains($0) }
            made.suggestions = LearnedSuggestions(past, of: measure, accept: suggest.accept)
        }
        if let mapping = measure.mapping { made.otherScale = try otherScale(mapping, plans, decisions, into: &loaded) }
        // Decisions that contradict each other are told and left aside; they do not stop the others.
        if Self.hasError(loaded.findings.filter { $0.kind != .contradiction }) {
            throw PipelineFailure(loaded.findings)
        }
        return Ready(measure: made, decisions: decisions, files: loaded.files, findings: loaded.findings)
    }

    /// What measures were read from.
    private struct Loaded {
        var packs: [Pack] = []
        var files: [RuleFile] = []
        var findings: [Finding]
    }

    /// Reads the packs of `measure`; `role` is what its files are called before their own names, empty for the pipeline's own
    /// measure.
    private func load(
        _ measure: MeasureDefinition, path: String, _ plans: NomenclatureStore, role: String, into loaded: inout Loaded
    ) throws {
        let rulesRole = (role.isEmpty ? "" : role + ", ") + RuleFile.rulesRole
        loaded.files.append(
            RuleFile(
                role: role.isEmpty ? RuleFile.measureRole : role, path: path, version: measure.version,
                sha256: try SHA256.hex(of: Bytes(mapping: path))))
        for path in measure.details.files {
            loaded.files.append(
                RuleFile(
                    role: role.isEmpty ? "Mesure, table" : role + ", table", path: path, version: "",
                    sha256: try SHA256.hex(of: Bytes(mapping: path))))
        }
        for path in measure.axes.flatMap(\.packs) {
            let reading = PackChecker.load(path: path, measure.packContext(plans: plans))
            loaded.findings += reading.findings
            guard let pack = reading.pack, !Self.hasError(reading.findings) else { continue }
            loaded.packs.append(pack)
            loaded.files.append(
                RuleFile(
                    role: rulesRole + pack.id, path: path, version: pack.version,
                    sha256: try SHA256.hex(of: Bytes(mapping: path))))
            for other in pack.files where !loaded.files.contains(where: { $0.path == other }) {
                loaded.files.append(
                    RuleFile(
                        role: "\(rulesRole)\(pack.id)\(RuleFile.taken)", path: other, version: "",
                        sha256: try SHA256.hex(of: Bytes(mapping: other))))
            }
        }
        loaded.findings += PackChecker.checkTogether(loaded.packs)
    }

    /// The measure that a mapping leads to, with its own packs: what it says is held against the grades.
    private func otherScale(
        _ mapping: ScaleMapping, _ plans: NomenclatureStore, _ decisions: DecisionsFile, into loaded: inout Loaded
    ) throws -> OtherScale? {
        let reading = MeasureReader.read(path: mapping.file)
        guard let measure = reading.definition, !Self.hasError(reading.findings) else {
            throw PipelineFailure(reading.findings)
        }
        var other = Loaded(findings: [])
        try load(measure, path: mapping.file, plans, role: "Mesure comparée", into: &other)
        loaded.files += other.files
        loaded.findings += other.findings + decisions.problems(for: measure).filter { !loaded.findings.contains($0) }
        return OtherScale(Measure(measure, packs: other.packs, plans: plans), decisions: decisions)
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
