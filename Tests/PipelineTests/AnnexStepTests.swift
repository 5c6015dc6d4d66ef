import Files
import Findings
import Measures
import PublicAccounts
import Tabular
import Testing
import Workbooks

@testable import Pipeline

/// What an annex says when sheets are too small or too slow for it.
@Suite struct AnnexStepTests {
    private static let root = FilePaths.folder(of: #filePath) + "/../../"

    /// `count` lines of 1 €, shared out between `budgets`.
    private static func lines(_ count: Int, budgets: Int = 1) -> Lines {
        var lines = Lines()
        let constants: [LineField: String] = [
            .exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense",
            .mouvement: "reel", .nature: "2151",
        ]
        for field in LineField.allCases {
            if let constant = constants[field] { lines[field].values.append(constant) }
            lines[field].codes = [UInt32](repeating: constants[field] == nil ? 0 : 1, count: count)
        }
        lines[.budget].values = TextList(["", "VILLE"] + (2...max(budgets, 2)).map { "B\($0)" })
        lines[.budget].codes = (0..<count).map { UInt32($0 % budgets + 1) }
        lines.amounts = [Cents](repeating: Cents(100), count: count)
        lines.rows = Array(0..<count)
        lines.isCancellation = [Bool](repeating: false, count: count)
        return lines
    }

    private static func rated(_ lines: Lines) throws -> MeasureResult {
        let reading = MeasureReader.read(path: root + "pipelines/measures/budget-vert.yaml")
        return try Measure(try #require(reading.definition), packs: []).compute(lines, exercice: 2025)
    }

    /// The step of the shipped pipeline, whose outputs go to `folder`.
    private static func step(_ output: String, in folder: TemporaryFolder) throws -> AnnexStep {
        let definition = try PipelineDefinition(
            reading: root + "pipelines/budget-vert.yaml",
            settings: ["annexe=\(output)", "sortie=\(folder.path)", "entree=\(root)samples/balance.csv"])
        return try #require(try AnnexStep(definition, measure: "budget-vert"))
    }

    /// The workbook that lines are said to come from: no budget document.
    private static func origin() throws -> Workbook { try Workbook(opening: root + "samples/balance.csv") }

    @Test func sheetsThatWouldOpenTooSlowlyAreLeftToTheAnnexAlone() throws {
        let folder = try TemporaryFolder()
        let lines = Self.lines(1_600, budgets: 1_600)
        let result = try Self.rated(lines)
        let both = try Self.step("both", in: folder).prepare(lines, from: try Self.origin(), result)
        #expect(both.sheets == nil)
        let said = try #require(both.findings.first { $0.kind == .annexSheetsLeft })
        #expect(said.values["lines"] == "1\u{A0}600")
        // Who wants them there alone gets them all the same: they would be nowhere else.
        let alone = try Self.step("sheets", in: folder).prepare(lines, from: try Self.origin(), result)
        #expect(alone.sheets != nil)
        #expect(!alone.findings.contains { $0.kind == .annexSheetsLeft })
        let few = try Self.step("both", in: folder).prepare(
            Self.lines(100), from: try Self.origin(), Self.rated(Self.lines(100)))
        #expect(few.sheets != nil)
    }

    @Test func aMatrixThatNoSheetHasRoomForIsSaidAndLeftOut() throws {
        let folder = try TemporaryFolder()
        let lines = Self.lines(SheetLimits.rows)
        let result = try Self.rated(lines)
        let step = try Self.step("workbook", in: folder)
        let prepared = try step.prepare(lines, from: try Self.origin(), result)
        let outputs = Outputs(inputs: [])
        let made = try step.write(
            prepared, lines, result, like: try Self.origin(), to: outputs, options: EditOptions(), progress: { _ in })
        try outputs.commit()
        #expect(made.findings.map(\.kind) == [.matrixTooLong])
        #expect(made.findings.first?.values["rows"] == "1\u{A0}048\u{A0}576")
        let annex = try Workbook(opening: try #require(made.written.first).workbook)
        #expect(!annex.reader.sheets.contains { $0.name == step.layout.matrix.sheet })
        #expect(annex.reader.sheets.contains { $0.name == step.layout.aggregated.sheet })
    }
}
