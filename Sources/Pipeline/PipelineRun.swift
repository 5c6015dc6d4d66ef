internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import Workbooks
public import ZipArchive

/// Does stages of a pipeline: all outputs or none, one run at a time per output folder.
public struct PipelineRun {
    private let definition: PipelineDefinition
    private let version: String
    private let limits: ArchiveLimits
    private let export: ExportOptions

    /// A run of `definition` by the program of `version`, which refuses workbooks beyond `limits` and writes as `export`
    /// says.
    public init(
        _ definition: PipelineDefinition, version: String, limits: ArchiveLimits = ArchiveLimits(),
        export: ExportOptions = ExportOptions()
    ) {
        self.definition = definition
        self.version = version
        self.limits = limits
        self.export = export
    }

    /// Does `stages`, which follow one another; what comes before the first is read from the data package.
    ///
    /// - Throws: a `Finding`, or a `PipelineFailure` with several; then no output has changed.
    public func perform(_ stages: [Stage], progress: (PipelineStep) -> Void = { _ in }) throws -> RunReport {
        guard let first = stages.first else { return RunReport(findings: []) }
        let made = try FileSystem.makeFolder(definition.folder + "/donnees")
        do {
            return try perform(stages, from: first, progress: progress)
        } catch {
            // The folders made for outputs that never came.
            FileSystem.removeEmptyFolders(made)
            throw error
        }
    }

    private func perform(_ stages: [Stage], from first: Stage, progress: (PipelineStep) -> Void) throws -> RunReport {
        let started = Clock.now
        let lock = try FolderLock(definition.folder)
        defer { withExtendedLifetime(lock) {} }
        let package = DataPackage(in: definition.folder)
        let outputs = Outputs(inputs: [definition.source.file] + [definition.source.against].compactMap { $0 })

        var workbook: Workbook?
        if first != .transform {
            progress(.reading(definition.source.file))
            workbook = try Workbook(opening: definition.source.file, limits: limits)
        }
        var contents: PackageContents
        if first == .import, let workbook {
            contents = try imported(workbook)
        } else {
            contents = try package.read(before: first)
        }
        var result: MeasureResult?
        if stages.contains(.transform) {
            progress(.rating(contents.lines.count))
            result = try transformed(&contents)
        }
        var written: String?
        if stages.contains(.export), let workbook {
            let rated = try result ?? restored(contents, package, workbook)
            result = rated
            let stage = ExportStage(definition: definition, version: version, options: export)
            let path = stage.path(for: workbook)
            progress(.writing(path))
            let noticed = try stage.perform(
                workbook, contents, rated, to: try outputs.file(path), progress: progress)
            contents.findings[.export] = noticed
            contents.stages.append(.export)
            written = path
        }
        try package.write(contents, result, after: stages, pipeline: definition, to: outputs)
        let report = RunReport(contents, result, workbook: written, definition)
        if stages.contains(.export) {
            let record = try outputs.file(definition.folder + "/run.json")
            let bytes = RunRecord(report, contents, definition, version: version, stages: stages, started: started)
                .bytes
            try record.write(bytes[...])
        }
        try outputs.commit()
        return report
    }

    private func imported(_ workbook: Workbook) throws -> PackageContents {
        let output = try ImportStage(definition: definition).perform(workbook)
        var contents = PackageContents(lines: output.lines, state: output.state)
        contents.controls[.import] = output.controls
        contents.findings[.import] = output.findings
        contents.stages = [.import]
        try check(output.controls, of: output.findings)
        return contents
    }

    private func transformed(_ contents: inout PackageContents) throws -> MeasureResult {
        let stage = TransformStage(definition: definition)
        let ready = try stage.ready()
        let result = try stage.perform(contents.lines, with: ready)
        contents.ruleFiles = ready.files
        contents.controls[.transform] = result.controls
        contents.findings[.transform] = ready.findings + result.findings
        contents.stages.append(.transform)
        contents.axes = result.axes.map(\.axis.id)
        return result
    }

    /// The result that `transform` wrote down, once source and rules have proved to be the same.
    private func restored(_ contents: PackageContents, _ package: DataPackage, _ workbook: Workbook) throws
        -> MeasureResult
    {
        guard SHA256.hex(of: workbook.bytes) == contents.state.sha256 else {
            throw Finding(.inputChanged, at: Place(file: definition.source.file))
        }
        let ready = try TransformStage(definition: definition).ready()
        for (now, then) in zip(ready.files, contents.ruleFiles) where now.sha256 != then.sha256 {
            throw Finding(.rulesChanged, at: Place(file: now.path))
        }
        guard ready.files.count == contents.ruleFiles.count else {
            throw Finding(.rulesChanged, at: Place(file: definition.measure))
        }
        let matches = try package.matches(axes: contents.axes)
        return try ready.measure.restore(contents.lines, exercice: definition.exercice, matches: matches)
    }

    /// The program's own controls must hold; those of the source (its totals) are for people to judge, and are findings.
    private func check(_ controls: [Control], of findings: [Finding]) throws {
        guard let own = controls.first, !own.holds else { return }
        throw Finding(
            .controlFailed, at: Place(file: definition.source.file),
            ["name": own.name, "expected": own.expected.decimal, "found": own.found.decimal])
    }
}
