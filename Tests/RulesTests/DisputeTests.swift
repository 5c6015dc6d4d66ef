import Findings
import PublicAccounts
import Rules
import Testing

/// Rules that people disagree about (`disputed:`).
@Suite struct DisputeTests {
    private static func rule(_ disputed: String) -> String {
        "rules:\n" + PackCheckerTests.rule("a", "when: { nature: \"1\" }\n    rate: neutre\n    disputed: \(disputed)")
    }

    private static let both = """
        { for: [{ argument: Le bois stocke du carbone, by: service énergie, source: note du 3 mai }], \
        against: [{ argument: La forêt est loin, by: collectif, source: séance du 12 mai }, { argument: b, by: c, source: d }] }
        """

    @Test func bothSidesAreReadAndFollowTheOutcome() throws {
        let pack = try LanguageTests.pack(Self.rule(Self.both))
        let dispute = try #require(pack.rules.first?.dispute)
        #expect(dispute.arguments.map(\.by) == ["service énergie"])
        #expect(dispute.objections.map(\.source) == ["séance du 12 mai", "d"])
        #expect(
            dispute.words
                == "Pour : Le bois stocke du carbone (service énergie, note du 3 mai). "
                + "Contre : La forêt est loin (collectif, séance du 12 mai) ; b (c, d).")
        let outcomes = Evaluator([pack]).evaluate(Lines([[.nature: "1"], [.nature: "2"]], amounts: [1, 2]))
        #expect(outcomes[0].dispute == dispute)
        #expect(outcomes[1].dispute == nil)
    }

    @Test(arguments: [
        "{ for: [{ argument: a, by: b, source: c }] }",
        "{ for: [], against: [{ argument: a, by: b, source: c }] }",
        "{ for: [{ argument: a, by: b }], against: [{ argument: a, by: b, source: c }] }",
        "oui",
        "{ pour: [{ argument: a, by: b, source: c }], against: [{ argument: a, by: b, source: c }] }",
    ])
    func oneSideAloneIsRefused(disputed: String) {
        let text = PackCheckerTests.header + Self.rule(disputed)
        let reading = PackReader.read(Array(text.utf8), file: "p.yaml")
        #expect(reading.findings.contains { $0.severity == .error })
        #expect(reading.findings.allSatisfy { $0.place.line != nil })
    }
}
