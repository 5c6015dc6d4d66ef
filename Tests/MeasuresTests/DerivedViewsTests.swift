import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

/// The views over ratings: by section, weighted, favourable without harm.
@Suite struct DerivedViewsTests {
    private func line(
        _ amount: Int64, _ one: Outcome.Verdict?, _ two: Outcome.Verdict? = nil, section: String = "investissement"
    ) -> Rated.Line {
        Rated.Line(amount: amount, section: section, grades: [one, two], official: nil)
    }

    private func rate(_ category: String) -> Outcome.Verdict? { category.isEmpty ? nil : Rated.grade(category) }

    // MARK: Sections

    @Test func sectionsSumToTheAxisWhateverIsSplitCancelledOrOfNoSection() throws {
        let split = MeasureTests.split("tres-favorable", Share(1, 3), "neutre")
        let (result, _) = try Rated.result([
            line(100, split), line(-50, split, section: "fonctionnement"), line(7, nil, section: ""),
            line(1001, rate("defavorable"), rate("neutre"), section: "fonctionnement"),
        ])
        let sections = result.derived.sections
        #expect(sections.map(\.id) == ["fonctionnement", "investissement", ""])
        for (place, axis) in result.axes.enumerated() {
            for mark in result.definition.marks.indices {
                let sum = sections.reduce(Cents.zero) { $0 + $1.axes[place].amounts[mark] }
                #expect(sum == axis.totals.amounts[mark])
            }
        }
        // A third of -0,50 € is -0,17 €, as of 0,50 €.
        #expect(sections[0].axes[0].amounts[0] == Cents(-17))
        #expect(sections[1].axes[0].amounts[0] == Cents(33))
        let (known, _) = try Rated.result([line(1, nil)])
        #expect(known.derived.sections.map(\.id) == ["fonctionnement", "investissement"])
    }

    @Test func theTwoReasonsOfUndefinedStayApart() throws {
        let (result, _) = try Rated.result([
            line(100, rate("indefini-information")), line(30, rate("indefini-methode"), section: "fonctionnement"),
        ])
        let places = ["indefini-information", "indefini-methode"].map { id in
            result.definition.categories.firstIndex { $0.id == id } ?? -1
        }
        #expect(places.map { result.axes[0].totals.amounts[$0] } == [Cents(100), Cents(30)])
        #expect(places.map { result.derived.sections[0].axes[0].amounts[$0] } == [.zero, Cents(30)])
        #expect(result.axes[0].totals.amounts[Int(result.definition.absenceMark)] == .zero)
    }

    // MARK: Weighted

    @Test(arguments: [
        (5, 2), (1, 0), (2, 1), (3, 1), (4, 2), (-4, -2), (-5, -2), (99_999_999_999, 40_000_000_000),
    ])
    func fortyPercentIsRoundedOnceAndTheRestIsWhatIsLeft(amount: Int64, weighted: Int64) throws {
        let (result, _) = try Rated.result([line(amount, rate("plutot-favorable"))])
        let view = try #require(result.derived.weighted.first)
        #expect(view.axis == "attenuation")
        #expect(view.weighted == Cents(weighted))
        #expect(view.rest == Cents(amount - weighted))
        #expect(view.unweighted == .zero)
    }

    @Test func aWeightedViewSumsToThePerimeterAndKeepsWhatHasNoCoefficientApart() throws {
        let categories = [
            "tres-favorable", "plutot-favorable", "neutre", "defavorable", "indefini-information", "indefini-methode",
            "",
        ]
        let (result, lines) = try Rated.result(categories.enumerated().map { line(Int64(101 + $0), rate($1)) })
        let view = result.derived.weighted[0]
        #expect(view.parts.map(\.weighted) == [Cents(101), Cents(41), .zero, .zero, nil, nil, nil])
        #expect(view.weighted + view.rest + view.unweighted == lines.total)
        #expect(view.unweighted == Cents(105 + 106 + 107))
        // A view is no rating: the totals of the axis are those of the categories.
        #expect(result.axes[0].totals.amounts.prefix(2) == [Cents(101), Cents(102)])
        // One view of each axis, and none of both.
        #expect(result.derived.weighted.map(\.axis) == ["attenuation", "adaptation"])
    }

    // MARK: Favourable and harmless

    @Test(arguments: [
        ("tres-favorable", "neutre", NoHarm.harmless), ("plutot-favorable", "tres-favorable", .harmless),
        ("tres-favorable", "defavorable", .harmful), ("tres-favorable", "", .undecided),
        ("tres-favorable", "indefini-information", .undecided), ("tres-favorable", "indefini-methode", .undecided),
        ("neutre", "defavorable", .notFavourable), ("defavorable", "", .notFavourable), ("", "", .notFavourable),
    ])
    func theAnswerIsTheSameBothWaysRound(one: String, two: String, expected: NoHarm) throws {
        for (first, second) in [(one, two), (two, one)] {
            let (result, _) = try Rated.result([line(100, rate(first), rate(second))])
            let answers = try #require(result.derived.noHarm)
            #expect(answers[0].main == expected && answers[0].other == nil)
            #expect(answers[expected] == Cents(100))
        }
    }

    @Test func theOptionLeavesAsideWhatPeopleDecidedNotToJudge() throws {
        let lines = [
            line(100, rate("tres-favorable"), rate("indefini-methode")), line(10, rate("tres-favorable"), nil),
        ]
        let (result, _) = try Rated.result(lines) { $0.views.noHarm?.ignoresUnjudged = true }
        let answers = try #require(result.derived.noHarm)
        #expect(answers[.harmless] == Cents(100))
        #expect(answers[.undecided] == Cents(10))
    }

    @Test func splitLinesAnswerPartByPartAndSumToTheLine() throws {
        let split = MeasureTests.split("tres-favorable", Share(1, 3), "neutre")
        let (result, lines) = try Rated.result([
            line(100, split, rate("neutre")), line(-100, split, rate("defavorable")),
            // Parts that nobody can match: open where anything is favourable.
            line(10, split, MeasureTests.split("neutre", Share(1, 2), "defavorable")),
        ])
        let answers = try #require(result.derived.noHarm)
        #expect(answers[.harmless] == Cents(33))
        #expect(answers[.harmful] == Cents(-33))
        #expect(answers[.notFavourable] == Cents(67 - 67))
        #expect(answers[.undecided] == Cents(10))
        #expect(answers.favourable + answers[.notFavourable] == lines.total)
        #expect(answers.favourableLines == 3)
    }

    @Test func oneAxisAloneAnswersNothing() throws {
        let definition = try ShippedFilesTests.definition()
        let lines = MeasureTests.lines([(MeasureTests.line([.nature: "2151", .exercice: "2024"]), 100)])
        let one = try Measure(definition, packs: []).compute(lines, exercice: 2024)
        #expect(one.axes.count == 1)
        #expect(one.derived.noHarm == nil && one.derived.isEmpty)
        let two = try Measure(definition, packs: []).compute(lines, exercice: 2025)
        #expect(two.derived.noHarm != nil)
    }
}
