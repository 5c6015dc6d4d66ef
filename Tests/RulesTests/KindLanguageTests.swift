import Findings
import Rules
import Testing

/// What packs of measures that are no partition may say, and how mistakes are told.
@Suite struct KindLanguageTests {
    private static let fixtures = LanguageTests.fixtures
    private static let header = """
        pack: carbone/essai
        version: 1
        title: Essai
        measure: carbone
        axis: emissions
        source: Essai
        licence: EUPL-1.2
        tables: { releves: { file: releves.csv, key: operation, source: Essai } }
        factors: { f: { file: facteurs.csv } }

        """

    private static func context(_ kind: OutcomeKind) -> PackContext {
        var context = PackContext(measure: "carbone", axes: ["emissions"], categories: ["sante", "climat"])
        context.kind = kind
        context.unit = QuantityUnit("kgCO2e")
        context.posts = ["2.1", "4.1"]
        context.capitals = ["sols", "eau"]
        context.templates = [("P3F", "fonctionnement"), ("P3I", "investissement"), ("P", "")]
        context.indicators = ["cae_1.a"]
        return context
    }

    static func findings(_ outcome: String, _ kind: OutcomeKind, tests: String = "") -> [Finding] {
        let text =
            header + "rules:\n" + PackCheckerTests.rule("r", "when: { nature: \"60*\" }\n    \(outcome)") + tests
        let reading = PackReader.read(Array(text.utf8), file: fixtures + "essai.yaml")
        guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
            return reading.findings
        }
        return reading.findings + PackChecker.check(pack, context(kind))
    }

    /// What is said of a pack that uses the table of factors `file`.
    static func findings(factors file: String) -> [Finding] {
        let text =
            header.replacing("facteurs.csv", with: file) + "rules:\n"
            + PackCheckerTests.rule("r", "when: { nature: \"60*\" }\n    ask: Quoi ?")
        return PackReader.read(Array(text.utf8), file: fixtures + "essai.yaml").findings
    }

    private static let monetary = "{ amount: HT, vat: 20 %, factor: \"f:travaux\", post: \"4.1\" }"
    private static let measured =
        "{ quantity: { releves: kwh }, unit: kWh, posts: { \"2.1\": \"f:prod\", \"4.1\": \"f:amont\" } }"

    @Test(arguments: [
        (OutcomeKind.contribution, "contribute: { sante: +1/2, climat: -0.2 }"),
        (.quantity, "quantify: [\(monetary)]"), (.quantity, "quantify: [\(measured), \(monetary)]"),
        (.quantity, "quantify: [{ amount: montant, unit: EUR_HT, factor: \"f:travaux\", post: \"4.1\" }]"),
        (
            .quantity,
            "quantify: [{ amount: TTC, price: { value: 1.50, unit: EUR_TTC/L, source: s }, factor: \"f:gazole\", post: \"2.1\" }]"
        ),
        (.postings, "post: { template: P3F, capital: sols, part: 1/3, section: fonctionnement }"),
        (.postings, "post: { template: P, capital: eau }"), (.link, "link: { indicateur: cae_1.a, part: 40 % }"),
        (.quantity, "ask: Quoi ?"), (.postings, "exclude: Rien"), (.link, "inherit: operation"),
    ])
    func eachKindHasItsOutcomes(kind: OutcomeKind, outcome: String) {
        #expect(Self.findings(outcome, kind) == [])
    }

    /// Outcomes that are wrong, by the kind of measure they are in, and the code of what is said of them.
    static let mistakes = [
        (OutcomeKind.partition, "contribute: { sante: 1 }", "RUL039"), (.contribution, "rate: sante", "RUL039"),
        (.contribution, "split: { sante: 50 %, climat: 50 % }", "RUL039"), (.quantity, "rate: sante", "RUL039"),
        (.postings, "table: { releves: kwh }", "RUL039"), (.contribution, "contribute: { sante: 0 }", "RUL040"),
        (.contribution, "contribute: { sante: 2 }", "RUL040"), (.contribution, "contribute: {}", "RUL041"),
        (.contribution, "contribute: { bonheur: 1 }", "RUL004"),
        (
            .quantity, "quantify: [{ quantity: { releves: kwh }, unit: kilo watt, factor: \"f:prod\", post: \"2.1\" }]",
            "RUL042"
        ),
        (.quantity, "quantify: [{ amount: montant, unit: kWh, factor: \"f:prod\", post: \"2.1\" }]", "RUL042"),
        (.quantity, "quantify: [{ quantity: { releves: kwh }, unit: L, factor: \"f:prod\", post: \"2.1\" }]", "RUL043"),
        (.quantity, "quantify: [{ amount: TTC, factor: \"f:travaux\", post: \"2.1\" }]", "RUL043"),
        (.quantity, "quantify: [{ amount: HT, vat: 0 %, factor: \"f:poids\", post: \"2.1\" }]", "RUL043"),
        (
            .quantity,
            "quantify: [{ if: releves, amount: HT, vat: 20 %, factor: \"f:travaux\", post: \"4.1\" }, \(measured)]",
            "RUL047"
        ),
        (.quantity, "quantify: [\(monetary), \(monetary)]", "RUL048"), (.quantity, "quantify: []", "RUL049"),
        (.quantity, "quantify: [{ factor: \"f:travaux\", post: \"4.1\" }]", "RUL050"),
        (.quantity, "quantify: [{ amount: TTC, vat: 20 %, factor: \"f:travaux\", post: \"4.1\" }]", "RUL051"),
        (
            .quantity,
            "quantify: [{ quantity: { releves: kwh }, unit: kWh, vat: 20 %, factor: \"f:prod\", post: \"2.1\" }]",
            "RUL051"
        ),
        (.quantity, "quantify: [{ k95: 0.5, amount: HT, vat: 20 %, factor: \"f:travaux\", post: \"4.1\" }]", "RUL052"),
        (.quantity, "quantify: [{ amount: HT, vat: 20 %, factor: \"f:travau\", post: \"4.1\" }]", "RUL027"),
        (.quantity, "quantify: [{ amount: HT, vat: 20 %, factor: \"f:travaux\", post: \"4.2\" }]", "RUL027"),
        (.quantity, "quantify: [{ amount: HT, factor: \"f:travaux\", post: \"4.1\" }]", "YML012"),
        (.postings, "post: { template: P3F, capital: sols }", "RUL053"),
        (.postings, "post: { template: P3F, capital: sols, section: investissement }", "RUL053"),
        (.postings, "post: { template: emprunter, capital: sols }", "RUL028"),
        (.postings, "post: { template: P, capital: sol }", "RUL027"),
        (.postings, "post: { template: P, capital: sols, part: 0 }", "RUL007"),
        (.link, "link: { indicateur: cae_1.b }", "RUL027"),
    ]

    @Test(arguments: mistakes)
    func eachMistakeHasItsCode(kind: OutcomeKind, outcome: String, code: String) {
        #expect(Self.findings(outcome, kind).first?.kind.code == code)
    }

    /// Tables of factors that are wrong, the code of what is said, and its line.
    static let badFactors: [(file: String, code: String, line: Int?)] = [
        ("facteurs-sans-source.csv", "RUL044", 2), ("facteurs-sans-k95.csv", "RUL044", 3),
        ("facteurs-unite.csv", "RUL042", 2), ("facteurs-annee.csv", "RUL046", 2), ("facteurs-valeur.csv", "RUL045", 2),
        ("facteurs-colonne.csv", "RUL030", nil),
    ]

    /// A factor that lacks its source, its licence, its vintage or its uncertainty is none.
    @Test(arguments: badFactors)
    func aFactorIsWholeOrRefused(file: String, code: String, line: Int?) {
        let found = Self.findings(factors: file)
        #expect(found.map(\.kind.code) == [code])
        #expect(found.first?.place.line == line)
        #expect(found.first?.place.file?.hasSuffix(file) == true)
    }

    @Test func testsOfEachKindPassOrFail() {
        func tests(_ expect: String, _ line: String = "{ nature: \"606\", montant: 1200 }") -> String {
            "tests:\n  - line: \(line)\n    expect: \(expect)\n"
        }
        let quantity = "quantify: [\(Self.measured), \(Self.monetary)]"
        #expect(Self.findings(quantity, .quantity, tests: tests("{ quantify: { \"4.1\": 245 } }")) == [])
        let measured = "{ nature: \"606\", operation: ECOLE, montant: 1200 }"
        #expect(
            Self.findings(
                quantity, .quantity, tests: tests("{ quantify: { \"2.1\": 36, \"4.1\": \"16,00\" } }", measured)) == [])
        let wrong = Self.findings(quantity, .quantity, tests: tests("{ quantify: { \"4.1\": 245.1 } }"))
        #expect(wrong.map(\.kind) == [.failingTest])
        #expect(
            Self.findings("contribute: { sante: 1/2 }", .contribution, tests: tests("{ contribute: { sante: 50 % } }"))
                == [])
        #expect(
            Self.findings("contribute: { sante: 1/2 }", .contribution, tests: tests("{ contribute: { sante: -1/2 } }"))
                .map(\.kind) == [.failingTest])
        let post = "post: { template: P, capital: sols, part: 1/2 }"
        #expect(
            Self.findings(post, .postings, tests: tests("{ post: { template: P, capital: sols, part: 0.5 } }")) == [])
        #expect(
            Self.findings(post, .postings, tests: tests("{ post: { template: P, capital: eau, part: 0.5 } }"))
                .map(\.kind) == [.failingTest])
        #expect(
            Self.findings("link: { indicateur: cae_1.a }", .link, tests: tests("{ link: { indicateur: cae_1.a } }"))
                == [])
    }
}
