import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// The grades of a measure beside the ratings of the official one.
@Suite struct ScaleComparisonTests {
    private func line(
        _ amount: Int64, _ grade: Outcome.Verdict?, _ official: Outcome.Verdict?, section: String = "investissement"
    ) -> Rated.Line {
        Rated.Line(amount: amount, section: section, grades: [grade, nil], official: official)
    }

    private func rate(_ category: String) -> Outcome.Verdict? { category.isEmpty ? nil : Rated.grade(category) }

    @Test(arguments: [
        ("tres-favorable", "Favorable"), ("plutot-favorable", "Favorable"), ("neutre", "Neutre"),
        ("defavorable", "Défavorable"), ("indefini-information", "Non coté"), ("indefini-methode", "Non coté"),
        ("", "Non renseigné"),
    ])
    func everyGradeBecomesOneRating(grade: String, expected: String) throws {
        let (result, _) = try Rated.result([line(100, rate(grade), nil)])
        let mapping = try #require(result.definition.mapping)
        #expect(mapping.words(of: result.axes[0][0]) == expected)
        #expect(mapping.version == "2026.1" && mapping.confidence == .inferred)
        #expect(mapping.entries.allSatisfy { !$0.source.isEmpty && !$0.because.isEmpty })
    }

    @Test(arguments: [
        ("tres-favorable", "favorable", ScaleAgreement.agrees), ("plutot-favorable", "favorable", .agrees),
        ("neutre", "favorable", .disagrees), ("indefini-methode", "neutre", .disagrees),
        ("indefini-information", "non-cote", .agrees), ("neutre", "", .gradeAlone), ("", "neutre", .ratingAlone),
        ("", "", .neither),
    ])
    func aLineAgreesWhenItsRatingIsTheOneOfItsGrade(
        grade: String, official: String, expected: ScaleAgreement
    ) throws {
        let (result, _) = try Rated.result([line(100, rate(grade), rate(official))])
        let scale = try #require(result.derived.scales.first)
        #expect(result.derived.scales.count == 1, "the official measure looks at one of the two axes in 2025")
        #expect(scale.agreement(of: 0) == expected)
        #expect(scale[expected].amount == Cents(100) && scale[expected].lines == 1)
    }

    @Test func whatTheOfficialMeasureDoesNotLookAtIsCountedApart() throws {
        let (result, lines) = try Rated.result([
            line(100, rate("tres-favorable"), rate("defavorable"), section: "fonctionnement"),
            line(7, rate("neutre"), rate("neutre")),
        ])
        let scale = result.derived.scales[0]
        #expect(scale.agreement(of: 0) == .outside)
        // The grade still says what it becomes, on fonctionnement too.
        #expect(scale.expectedWords[Int(scale.expectedCodes[0])] == "Favorable")
        #expect(scale.amounts.reduce(.zero, +) == lines.total)
        #expect(!result.findings.contains { $0.kind == .scalesDisagree })
    }

    @Test func splitsAgreeInAnyOrderAndToAHundredthOfAPercent() throws {
        let grade = MeasureTests.split("neutre", Share(3, 5), "tres-favorable")
        let third = MeasureTests.split("tres-favorable", Share(1, 3), "neutre")
        let (result, _) = try Rated.result([
            line(100, grade, MeasureTests.split("favorable", Share(2, 5), "neutre")),
            line(100, grade, MeasureTests.split("favorable", Share(1, 2), "neutre")),
            line(100, third, MeasureTests.split("neutre", Share(2, 3), "favorable")),
            // Two grades that become the same rating are no split there.
            line(
                100, MeasureTests.split("tres-favorable", Share(1, 2), "plutot-favorable"), rate("favorable")),
        ])
        let scale = result.derived.scales[0]
        #expect((0..<4).map { scale.agreement(of: $0) } == [.agrees, .disagrees, .agrees, .agrees])
        let words = (0..<4).map { scale.expectedWords[Int(scale.expectedCodes[$0])] }
        let two = "Favorable 40 % + Neutre"
        #expect(words == [two, two, "Favorable 33,33 % + Neutre", "Favorable"])
    }

    @Test func disagreementsAreToldWithBothSidesTheirEurosAndTheLargestLines() throws {
        var lines = (1...12).map { line(Int64($0) * 100, rate("tres-favorable"), rate("neutre")) }
        lines += [line(-5000, rate("defavorable"), rate("neutre")), line(50, rate("neutre"), rate("neutre"))]
        let (result, _) = try Rated.result(lines)
        let scale = result.derived.scales[0]
        #expect(scale.disagreements.map(\.expected) == ["Favorable", "Défavorable"])
        #expect(scale.disagreements.map(\.found) == ["Neutre", "Neutre"])
        #expect(scale.disagreements.map(\.amount) == [Cents(7800), Cents(-5000)])
        #expect(scale.disagreements.map(\.lines) == [12, 1])
        #expect(scale.largest.map(\.amount.value) == [-5000, 1200, 1100, 1000, 900, 800, 700, 600, 500, 400])
        #expect(scale.largest[0].row == 12)
        let controls = scale.controls
        #expect(controls.map(\.expected) == [Cents(7800), Cents(-5000), Cents(50)])
        #expect(controls.map(\.found) == [.zero, .zero, Cents(2850)])
        #expect(controls.allSatisfy { !$0.holds && !$0.lines.isEmpty })
        #expect(result.controls.suffix(3) == controls[...])
        let finding = try #require(result.findings.first { $0.kind == .scalesDisagree })
        #expect(finding.text(.french).contains("13 lignes"))
        #expect(finding.text(.french).contains("Favorable ≠ Neutre"))
    }

    @Test func sidesThatCancelOutFailAllTheSame() throws {
        let (result, _) = try Rated.result([
            line(100, rate("tres-favorable"), rate("neutre")), line(100, rate("neutre"), rate("favorable")),
        ])
        let controls = result.derived.scales[0].controls
        #expect(controls.allSatisfy { $0.difference == .zero && !$0.holds })
    }

    @Test func withoutTheOtherMeasureNothingIsCompared() throws {
        let lines = MeasureTests.lines([(MeasureTests.line([.nature: "2151"]), 100)])
        let result = try Measure(try ShippedFilesTests.definition("climat-i4ce"), packs: [])
            .compute(lines, exercice: 2025)
        #expect(result.derived.scales.isEmpty)
    }
}
