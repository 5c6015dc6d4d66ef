import Findings
import Rules
import Testing

@Suite struct PackCheckerTests {
    static let header = """
        pack: budget-vert/essai
        version: 2026.1
        title: Essai
        measure: budget-vert
        axis: attenuation
        source: Essai
        licence: EUPL-1.2

        """
    static let context = PackContext(
        measure: "budget-vert", axes: ["attenuation", "biodiversite"],
        categories: ["favorable", "defavorable", "neutre", "non-cote"], natures: ["2151", "2152", "21538", "2313"])

    /// All findings of a pack whose rules (and what follows) are `rules`, as `code line:column`.
    static func findings(_ text: String) -> [Finding] {
        let reading = PackReader.read(Array(text.utf8), file: "p.yaml")
        guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
            return reading.findings
        }
        return reading.findings + PackChecker.check(pack, context)
    }

    static func codes(_ rules: String) -> [String] {
        findings(header + rules).map { "\($0.kind.code) \($0.place.line ?? 0):\($0.place.column ?? 0)" }
    }

    /// A rule with its explanations, to which `more` is added.
    static func rule(_ id: String, _ more: String) -> String {
        "  - id: \(id)\n    because: b\n    source: s\n    confidence: observed\n    \(more)\n"
    }

    @Test func aGoodPackHasNoFindings() {
        let text = """
            rules:
              - id: velo
                when: { nature: ["2151", 2152..2153], libelle: { any: [piste cyclable] }, montant: { plus-de: 8000 } }
                rate: favorable
                because: Vélo
                source: Essai
                confidence: observed
              - id: part
                when: { nature: "2313*" }
                split: { favorable: 40 %, neutre: 3/5 }
                because: Part thermique
                source: Essai
                confidence: inferred
            tests:
              - line: { nature: "21538", libelle: PISTES CYCLABLES, montant: 8000.01 }
                expect: favorable
                rule: velo
              - line: { nature: "2151", libelle: PISTES CYCLABLES, montant: 8000 }
                expect: none
              - line: { nature: "2313" }
                expect: { neutre: 60 %, favorable: 2/5 }
            """
        #expect(Self.findings(Self.header + text) == [])
    }

    @Test func allMistakesAreShownAtOnceEachAtItsPlace() {
        let text = """
            rules:
              - id: a
                when: { natur: "2151" }
                rate: favorable
                because: b
                confidence: observed
              - id: a
                when: {}
                rate: favorable
                split: { favorable: 50 %, neutre: 40 % }
                because: b
                source: s
                confidence: sure
              - id: c
                when: { nature: "21*1", montant: { plus-de: beaucoup } }
                split: { favorable: 50 %, neutre: 40 % }
                because: b
                source: s
                confidence: observed
                to: service
            """
        #expect(
            Self.codes(text) == [
                "RUL018 9:5", "YML010 10:13", "YML018 20:17", "RUL002 15:11", "RUL003 14:5", "RUL001 14:9",
                "RUL008 22:21", "RUL009 22:49", "RUL017 27:9", "RUL005 23:12",
            ])
    }

    @Test(arguments: [
        ("when: { nature: \"2151\" }\n    rate: vert", "RUL004 14:11"),
        ("when: { nature: \"2151\" }", "RUL003 9:5"),
        ("when: { nature: \"2151\" }\n    split: { favorable: 1/3, neutre: 1/3, defavorable: 1/3 }", "RUL006 14:12"),
        ("when: { nature: \"2151\" }\n    split: { favorable: 140 %, neutre: 1 }", "RUL007 14:25"),
        ("when: { nature: \"2151\" }\n    split: { favorable: 100 %, neutre: 0 % }", "RUL006 14:12"),
        ("when: { nature: \"9999\" }\n    rate: neutre", "RUL014 13:21"),
        ("when: { sens: sortie }\n    rate: neutre", "YML018 13:19"),
        ("when: { libelle: { any: [] } }\n    rate: neutre", "RUL010 13:22"),
        ("when: { libelle: { any: [\"--\"] } }\n    rate: neutre", "RUL010 13:29"),
        ("when: { nature: 2158..2151 }\n    rate: neutre", "RUL008 13:21"),
        ("when: { any: [{ nature: \"2151\" }, { fonctoin: \"01\" }] }\n    rate: neutre", "YML010 13:41"),
        ("rate: neutre", "RUL002 9:5"),
        (
            "when: { not: { not: { not: { not: { not: { not: { not: { nature: \"2151\" } } } } } } } }\n    rate: neutre",
            "RUL020 13:60"
        ),
    ])
    func eachMistakeHasItsCodeAndPlace(more: String, expected: String) {
        let first = Self.codes("rules:\n" + Self.rule("a", more)).first
        #expect(first == expected)
    }

    @Test func aPackOfAnotherMeasureOrAxisIsRefused() {
        let rules = "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: neutre")
        let axis = Self.header.replacing("axis: attenuation", with: "axis: eau") + rules
        #expect(Self.findings(axis).map(\.kind) == [.unknownAxis])
        let measure = Self.header.replacing("measure: budget-vert", with: "measure: carbone") + rules
        #expect(Self.findings(measure).map(\.kind) == [.otherMeasure])
    }

    @Test(arguments: [
        ("{ nature: \"21*\" }", "{ nature: \"2151\" }"),
        ("{ nature: \"2151\" }", "{ nature: \"2151\", fonction: \"020\" }"),
        ("{ nature: 2151..2158 }", "{ nature: [\"2152*\", \"21538\"] }"),
        ("{ libelle: [piste, voie] }", "{ libelle: voie }"),
        ("{ libelle: piste }", "{ libelle: piste cyclable }"),
        ("{ libelle: \"plant*\" }", "{ libelle: plantation }"),
        ("{ montant: { plus-de: 100 } }", "{ montant: { plus-de: 200, au-plus: 300 } }"),
        ("{ any: [{ nature: \"2151\" }, { nature: \"2152\" }] }", "{ nature: \"2152\" }"),
        ("{ not: { nature: \"2151\" } }", "{ not: { nature: \"21*\" } }"),
        ("{ libelle: { none: [piste] } }", "{ libelle: { none: [piste, voie] } }"),
        ("{ nature: \"21*\" }", "{ any: [{ nature: \"2151\" }, { nature: \"2152\" }] }"),
    ])
    func aRuleThatAnEarlierOneAlwaysOvertakesIsFound(earlier: String, later: String) {
        let rules =
            "rules:\n" + Self.rule("a", "when: \(earlier)\n    rate: neutre")
            + Self.rule("b", "when: \(later)\n    rate: favorable")
        #expect(Self.findings(Self.header + rules).map(\.kind) == [.unreachableRule])
    }

    @Test(arguments: [
        ("{ nature: \"2151\" }", "{ nature: \"21*\" }"),
        ("{ nature: \"2151\", fonction: \"020\" }", "{ nature: \"2151\" }"),
        ("{ nature: 2151..2152 }", "{ nature: \"2153*\" }"),
        ("{ libelle: piste cyclable }", "{ libelle: piste }"),
        ("{ libelle: piste }", "{ operation: { any: [piste] } }"),
        ("{ montant: { plus-de: 100 } }", "{ montant: { au-moins: 100 } }"),
        ("{ not: { nature: \"21*\" } }", "{ not: { nature: \"2151\" } }"),
        ("{ libelle: { all: [piste, voie] } }", "{ libelle: [piste, voie] }"),
    ])
    func aRuleThatCanStillServeIsNot(earlier: String, later: String) {
        let rules =
            "rules:\n" + Self.rule("a", "when: \(earlier)\n    rate: neutre")
            + Self.rule("b", "when: \(later)\n    rate: favorable")
        #expect(!Self.findings(Self.header + rules).map(\.kind).contains(.unreachableRule))
    }

    @Test func aFailingTestSaysWhatWasExpectedAndWhatWasFound() {
        let rules =
            "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: neutre") + """
                tests:
                  - line: { nature: "2151" }
                    expect: favorable
                  - line: { nature: "2151" }
                    expect: neutre
                    rule: b
                """
        let found = Self.findings(Self.header + rules)
        #expect(
            found.map { $0.text(.french) } == [
                """
                erreur[RUL012] p.yaml:16:5
                  Ce test attend « favorable » ; les règles donnent « neutre » (règle : a).
                  À faire : Corriger la règle, ou le test s'il n'est plus juste.
                """,
                """
                erreur[RUL013] p.yaml:18:5
                  Ce test attend la règle « b » ; c'est « a » qui décide.
                  À faire : Corriger l'ordre des règles, ou le test s'il n'est plus juste.
                """,
            ])
        #expect(
            found.first?.text(.english) == """
                error[RUL012] p.yaml:16:5
                  This test expects “favorable”; the rules give “neutre” (rule: a).
                  To do: Correct the rule, or the test if it is no longer right.
                """)
    }

    @Test func aPackWithAnErrorIsNotTested() {
        let rules =
            "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: formidable") + """
                tests:
                  - line: { nature: "2151" }
                    expect: favorable
                """
        #expect(Self.findings(Self.header + rules).map(\.kind) == [.unknownCategory])
    }

    @Test func aMissingReasonIsOneFindingWithExitUsage() throws {
        let text =
            Self.header + """
                rules:
                  - id: a
                    when: { nature: "2151" }
                    rate: neutre
                    source: s
                    confidence: observed
                """
        let found = Self.findings(text)
        #expect(
            found.map { $0.text(.french) } == [
                """
                erreur[RUL018] p.yaml:9:5
                  La règle « a » n'a pas de « because ».
                  Pourquoi : Chaque cotation doit pouvoir être expliquée : le classeur montre la raison, sa source et leur solidité.
                  À faire : Ajouter « because » à la règle.
                """
            ])
        #expect(found.first?.kind.exit == .usage)
    }

    @Test(arguments: ["because: b", "source: s", "confidence: observed"])
    func whatExplainsARuleIsRequired(line: String) {
        let text = Self.header + "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: neutre")
        let found = Self.findings(text.replacing("    \(line)\n", with: ""))
        #expect(found.map(\.kind) == [.unexplainedRule])
        #expect(found.first?.values["key"] == String(line.prefix { $0 != ":" }))
    }

    @Test func aBlankReasonIsNoReason() {
        let text = Self.header + "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: neutre")
        let blank = text.replacing("because: b", with: "because: \"  \"")
        #expect(Self.findings(blank).map(\.kind) == [.unexplainedRule])
    }

    @Test func aFileThatIsNoYAMLIsOneFinding() {
        let reading = PackReader.read(Array("rules: [".utf8), file: "p.yaml")
        #expect(reading.pack == nil)
        #expect(reading.findings.map(\.kind.exit) == [.usage])
        #expect(PackReader.read(path: "/nulle/part.yaml").findings.count == 1)
    }

    @Test func twoPacksOfTheSameNameCannotBeUsedTogether() throws {
        let text = Self.header + "rules:\n" + Self.rule("a", "when: { nature: \"2151\" }\n    rate: neutre")
        let packs = ["un.yaml", "deux.yaml"].compactMap { PackReader.read(Array(text.utf8), file: $0).pack }
        let found = PackChecker.checkTogether(packs)
        #expect(found.map(\.kind) == [.duplicatePack])
        #expect(found.first?.values["other"] == "un.yaml")
        #expect(PackChecker.checkTogether([packs[0]]) == [])
    }

    @Test func codesAreUniqueAndBothWordingsNameTheSameValues() {
        #expect(Set(FindingKind.rulesKinds.map(\.code)).count == FindingKind.rulesKinds.count)
        for kind in FindingKind.rulesKinds {
            #expect(kind.french.names == kind.english.names)
            #expect(kind.exit == .usage)
        }
    }
}
