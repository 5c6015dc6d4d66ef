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
            rules(["when: { nature: \"2151\" }\n    rate: Défavorable"]),
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
            } + tables + kinds + reviews + evaluations
    }

    /// What is wrong in a table is said at its own lines; that it is none, where it is named.
    private static var tables: [Finding] {
        ["double.csv", "sans-cle.csv", "classeur.xlsx"].flatMap { file in
            let text =
                PackCheckerTests.header
                + "tables: { t: { file: \(file), key: nature, source: s } }\n" + otherMeasure
            return PackReader.read(Array(text.utf8), file: LanguageTests.fixtures + "p.yaml").findings
        }
    }

    /// What is wrong in packs of measures that are no partition, once for each code.
    private static var kinds: [Finding] {
        var known: Set<String> = []
        return KindLanguageTests.mistakes.flatMap { kind, outcome, code in
            known.insert(code).inserted ? KindLanguageTests.findings(outcome, kind) : []
        }
            + KindLanguageTests.badFactors.flatMap { file, code, _ in
                known.insert(code).inserted ? KindLanguageTests.findings(factors: file) : []
            }
    }

    /// What a careful reader asks about packs that may be used, and about two of the same name.
    private static var reviews: [Finding] {
        let rule = PackReviewTests.rule
        let perimeter = Rule(
            id: "r", when: .not(.value(.field(.nature), [.exact("2151"), .exact("2152"), .exact("2153")])),
            verdict: .excluded(reason: "r"), because: "", source: "", confidence: .verified)
        var outside = Pack()
        outside.rules = [perimeter]
        let shadowed =
            "rules:\n" + rule("a", "{ nature: \"2151*\" }", "favorable")
            + rule("b", "{ nature: \"2152*\" }", "neutre")
            + rule("c", "{ nature: [\"2151\", \"2152\"], libelle: route }", "defavorable")
        let crossed =
            "rules:\n" + rule("velo", "{ nature: [\"2151\", \"2188\"], libelle: vélo }", "favorable")
            + rule("diesel", "{ nature: \"2188*\", libelle: diesel }", "defavorable")
        let asked =
            "rules:\n" + PackCheckerTests.rule("q", "when: { nature: \"2151\" }\n    ask: Quoi ?")
        let wanted: Set<FindingKind> = [
            .shadowedRule, .orderDecides, .uncoveredAccounts, .untestedRules, .questionWithoutAddressee,
        ]
        var known: Set<FindingKind> = []
        let found = [shadowed, crossed, asked].flatMap { text in
            ((try? PackReviewTests.findings(text, perimeter: outside)) ?? []).filter {
                wanted.contains($0.kind) && known.insert($0.kind).inserted
            }
        }
        let packs = ["un.yaml", "deux.yaml"].compactMap {
            PackReader.read(Array((PackCheckerTests.header + otherMeasure).utf8), file: $0).pack
        }
        return found + PackChecker.checkTogether(packs)
    }

    /// What is only known once lines are there, or names put together.
    private static var evaluations: [Finding] {
        func pack(_ rules: String) -> Pack {
            PackReader.read(Array((PackCheckerTests.header + rules).utf8), file: "p.yaml").pack ?? Pack()
        }
        let heir = pack(
            "rules:\n" + PackCheckerTests.rule("etudes", "when: { nature: \"2031\" }\n    inherit: operation"))
        let facts = pack(
            "rules:\n" + PackCheckerTests.rule("a", "when: { compte: { connu: oui } }\n    rate: neutre"))
        let lines = Lines([[.nature: "2031", .nomenclature: "M99", .exercice: "2024"]])
        let wide = (1...3).map { number in
            "  n\(number): { all: [" + (0..<30).map { _ in "{ is: n\(number - 1) }" }.joined(separator: ", ") + "] }\n"
        }
        let large =
            "define:\n  n0: { nature: \"2151\" }\n" + wide.joined() + "rules:\n"
            + PackCheckerTests.rule("a", "when: { is: n3 }\n    rate: neutre")
        return Evaluator([heir]).evaluate(lines).findings
            + Evaluator([facts], plans: LanguageTests.plans).evaluate(lines).findings
            + PackReader.read(Array((PackCheckerTests.header + large).utf8), file: "p.yaml").findings.prefix(1)
    }

    @Test(arguments: Language.allCases)
    func theyAreThoseOfTheFile(language: Language) throws {
        let path = LanguageTests.fixtures + "messages.\(language.rawValue).txt"
        let wanted = String(decoding: try Bytes(mapping: path).array, as: UTF8.self)
        let shown = Self.findings.map { $0.text(language).replacing(LanguageTests.fixtures, with: "") }
        #expect(shown.joined(separator: "\n") + "\n" == wanted)
    }

    @Test func everythingThatIsSaidOfAPackIsAmongThem() {
        let shown = Set(Self.findings.map(\.kind.code))
        let missing = (FindingKind.rulesKinds + FindingKind.ruleKindKinds).filter { !shown.contains($0.code) }
        #expect(missing.map(\.code) == [])
    }
}
