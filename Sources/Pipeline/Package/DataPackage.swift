internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts

/// The folder that stages exchange: open, diffable, loadable anywhere.
struct DataPackage {
    /// The folder.
    let folder: String

    init(in outputFolder: String) { folder = outputFolder + "/donnees" }

    /// Writes the tables that `stages` made or changed.
    func write(
        _ contents: PackageContents, _ result: MeasureResult?, after stages: [Stage], pipeline: PipelineDefinition,
        to outputs: Outputs
    ) throws {
        if stages.contains(.import) {
            try LinesTable.write(contents.lines, to: try outputs.file(path(LinesTable.name)))
        }
        if stages.contains(.transform), let result {
            try RatingsTable.write(result.matches, axes: contents.axes, to: try outputs.file(path(RatingsTable.name)))
            try SharesTable.write(result, of: contents.lines, to: try outputs.file(path(SharesTable.name)))
        }
        try ControlsTable.write(contents.controls, to: try outputs.file(path(ControlsTable.name)))
        try FindingsTable.write(contents.findings, to: try outputs.file(path(FindingsTable.name)))
        let descriptor = try outputs.file(path(Descriptor.name))
        try descriptor.write(Descriptor.bytes(contents, pipeline: pipeline)[...])
    }

    /// Reads what the stages before `stage` wrote.
    ///
    /// - Throws: `PIP003` when the stage before has not been done.
    func read(before stage: Stage) throws -> PackageContents {
        let needed: Stage = stage == .export ? .transform : .import
        let missing = Finding(.stageMissing, at: Place(file: folder), ["needed": needed.rawValue])
        guard FileSystem.exists(path(Descriptor.name)) else { throw missing }
        let reading = try Descriptor.read(path(Descriptor.name))
        guard reading.stages.contains(needed) else { throw missing }
        let earlier = Set(Stage.allCases.prefix { $0 != stage })
        return PackageContents(
            lines: try LinesTable.read(path(LinesTable.name)), state: reading.state,
            ruleFiles: stage == .export ? reading.ruleFiles : [],
            controls: try ControlsTable.read(path(ControlsTable.name)).filter { earlier.contains($0.key) },
            findings: try FindingsTable.read(path(FindingsTable.name)).filter { earlier.contains($0.key) },
            stages: reading.stages.filter { earlier.contains($0) }, axes: stage == .export ? reading.axes : [])
    }

    /// Reads which rule spoke for each line.
    func matches(axes: [String]) throws -> RuleMatches { try RatingsTable.read(path(RatingsTable.name), axes: axes) }

    private func path(_ name: String) -> String { folder + "/" + name }
}
