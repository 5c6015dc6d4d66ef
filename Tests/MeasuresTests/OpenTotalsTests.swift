import Findings
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Measures

/// What is open in totals: the interval of the favourable amount, and what thresholds cover.
@Suite struct OpenTotalsTests {
    private static let root = String(#filePath.dropLast("Tests/MeasuresTests/OpenTotalsTests.swift".count))

    private static func lines(_ all: [(nature: String, amount: Int64)]) -> Lines {
        var lines = Lines()
        let constants: [LineField: String] = [
            .exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense",
            .mouvement: "reel",
        ]
        for (nature, amount) in all {
            for field in LineField.allCases {
                let value = field == .nature ? nature : constants[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(Cents(amount))
            lines.rows.append(lines.rows.count)
            lines.isCancellation.append(amount < 0)
        }
        return lines
    }

    /// What a letter of a nature means on an axis: the first letter is axis 1, the second one axis 6.
    ///
    /// `F` favourable, `D` unfavourable, `N` neutral, `O` open, `S` two fifths favourable and the rest neutral, `T` seven
    /// tenths neutral and the rest unfavourable, `P` two fifths favourable and the rest open, `Q` two fifths open and the
    /// rest unfavourable.
    private static func verdict(_ letter: Character, _ absence: String) -> Outcome.Verdict? {
        func split(_ first: String, _ tenths: Int64, _ rest: String) -> Outcome.Verdict {
            .shares([
                Outcome.CategoryShare(first, Share(tenths, 10)), Outcome.CategoryShare(rest, Share(10 - tenths, 10)),
            ])
        }
        return switch letter {
        case "F": .shares([Outcome.CategoryShare("favorable", .one)])
        case "D": .shares([Outcome.CategoryShare("defavorable", .one)])
        case "N": .shares([Outcome.CategoryShare("neutre", .one)])
        case "S": split("favorable", 4, "neutre")
        case "T": split("neutre", 7, "defavorable")
        case "P": split("favorable", 4, absence)
        case "Q": split(absence, 4, "defavorable")
        default: nil
        }
    }

    /// The shipped measure of 2025, rated as letters say; `open` is what open letters are taken for.
    private static func result(_ lines: Lines, open: Character = "O") throws -> MeasureResult {
        let definition = try #require(MeasureReader.read(path: root + "pipelines/measures/budget-vert.yaml").definition)
        let axes = try #require(definition.periods.first { $0.from == 2025 }).axes
        let natures = lines[.nature].values.filter { !$0.isEmpty }
        let packs = axes.enumerated().map { place, axis in
            var pack = Pack()
            pack.id = axis
            pack.version = "1"
            pack.measure = definition.id
            pack.axis = axis
            pack.rules = natures.compactMap { nature in
                var letter = Array(nature)[place]
                if letter == "O" { letter = open }
                var absence = definition.absence.id
                if open == "F" { absence = "favorable" }
                if open == "D" { absence = "defavorable" }
                guard let verdict = verdict(letter, absence) else { return nil }
                return Rule(
                    id: nature, when: .value(.field(.nature), [.exact(nature)]), verdict: verdict, because: "Essai",
                    source: "Essai", confidence: .verified)
            }
            return pack
        }
        return try Measure(definition, packs: packs).compute(lines, exercice: 2025)
    }

    private static func open(_ all: [(nature: String, amount: Int64)]) throws -> OpenTotals {
        let lines = lines(all)
        return try #require(try OpenTotals(lines, result(lines)))
    }

    /// What the favourable amount of each view is once open letters are `letter`.
    private static func favourable(_ all: [(nature: String, amount: Int64)], open letter: Character) throws -> [Cents] {
        let lines = lines(all)
        let result = try result(lines, open: letter)
        let place = try #require(result.definition.categories.firstIndex { $0.sign == 1 })
        return result.axes.map { $0.totals.amounts[place] }
            + [try #require(result.synthesis).totals.amounts[place]]
    }

    /// Every pair of letters without a split: what the interval says is what rating all that is open gives.
    @Test func theBoundsAreWhatRatingAllThatIsOpenGives() throws {
        var all: [(nature: String, amount: Int64)] = []
        for (place, first) in "FDNO".enumerated() {
            for (other, second) in "FDNO".enumerated() {
                all.append(("\(first)\(second)", Int64(1) << (place * 4 + other)))
            }
        }
        let found = try Self.open(all)
        #expect(found.views.map(\.favourable.low) == (try Self.favourable(all, open: "D")))
        #expect(found.views.map(\.favourable.high) == (try Self.favourable(all, open: "F")))
        // Rated on one axis alone, lines are no longer sure to be favourable, nor sure not to be.
        let one = try Self.open([("FO", 100), ("NO", 20), ("DO", 3)])
        #expect(one.views[2].favourable == AmountBounds(.zero, Cents(120)))
        #expect(one.views[2].mayLose == Cents(100) && one.views[2].mayGain == Cents(20))
        #expect(one.views[2].unresolved == .zero, "the synthesis leaves the axis that is missing aside")
    }

    /// Splits, on lines whose other axis is whole: parts are open apart.
    @Test func splitLinesAreOpenPartByPart() throws {
        for pair in ["PN", "PF", "NP", "QN", "FQ", "SO", "OS", "TO", "PO", "PD", "DP", "PP"] {
            let all = [(nature: pair, amount: Int64(1_000))]
            let found = try Self.open(all)
            #expect(found.views.map(\.favourable.low) == (try Self.favourable(all, open: "D")), "\(pair)")
            #expect(found.views.map(\.favourable.high) == (try Self.favourable(all, open: "F")), "\(pair)")
        }
    }

    /// Axes split at different parts: nobody can say which rating meets which.
    @Test func aLineThatNobodyCanPutTogetherMayBeFavourableOrNot() throws {
        let found = try Self.open([("ST", 1_000)])
        #expect(found.views[2].favourable == AmountBounds(.zero, Cents(1_000)))
        #expect(found.materiality.whole.openLines == 0, "both axes are rated: there is nothing to ask")
    }

    @Test func whatIsCancelledTurnsTheBounds() throws {
        let found = try Self.open([("FF", 500), ("OO", -200)])
        #expect(found.views.map(\.favourable) == Array(repeating: AmountBounds(Cents(500), Cents(300)), count: 3))
        #expect(found.views[0].favourable.low == Cents(300))
    }

    @Test func thresholdsCountByAbsoluteValueAndAreExceededNotReached() throws {
        let lines = Self.lines([
            ("FF", 8_000_00), ("FO", 8_000_01), ("OO", -9_000_00), ("NN", 100_000_01), ("OO", 12_00),
        ])
        let found = try #require(try OpenTotals(lines, Self.result(lines), threshold: Cents(20_000_00))).materiality
        #expect(
            found.steps.map(\.threshold.value)
                == [1_000, 5_000, 8_000, 10_000, 20_000, 50_000, 100_000].map { $0 * 100 })
        #expect(found.steps.map(\.isOwn) == [false, false, false, false, true, false, false])
        #expect(found.steps.map(\.part.lines) == [4, 4, 3, 1, 1, 1, 1])
        #expect(found.steps.map(\.part.openLines) == [2, 2, 2, 0, 0, 0, 0])
        #expect(found.steps[2].part.amount == Cents(8_000_01 + 9_000_00 + 100_000_01))
        #expect(found.steps[2].part.openAmount == Cents(8_000_01 + 9_000_00))
        #expect(found.whole.lines == 5 && found.whole.openLines == 3)
        #expect(found.whole.amount == Cents(8_000_00 + 8_000_01 + 9_000_00 + 100_000_01 + 12_00))
        #expect(found.telling?.threshold == Cents(20_000_00))
    }

    /// Without a threshold of the pipeline's own, the largest one whose lines make nine tenths of the euros.
    @Test func theTellingThresholdCoversNineTenths() throws {
        let covered = try Self.open([("FF", 90_000_00), ("NN", 10_000_00)])
        #expect(covered.materiality.telling?.threshold == Cents(50_000_00))
        #expect(
            try Self.open([("FF", 89_999_00), ("NN", 10_001_00)]).materiality.telling?.threshold == Cents(10_000_00))
        #expect(try Self.open([("FF", 12_00)]).materiality.telling == nil)
    }

    @Test func sumsBeyondSixtyFourBitsAreRefused() throws {
        // Their sum fits; the sum of their absolute values does not.
        #expect(throws: Finding.self) { try Self.open([("FF", .max), ("FF", -.max), ("NN", 5)]) }
        #expect(throws: Finding.self) { try Self.open([("OO", .min)]) }
    }
}
