internal import Files
internal import Findings
internal import PublicAccounts
internal import Publishing
internal import Workbooks
internal import YAML

/// Finds the pipeline that annotated a workbook: the one that is given, the one that `run.json` beside it names, or else
/// the shipped one of the name that its provenance sheet tells.
struct AnnotatingPipeline {
    /// The pipeline file that the user names; nil to find it.
    var path: String?
    /// What the user gives variables (`--set`).
    var settings: [String]
    /// The folder of the pipelines that come with the program.
    var shared: String
    /// The environment.
    var environment: (String) -> String?

    /// The pipeline of the input that `workbook` annotates, which reads the lines from the workbook itself.
    ///
    /// - Throws: `EXP003` when no pipeline is found, and what reading it throws.
    func definition(for workbook: Workbook) throws -> PipelineDefinition {
        let told = try ToldProvenance.owner(in: workbook.reader).flatMap {
            try ToldProvenance(in: workbook.reader, by: $0)
        }
        let whole = try found(beside: workbook.path, told)
        var input = whole.inputs[0]
        for other in whole.inputs {
            let path = ExportStage(definition: whole.alone(other), version: "", options: ExportOptions())
                .path(for: workbook)
            if FilePaths.name(of: path) == FilePaths.name(of: workbook.path) { input = other }
        }
        // The file that is explained is held against nothing: its controls were shown when it was annotated.
        input.source.file = workbook.path
        input.source.against = nil
        if let exercice = told?.exercice, !settings.contains(where: { $0.hasPrefix("exercice=") }) {
            input.exercice = exercice
        }
        return whole.alone(input)
    }

    private func found(beside workbook: String, _ told: ToldProvenance?) throws -> PipelineDefinition {
        let record = try RecordedPipeline(beside: workbook)
        if let path { return try read(path, record?.path == path ? record : nil) }
        if let record, FileSystem.exists(record.path) { return try read(record.path, record) }
        if let name = told?.pipeline, !name.contains("/") {
            let path = FilePaths.join(shared, name + ".yaml")
            if FileSystem.exists(path) { return try read(path, nil) }
        }
        throw Finding(.unknownPipeline, at: Place(file: workbook))
    }

    /// The pipeline at `path`, its variables as the record tells, then as the user says.
    private func read(_ path: String, _ record: RecordedPipeline?) throws -> PipelineDefinition {
        guard let record else {
            return try PipelineDefinition(reading: path, settings: settings, environment: environment)
        }
        // A path that is a default is seen from the pipeline's folder, one that was set is not: only what was set is set
        // again.
        let plain = try? PipelineDefinition(reading: path, settings: [], environment: environment)
        let set = record.variables.filter { variable in
            !(plain?.variables.contains { $0.name == variable.name && $0.value == variable.value } ?? false)
        }
        return try PipelineDefinition(
            reading: path, settings: set.map { "\($0.name)=\($0.value)" } + settings, environment: environment)
    }
}

/// What `run.json` tells of the pipeline of a run.
struct RecordedPipeline {
    /// The pipeline file, as it was named.
    let path: String
    /// The variables and their values.
    let variables: [(name: String, value: String)]

    /// What the record in the folder of `workbook` tells; nil when there is none.
    ///
    /// - Throws: `YML…` when it is no JSON.
    init?(beside workbook: String) throws(Finding) {
        let file = FilePaths.join(FilePaths.folder(of: workbook), RunRecord.name)
        guard FileSystem.exists(file) else { return nil }
        let root = try YAMLNode.parse(Bytes(mapping: file).array, file: file)
        guard let pipeline = root["pipeline"], let path = pipeline["path"]?.string else { return nil }
        self.path = path
        variables = (pipeline["variables"]?.mapping ?? []).map { ($0.name, $0.value.string ?? "") }
    }
}
