import Files
import Findings
import Measures
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

    private func lines(_ labels: [String]) -> Lines {
        var lines = Lines()
        for field in LineField.allCases { lines[field].codes = labels.map { _ in 0 } }
        lines[.libelle].values = TextList([""] + labels)
        lines[.libelle].codes = labels.indices.map { UInt32($0 + 1) }
        lines.amounts = labels.indices.map { Cents(Int64($0) - 1) }
        lines.rows = labels.indices.map { $0 + 1 }
        lines.isCancellation = labels.map { _ in false }
        return lines
    }

    @Test func severalInputsReadBackEachItsOwn() throws {
        let inputs = TableInputs(["a", "é, b", "vide"])
        let own = [lines(["x", "y"]), lines(["y"]), lines([])]
        let path = try saved("lines.csv") { sink in
            try LinesTable.write(zip(["a", "é, b", "vide"], own).map { TablePart($0, $1) }, to: sink)
        }
        let read = try LinesTable.read(path, of: inputs)
        #expect(read.map(\.amounts) == own.map(\.amounts))
        #expect(read.map { lines in (0..<lines.count).map { lines[.libelle, $0] } } == [["x", "y"], ["y"], []])
        // The distinct texts of each input are its own: what the others hold leaves no trace.
        #expect(read[1][.libelle].values == ["", "y"])

        let controls: [[Stage: [Control]]] = [
            [.import: [Control("c", expected: Cents(1), found: Cents(1))]], [:],
            [.transform: [Control("d", expected: Cents(2), found: Cents(3))]],
        ]
        let whole: [Stage: [Control]] = [.transform: [Control("ensemble", expected: .zero, found: .zero)]]
        let table = try saved("controls.csv") { sink in
            try ControlsTable.write(
                zip(["a", "é, b", "vide", ""], controls + [whole]).map { TablePart($0, $1) }, to: sink)
        }
        #expect(try ControlsTable.read(table, of: inputs) == controls)
        #expect(throws: Finding.self) { try ControlsTable.read(table, of: TableInputs(["a"])) }
        #expect(throws: Finding.self) { try ControlsTable.read(table) }
    }

    @Test func inputsOfExercicesWithOtherAxesReadBack() throws {
        func column(_ values: [String]) -> Lines.Column {
            var column = Lines.Column()
            column.values = TextList([""] + values)
            column.codes = values.indices.map { UInt32($0 + 1) }
            return column
        }
        let one = RuleMatches(perimeter: column(["p"]), axes: [column(["r1"])])
        let other = RuleMatches(perimeter: column(["q"]), axes: [column(["r2"]), column(["r3"])])
        let path = try saved("ratings.csv") { sink in
            try RatingsTable.write(
                [TablePart("a", (one, ["x6"])), TablePart("b", (other, ["x1", "x6"]))], axes: ["x6", "x1"], to: sink)
        }
        let read = try RatingsTable.read(
            path, axes: ["x6", "x1"], of: TableInputs(["a", "b"]), own: [["x6"], ["x1", "x6"]])
        #expect(read[0].axes.map { $0[0] } == ["r1"])
        #expect(read[1].axes.map { $0[0] } == ["r2", "r3"])
        #expect(read.map { $0.perimeter[0] } == ["p", "q"])
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
