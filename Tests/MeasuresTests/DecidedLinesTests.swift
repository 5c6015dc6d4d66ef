import Decisions
import Files
import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// Decisions are stronger than rules, and others follow the lines that were decided.
@Suite struct DecidedLinesTests {
    /// A mandate, its cancellation, and another mandate.
    private static let lines = MeasureTests.lines([
        (MeasureTests.line([.nature: "2151", .piece: "1", .tiers: "A"]), 1000),
        (MeasureTests.line([.nature: "2151", .piece: "9", .tiers: "A", .type: "Ann. de mandat"]), -1000),
        (MeasureTests.line([.nature: "2151", .piece: "2", .tiers: "B"]), 500),
    ])

    private static func measure() throws -> Measure {
        var pack = MeasureTests.pack("attenuation", [("2151", MeasureTests.rate("neutre"))])
        var follow = Rule(
            id: "annulation", when: .value(.field(.type), [.exact("Ann. de mandat")]),
            verdict: MeasureTests.rate("neutre"), because: "Suit", source: "Essai", confidence: .verified)
        follow.effect = .inherit(.mandat)
        pack.rules.insert(follow, at: 0)
        return Measure(try ShippedFilesTests.definition(), packs: [pack])
    }

    private static func file(_ decisions: (line: Int, rating: DecidedRating, reason: String)..., then: Lines = lines)
        throws -> DecisionsFile
    {
        let identities = then.identities(of: decisions.map(\.line))
        let all = zip(decisions, identities).map { decision, identity in
            Decision(
                measure: "budget-vert", axis: "attenuation", line: identity, rating: decision.rating,
                author: "A. Martin",
                date: "2025-11-20", reason: decision.reason)
        }
        let sink = MemorySink()
        try DecisionsFile.write(all, to: sink)
        return try DecisionsFile(parsing: sink.bytes, path: "decisions.csv")
    }

    @Test func aDecisionWinsAndItsCancellationFollows() throws {
        let measure = try Self.measure()
        let file = try Self.file(
            (0, DecidedRating("favorable", Share(1, 4), other: "defavorable"), "Lot 3"),
            (2, DecidedRating("non-cote"), ""))
        let decided = DecidedLines(file, of: measure.definition, on: Self.lines)
        #expect(decided.applied == 2 && decided.asked == 0)
        let result = try measure.compute(Self.lines, exercice: 2025, decided: decided)
        let marks = measure.definition.marks
        let axis = result.axes[0]
        #expect(axis[0].rule == "décision de A. Martin, 2025-11-20")
        #expect(axis[0].justification == "Lot 3")
        #expect(axis[0].amounts(of: Cents(1000)).main == Cents(250))
        #expect(axis[1].share == Share(1, 4))
        #expect(axis[1].rule == "attenuation/annulation ← décision de A. Martin, 2025-11-20")
        // Two outcomes of the same day have two names: a data package tells them apart.
        #expect(axis[2].rule == "décision de A. Martin, 2025-11-20 (2)")
        #expect(axis[2].main.map { marks[Int($0)].id } == "non-cote")
        #expect(result.controls.allSatisfy { $0.holds })

        let again = try measure.restore(Self.lines, exercice: 2025, decided: decided, matches: result.matches)
        #expect(again.axes[0].codes.map { again.axes[0].ratings[Int($0)] } == (0..<3).map { axis[$0] })
        let plain = try measure.compute(Self.lines, exercice: 2025)
        #expect((0..<3).allSatisfy { plain.axes[0][$0].main.map { marks[Int($0)].id } == "neutre" })
    }

    @Test func aChangedLineIsAskedWithBothValues() throws {
        let measure = try Self.measure()
        let then = MeasureTests.lines([(MeasureTests.line([.nature: "2151", .piece: "2", .tiers: "B"]), 400)])
        let file = try Self.file((0, DecidedRating("favorable"), "Vu"), then: then)
        let decided = DecidedLines(file, of: measure.definition, on: Self.lines)
        #expect(decided.applied == 0 && decided.asked == 1)
        #expect(decided.findings.map(\.kind) == [.decidedLineChanged])
        #expect(decided.findings[0].place == Place(file: "decisions.csv", line: 2))
        let rating = try measure.compute(Self.lines, exercice: 2025, decided: decided).axes[0][2]
        #expect(rating.state == .asked)
        #expect(rating.main == measure.definition.absenceMark)
        #expect(
            rating.toCheck
                == "Décision de A. Martin, 2025-11-20 : Favorable (Vu). La ligne a changé depuis : montant "
                + "4,00\u{A0}€ alors, 5,00\u{A0}€ maintenant. À coter de nouveau.")
    }

    @Test func aRatingTakenBackIsOpen() throws {
        let measure = try Self.measure()
        let decided = DecidedLines(
            try Self.file((0, DecidedRating("non-renseigne"), "À revoir")), of: measure.definition, on: Self.lines)
        let rating = try measure.compute(Self.lines, exercice: 2025, decided: decided).axes[0][0]
        #expect(rating.state == .asked)
        #expect(rating.toCheck == "Cotation retirée par A. Martin, 2025-11-20.")
    }

    @Test func goneIsToldOfTheBudgetsAndYearsThatAreThere() throws {
        let definition = try Self.measure().definition
        let other = MeasureTests.lines([
            (MeasureTests.line([.nature: "2151", .piece: "77"]), 1),
            (MeasureTests.line([.nature: "2151", .piece: "77", .exercice: "2024"]), 1),
        ])
        let file = try Self.file((0, DecidedRating("neutre"), ""), (1, DecidedRating("neutre"), ""), then: other)
        let decided = DecidedLines(file, of: definition, on: Self.lines)
        #expect(decided.gone.map { file.decisions[$0].line.exercice } == ["2025"])
        #expect(decided.elsewhere.count == 1)
    }

    @Test func unknownAxesAndCategoriesAreTold() throws {
        let definition = try Self.measure().definition
        var text = DecisionsFile.columns.joined(separator: ",")
        text += "\nbudget-vert,air,,,,1,1,,,,,1.00,vert,40 %,neutre,A,2025-01-01,,,"
        text += "\nautre,air,,,,1,1,,,,,1.00,vert,100 %,,A,2025-01-01,,,\n"
        let file = try DecisionsFile(parsing: Array(text.utf8), path: "d")
        #expect(file.problems(for: definition).map { $0.values["name"] } == ["air", "vert"])
    }
}
