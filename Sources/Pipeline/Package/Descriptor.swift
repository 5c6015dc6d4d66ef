internal import Files
internal import Findings
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import YAML

/// `datapackage.json`: the tables of the folder as a tabular data package, and under `mesures` what the next stage needs
/// besides the tables. Frictionless Data Package version 1 (specs.frictionlessdata.io).
enum Descriptor {
    static let name = "datapackage.json"

    // MARK: Writing

    /// The descriptor of the contents of one input.
    static func bytes(_ contents: PackageContents, pipeline: PipelineDefinition) -> [UInt8] {
        bytes([contents], pipeline: pipeline)
    }

    /// The descriptor of the contents of the pipeline's inputs, one each.
    static func bytes(_ contents: [PackageContents], pipeline: PipelineDefinition) -> [UInt8] {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("profile", "tabular-data-package")
            json.member("name", pipeline.name)
            json.member("title", pipeline.title)
            json.key("resources")
            json.array { json in
                for table in tables(contents, sayInput: pipeline.flows != nil) { resource(table, to: &json) }
            }
            json.key("mesures")
            json.object { json in
                json.member("exercice", pipeline.exercice)
                json.key("stages")
                // All inputs go through a stage together, with the same rules.
                json.array { json in for stage in contents[0].stages { json.string(stage.rawValue) } }
                json.key("axes")
                json.array { json in for axis in axes(of: contents) { json.string(axis) } }
                if pipeline.flows == nil {
                    json.key("import")
                    state(contents[0].state, to: &json)
                } else {
                    json.key("inputs")
                    json.array { json in
                        for (input, contents) in zip(pipeline.inputs, contents) { write(input, contents, to: &json) }
                    }
                }
                json.key("rules")
                files(contents[0].ruleFiles, to: &json)
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ input: PipelineInput, _ contents: PackageContents, to json: inout JSONWriter) {
        json.object { json in
            input.write(to: &json)
            json.key("axes")
            json.array { json in for axis in contents.axes { json.string(axis) } }
            json.key("import")
            state(contents.state, to: &json)
        }
    }

    /// The axes of all inputs together: those of the first, then what each of the others adds.
    static func axes(of contents: [PackageContents]) -> [String] {
        var axes: [String] = []
        for own in contents { axes += own.axes.filter { !axes.contains($0) } }
        return axes
    }

    /// A table: its file, its columns and their types.
    typealias Table = (name: String, columns: [(name: String, type: String)])

    private static var lines: Table {
        let columns = LinesTable.columns.map { name -> (String, String) in
            switch name {
            case "line", "row": (name, "integer")
            case "amount": (name, "number")
            case "cancellation": (name, "boolean")
            default: (name, "string")
            }
        }
        return (LinesTable.name, columns)
    }

    private static var controls: Table {
        let columns = ControlsTable.columns.map {
            ($0, ["stage", "control", "lines"].contains($0) ? "string" : "number")
        }
        return (ControlsTable.name, columns)
    }

    private static var findings: Table {
        let columns = FindingsTable.columns.map {
            ($0, ["line", "column", "offset", "count"].contains($0) ? "integer" : "string")
        }
        return (FindingsTable.name, columns)
    }

    /// The tables that an import alone gives.
    static var importTables: [Table] { [lines, controls, findings] }

    private static func tables(_ contents: [PackageContents], sayInput: Bool) -> [Table] {
        var tables = importTables
        if contents[0].stages.contains(.transform) {
            let ratings = [("line", "integer"), ("perimeter", "string")] + axes(of: contents).map { ($0, "string") }
            let kind = contents[0].kind
            let said = KindTable.columns(kind).map { ($0, KindTable.type($0)) }
            tables = [lines, (RatingsTable.name, ratings), (KindTable.name(kind), said)]
            if contents.contains(where: \.hasViews) {
                tables.append((ViewsTable.name, ViewsTable.columns.map { ($0, ViewsTable.type($0)) }))
            }
            tables += [controls, findings]
        }
        guard sayInput else { return tables }
        return tables.map { ($0.name, [(CSVTable.inputColumn, "string")] + $0.columns) }
    }

    /// Writes the resource of a table of the folder.
    static func resource(_ table: Table, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", String(table.name.dropLast(4)))
            json.member("path", table.name)
            json.member("profile", "tabular-data-resource")
            json.member("encoding", "utf-8")
            json.key("schema")
            json.object { json in
                json.key("fields")
                json.array { json in
                    for column in table.columns {
                        json.object { json in
                            json.member("name", column.name)
                            json.member("type", column.type)
                        }
                    }
                }
            }
        }
    }

    private static func state(_ state: ImportState, to json: inout JSONWriter) {
        json.object { json in
            json.member("file", state.file)
            json.member("sha256", state.sha256)
            json.member("size", state.size)
            json.member("format", state.format)
            json.member("sheet", state.sheet)
            json.member("sheetName", state.sheetName)
            json.member("headerRow", state.headerRow)
            json.member("bodyStart", state.body.lowerBound)
            json.member("bodyEnd", state.body.upperBound)
            json.member("lastColumn", state.lastColumn)
            json.key("amountColumns")
            json.array { json in for column in state.amountColumns { json.integer(column) } }
            json.key("headers")
            json.array { json in for header in state.headers { json.string(header) } }
            json.member("sourceTotal", state.sourceTotal.decimal)
            json.key("facts")
            json.array { json in
                for fact in state.facts {
                    json.object { json in
                        json.member("name", fact.name)
                        switch fact.value {
                        case .integer(let value):
                            json.member("type", "integer")
                            json.member("value", String(value))
                        case .amount(let value):
                            json.member("type", "amount")
                            json.member("value", value.decimal)
                        case .text(let value):
                            json.member("type", "text")
                            json.member("value", value)
                        default: json.member("type", "")
                        }
                    }
                }
            }
            json.key("files")
            files(state.files, to: &json)
        }
    }

