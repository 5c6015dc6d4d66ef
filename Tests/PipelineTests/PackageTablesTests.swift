import Files
import Findings
import PublicAccounts
import Publishing
import Tabular
import Testing

@testable import Pipeline

/// What one stage writes, the next reads back equal.
@Suite struct PackageTablesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func saved(_ name: String, _ write: (any ByteSink) throws -> Void) throws -> String {
        let sink = MemorySink()
        try write(sink)
        return try folder.write(name, String(decoding: sink.bytes, as: UTF8.self))
    }

    @Test func linesReadBack() throws {
        var lines = Lines()
        let texts = ["", "020", "a,b", "say \"x\"", "deux\nlignes", "  espaces ", "é€", "020"]
        for (index, text) in texts.enumerated() {
            for field in LineField.allCases.indices {
                let value = field % 3 == 0 ? "" : text
                var column = lines.columns[field]
                if let code = column.values.firstIndex(of: value) {
                    column.codes.append(UInt32(code))
                } else {
                    column.codes.append(UInt32(column.values.count))
                    column.values.append(value)
                }
                lines.columns[field] = column
            }
            lines.amounts.append(Cents(Int64(index * 101 - 250)))
            lines.rows.append(index * 2 + 1)
            lines.isCancellation.append(index % 2 == 0)
        }
        let path = try saved("lines.csv") { try LinesTable.write(lines, to: $0) }
        let read = try LinesTable.read(path)
        #expect(read.amounts == lines.amounts)
        #expect(read.rows == lines.rows)
        #expect(read.isCancellation == lines.isCancellation)
        for field in LineField.allCases {
            for line in 0..<lines.count { #expect(read[field, line] == lines[field, line]) }
        }
    }

    @Test func findingsReadBack() throws {
        let place = Place(file: "a,b.csv", part: "p", sheet: "S \"1\"", cell: "B2", line: 3, column: 4, offset: 5)
        var raised = Finding(.badSetting, at: place, ["setting": "x=\\1\n2", "known": ""], count: 7)
        raised.severity = .note
        let findings: [Stage: [Finding]] = [.import: [raised], .export: [Finding(.inputChanged)]]
        let path = try saved("findings.csv") { try FindingsTable.write(findings, to: $0) }
        #expect(try FindingsTable.read(path) == findings)
    }

    @Test func controlsReadBack() throws {
        let controls: [Stage: [Control]] = [
            .transform: [
                Control("a = b", expected: Cents(-5), found: Cents(1_045_309_684_426)),
                Control("c", expected: .zero, found: .zero, lines: "4, 8… (12)"),
            ]
        ]
        let path = try saved("controls.csv") { try ControlsTable.write(controls, to: $0) }
        #expect(try ControlsTable.read(path) == controls)
    }

    @Test func anEditedTableIsRefusedWithItsLine() throws {
        let path = try folder.write(
            "controls.csv", "stage,control,expected,found,difference,lines\nimport,x,1.00,douze,0.00,\n")
        let finding = #expect(throws: Finding.self) { try ControlsTable.read(path) }
        #expect(finding?.kind == .badPackage)
        #expect(finding?.place.line == 2)
        let headless = try folder.write("headless.csv", "a,b\n")
        #expect(throws: Finding.self) { try LinesTable.read(headless) }
    }

    @Test func theDescriptorReadsBack() throws {
        let state = ImportState(
            file: "a \"b\"\\c.xlsx", sha256: "00ff", size: 12, format: "xlsx", sheet: 1, sheetName: "É: {x}",
            headerRow: 2,
            body: 3..<9, lastColumn: 18, amountColumns: [8, 10], headers: ["N° pièce", "true", "12"],
            sourceTotal: Cents(-1),
            facts: [
                Provenance.Fact("n", .integer(-3)), Provenance.Fact("a: b", .amount(Cents(1250))),
                Provenance.Fact("t", .text("ligne\n\u{1}\u{A0}€ # - ~")),
            ], files: [RuleFile(role: "r", path: "p", version: "2026.1", sha256: "ab")])
        var contents = PackageContents(lines: Lines(), state: state)
        contents.stages = [.import, .transform]
        contents.axes = ["attenuation", "biodiversite"]
        contents.ruleFiles = state.files
        let pipeline = try folder.write(
            "p.yaml",
            "pipeline: p\nexercice: 2025\nimport: { file: a }\ntransform: { measure: m }\nexport: { folder: o }\n")
        let definition = try PipelineDefinition(reading: pipeline, settings: [])
        let bytes = Descriptor.bytes(contents, pipeline: definition)
        let path = try folder.write("datapackage.json", String(decoding: bytes, as: UTF8.self))
        let read = try Descriptor.read(path)
        #expect(read.stages == contents.stages)
        #expect(read.axes == contents.axes)
        var again = PackageContents(lines: Lines(), state: read.state)
        again.stages = read.stages
        again.axes = read.axes
        again.ruleFiles = read.ruleFiles
        #expect(Descriptor.bytes(again, pipeline: definition) == bytes)
    }
}
