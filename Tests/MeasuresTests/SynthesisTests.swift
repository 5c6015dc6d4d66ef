import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@Suite struct SynthesisTests {
    /// The synthesis of one line rated by the verdicts of the two axes; nil stands for no rule.
    static func synthesis(
        _ one: Outcome.Verdict?, _ six: Outcome.Verdict?, _ change: (inout MeasureDefinition) -> Void = { _ in }
    ) throws -> String {
        var definition = try ShippedFilesTests.definition()
        change(&definition)
        let packs = [("attenuation", one), ("biodiversite", six)].map { axis, verdict in
            MeasureTests.pack(axis, verdict.map { [("1", $0)] } ?? [])
        }
        let lines = MeasureTests.lines([(MeasureTests.line([.nature: "1"]), 100)])
        let result = try Measure(definition, packs: packs).compute(lines, exercice: 2025)
        let rating = try #require(result.synthesis)[0]
        guard let main = rating.main else { return "hors" }
        let word = definition.marks[Int(main)].id
        guard let other = rating.other else { return word + (rating.isConflict ? "!" : "") }
        return "\(word) \(rating.share.numerator)/\(rating.share.denominator) \(definition.marks[Int(other)].id)"
    }

    @Test(arguments: [
        ("favorable", "favorable", "favorable"), ("favorable", "neutre", "favorable"),
        ("favorable", "non-cote", "favorable"), ("favorable", "", "favorable"), ("favorable", "defavorable", "mixte"),
        ("defavorable", "defavorable", "defavorable"), ("defavorable", "neutre", "defavorable"),
        ("defavorable", "non-cote", "defavorable"), ("defavorable", "", "defavorable"),
        ("neutre", "neutre", "neutre"), ("neutre", "non-cote", "neutre"), ("neutre", "", "neutre"),
        ("non-cote", "non-cote", "non-cote"), ("non-cote", "", "non-cote"), ("", "", "non-renseigne"),
    ])
    func theTruthTableHoldsBothWaysRound(one: String, six: String, expected: String) throws {
        let first = one.isEmpty ? nil : MeasureTests.rate(one)
        let second = six.isEmpty ? nil : MeasureTests.rate(six)
        #expect(try Self.synthesis(first, second) == expected)
        #expect(try Self.synthesis(second, first) == expected)
    }

    @Test func theOptionsDecideWhatNoSourceSays() throws {
        let neutral = MeasureTests.rate("neutre")
        #expect(
            try Self.synthesis(neutral, MeasureTests.rate("non-cote")) { $0.synthesis?.neutralAndUnjudged = "non-cote" }
                == "non-cote")
        #expect(try Self.synthesis(neutral, nil) { $0.synthesis?.ignoresMissingAxes = false } == "non-renseigne")
        #expect(
            try Self.synthesis(neutral, .ask(question: "?", to: "")) { $0.synthesis?.ignoresMissingAxes = false }
                == "non-renseigne")
    }

    @Test func aSplitAxisSplitsTheSynthesis() throws {
        let split = MeasureTests.split("favorable", Share(2, 5), "neutre")
        #expect(try Self.synthesis(split, MeasureTests.rate("neutre")) == "favorable 2/5 neutre")
        #expect(try Self.synthesis(split, MeasureTests.rate("defavorable")) == "mixte 2/5 defavorable")
        #expect(try Self.synthesis(split, MeasureTests.rate("favorable")) == "favorable")
        #expect(try Self.synthesis(nil, split) == "favorable 2/5 neutre")
    }

    @Test func axesSplitAlikeComeTogetherPartByPart() throws {
        let one = MeasureTests.split("favorable", Share(2, 5), "neutre")
        let six = MeasureTests.split("defavorable", Share(2, 5), "non-cote")
        #expect(try Self.synthesis(one, six) == "mixte 2/5 neutre")
    }

    @Test func axesSplitDifferentlyStayUnrated() throws {
        let one = MeasureTests.split("favorable", Share(2, 5), "neutre")
        let six = MeasureTests.split("favorable", Share(1, 2), "neutre")
        #expect(try Self.synthesis(one, six) == "non-renseigne!")
    }

    @Test func anAxisThatLeavesTheLineOutDoesNotWeigh() throws {
        #expect(try Self.synthesis(.excluded(reason: "x"), MeasureTests.rate("favorable")) == "favorable")
        #expect(try Self.synthesis(.excluded(reason: "x"), .excluded(reason: "y")) == "hors")
    }
}
