internal import Files
public import Findings
internal import YAML

/// A pipeline file (`pipelines/*.yaml`), variables filled in, paths made relative to the working folder.
public struct PipelineDefinition: Sendable {
    /// The pipeline file.
    public var path: String
    /// Its name, `pipeline:`.
    public var name: String
    /// Its title for people; the name when it has none.
    public var title: String
    /// The exercice that the measure is computed for.
    public var exercice: Int
    /// What is imported.
    public var source: Source
    /// The measure's definition file.
    public var measure: String
    /// The folder that outputs go to.
    public var folder: String
    /// The variables and their values, sorted by name.
    public var variables: [(name: String, value: String)]

    /// The `import:` part.
    public struct Source: Sendable {
        /// The workbook.
        public var file: String
        /// The sheet's name; nil to choose by evidence.
        public var sheet: String?
        /// The profile's id; nil to choose by evidence.
        public var profile: String?
        /// The nomenclature of budgets that the profile does not settle; nil to follow the profile.
        public var nomenclature: String?
        /// The folder of profiles.
        public var profiles: String
        /// The folders of nomenclatures; what an earlier one has counts.
        public var nomenclatures: [String]
        /// The budget document that the lines are held against; nil for none.
        public var against: String?
    }

    /// Reads the pipeline at `path`.
    ///
    /// A variable's value is, strongest first: `settings` (`--set`), the environment (`MESURES_` and its name in
    /// capitals), the pipeline's own default.
    /// - Throws: findings of exit status 2, with line and column.
    public init(
        reading path: String, settings: [String], environment: (String) -> String? = { _ in nil }
    ) throws(Finding) {
        guard FileSystem.exists(path) else { throw Finding(.pipelineMissing, at: Place(file: path)) }
        let root = try YAMLNode.parse(FileSystem.read(path), file: path)
        try root.expectKeys(
            ["pipeline", "title", "exercice", "variables", "import", "transform", "export"], in: "pipeline")
        var variables = try Variables(of: root.optional("variables"))
        try variables.take(settings: settings, environment: environment, place: Place(file: path))
        let base = FilePaths.folder(of: path)

        self.path = path
        name = try variables.fill(root.required("pipeline"))
        title = try root.optional("title").map { (node) throws(Finding) in try variables.fill(node) } ?? name
        exercice = try variables.filled(root.required("exercice")).integer("exercice")

        let source = try root.required("import")
        try source.expectKeys(
            ["file", "sheet", "profile", "nomenclature", "profiles", "nomenclatures", "control"], in: "import")
        func chosen(_ key: String) throws(Finding) -> String? {
            guard let node = source.optional(key) else { return nil }
            let text = try variables.fill(node)
            return text == "auto" || text.isEmpty ? nil : text
        }
        func located(_ node: YAMLNode) throws(Finding) -> String { try variables.path(node, from: base) }
        var folders: [String] = []
        if let node = source.optional("nomenclatures") {
            for folder in node.sequence ?? [node] { folders.append(try located(folder)) }
        }
        let control = source.optional("control")
        try control?.expectKeys(["totem"], in: "control")
        var against: String?
        // A variable may be empty: then nothing is held against the lines.
        if let node = control?.optional("totem"), try !variables.fill(node).isEmpty { against = try located(node) }
        /// A profile is a name, or the path of a profile file.
        var profile = try chosen("profile")
        if let node = source.optional("profile"), profile?.hasSuffix(".yaml") == true { profile = try located(node) }
        self.source = Source(
            file: try located(source.required("file")), sheet: try chosen("sheet"), profile: profile,
            nomenclature: try chosen("nomenclature"),
            profiles: try source.optional("profiles").map(located) ?? FilePaths.seen("profiles", from: base),
            nomenclatures: folders.isEmpty ? [FilePaths.seen("nomenclatures", from: base)] : folders,
            against: against)

        let transform = try root.required("transform")
        try transform.expectKeys(["measure"], in: "transform")
        measure = try located(transform.required("measure"))

        let export = try root.required("export")
        try export.expectKeys(["folder"], in: "export")
        folder = try located(export.required("folder"))
        self.variables = variables.values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
