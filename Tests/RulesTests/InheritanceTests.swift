import Findings
import PublicAccounts
import Rules
import Tabular
import Testing

/// Lines that follow the other lines of their operation, or the mandate that they cancel.
@Suite struct InheritanceTests {
    static let rules = """
        rules:
          - id: annulation
            when: { annulation: oui }
            inherit: mandat
            because: Suit le mandat annulé
            source: Règle de gestion
            confidence: verified
          - id: velo
            when: { libelle: vélo }
            rate: favorable
            because: Vélo
            source: Essai
            confidence: observed
          - id: route
            when: { libelle: route }
            rate: defavorable
            because: Route
            source: Essai
            confidence: observed
          - id: question
            when: { libelle: hybride }
            ask: Lequel ?
            because: Hybride
            source: Essai
            confidence: observed
          - id: etudes
            when: { nature: "2031*" }
            inherit: operation
            because: Suit l'opération
            source: Démarche
            confidence: inferred
          - id: etudes-seules
            when: { nature: "2031*" }
            ask: Pour quelle opération ?
            because: Étude
            source: Démarche
            confidence: inferred

        """

    private static func outcomes(_ lines: [[LineField: String]], _ amounts: [Int64]) throws -> Outcomes {
        Evaluator([try LanguageTests.pack(rules)]).evaluate(Lines(lines, amounts: amounts))
    }

    private static func rule(_ outcome: Outcome) -> String {
        outcome.rule.replacing("budget-vert/essai/", with: "")
    }

    @Test func aStudyFollowsTheOtherLinesOfItsOperation() throws {
        let outcomes = try Self.outcomes(
            [
                [.budget: "B", .operation: "A", .nature: "2031"],
                [.budget: "B", .operation: "A", .libelle: "VELO"],
                [.budget: "B", .operation: "A", .libelle: "VELOS"],
                [.budget: "B", .operation: "A", .libelle: "HYBRIDE"],
                [.budget: "B", .operation: "A", .libelle: "DIVERS"],
            ], [100, 200, 300, 400, 500])
        #expect(Self.rule(outcomes[0]) == "etudes ← velo")
        #expect(outcomes[0].verdict == .shares([Outcome.CategoryShare("favorable", .one)]))
        #expect(outcomes[0].because == "Suit l'opération : Vélo")
        #expect(outcomes[0].source == "Essai" && outcomes[0].confidence == .inferred)
        #expect(outcomes.findings == [])
    }

    @Test(arguments: [
        [
            [LineField.budget: "B", .operation: "A", .libelle: "VELO"],
            [.budget: "B", .operation: "A", .libelle: "ROUTE"],
        ],
        [[.budget: "C", .operation: "A", .libelle: "VELO"]],
        [[.budget: "B", .operation: "", .libelle: "VELO"]],
        [[.budget: "B", .operation: "A", .libelle: "HYBRIDE"]],
    ])
    func anOperationThatDisagreesIsElsewhereOrSaysNothingLeavesTheLineToItsNextRule(
        others: [[LineField: String]]
    ) throws {
        let operation = others.count == 1 && others[0][.operation] == "" ? "" : "A"
        let lines = [[LineField.budget: "B", .operation: operation, .nature: "2031"]] + others
        let outcomes = try Self.outcomes(lines, lines.map { _ in 100 })
        #expect(Self.rule(outcomes[0]) == "etudes-seules")
        #expect(outcomes.findings.map(\.kind) == [.nothingToInherit])
        #expect(outcomes.findings.first?.values["lines"] == "1")
    }

    private static let mandate: [LineField: String] = [
        .budget: "B", .exercice: "2025", .piece: "12", .tiers: "T", .nature: "2151", .libelle: "VELO",
    ]

