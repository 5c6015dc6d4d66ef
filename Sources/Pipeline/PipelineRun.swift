internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Workbooks
public import ZipArchive

/// Does stages of a pipeline: all outputs or none, one run at a time per output folder.
public struct PipelineRun {
    private let definition: PipelineDefinition
    private let version: String
    private let limits: ArchiveLimits
    private let keepsNames: Bool
    private let export: ExportOptions

    /// A run of `definition` by the program of `version`, which refuses workbooks beyond `limits` and writes as `export`
    /// says. Names of persons in the annexes of budget documents are masked, and those of tiers left out of workbooks of
    /// questions, unless `keepsNames`.
    public init(
        _ definition: PipelineDefinition, version: String, limits: ArchiveLimits = ArchiveLimits(),
        keepsNames: Bool = false, export: ExportOptions = ExportOptions()
    ) {
        self.definition = definition
        self.version = version
        self.limits = limits
        self.keepsNames = keepsNames
        self.export = export
    }

    /// Does `stages`, which follow one another; what comes before the first is read from the data package.
    ///
    /// - Throws: a `Finding`, or a `PipelineFailure` with several; then no output has changed.
    public func perform(_ stages: [Stage], progress: (PipelineStep) -> Void = { _ in }) throws -> RunReport {
        guard let first = stages.first else { return RunReport(findings: []) }
        let made = try FileSystem.makeFolder(leavesData(stages) ? package.folder : definition.folder)
        do {
            return try perform(stages, from: first, progress: progress)
        } catch {
            // The folders made for outputs that never came.
            FileSystem.removeEmptyFolders(made)
            throw error
        }
    }

    private var package: DataPackage { DataPackage(in: definition.folder) }

    /// Whether `stages` leave the data package: a run of them all may do without, a stage alone has it from the one before
    /// and for the next.
    private func leavesData(_ stages: [Stage]) -> Bool {
        definition.writesData || Set(stages) != Set(Stage.allCases)
    }

    private func perform(_ stages: [Stage], from first: Stage, progress: (PipelineStep) -> Void) throws -> RunReport {
        let started = Clock.now
        let lock = try FolderLock(definition.folder)
        defer { withExtendedLifetime(lock) {} }
        let leavesData = leavesData(stages)
        if !leavesData { try package.expectNone() }
        let inputs = definition.inputs.map { definition.alone($0) }
        let outputs = Outputs(
            inputs: inputs.map(\.source.file) + inputs.compactMap(\.source.against)
                + inputs.compactMap { $0.annex?.document } + (definition.debt?.files ?? []) + definition.decisions
                + (definition.suggest?.from ?? []))

        // Nothing is written any more when the outputs are let go.
        let background = BackgroundWork()
        defer { background.wait() }
        var workbooks: [Workbook] = []
        var contents: [PackageContents] = []
        if first != .import { contents = try package.read(before: first, pipeline: definition) }
        if first != .transform {
            for input in inputs {
                progress(.reading(input.source.file))
                let workbook = try Workbook(opening: input.source.file, limits: limits, keepsNames: keepsNames)
                if first == .import { contents.append(try imported(workbook, input)) }
                workbooks.append(workbook)
            }
        }
        let consolidating = definition.flows == nil ? nil : ConsolidationStep(definition: definition)
        try consolidating?.checkSources(contents)
        if leavesData, first == .import {
            try package.writeLines(contents, pipeline: definition, to: outputs, by: background)
        }
        var rated = Rated()
        if stages.contains(.transform) {
            progress(.rating(contents.reduce(0) { $0 + $1.lines.count }))
            rated = try transformed(&contents, inputs)
        } else if stages.contains(.export) {
            rated = try restored(contents, inputs, package, workbooks)
        }
        let results = rated.results
        for (place, result) in results.enumerated() {
            contents[place].kind = result.definition.kind
            contents[place].hasViews = !result.derived.isEmpty
        }
        if leavesData, stages.contains(.transform) {
            try package.writeRatings(contents, results, pipeline: definition, to: outputs, by: background)
        }
        let open = try results.enumerated().map { place, result in
            try OpenTotals(contents[place].lines, result, threshold: definition.threshold)
        }
        var whole = WholeContents()
        var consolidation: Consolidation?
        if let consolidating, !results.isEmpty {
            try consolidating.checkKinds(results)
            let found = try consolidating.perform(contents, results)
            whole = consolidating.whole(found)
            consolidation = found
        }
        var exported: [InputExport.Written] = []
        if stages.contains(.export), let measure = rated.measure {
            for (place, workbook) in workbooks.enumerated() {
                let stage = ExportStage(definition: inputs[place], version: version, options: export)
                let book = RuleBook(measure, results[place], decided: rated.decided[place]) { stage.shown($0) }
                exported.append(
                    try InputExport(
                        stage: stage, workbook: workbook, result: results[place], open: open[place], book: book,
                        showsNames: keepsNames
                    )
                    .perform(&contents[place], to: outputs, progress: progress))
            }
        }
        var together: String?
        if let consolidating, let consolidation, stages.contains(.export), let model = workbooks.first {
            let path = consolidating.path(for: model)
            progress(.writing(path))
            try consolidating.write(consolidation, like: model, to: outputs.file(path), options: export.edit)
            together = path
        }
        try background.finish()
        if leavesData {
            try package.write(contents, whole: whole, after: stages, pipeline: definition, to: outputs)
        }
        let reports = contents.indices.map { place in
            var report = RunReport(
                contents[place], results.isEmpty ? nil : results[place], open: open.isEmpty ? nil : open[place],
                workbook: exported.isEmpty ? nil : exported[place].workbook, inputs[place])
            if !exported.isEmpty {
                report.annexes = exported[place].annexes.map { RunReport.Annex($0) }
                report.page = exported[place].page
                report.questions = exported[place].questions
            }
            return report
        }
        let report =
            consolidating == nil
            ? reports[0]
            : RunReport(reports, of: definition, consolidation, workbook: together, whole)
        if stages.contains(.export) {
            let record = try outputs.file(FilePaths.join(definition.folder, RunRecord.name))
            let bytes = RunRecord(
                report, contents, whole, definition, version: version, stages: stages, started: started
            ).bytes
            try record.write(bytes[...])
        }
        try outputs.commit()
        return report
    }

