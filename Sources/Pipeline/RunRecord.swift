internal import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts

/// `run.json`: what was read, with which rules, what came out. The only output with a clock in it.
struct RunRecord {
    /// The record's JSON.
    let bytes: [UInt8]

    init(
        _ report: RunReport, _ contents: PackageContents, _ definition: PipelineDefinition, version: String,
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
            json.key("input")
            json.object { json in
                json.member("path", contents.state.file)
                json.member("sha256", contents.state.sha256)
                json.member("size", contents.state.size)
                json.member("format", contents.state.format)
                json.member("sheet", contents.state.sheetName)
            }
            json.key("files")
            Descriptor.files(contents.state.files + contents.ruleFiles, to: &json)
            json.key("result")
            json.object { json in report.write(to: &json) }
            json.key("controls")
            json.array { json in
                for control in Stage.allCases.flatMap({ contents.controls[$0] ?? [] }) {
                    control.write(to: &json)
                }
            }
            json.key("findings")
            json.array { json in for finding in report.findings { finding.write(to: &json, .french) } }
        }
        bytes = json.bytes + [UInt8(ascii: "\n")]
    }
}
