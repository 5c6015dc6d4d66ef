internal import Files
internal import Findings
internal import YAML

/// Reads what a pipeline's `import:` names: one workbook, or several under `inputs:`.
struct InputReader {
    private let node: YAMLNode
    private let variables: Variables
    /// The folder that paths are seen from.
    private let base: String
    /// The exercice of inputs that give none.
    private let exercice: Int

    private static let common = ["profile", "nomenclature", "profiles", "nomenclatures"]
    private static let own = [
        "file", "id", "label", "budget", "type", "exercice", "sheet", "profile", "nomenclature", "control",
        "complement",
    ]

    init(_ node: YAMLNode, variables: Variables, base: String, exercice: Int) {
        self.node = node
        self.variables = variables
        self.base = base
        self.exercice = exercice
    }

    /// The inputs, in the order of the file, those of a pattern by name; one without an id when `import:` has a file.
    ///
    /// - Throws: `YML…`, `PIP001`, and `CSO001` to `CSO004` for a list that does not make sense.
    func inputs() throws(Finding) -> [PipelineInput] {
        guard node["inputs"] != nil else {
            try node.expectKeys(["file", "sheet", "control"] + Self.common, in: "import")
            let file = try located(node.required("file"))
            return [
                PipelineInput(
                    id: "", label: "", budget: "", type: .principal, exercice: exercice, isComplement: false,
                    source: try source(file, node))
            ]
        }
        try node.expectKeys(["inputs"] + Self.common, in: "import")
        let list = try node.required("inputs")
        var inputs: [(input: PipelineInput, place: Place)] = []
        for element in try list.list("inputs") {
            for input in try read(element) { inputs.append((input, element.place)) }
        }
        guard !inputs.isEmpty else { throw Finding(.noInputs, at: list.place, ["pattern": "inputs"]) }
        try check(inputs)
        return inputs.map(\.input)
    }

    /// The inputs of one element of the list: one, or those that fit its pattern.
    private func read(_ element: YAMLNode) throws(Finding) -> [PipelineInput] {
        try element.expectKeys(Self.own, in: "inputs")
        let fileNode = try element.required("file")
        let path = try located(fileNode)
        guard let pattern = FilePattern(path) else { return [try input(path, element)] }
        // What names one input alone cannot name several.
        try element.expectKeys(Self.own.filter { !["id", "label", "control"].contains($0) }, in: "inputs")
        let files = try pattern.files()
        guard !files.isEmpty else { throw Finding(.noInputs, at: fileNode.place, ["pattern": path]) }
        var inputs: [PipelineInput] = []
        for file in files { inputs.append(try input(file, element)) }
        return inputs
    }

    private func input(_ file: String, _ element: YAMLNode) throws(Finding) -> PipelineInput {
        func text(_ key: String) throws(Finding) -> String? {
            try element.optional(key).map { (node) throws(Finding) in try variables.fill(node) }
        }
        let id = try text("id") ?? String(ExportStage.sourceStem(of: file))
        guard !id.isEmpty, !id.hasPrefix("."), !id.contains("/") else {
            throw Finding(.badInputName, at: element.optional("id")?.place ?? element.place, ["id": id])
        }
        var type = PipelineInput.BudgetType.principal
        if let node = element.optional("type") {
            let known = PipelineInput.BudgetType.allCases
            let name = try variables.filled(node).choice("type", among: known.map(\.rawValue))
            type = known.first { $0.rawValue == name } ?? type
        }
        let year = try element.optional("exercice").map { (node) throws(Finding) in
            try variables.filled(node).integer("exercice")
        }
        let complement = try element.optional("complement").map { (node) throws(Finding) in
            try variables.filled(node).boolean("complement")
        }
        return PipelineInput(
            id: id, label: try text("label") ?? id, budget: try text("budget") ?? id, type: type,
            exercice: year ?? exercice, isComplement: complement ?? false, source: try source(file, element))
    }

    private func check(_ inputs: [(input: PipelineInput, place: Place)]) throws(Finding) {
        for (place, one) in inputs.enumerated() {
            for (other, _) in inputs[..<place] {
                // Outputs are named after ids, and some disks do not tell case.
                if other.id.lowercased() == one.input.id.lowercased() {
                    throw Finding(.inputNameTwice, at: one.place, ["id": one.input.id])
                }
                if other.budget == one.input.budget, other.exercice == one.input.exercice, !one.input.isComplement {
                    throw Finding(
                        .budgetTwice, at: one.place,
                        [
                            "budget": one.input.budget, "exercice": String(one.input.exercice), "first": other.id,
                            "second": one.input.id,
                        ])
                }
            }
        }
    }

    // MARK: How a workbook is read

    /// The workbook `file`, read as `element` says, or else as the whole of `import:` does.
    private func source(_ file: String, _ element: YAMLNode) throws(Finding) -> PipelineDefinition.Source {
        func chosen(_ key: String) throws(Finding) -> (text: String, node: YAMLNode)? {
            guard let own = element.optional(key) ?? node.optional(key) else { return nil }
            let text = try variables.fill(own)
            return text == "auto" || text.isEmpty ? nil : (text, own)
        }
        // A profile is a name, or the path of a profile file.
        var profile = try chosen("profile")
        if let found = profile, found.text.hasSuffix(".yaml") { profile?.text = try located(found.node) }
        var folders: [String] = []
        if let nodes = node.optional("nomenclatures") {
            for folder in nodes.sequence ?? [nodes] { folders.append(try located(folder)) }
        }
        let control = element.optional("control")
        try control?.expectKeys(["totem"], in: "control")
        var against: String?
        // A variable may be empty: then nothing is held against the lines.
        if let document = control?.optional("totem"), try !variables.fill(document).isEmpty {
            against = try located(document)
        }
        return PipelineDefinition.Source(
            file: file, sheet: try chosen("sheet")?.text, profile: profile?.text,
            nomenclature: try chosen("nomenclature")?.text,
            profiles: try node.optional("profiles").map(located) ?? FilePaths.seen("profiles", from: base),
            nomenclatures: folders.isEmpty ? [FilePaths.seen("nomenclatures", from: base)] : folders,
            against: against)
    }

    private func located(_ node: YAMLNode) throws(Finding) -> String { try variables.path(node, from: base) }
}