    /// What rules and people say of the lines of every input.
    private struct Rated {
        /// The measure, which rated all; nil when nothing was rated.
        var measure: Measure?
        /// What people decided, input by input.
        var decided: [DecidedLines] = []
        /// What became of it.
        var results: [MeasureResult] = []
    }

    private func imported(_ workbook: Workbook, _ input: PipelineDefinition) throws -> PackageContents {
        let output = try ImportStage(definition: input).perform(workbook)
        var contents = PackageContents(lines: output.lines, state: output.state)
        contents.controls[.import] = output.controls
        contents.findings[.import] = output.findings
        contents.stages = [.import]
        try check(output.controls, of: input)
        return contents
    }

    /// Rates the lines of all inputs with the same rules.
    private func transformed(_ contents: inout [PackageContents], _ inputs: [PipelineDefinition]) throws
        -> Rated
    {
        let stage = TransformStage(definition: definition)
        let ready = try stage.ready()
        let decided = contents.map { stage.decided($0.lines, with: ready) }
        let decisions = TransformStage.findings(decided, with: ready)
        var results: [MeasureResult] = []
        for (place, input) in inputs.enumerated() {
            let result = try TransformStage(definition: input).perform(
                contents[place].lines, decided: decided[place], with: ready)
            contents[place].ruleFiles = ready.files
            contents[place].controls[.transform] = result.controls
            contents[place].findings[.transform] = ready.findings + decisions[place] + result.findings
            contents[place].stages.append(.transform)
            contents[place].axes = result.axes.map(\.axis.id)
            results.append(result)
        }
        return Rated(measure: ready.measure, decided: decided, results: results)
    }

    /// The results that `transform` wrote down, once sources and rules have proved to be the same.
    private func restored(
        _ contents: [PackageContents], _ inputs: [PipelineDefinition], _ package: DataPackage, _ workbooks: [Workbook]
    ) throws -> Rated {
        for (place, workbook) in workbooks.enumerated()
        where SHA256.hex(of: workbook.bytes) != contents[place].state.sha256 {
            throw Finding(.inputChanged, at: Place(file: inputs[place].source.file))
        }
        let stage = TransformStage(definition: definition)
        let ready = try stage.ready()
        // All inputs were rated with the same rules.
        let rules = contents[0].ruleFiles
        for (now, then) in zip(ready.files, rules) where now.sha256 != then.sha256 {
            throw Finding(.rulesChanged, at: Place(file: now.path))
        }
        guard ready.files.count == rules.count else {
            throw Finding(.rulesChanged, at: Place(file: definition.measure))
        }
        let matches = try package.matches(contents, pipeline: definition)
        var rated = Rated(measure: ready.measure)
        for (place, input) in inputs.enumerated() {
            let decided = stage.decided(contents[place].lines, with: ready)
            rated.decided.append(decided)
            rated.results.append(
                try ready.measure.restore(
                    contents[place].lines, exercice: input.exercice, decided: decided, matches: matches[place]))
        }
        return rated
    }

    /// The program's own controls must hold; those of the source (its totals) are for people to judge, and are findings.
    private func check(_ controls: [Control], of input: PipelineDefinition) throws {
        guard let own = controls.first, !own.holds else { return }
        throw Finding(
            .controlFailed, at: Place(file: input.source.file),
            ["name": own.name, "expected": own.expected.decimal, "found": own.found.decimal])
    }
}
