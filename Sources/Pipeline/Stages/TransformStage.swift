internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules

/// The second stage: rules rate the lines.
struct TransformStage {
    /// A measure ready to look at lines, and the files it comes from.
    struct Ready {
        var measure: Measure
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
                        role: "\(RuleFile.rulesRole)\(pack.id), repris", path: other, version: "",
                        sha256: try SHA256.hex(of: Bytes(mapping: other))))
            }
        }
        findings += PackChecker.checkTogether(packs)
        if Self.hasError(findings) { throw PipelineFailure(findings) }
        return Ready(measure: Measure(measure, packs: packs, plans: plans), files: files, findings: findings)
    }

    /// Rates `lines`.
    func perform(_ lines: Lines, with ready: Ready) throws -> MeasureResult {
        try ready.measure.compute(lines, exercice: definition.exercice)
    }

    private static func hasError(_ findings: [Finding]) -> Bool { findings.contains { $0.severity == .error } }
}
