import Measures
import Rules
import Tabular
import Testing

@Suite struct ChangeDecompositionTests {
    // Categories: 0 favorable, 1 neutre, 2 outside. States, in order: 0 a rule, favorable; 1 another rule, neutre;
    // 2 a decision, favorable; 3 a rule that splits 40/60; 4 outside the perimeter; 5 a decision, neutre.
    private static let parts = [
        RatedParts(0), RatedParts(1), RatedParts(0), RatedParts(0, Share(2, 5), other: 1), RatedParts(2), RatedParts(1),
    ]

    private static func cause(_ before: Int, _ after: Int) -> ChangeCause {
        if before == 4 || after == 4 { return .perimeter }
        if [2, 5].contains(before) || [2, 5].contains(after) { return .ratings }
        return before == 3 || after == 3 ? .rules : .content
    }

    private static var decomposition: ChangeDecomposition { ChangeDecomposition(parts: parts, cause: cause) }

    private static func holding(_ state: Int, _ cents: Int64, other: Int64 = 0) -> Holding {
        Holding(state: state, amount: CutAmount(main: Cents(cents), other: Cents(other)))
    }

    /// `cause from>to amount [category:amount …]` of each change.
    private func told(_ before: [Holding], _ after: [Holding]) -> [String] {
        Self.decomposition.changes(from: before, to: after).map { change in
            let effects = change.effects.map { "\($0.category):\($0.amount.value)" }.joined(separator: " ")
            let way = "\(change.from.map(String.init) ?? "-")>\(change.to.map(String.init) ?? "-")"
            return "\(change.cause.id) \(way) \(change.amount.value) [\(effects)]"
        }
    }

    @Test func saysNothingOfWhatStays() {
        #expect(told([Self.holding(0, 100)], [Self.holding(0, 100)]) == [])
        // A decision that says what the rule said moves nothing.
        #expect(told([Self.holding(0, 100)], [Self.holding(2, 100)]) == [])
    }

    @Test func tellsMoneyFromNewAndGone() {
        #expect(told([Self.holding(0, 100)], [Self.holding(0, 150)]) == ["amounts ->0 50 [0:50]"])
        #expect(told([Self.holding(0, 100)], [Self.holding(0, 40)]) == ["amounts 0>- -60 [0:-60]"])
        #expect(told([], [Self.holding(1, 7)]) == ["new ->1 7 [1:7]"])
        #expect(told([Self.holding(1, 7)], []) == ["gone 1>- -7 [1:-7]"])
        // Another kind of line in a thing that goes on.
        #expect(told([Self.holding(0, 100)], [Self.holding(0, 100), Self.holding(1, 7)]) == ["new ->1 7 [1:7]"])
    }

