import Files
import Findings
import PublicAccounts
import Rules
import Testing

/// What people read when a pack is wrong, whole, in both languages: `Fixtures/messages.fr.txt`, `messages.en.txt`.
@Suite struct MessagesTests {
    /// Packs that are wrong, each in its own way.
    private static let packs: [String] = {
        func rules(_ more: [String]) -> String {
            "rules:\n" + more.enumerated().map { PackCheckerTests.rule("r\($0 + 1)", $1) }.joined()
        }
        let neutral = "when: { nature: \"2151\" }\n    rate: neutre"
        return [
            "rules: []\n",
            rules([neutral]).replacing("id: r1", with: "id: r1\n    to: x"),
            rules([neutral, "when: { nature: \"2152\" }\n    rate: neutre"]).replacing("r2", with: "r1"),
            rules(["when: {}\n    rate: neutre", "when: { nature: \"1\" }"]),
            rules(["when: { nature: \"2151\" }\n    rate: vert", "when: { nature: \"99\" }\n    rate: neutre"]),
            rules([
                "when: { nature: \"1\" }\n    split: { favorable: 50 %, neutre: 40 % }",
                "when: { nature: \"2\" }\n    split: { favorable: 100 %, neutre: 0 % }",
                "when: { nature: \"3\" }\n    split: { favorable: 140 %, neutre: 1 }",
            ]),
            rules([
                "when: { nature: \"2*1\", montant: { plus-de: x } }\n    rate: neutre",
                "when: { libelle: { any: [] } }\n    rate: neutre",
            ]),
            rules(["when: { nature: \"21*\" }\n    rate: neutre", "when: { nature: \"2151\" }\n    rate: favorable"]),
            rules([neutral])
                + "tests:\n  - { line: { nature: \"2151\" }, expect: ask }\n"
                + "  - { line: { nature: \"2151\" }, expect: neutre, rule: autre }\n",
            rules([neutral]).replacing("    source: s\n", with: ""),
            rules([
                "when: { not: { not: { not: { not: { not: { not: { not: { nature: \"1\" } } } } } } } }\n    rate: neutre"
            ]),
            "remove: a\n" + rules([neutral]),
            "extends: p.yaml\n" + rules([neutral]),
            "from: 2026\nuntil: 2025\n" + rules([neutral]),
            "define: { voirie: [\"21*\"] }\n"
                + rules([
                    "when: { nature: $voiri }\n    rate: neutre", "when: { is: batiments }\n    rate: neutre",
                    "when: { libelle: { near: [a] } }\n    rate: neutre",
                    "when: { nature: \"1\" }\n    table: { a: b, c: d }",
                    "when: { nature: \"3\" }\n    inherit: voisin",
                ]),
            "tables: { t: { file: nulle-part.csv, key: nature, source: s } }\n" + rules([neutral]),
        ]
    }()

    private static let otherMeasure =
        "rules:\n" + PackCheckerTests.rule("a", "when: { nature: \"2151\" }\n    rate: neutre")

    private static var findings: [Finding] {
        packs.flatMap { PackCheckerTests.findings(PackCheckerTests.header + $0) }
            + ["measure: carbone", "axis: eau"].flatMap { line in
                let key = line.prefix { $0 != ":" }
                let header = PackCheckerTests.header.split(separator: "\n").map {
                    $0.hasPrefix(key) ? line : String($0)
                }
                return PackCheckerTests.findings(header.joined(separator: "\n") + "\n" + otherMeasure)
            } + tables
    }

    /// What is wrong in a table is said at its own lines.
    private static var tables: [Finding] {
        ["double.csv", "sans-cle.csv"].flatMap { file in
            let text =
                PackCheckerTests.header
                + "tables: { t: { file: \(file), key: nature, source: s } }\n" + otherMeasure
            return PackReader.read(Array(text.utf8), file: LanguageTests.fixtures + "p.yaml").findings
        }
    }

    @Test(arguments: Language.allCases)
    func theyAreThoseOfTheFile(language: Language) throws {
        let path = LanguageTests.fixtures + "messages.\(language.rawValue).txt"
        let wanted = String(decoding: try Bytes(mapping: path).array, as: UTF8.self)
        let shown = Self.findings.map { $0.text(language).replacing(LanguageTests.fixtures, with: "") }
        #expect(shown.joined(separator: "\n") + "\n" == wanted)
    }

    @Test func everyErrorOfAPackIsAmongThem() {
        let shown = Set(Self.findings.map(\.kind.code))
        // Proved elsewhere: two packs together, and the review's questions, which have account plans.
        let elsewhere: Set<FindingKind> = [
            .duplicatePack, .shadowedRule, .orderDecides, .uncoveredAccounts, .untestedRules, .nothingToInherit,
            .factsWithoutPlan, .largeCondition,
        ]
        let missing = FindingKind.rulesKinds.filter { !shown.contains($0.code) && !elsewhere.contains($0) }
        #expect(missing.map(\.code) == [])
    }
}
