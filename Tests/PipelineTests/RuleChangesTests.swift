import Measures
import Testing

@testable import Pipeline

@Suite struct RuleChangesTests {
    private static func files(
        climate: String = "a", national: String = "b", table: String = "c", measure: String = "d", plan: String = "e",
        decisions: String = "f"
    ) -> [RuleFile] {
        func file(_ role: String, _ version: String, _ digest: String) -> RuleFile {
            RuleFile(role: role, path: "somewhere/\(digest)", version: version, sha256: digest)
        }
        return [
            file("Mesure", "1", measure), file("Règles ville/climat", "2", climate),
            file("Règles ville/climat, repris", "", table), file("Règles national", "3", national),
            file("Nomenclature", "M57_D 2024", plan), file("Décisions", "", decisions),
        ]
    }

    private let own = RatingOrigin.rule("ville/climat/pistes")
    private let other = RatingOrigin.rule("national/routes")

    @Test func theSameFilesElsewhereAreTheSame() {
        let changes = RuleChanges(from: Self.files(), to: Self.files())
        #expect(changes.differences == [])
        #expect(!changes.mayExplain(own, other))
        #expect(!changes.hasOtherMeasure)
    }

    @Test func aPackExplainsWhatItsOwnRulesSay() {
        let changes = RuleChanges(from: Self.files(), to: Self.files(climate: "z"))
        #expect(changes.differences.map(\.role) == ["Règles ville/climat"])
        #expect(changes.mayExplain(own, own))
        #expect(changes.mayExplain(other, own))
        #expect(changes.mayExplain(own, .nobody))
        #expect(!changes.mayExplain(other, other))
        #expect(!changes.mayExplain(other, .nobody))
    }

    @Test func aPackOfOneRunAloneExplainsWhatItsRulesSay() {
        let less = Self.files().filter { $0.role != "Règles national" }
        let changes = RuleChanges(from: Self.files(), to: less)
        #expect(changes.differences == [.init(role: "Règles national", before: "3", after: "")])
        #expect(changes.mayExplain(other, own))
        #expect(!changes.mayExplain(own, own))
    }

    @Test func aTableExplainsAnyRule() {
        #expect(RuleChanges(from: Self.files(), to: Self.files(table: "z")).mayExplain(other, other))
    }

    @Test func plansAndDecisionsAreNoRules() {
        let changes = RuleChanges(from: Self.files(), to: Self.files(plan: "z", decisions: "y"))
        #expect(changes.differences.map(\.role) == ["Nomenclature"])
        #expect(!changes.mayExplain(own, other))
    }

    @Test func theMeasureIsToldApart() {
        let changes = RuleChanges(from: Self.files(), to: Self.files(measure: "z"))
        #expect(changes.hasOtherMeasure)
        #expect(!changes.mayExplain(own, other))
    }
}