    @Test(arguments: [
        // The number decides; the label of the cancellation says nothing.
        ([LineField.budget: "B", .exercice: "2025", .piece: "12"], Int64(-40), "annulation ← velo"),
        // Numbered apart, by chance alike: another tiers.
        ([.budget: "B", .exercice: "2025", .piece: "12", .tiers: "U"], -40, ""),
        // Without it, who was paid and how much.
        ([.budget: "B", .exercice: "2025", .piece: "99", .tiers: "T"], -100, "annulation ← velo"),
        ([.budget: "B", .exercice: "2025", .piece: "99", .tiers: "T"], -99, ""),
        ([.budget: "B", .exercice: "2024", .piece: "12", .tiers: "T"], -100, ""),
        ([.budget: "C", .exercice: "2025", .piece: "12", .tiers: "T"], -100, ""),
        ([.budget: "B", .exercice: "2025", .piece: "99"], -100, ""),
        // Nothing found: the next rules have their say.
        ([.budget: "B", .exercice: "2025", .piece: "99", .libelle: "ROUTE"], -100, "route"),
    ])
    func aCancellationFollowsTheMandateThatItCancels(
        fields: [LineField: String], amount: Int64, expected: String
    ) throws {
        let outcomes = try Self.outcomes([fields, Self.mandate], [amount, 100])
        #expect(Self.rule(outcomes[0]) == expected)
        #expect(Self.rule(outcomes[1]) == "velo")
        #expect(outcomes.findings.count == (expected.hasPrefix("annulation") ? 0 : 1))
    }

    @Test func ofSeveralLinesOfAMandateThatOfTheSameAccountIsTheOne() throws {
        let other = Self.mandate.merging([.nature: "2188", .libelle: "ROUTE"]) { $1 }
        let cancelled: [LineField: String] = [.budget: "B", .exercice: "2025", .piece: "12", .nature: "2188"]
        let outcomes = try Self.outcomes([cancelled, Self.mandate, other], [-100, 100, 100])
        #expect(Self.rule(outcomes[0]) == "annulation ← route")
        let vague: [LineField: String] = [.budget: "B", .exercice: "2025", .piece: "12", .nature: "9"]
        #expect(try Self.rule(Self.outcomes([vague, Self.mandate, other], [-100, 100, 100])[0]) == "")
    }

    @Test func aCancelledStudyFollowsWhatItsMandateInherited() throws {
        let outcomes = try Self.outcomes(
            [
                [.budget: "B", .exercice: "2025", .piece: "7", .nature: "2031"],
                [.budget: "B", .exercice: "2025", .piece: "7", .nature: "2031", .operation: "A"],
                [.budget: "B", .operation: "A", .libelle: "ROUTE"],
            ], [-100, 100, 500])
        #expect(Self.rule(outcomes[1]) == "etudes ← route")
        #expect(Self.rule(outcomes[0]) == "annulation ← route")
    }

    @Test func theOrderOfLinesChangesNothing() throws {
        var random = SplitMix(seed: 3)
        var lines: [[LineField: String]] = []
        var amounts: [Int64] = []
        for _ in 0..<300 {
            lines.append([
                .budget: ["B", "C"][Int(random.next() % 2)], .operation: ["A", "D", "E", ""][Int(random.next() % 4)],
                .libelle: ["VELO", "ROUTE", "HYBRIDE", "", "", ""][Int(random.next() % 6)],
                .nature: ["2031", "2151"][Int(random.next() % 2)], .piece: String(random.next() % 40),
                .tiers: String(random.next() % 10), .exercice: "2025",
            ])
            amounts.append(Int64(random.next() % 11) - 5)
        }
        let forward = try Self.outcomes(lines, amounts)
        let backward = try Self.outcomes(lines.reversed(), amounts.reversed())
        #expect(forward.codes == backward.codes.reversed())
        #expect(forward.findings == backward.findings)
        #expect(Set(forward.codes).count > 5)
    }

    @Test func aPackCanTestWhatItInherits() throws {
        let pack = try LanguageTests.pack(
            Self.rules + """
                tests:
                  - line: { nature: "2031", operation: A }
                    with: [{ operation: A, libelle: ROUTE }]
                    expect: defavorable
                    rule: etudes
                  - line: { nature: "2031", operation: A }
                    expect: ask
                    rule: etudes-seules
                """)
        #expect(PackChecker.check(pack, PackCheckerTests.context).filter { $0.severity == .error } == [])
    }
}
