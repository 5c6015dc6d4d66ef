import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// The questions about ratings, each with its lines, its euros and its rows.
@Suite struct LintTests {
    private static let lintCodes = ["MES018", "MES019", "MES020", "MES021", "MES022", "MES023"]

    private static func lints(
        _ lines: [([LineField: String], Int64)], attenuation: [(String, Outcome.Verdict)],
        biodiversite: [(String, Outcome.Verdict)]? = nil, because: [String: String] = [:]
    ) throws -> [Finding] {
        func pack(_ axis: String, _ rules: [(String, Outcome.Verdict)]) -> Pack {
            var pack = MeasureTests.pack(axis, rules)
            for place in pack.rules.indices {
                pack.rules[place].because = because[pack.rules[place].id] ?? "Raison de \(pack.rules[place].id)"
            }
            return pack
        }
        let packs = [pack("attenuation", attenuation), pack("biodiversite", biodiversite ?? attenuation)]
        let result = try Measure(try ShippedFilesTests.definition(), packs: packs)
            .compute(MeasureTests.lines(lines.map { (MeasureTests.line($0.0), $0.1) }), exercice: 2025)
        return result.findings.filter { lintCodes.contains($0.kind.code) }
    }

    private static let rate = MeasureTests.rate

    @Test func quietWhereNothingIsToAsk() throws {
        let found = try Self.lints(
            [([.nature: "2151", .operation: "A"], 100), ([.nature: "2152", .operation: "A"], 200)],
            attenuation: [("2151", Self.rate("neutre")), ("2152", Self.rate("favorable"))])
        #expect(found == [])
    }

    @Test func oneReasonAndTwoRatings() throws {
        let found = try Self.lints(
            [([.nature: "2151"], 100), ([.nature: "2152"], 250), ([.nature: "2153"], 1)],
            attenuation: [
                ("2151", Self.rate("neutre")), ("2152", Self.rate("favorable")), ("2153", Self.rate("favorable")),
            ],
            biodiversite: [
                ("2151", Self.rate("neutre")), ("2152", Self.rate("neutre")), ("2153", Self.rate("neutre")),
            ], because: ["2151": "Voirie", "2152": "Voirie"])
        #expect(found.map(\.kind) == [.sameReasonTwoRatings])
        #expect(found.first?.count == 2)
        #expect(
            found.first?.what(.french)
                == "Axe 1 – Atténuation du changement climatique : 1 justifications donnent chacune plusieurs cotations ; "
                + "lignes : 2, 3,50\u{A0}€, rangées 1, 2.")
    }

    @Test func oneOperationAndSeveralRatingsOfAnAccount() throws {
        var lines: [([LineField: String], Int64)] = (0..<4).map { _ in
            ([.nature: "2151", .fonction: "845", .operation: "A", .libelle: "x"], 100)
        }
        lines.append(([.nature: "2151", .fonction: "845", .operation: "B"], 100))
        lines.append(([.nature: "2151", .fonction: "845"], 100))
        var pack = MeasureTests.pack("attenuation", [])
        pack.rules = [
            Rule(
                id: "gros", when: .amount(AmountRange(atLeast: 200)), verdict: Self.rate("favorable"), because: "a",
                source: "s", confidence: .verified),
            Rule(
                id: "petit", when: .amount(AmountRange(atMost: 199)), verdict: Self.rate("neutre"), because: "b",
                source: "s", confidence: .verified),
        ]
        lines[1].1 = 300
        lines[5].1 = 300
        let result = try Measure(try ShippedFilesTests.definition(), packs: [pack])
            .compute(MeasureTests.lines(lines.map { (MeasureTests.line($0.0), $0.1) }), exercice: 2025)
        let found = result.findings.filter { $0.kind == .sameGroupSeveralRatings }
        #expect(found.map(\.count) == [4])
        #expect(found.first?.values["count"] == "1")
        #expect(found.first?.values["rows"] == "1, 2, 3…")
        #expect(found.first?.values["amount"] == "6,00\u{A0}€")
    }

    @Test func aCancellationThatDoesNotFollowItsMandate() throws {
        let lines: [([LineField: String], Int64)] = [
            ([.nature: "2151", .piece: "12", .tiers: "T"], 500), ([.nature: "2152", .piece: "12", .tiers: "T"], -500),
            ([.nature: "2151", .piece: "13", .tiers: "T"], 700), ([.nature: "2151", .piece: "13", .tiers: "T"], -700),
        ]
        let found = try Self.lints(
            lines, attenuation: [("2151", Self.rate("favorable")), ("2152", Self.rate("neutre"))],
            biodiversite: [("2151", Self.rate("neutre")), ("2152", Self.rate("neutre"))])
        #expect(found.map(\.kind) == [.cancellationRatedApart])
        #expect(found.first?.values["rows"] == "2")
        #expect(found.first?.values["amount"] == "-5,00\u{A0}€")
    }

    @Test func notJudgedWithoutAReason() throws {
        let lines: [([LineField: String], Int64)] = [([.nature: "2151"], 500), ([.nature: "2152"], 100)]
        let rules = [("2151", Self.rate("non-cote")), ("2152", Self.rate("neutre"))]
        let found = try Self.lints(lines, attenuation: rules, because: ["2151": "", "2152": ""])
        #expect(found.map(\.kind) == [.unjudgedWithoutReason, .unjudgedWithoutReason])
        #expect(found.map(\.count) == [1, 1])
        #expect(try Self.lints(lines, attenuation: rules) == [])
    }

    @Test func oneAxisFilledAndAnotherBlank() throws {
        let lines: [([LineField: String], Int64)] = [([.nature: "2151"], 500), ([.nature: "2152"], 100)]
        let found = try Self.lints(
            lines, attenuation: [("2151", Self.rate("neutre"))], biodiversite: [("2153", Self.rate("neutre"))])
        #expect(found.map(\.kind) == [.blankAxis])
        #expect(found.first?.values["axis"] == "Axe 6 – Biodiversité")
        #expect(found.first?.values["rows"] == "1")
    }

    @Test func sumsByAccountAndByFunctionDiffer() throws {
        let lines: [([LineField: String], Int64)] = [
            ([.nature: "2151", .fonction: "845"], 500), ([.nature: "2152"], 125),
            ([.nature: "2151", .sens: "recette"], 99),
        ]
        let found = try Self.lints(lines, attenuation: [])
        #expect(found.map(\.kind) == [.sumsByNatureAndFunction])
        #expect(found.first?.values["nature"] == "6,25\u{A0}€")
        #expect(found.first?.values["fonction"] == "5,00\u{A0}€")
        #expect(found.first?.values["rows"] == "2")
        // An export without functions says nothing of them.
        #expect(try Self.lints([([.nature: "2152"], 125)], attenuation: []) == [])
    }
}
