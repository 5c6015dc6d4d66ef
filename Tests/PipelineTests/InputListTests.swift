import Files
import Findings
import PublicAccounts
import Rules
import Testing

@testable import Pipeline

/// Pipelines that name several inputs.
@Suite struct InputListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func definition(_ inputs: String, _ flows: String = "", settings: [String] = []) throws
        -> PipelineDefinition
    {
        let path = try folder.write(
            "pipelines/p.yaml",
            """
            pipeline: p
            exercice: 2025
            variables: { dossier: ../entrees, profil: auto }
            import:
              profile: ${profil}
              nomenclature: M57_D
              inputs: \(inputs)
            transform: { measure: m.yaml }
            export: { folder: ../out }
            \(flows)
            """)
        return try PipelineDefinition(reading: path, settings: settings)
    }

    private func refusal(_ inputs: String, _ flows: String = "") throws -> Finding? {
        do {
            _ = try definition(inputs, flows)
            return nil
        } catch let finding as Finding {
            return finding
        }
    }

    @Test func whatAnInputDoesNotSayComesFromTheImportAndFromItsName() throws {
        let found = try definition(
            """
            [{ file: "${dossier}/ville-annote.xlsx" },
               { id: e, file: eau.ods, label: Eau, budget: eau, type: annexe, exercice: 2024, sheet: S, nomenclature: M49_D }]
            """, settings: ["profil=balance"])
        #expect(found.flows?.isEmpty == true)
        let (first, second) = (found.inputs[0], found.inputs[1])
        #expect([first.id, first.label, first.budget] == ["ville", "ville", "ville"])
        #expect(first.type == .principal)
        #expect(first.exercice == 2025)
        #expect(first.source.file.hasSuffix("/entrees/ville-annote.xlsx"))
        #expect(first.source.profile == "balance")
        #expect(first.source.nomenclature == "M57_D")
        #expect([second.id, second.label, second.budget] == ["e", "Eau", "eau"])
        #expect(second.type == .annexe)
        #expect(second.exercice == 2024)
        #expect(second.source.sheet == "S")
        #expect(second.source.nomenclature == "M49_D")
        let alone = found.alone(second)
        #expect(alone.exercice == 2024)
        #expect(alone.source.file == second.source.file)
    }

    @Test func aPatternGivesAnInputPerFile() throws {
        for name in ["b", "a"] { try folder.write("annexes/\(name).csv", "") }
        let found = try definition(#"[{ file: "../annexes/*.csv", type: annexe }]"#)
        #expect(found.inputs.map(\.id) == ["a", "b"])
        #expect(found.inputs.allSatisfy { $0.type == .annexe })
        #expect(try refusal(#"[{ file: "../annexes/*.ods" }]"#)?.kind == .noInputs)
        #expect(try refusal(#"[{ id: x, file: "../annexes/*.csv" }]"#)?.kind.code.hasPrefix("YML01") == true)
    }

    @Test func anInputThatCannotBeToldFromAnotherIsRefused() throws {
        let twice = try refusal("[{ file: a.csv, budget: v }, { file: b.csv, budget: v }]")
        #expect(twice?.kind == .budgetTwice)
        #expect(twice?.values["exercice"] == "2025")
        #expect(twice?.place.line != nil)
        #expect(try refusal("[{ file: a.csv, budget: v }, { file: b.csv, budget: v, complement: oui }]") == nil)
        #expect(try refusal("[{ file: a.csv, budget: v }, { file: b.csv, budget: v, exercice: 2024 }]") == nil)
        #expect(try refusal("[{ file: x/a.csv, budget: v }, { file: y/A.csv, budget: w }]")?.kind == .inputNameTwice)
        #expect(try refusal("[{ id: ../a, file: a.csv }]")?.kind == .badInputName)
        #expect(try refusal("[{ id: .a, file: a.csv }]")?.kind == .badInputName)
        #expect(try refusal("[]")?.kind == .noInputs)
    }

    @Test func flowsAreReadWithTheirAccountsAndCertainty() throws {
        let flows = """
            consolidation:
              internal:
                - from: { budget: v, nature: [6573*, "657"], section: fonctionnement }
                  to: { budget: [e, w], nature: "7741" }
                  because: b
                  source: s
                  confidence: inferred
            """
        let inputs = "[{ id: v, file: a.csv }, { id: e, file: b.csv }, { id: w, file: c.csv }]"
        let flow = try #require(try definition(inputs, flows).flows?.first)
        #expect(flow.label == "v → e, w")
        #expect(flow.to.budgets == ["e", "w"])
        #expect(flow.from.words == "nature 6573* ou 657, section fonctionnement")
        #expect(flow.confidence == .inferred)
        #expect(
            flow.from.lines
                == .all([
                    .value(.nature, [.prefix("6573"), .exact("657")]), .value(.section, [.exact("fonctionnement")]),
                ]))
        let unknown = try refusal("[{ id: v, file: a.csv }, { id: e, file: b.csv }]", flows)
        #expect(unknown?.kind == .unknownBudget)
        #expect(unknown?.values["budget"] == "w")
        #expect(try refusal(inputs, flows.replacing("7741", with: "7*7"))?.severity == .error)
        #expect(try refusal(inputs, flows.replacing("section: fonct", with: "section: Fonct"))?.kind.code == "YML018")
    }

    @Test func aPipelineOfOneFileHasNothingToConsolidate() throws {
        let path = try folder.write(
            "one.yaml",
            """
            pipeline: p
            exercice: 2025
            import: { file: a.csv }
            transform: { measure: m.yaml }
            export: { folder: out }
            consolidation: { internal: [] }
            """)
        let finding = #expect(throws: Finding.self) { try PipelineDefinition(reading: path, settings: []) }
        #expect(finding?.kind.code.hasPrefix("YML01") == true)
    }
}
