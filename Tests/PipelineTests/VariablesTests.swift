import Files
import Findings
import Testing

@testable import Pipeline

@Suite struct VariablesTests {
    private func definition(_ text: String, _ settings: [String] = [], _ environment: [String: String] = [:]) throws
        -> PipelineDefinition
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("pipelines/p.yaml", text)
        return try PipelineDefinition(reading: path, settings: settings, environment: { environment[$0] })
    }

    private static let pipeline = """
        pipeline: p
        exercice: ${annee}
        variables: { entree: ../in.csv, annee: 2025 }
        import: { file: "${entree}" }
        transform: { measure: measures/m.yaml }
        export: { folder: ../out }
        """

    @Test func pathsAreSeenFromThePipelineAndGivenOnesFromTheWorkingFolder() throws {
        let plain = try definition(Self.pipeline)
        #expect(plain.source.file.hasSuffix("/in.csv"))
        #expect(!plain.source.file.contains(".."))
        #expect(plain.measure.hasSuffix("/pipelines/measures/m.yaml"))
        #expect(try definition(Self.pipeline, ["entree=a/../b.csv"]).source.file == "b.csv")
    }

    @Test func settingsAreStrongerThanTheEnvironmentAndThatThanDefaults() throws {
        #expect(try definition(Self.pipeline).exercice == 2025)
        #expect(try definition(Self.pipeline, [], ["MESURES_ANNEE": "2026"]).exercice == 2026)
        #expect(try definition(Self.pipeline, ["annee=2027"], ["MESURES_ANNEE": "2026"]).exercice == 2027)
    }

    @Test func mistakesAreFindingsOfUsageWithTheirPlace() throws {
        func kind(_ text: String, _ settings: [String] = []) throws -> Finding? {
            do {
                _ = try definition(text, settings)
                return nil
            } catch let finding as Finding { return finding }
        }
        #expect(try kind(Self.pipeline, ["anee=1"])?.kind == .badSetting)
        let unknown = try kind(Self.pipeline.replacing("${annee}", with: "${an}"))
        #expect(unknown?.kind == .unknownVariable)
        #expect(unknown?.place.line == 2)
        let misspelt = try kind(Self.pipeline.replacing("transform:", with: "transfrom:"))
        #expect(misspelt?.kind.exit == .usage)
        #expect(misspelt?.place.line == 5)
    }
}
