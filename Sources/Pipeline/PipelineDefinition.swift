internal import Files
public import Findings
internal import Publishing
internal import Tabular
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
    /// The inputs, one at least; one without an id when the pipeline names one file.
    public private(set) var inputs: [PipelineInput]
    /// The internal flows of the inputs' budgets; nil when the pipeline names one file, and nothing is consolidated.
    var flows: [InternalFlow]?
    /// What the annotated workbook is named after; nil to name it after its source.
    var annotatedStem: String?
    /// The measure's definition file.
    public var measure: String
    /// The files of what people decided, stronger than any rule.
    public var decisions: [String]
    /// The past decisions that suggest ratings; nil when nothing is suggested.
    var suggest: SuggestDefinition?
    /// The folder that outputs go to.
    public var folder: String
    /// The official annex that the export makes; nil for none.
    var annex: AnnexExport?
    /// The optional annex of the debt that the export makes; nil for none.
    var debt: DebtExport?
    /// The columns that are written besides the ratings, `export: columns:`, with where they are named.
    var columns: [(column: ViewColumn, place: Place)]
    /// Whether each input gets a report, `export: report:`; yes where the pipeline does not say.
    var writesReport: Bool
    /// Whether a run of all stages leaves the data package, `export: donnees:`; yes where the pipeline does not say.
    var writesData: Bool
    /// The threshold above which lines are worth asking about, `export: seuil:`; nil when the pipeline names none.
    var threshold: Cents?
    /// The workbook of questions by service, `export: questions:`.
    var questions: QuestionsExport
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

    /// What is imported; of the first input where there are several.
    public var source: Source { inputs[0].source }

    /// The folders of account plans of all inputs, each once, in the order in which they are named.
    var nomenclatures: [String] {
        var known: Set<String> = []
        return inputs.flatMap(\.source.nomenclatures).filter { known.insert($0).inserted }
    }

    /// Whether the pipeline names a list of inputs, which are consolidated.
    public var hasSeveralInputs: Bool { flows != nil }

    /// Holds the lines against the budget document at `path`, whatever the pipeline says.
    ///
    /// - Throws: `CSO010` when the pipeline names several inputs: each has a document of its own.
    public mutating func compare(with path: String) throws(Finding) {
        guard !hasSeveralInputs else { throw Finding(.documentOfOneInput, at: Place(file: self.path)) }
        inputs[0].source.against = path
    }

    /// Makes the export write the workbook of questions, whatever the pipeline says.
    public mutating func askQuestions() { questions.isWritten = true }

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
        let consolidates = root["import"]?["inputs"] != nil
        try root.expectKeys(
            ["pipeline", "title", "exercice", "variables", "import", "transform", "export"]
                + (consolidates ? ["consolidation"] : []), in: "pipeline")
        var variables = try Variables(of: root.optional("variables"))
        try variables.take(settings: settings, environment: environment, place: Place(file: path))
        let base = FilePaths.folder(of: path)

        self.path = path
        name = try variables.fill(root.required("pipeline"))
        title = try root.optional("title").map { (node) throws(Finding) in try variables.fill(node) } ?? name
        exercice = try variables.filled(root.required("exercice")).integer("exercice")

        func located(_ node: YAMLNode) throws(Finding) -> String { try variables.path(node, from: base) }
        inputs = try InputReader(root.required("import"), variables: variables, base: base, exercice: exercice)
            .inputs()
        if consolidates {
            let budgets = Set(inputs.map(\.budget))
            flows =
                try root.optional("consolidation").map { (node) throws(Finding) in
                    try InternalFlow.read(node, variables, budgets: budgets)
                } ?? []
        }

        let transform = try root.required("transform")
        try transform.expectKeys(["measure", "decisions", "suggest"], in: "transform")
        measure = try located(transform.required("measure"))
        decisions =
            try transform.optional("decisions").map { (node) throws(Finding) in
                try Self.files(node, variables, base)
            } ?? []
        suggest = try transform.optional("suggest").map { (node) throws(Finding) in
            try SuggestDefinition(node, files: Self.files(node.required("from"), variables, base), variables)
        }

        let export = try root.required("export")
        try export.expectKeys(
            ["folder", "annexe", "totem", "dette-verte", "report", "donnees", "columns", "seuil", "questions"],
            in: "export")
        writesReport =
            try export.optional("report").map { (node) throws(Finding) in
                try variables.filled(node).boolean("report")
            } ?? true
        writesData =
            try export.optional("donnees").map { (node) throws(Finding) in
                try variables.filled(node).boolean("donnees")
            } ?? true
        columns = try export.optional("columns").map(Self.columns) ?? []
        threshold = try Threshold.read(of: export, variables)
        questions = try QuestionsExport(of: export, variables)
        folder = try located(export.required("folder"))
        annex = try AnnexExport(of: export, variables, base: base)
        if annex?.document != nil, consolidates {
            throw Finding(.documentOfOneInput, at: Place(file: path))
        }
        debt = try DebtExport(of: export, variables, base: base)
        if debt != nil, annex?.output.hasWorkbook != true || consolidates {
            throw Finding(.debtWithoutBook, at: Place(file: path))
        }
        self.variables = variables.values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The paths that `node` names, one or a list; an empty text, a variable's default, names none.
    private static func files(_ node: YAMLNode, _ variables: Variables, _ base: String) throws(Finding) -> [String] {
        var nodes = [node]
        if case .sequence(let items) = node.kind { nodes = items }
        var paths: [String] = []
        for node in nodes where try !variables.fill(node).isEmpty {
            paths.append(try variables.path(node, from: base))
        }
        return paths
    }

    private static func columns(_ node: YAMLNode) throws(Finding) -> [(column: ViewColumn, place: Place)] {
        var columns: [(column: ViewColumn, place: Place)] = []
        for name in try node.list("columns") {
            let word = try name.choice("columns", among: ViewColumn.allCases.map(\.rawValue))
            if let column = ViewColumn(rawValue: word) { columns.append((column, name.place)) }
        }
        return columns
    }

    /// The pipeline of `input` alone.
    func alone(_ input: PipelineInput) -> PipelineDefinition {
        var one = self
        one.exercice = input.exercice
        one.inputs = [input]
        one.annotatedStem = input.id.isEmpty ? nil : input.id
        return one
    }
}