    static func files(_ files: [RuleFile], to json: inout JSONWriter) {
        json.array { json in
            for file in files {
                json.object { json in
                    json.member("role", file.role)
                    json.member("path", file.path)
                    json.member("version", file.version)
                    json.member("sha256", file.sha256)
                }
            }
        }
    }

    // MARK: Reading

    /// What the descriptor says besides the tables: stages done, axes, the rules' files, and of each input its id, its own
    /// axes and the import's state.
    struct Reading {
        var stages: [Stage]
        var axes: [String]
        var ruleFiles: [RuleFile]
        var inputs: [Input]

        /// What it says of one input; the id is empty where the run has one alone.
        struct Input {
            var id: String
            var axes: [String]
            var state: ImportState
        }

        /// The import's state of the first input.
        var state: ImportState { inputs[0].state }
    }

    /// Reads the descriptor at `path`. JSON that this program writes is YAML too, and is read as such.
    ///
    /// - Throws: `PIP004` when something is missing, `YML…` when it is no JSON.
    static func read(_ path: String) throws(Finding) -> Reading {
        let root = try YAMLNode.parse(Bytes(mapping: path).array, file: path)
        let own = try root.required("mesures")
        let axes = try strings("axes", in: own)
        var inputs: [Reading.Input] = []
        if let list = own["inputs"] {
            for node in try list.list("inputs") {
                inputs.append(
                    Reading.Input(
                        id: try string("id", in: node), axes: try strings("axes", in: node),
                        state: try state(node.required("import"))))
            }
            guard !inputs.isEmpty else { throw Finding(.badPackage, at: list.place, ["detail": "inputs"]) }
        } else {
            inputs = [Reading.Input(id: "", axes: axes, state: try state(own.required("import")))]
        }
        return Reading(
            stages: try strings("stages", in: own).compactMap { Stage(rawValue: $0) }, axes: axes,
            ruleFiles: try readFiles("rules", in: own), inputs: inputs)
    }

    private static func state(_ node: YAMLNode) throws(Finding) -> ImportState {
        var facts: [Provenance.Fact] = []
        for fact in try node.required("facts").list("facts") {
            facts.append(Provenance.Fact(try string("name", in: fact), try value(of: fact)))
        }
        let start = try integer("bodyStart", in: node)
        return ImportState(
            file: try string("file", in: node), sha256: try string("sha256", in: node),
            size: try integer("size", in: node), format: try string("format", in: node),
            sheet: try integer("sheet", in: node), sheetName: try string("sheetName", in: node),
            headerRow: try integer("headerRow", in: node),
            body: start..<max(start, try integer("bodyEnd", in: node)), lastColumn: try integer("lastColumn", in: node),
            amountColumns: try strings("amountColumns", in: node).compactMap { Int($0) },
            headers: try strings("headers", in: node), sourceTotal: try cents("sourceTotal", in: node), facts: facts,
            files: try readFiles("files", in: node))
    }

    private static func string(_ key: String, in node: YAMLNode) throws(Finding) -> String {
        guard let text = node[key]?.string else { throw Finding(.badPackage, at: node.place, ["detail": key]) }
        return text
    }

    private static func integer(_ key: String, in node: YAMLNode) throws(Finding) -> Int {
        guard let number = Int(try string(key, in: node)), number >= 0 else {
            throw Finding(.badPackage, at: node.place, ["detail": key])
        }
        return number
    }

    private static func cents(_ key: String, in node: YAMLNode) throws(Finding) -> Cents {
        guard let cents = Cents(decimal: try string(key, in: node)) else {
            throw Finding(.badPackage, at: node.place, ["detail": key])
        }
        return cents
    }

    private static func strings(_ key: String, in node: YAMLNode) throws(Finding) -> [String] {
        var texts: [String] = []
        for element in node[key]?.sequence ?? [] { texts.append(try element.text(key)) }
        return texts
    }

    private static func value(of fact: YAMLNode) throws(Finding) -> CellValue {
        let type = try string("type", in: fact)
        switch type {
        case "integer":
            guard let value = Int64(try string("value", in: fact)) else {
                throw Finding(.badPackage, at: fact.place, ["detail": type])
            }
            return .integer(value)
        case "amount": return .amount(try cents("value", in: fact))
        case "text": return .text(try string("value", in: fact))
        default: throw Finding(.badPackage, at: fact.place, ["detail": type])
        }
    }

    private static func readFiles(_ key: String, in node: YAMLNode) throws(Finding) -> [RuleFile] {
        var files: [RuleFile] = []
        for file in node[key]?.sequence ?? [] {
            files.append(
                RuleFile(
                    role: try string("role", in: file), path: try string("path", in: file),
                    version: try string("version", in: file), sha256: try string("sha256", in: file)))
        }
        return files
    }
}
