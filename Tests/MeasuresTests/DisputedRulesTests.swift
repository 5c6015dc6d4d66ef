import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing
import YAML

/// What disputed rules decide is counted apart.
@Suite struct DisputedRulesTests {
    @Test func linesAndEurosOfADisputedRuleAreTold() throws {
        let header = """
            pack: attenuation
            version: 1
            title: Essai
            measure: budget-vert
            axis: attenuation
            source: Essai
            licence: EUPL-1.2
            rules:

            """
        let rules = """
              - id: bois
                when: { nature: "2151" }
                rate: favorable
                because: Bois
                source: Essai
                confidence: verified
                disputed:
                  for: [{ argument: Oui, by: Un, source: A }]
                  against: [{ argument: Non, by: Deux, source: B }]
              - { id: reste, when: { nature: "2152" }, rate: neutre, because: b, source: s, confidence: verified }
            """
        let reading = PackReader.read(Array((header + rules).utf8), file: "p.yaml")
        let pack = try #require(reading.pack, "\(reading.findings.map { $0.text(.french) })")
        let lines = MeasureTests.lines([
            (MeasureTests.line([.nature: "2151"]), 1000), (MeasureTests.line([.nature: "2152"]), 70),
            (MeasureTests.line([.nature: "2151"]), -300),
        ])
        let result = try Measure(try ShippedFilesTests.definition(), packs: [pack]).compute(lines, exercice: 2025)
        let axis = result.axes[0]
        let disputed = try axis.disputed(lines)
        #expect(disputed.map(\.rule) == ["attenuation/bois"])
        #expect(disputed.first?.lines == 2)
        #expect(disputed.first?.amount == Cents(700))
        #expect(axis[0].toCheck == "Règle contestée. Pour : Oui (Un, A). Contre : Non (Deux, B).")
        #expect(axis[1].toCheck == "")
        let findings = result.findings.filter { $0.kind == .disputedRule }
        #expect(findings.count == 1)
        #expect(findings.first?.text(.french).contains("2 lignes") == true)
    }
}
