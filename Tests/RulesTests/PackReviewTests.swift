import Findings
import PublicAccounts
import Rules
import Testing

/// What a careful reader asks about a pack that may be used.
@Suite struct PackReviewTests {
    static func findings(_ rules: String, perimeter: Pack? = nil) throws -> [Finding] {
        let pack = try LanguageTests.pack("nomenclature: M57_D\nfrom: 2024\n" + rules)
        let context = PackContext(
            measure: "budget-vert", axes: ["attenuation"], categories: ["favorable", "defavorable", "neutre"],
            plans: LanguageTests.plans, perimeter: perimeter)
        #expect(PackChecker.check(pack, context) == [])
        return try PackReview(pack, context).findings
    }

    static func rule(_ id: String, _ when: String, _ rate: String) -> String {
        PackCheckerTests.rule(id, "when: \(when)\n    rate: \(rate)")
    }

    private static func texts(_ findings: [Finding], _ kind: FindingKind, _ language: Language) -> [String] {
        findings.filter { $0.kind == kind }.map { $0.text(language) }
    }

    @Test func rulesWhoseOrderDecidesAreShownWithAnExample() throws {
        let found = try Self.findings(
            "rules:\n" + Self.rule("velo", "{ nature: [\"2151\", \"2188\"], libelle: vélo }", "favorable")
                + Self.rule("diesel", "{ nature: \"2188*\", libelle: diesel }", "defavorable"))
        #expect(
            Self.texts(found, .orderDecides, .french) == [
                """
                note[RUL023] p.yaml:17:5
                  « diesel » et « velo » (ligne 11) disent autre chose des mêmes lignes ; l'ordre donne raison à « velo ».
                  Pourquoi : Exemple : nature 2188, libelle « velo diesel » → favorable, sinon defavorable.
                  À faire : Vérifier que c'est voulu ; sinon préciser l'une des deux règles, ou changer leur ordre.
                """
            ])
        #expect(
            Self.texts(found, .orderDecides, .english) == [
                """
                note[RUL023] p.yaml:17:5
                  “diesel” and “velo” (line 11) say different things of the same lines; the order decides for “velo”.
                  Why: Example: nature 2188, libelle « velo diesel » → favorable, otherwise defavorable.
                  To do: Check that this is meant; otherwise make one of them more precise, or change their order.
                """
            ])
    }

    @Test(arguments: [
        // An exception before the general rule.
        ("{ nature: \"2151\", libelle: vélo }", "{ nature: \"21*\" }", "neutre"),
        // The same outcome.
        ("{ nature: \"2151\", libelle: vélo }", "{ nature: \"2151\", libelle: route }", "favorable"),
        // No line fits both.
        ("{ nature: \"2151\", libelle: vélo }", "{ nature: \"2152\", libelle: route }", "neutre"),
        ("{ libelle: vélo, montant: { plus-de: 10 } }", "{ libelle: route, montant: { au-plus: 10 } }", "neutre"),
        ("{ libelle: { any: [vélo], none: [route] } }", "{ libelle: route }", "neutre"),
        ("{ sens: depense, libelle: vélo }", "{ sens: recette, libelle: route }", "neutre"),
    ])
    func exceptionsAgreementsAndStrangersAreNot(earlier: String, later: String, rate: String) throws {
        let found = try Self.findings(
            "rules:\n" + Self.rule("a", earlier, "favorable") + Self.rule("b", later, rate))
        #expect(Self.texts(found, .orderDecides, .french) == [])
    }

    @Test func aRuleThatOthersTogetherShadowIsFound() throws {
        let rules =
            "rules:\n" + Self.rule("a", "{ nature: \"2151*\" }", "favorable")
            + Self.rule("b", "{ nature: \"2152*\" }", "neutre")
        let shadowed = rules + Self.rule("c", "{ nature: [\"2151\", \"2152\"], libelle: route }", "defavorable")
        let found = try Self.findings(shadowed).filter { $0.kind == .shadowedRule }
        #expect(found.map { $0.values["rule"] } == ["c"] && found.map { $0.values["earlier"] } == ["a, b"])
        #expect(
            found.first?.text(.english) == """
                warning[RUL022] p.yaml:23:5
                  The rule “c” is never used: others together already take all its lines (a, b).
                  Why: The first rule that fits wins.
                  To do: Move the rule up, or remove it.
                """)
        let free = rules + Self.rule("c", "{ nature: [\"2151\", \"2153*\"], libelle: route }", "defavorable")
        #expect(try Self.findings(free).filter { $0.kind == .shadowedRule } == [])
    }

    @Test func accountsOfThePlanThatNoRuleSpeaksOfAreCounted() throws {
        var perimeter = Pack()
        perimeter.rules = [
            Rule(
                id: "r", when: .not(.value(.field(.nature), [.prefix("215")])), verdict: .excluded(reason: "r"),
                because: "", source: "", confidence: .verified)
        ]
        let rules = "rules:\n" + Self.rule("a", "{ nature: \"2151*\" }", "neutre")
        let found = try Self.findings(rules, perimeter: perimeter).filter { $0.kind == .uncoveredAccounts }
        #expect(found.count == 1)
        #expect(found.first?.values["plan"] == "M57_D 2024")
        let accounts = try #require(found.first?.values["accounts"]).split(separator: ", ")
        #expect(accounts.first == "2152" && accounts.allSatisfy { $0.hasPrefix("215") && !$0.hasPrefix("2151") })
        #expect(found.first?.values["count"] == String(accounts.count))
        let all = "rules:\n" + Self.rule("a", "{ nature: \"215*\" }", "neutre")
        #expect(try Self.findings(all, perimeter: perimeter).filter { $0.kind == .uncoveredAccounts } == [])
    }

    @Test func anAccountOfAnotherPlanOrYearIsUnknown() throws {
        // 2182 has sub-accounts in M57; 21538 is there; 2154 with a ninth digit is nowhere.
        let rules = "rules:\n" + Self.rule("a", "{ nature: [\"2151\", \"21549\"] }", "neutre")
        let found = try Self.findings(rules).filter { $0.kind == .natureNotInNomenclature }
        #expect(found.map { $0.values["nature"] } == ["21549"])
        #expect(found.first?.values["plans"] == "M57_D 2024")
    }

    @Test func rulesThatNoTestProvesAreNamed() throws {
        let rules =
            "rules:\n" + Self.rule("a", "{ nature: \"2151\" }", "neutre")
            + Self.rule("b", "{ nature: \"2152\" }", "neutre") + """
                tests:
                  - line: { nature: "2151" }
                    expect: neutre
                """
        let found = try Self.findings(rules).filter { $0.kind == .untestedRules }
        #expect(found.map { $0.values["rules"] } == ["b"])
        #expect(
            found.first?.text(.french) == """
                note[RUL025] p.yaml:1:1
                  1 règles sur 2 ne décident d'aucun test : b.
                  Pourquoi : Rien ne dirait qu'une modification les a rendues fausses.
                  À faire : Écrire un test pour chacune.
                """)
    }
}
