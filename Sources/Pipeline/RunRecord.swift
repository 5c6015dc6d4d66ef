internal import Files
internal import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts

/// `run.json`: what was read, with which rules, what came out. The only output with a clock in it.
struct RunRecord {
    static let name = "run.json"

    /// The record's JSON.
    let bytes: [UInt8]

    /// Whether a run left its record in `folder`.
    static func exists(in folder: String) -> Bool { FileSystem.exists(FilePaths.join(folder, name)) }

    init(
        _ report: RunReport, _ contents: [PackageContents], _ whole: WholeContents, _ definition: PipelineDefinition,
        version: String,
        stages: [Stage], started: Int
    ) {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("program", "mesures \(version)")
            json.member("started", Clock.iso(started))
            json.member("ended", Clock.iso(Clock.now))
            json.key("stages")
            json.array { json in for stage in stages { json.string(stage.rawValue) } }
            json.key("pipeline")
            json.object { json in
                json.member("name", definition.name)
                json.member("path", definition.path)
                json.member("exercice", definition.exercice)
                json.key("variables")
                json.object { json in for (name, value) in definition.variables { json.member(name, value) } }
            }
            if definition.flows == nil {
                json.key("input")
                json.object { json in Self.write(contents[0].state, to: &json) }
            } else {
                json.key("inputs")
                json.array { json in
                    for (input, contents) in zip(definition.inputs, contents) {
                        json.object { json in
                            input.write(to: &json)
                            Self.write(contents.state, to: &json)
                        }
                    }
                }
            }
            json.key("files")
            Descriptor.files(Self.files(contents), to: &json)
            json.key("result")
            json.object { json in report.write(to: &json) }
            json.key("controls")
            json.array { json in
                let controls =
                    zip(definition.inputs.map(\.id), contents.map(\.controls)).map { ($0, $1) }
                    + [("", whole.controls)]
                for (input, controls) in controls {
                    for control in Stage.allCases.flatMap({ controls[$0] ?? [] }) {
                        control.write(to: &json, input: input)
                    }
                }
            }
            json.key("findings")
            json.array { json in for finding in report.findings { finding.write(to: &json, .french) } }
        }
        bytes = json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ state: ImportState, to json: inout JSONWriter) {
        json.member("path", state.file)
        json.member("sha256", state.sha256)
        json.member("size", state.size)
        json.member("format", state.format)
        json.member("sheet", state.sheetName)
    }

    /// Every file that the inputs and the rules relied on, once.
    private static func files(_ contents: [PackageContents]) -> [RuleFile] {
        var files: [RuleFile] = []
        for file in contents.flatMap(\.state.files) + contents[0].ruleFiles + contents.flatMap(\.exportFiles)
        where !files.contains(where: { $0.path == file.path && $0.role == file.role }) {
            files.append(file)
        }
        return files
    }
}
