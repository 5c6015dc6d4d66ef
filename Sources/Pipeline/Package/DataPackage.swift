internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts

/// The folder that stages exchange: open, diffable, loadable anywhere.
struct DataPackage {
    /// The folder.
    let folder: String

    init(in outputFolder: String) { folder = outputFolder + "/donnees" }

    /// Makes sure that no earlier run left a package here, which would be taken for that of a run that leaves none.
    ///
    /// - Throws: `PIP013` when one did.
    func expectNone() throws(Finding) {
        guard !FileSystem.exists(path(Descriptor.name)) else {
            throw Finding(.packageOfEarlierRun, at: Place(file: folder))
        }
    }

    /// Has the lines written by `work`: once they are read nothing changes them.
    func writeLines(
        _ contents: [PackageContents], pipeline: PipelineDefinition, to outputs: Outputs, by work: BackgroundWork
    ) throws {
        let ids = ids(of: pipeline)
        let parts = contents.indices.map { TablePart(ids?[$0], contents[$0].lines) }
        try write(LinesTable.name, to: outputs, by: work) { try LinesTable.write(parts, to: $0) }
    }

    /// Has what `results` say of the lines written by `work`: once they are rated nothing changes that.
    func writeRatings(
        _ contents: [PackageContents], _ results: [MeasureResult], pipeline: PipelineDefinition, to outputs: Outputs,
        by work: BackgroundWork
    ) throws {
        guard let kind = results.first?.definition.kind else { return }
        let ids = ids(of: pipeline)
        let matches = contents.indices.map {
            TablePart(ids?[$0], (matches: results[$0].matches, axes: contents[$0].axes))
        }
        let axes = Descriptor.axes(of: contents)
        try write(RatingsTable.name, to: outputs, by: work) { try RatingsTable.write(matches, axes: axes, to: $0) }
        let rated = contents.indices.map { TablePart(ids?[$0], (result: results[$0], lines: contents[$0].lines)) }
        try write(KindTable.name(kind), to: outputs, by: work) { try KindTable.write(rated, kind, to: $0) }
        guard results.contains(where: { !$0.derived.isEmpty }) else { return }
        let views = contents.indices.map { TablePart(ids?[$0], results[$0]) }
        try write(ViewsTable.name, to: outputs, by: work) { try ViewsTable.write(views, to: $0) }
    }

    private func write(
        _ name: String, to outputs: Outputs, by work: BackgroundWork,
        _ body: @escaping @Sendable (AtomicFile) throws -> Void
    ) throws {
        // Sound: nobody but `body` touches the file before the work is finished.
        nonisolated(unsafe) let file = try outputs.file(path(name))
        work.add { try unsafe body(file) }
    }

    /// Writes the small tables that `stages` made or changed, when those of lines and ratings are written.
    ///
    /// `contents` has one element per input of `pipeline`; `whole` is what is said of all of them together.
    func write(
        _ contents: [PackageContents], whole: WholeContents, after stages: [Stage], pipeline: PipelineDefinition,
        to outputs: Outputs
    ) throws {
        let ids = ids(of: pipeline)
        func parts<Content>(_ content: (Int) -> Content) -> [TablePart<Content>] {
            contents.indices.map { TablePart(ids?[$0], content($0)) }
        }
        // A pipeline of several inputs has no annex of the debt.
        if stages.contains(.export), let debt = contents[0].debt {
            try DebtTable.write(debt, to: try outputs.file(path(DebtTable.name)))
        }
        var controls = parts { contents[$0].controls }
        var findings = parts { contents[$0].findings }
        if ids != nil {
            controls.append(TablePart("", whole.controls))
            findings.append(TablePart("", whole.findings))
        }
        try ControlsTable.write(controls, to: try outputs.file(path(ControlsTable.name)))
        try FindingsTable.write(findings, to: try outputs.file(path(FindingsTable.name)))
        let descriptor = try outputs.file(path(Descriptor.name))
        try descriptor.write(Descriptor.bytes(contents, pipeline: pipeline)[...])
    }

    /// Reads what the stages before `stage` wrote, of each input of `pipeline`.
    ///
    /// - Throws: `PIP003` when the stage before has not been done, or was done with other inputs; `PIP014` when a run left
    ///   no package.
    func read(before stage: Stage, pipeline: PipelineDefinition) throws -> [PackageContents] {
        let needed: Stage = stage == .export ? .transform : .import
        let missing = Finding(.stageMissing, at: Place(file: folder), ["needed": needed.rawValue])
        guard FileSystem.exists(path(Descriptor.name)) else {
            guard RunRecord.exists(in: pipeline.folder) else { throw missing }
            throw Finding(.stageWithoutPackage, at: Place(file: folder), ["needed": needed.rawValue])
        }
        let reading = try Descriptor.read(path(Descriptor.name))
        guard reading.stages.contains(needed), reading.inputs.map(\.id) == pipeline.inputs.map(\.id) else {
            throw missing
        }
        let earlier = Set(Stage.allCases.prefix { $0 != stage })
        let inputs = TableInputs(ids(of: pipeline))
        let lines = try LinesTable.read(path(LinesTable.name), of: inputs)
        let controls = try ControlsTable.read(path(ControlsTable.name), of: inputs)
        let findings = try FindingsTable.read(path(FindingsTable.name), of: inputs)
        return reading.inputs.enumerated().map { place, input in
            PackageContents(
                lines: lines[place], state: input.state, ruleFiles: stage == .export ? reading.ruleFiles : [],
                controls: controls[place].filter { earlier.contains($0.key) },
                findings: findings[place].filter { earlier.contains($0.key) },
                stages: reading.stages.filter { earlier.contains($0) }, axes: stage == .export ? input.axes : [])
        }
    }

    /// Reads which rule spoke for each line of `contents`.
    func matches(_ contents: [PackageContents], pipeline: PipelineDefinition) throws -> [RuleMatches] {
        try RatingsTable.read(
            path(RatingsTable.name), axes: Descriptor.axes(of: contents), of: TableInputs(ids(of: pipeline)),
            own: contents.map(\.axes))
    }

    private func ids(of pipeline: PipelineDefinition) -> [String]? {
        pipeline.flows == nil ? nil : pipeline.inputs.map(\.id)
    }

    private func path(_ name: String) -> String { folder + "/" + name }
}