    @Test func movesWhatBothRunsHaveAndNoMore() {
        #expect(
            told([Self.holding(1, 100)], [Self.holding(2, 150)]) == [
                "ratings 1>2 100 [1:-100 0:100]", "amounts ->2 50 [0:50]",
            ])
        #expect(
            told([Self.holding(1, 100)], [Self.holding(2, 60)]) == [
                "ratings 1>2 60 [1:-60 0:60]", "amounts 1>- -40 [1:-40]",
            ])
        #expect(told([Self.holding(4, 5)], [Self.holding(1, 5)]) == ["perimeter 4>1 5 [2:-5 1:5]"])
        #expect(told([Self.holding(0, 5)], [Self.holding(1, 5)]) == ["content 0>1 5 [0:-5 1:5]"])
    }

    @Test func findsTheLineThatWasDecidedAmongOthersOfItsGroup() {
        #expect(
            told([Self.holding(1, 300)], [Self.holding(1, 100), Self.holding(2, 200)]) == [
                "ratings 1>2 200 [1:-200 0:200]"
            ])
    }

    @Test func movesNothingBetweenStatesThatBothRunsHave() {
        #expect(
            told([Self.holding(0, 100), Self.holding(1, 200)], [Self.holding(0, 150), Self.holding(1, 100)]) == [
                "amounts ->0 50 [0:50]", "amounts 1>- -100 [1:-100]",
            ])
        #expect(
            told([Self.holding(1, 80), Self.holding(4, 20)], [Self.holding(1, 60), Self.holding(4, 40)]) == [
                "amounts 1>- -20 [1:-20]", "amounts ->4 20 [2:20]",
            ])
    }

    @Test func looksForThePerimeterBeforeRulesBeforeRatings() {
        #expect(
            told([Self.holding(1, 100)], [Self.holding(2, 50), Self.holding(4, 80)]) == [
                "perimeter 1>4 80 [1:-80 2:80]", "ratings 1>2 20 [1:-20 0:20]", "amounts ->2 30 [0:30]",
            ])
    }

    @Test func keepsTheCentsOfSplitsAsLinesSummedThem() {
        // Three lines of 1 cent, each split 0 and 1 by largest remainder: 0 and 3, where 3 cents split give 1 and 2.
        #expect(
            told([Self.holding(3, 0, other: 3)], [Self.holding(2, 3)]) == ["ratings 3>2 3 [0:3 1:-3]"])
        #expect(
            told([Self.holding(3, 0, other: 3)], [Self.holding(3, 1, other: 2)]) == ["amounts ->3 0 [0:1 1:-1]"])
    }

    @Test func signsDoNotMix() {
        #expect(
            told([Self.holding(1, 100)], [Self.holding(2, -10)]) == ["gone 1>- -100 [1:-100]", "new ->2 -10 [0:-10]"])
        #expect(
            told([Self.holding(1, -100)], [Self.holding(2, -80)]) == [
                "ratings 1>2 -80 [1:80 0:-80]", "amounts 1>- 20 [1:20]",
            ])
    }

    // MARK: Random data

    private static func holdings(_ random: inout some RandomNumberGenerator) -> [Holding] {
        parts.indices.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)).map { state in
            // Lines that were cut one by one: their parts are not those of their sum.
            let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Cents(Int64.random(in: -50...400, using: &random))
            }
            var amount = CutAmount(main: .zero)
            for line in lines {
                let cut =
                    parts[state].other == nil
                    ? [line, .zero] : Allocation.split(line, into: [Share(2, 5), Share(3, 5)])
                amount.main += cut[0]
                amount.other += cut[1]
            }
            return Holding(state: state, amount: amount)
        }
    }

    private static func sums(_ holdings: [Holding]) -> [Cents] {
        var sums = [Cents](repeating: .zero, count: 3)
        for holding in holdings {
            sums[parts[holding.state].main] += holding.amount.main
            if let other = parts[holding.state].other { sums[other] += holding.amount.other }
        }
        return sums
    }

    private static func effects(_ changes: [Change]) -> [ChangeCause: [Cents]] {
        var effects: [ChangeCause: [Cents]] = [:]
        for change in changes {
            for effect in change.effects {
                effects[change.cause, default: [.zero, .zero, .zero]][effect.category] += effect.amount
            }
        }
        return effects
    }

    @Test func causesSumToTheDifferenceAndTheOtherWayRoundIsTheOpposite() {
        var random = KindSupport.Random(state: 31)
        var met: Set<ChangeCause> = []
        for _ in 0..<4000 {
            let (before, after) = (Self.holdings(&random), Self.holdings(&random))
            let forth = Self.effects(Self.decomposition.changes(from: before, to: after))
            let back = Self.effects(Self.decomposition.changes(from: after, to: before))
            met.formUnion(forth.keys)
            let (old, new) = (Self.sums(before), Self.sums(after))
            for category in 0..<3 {
                let sum = forth.values.reduce(Cents.zero) { $0 + $1[category] }
                #expect(sum == new[category] - old[category], "\(before) \(after)")
            }
            for cause in ChangeCause.allCases {
                let own = forth[cause] ?? [.zero, .zero, .zero]
                if ChangeCause.moves.contains(cause) {
                    #expect(own.reduce(.zero, +) == .zero, "\(cause): \(before) \(after)")
                }
                let other = cause == .new ? .gone : cause == .gone ? .new : cause
                #expect(own == (back[other] ?? [.zero, .zero, .zero]).map { -$0 }, "\(cause): \(before) \(after)")
            }
        }
        #expect(met == Set(ChangeCause.allCases))
    }
}
