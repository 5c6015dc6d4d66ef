import Rules
import Tabular
import Testing

@Suite struct AllocationTests {
    @Test func partsSumToTheAmountAndStayWithinACentOfTheShare() {
        var random = SplitMix(seed: 1)
        for _ in 0..<3000 {
            let amount = Cents(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))
            let denominator = Int64(random.next() % 1_000_000_000) + 1
            let over = Int64(random.next() % UInt64(denominator + 1))
            let shares = [Share(over, denominator), Share(denominator - over, denominator)]
            let parts = Allocation.split(amount, into: shares)
            #expect(parts.reduce(.zero, +) == amount)
            for (part, share) in zip(parts, shares) {
                let exact = Int128(amount.value) * Int128(share.numerator)
                let distance = (Int128(part.value) * Int128(share.denominator) - exact).magnitude
                #expect(distance < Int128(share.denominator).magnitude)
            }
        }
    }

    @Test func severalSharesOfDifferentDenominatorsSumToo() {
        let thirds = [Share(1, 3), Share(1, 6), Share(1, 2)]
        #expect(Allocation.split(Cents(100), into: thirds) == [Cents(33), Cents(17), Cents(50)])
        #expect(Allocation.split(Cents(-100), into: thirds) == [Cents(-33), Cents(-17), Cents(-50)])
    }

    @Test func theOddCentGoesToTheFirstDeclaredAmongEquals() {
        let halves = [Share(1, 2), Share(1, 2)]
        #expect(Allocation.split(Cents(1), into: halves) == [Cents(1), Cents(0)])
        #expect(Allocation.split(Cents(-3), into: halves) == [Cents(-2), Cents(-1)])
        #expect(Allocation.split(.zero, into: halves) == [.zero, .zero])
    }

    @Test func theExtremeAmountsAreCutExactly() {
        for value in [Int64.min, Int64.max] {
            let parts = Allocation.split(Cents(value), into: [Share(0, 1), Share(1, 1)])
            #expect(parts == [.zero, Cents(value)])
        }
    }

    @Test func partsInProportionSumToTheAmountAndStayWithinACent() {
        #expect(
            Allocation.split(Cents(100), inProportionTo: [Cents(2), Cents(1), Cents(3)]) == [
                Cents(33), Cents(17), Cents(50),
            ])
        #expect(Allocation.split(Cents(-3), inProportionTo: [Cents(5), Cents(5)]) == [Cents(-2), Cents(-1)])
        #expect(Allocation.split(Cents(7), inProportionTo: [.zero, Cents(1), .zero]) == [.zero, Cents(7), .zero])
        var random = SplitMix(seed: 2)
        for _ in 0..<2000 {
            let amount = Cents(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))
            let weights = (0..<5).map { _ in Cents(Int64(random.next() >> (4 + random.next() % 59))) } + [Cents(1)]
            let parts = Allocation.split(amount, inProportionTo: weights)
            let whole = weights.reduce(Int128(0)) { $0 + Int128($1.value) }
            #expect(parts.reduce(.zero, +) == amount)
            for (part, weight) in zip(parts, weights) {
                let (high, low) = (Int128(amount.value), Int128(weight.value))
                #expect((Int128(part.value) * whole - high * low).magnitude < whole.magnitude)
            }
        }
    }

    @Test(
        arguments: [
            ("40 %", 2, 5), ("40%", 2, 5), ("12,5 %", 1, 8), ("2/3", 2, 3), ("0.4", 2, 5), ("0,4", 2, 5), ("1", 1, 1),
            ("100 %", 1, 1), ("0 %", 0, 1), ("33.3333 %", 333_333, 1_000_000),
        ] as [(String, Int64, Int64)])
    func sharesAreReadExactly(text: String, over: Int64, under: Int64) throws {
        let share = try #require(Share(text: text))
        #expect(share == Share(over, under))
    }

    @Test(arguments: [
        "", "%", "-1 %", "101 %", "3/2", "1/0", "1/-2", "0.", ".5", "abc", "1e-3", "0.0000000001", "4 0 /",
        "99999999999",
    ])
    func whatIsNoShareIsRefused(text: String) {
        #expect(Share(text: text) == nil)
    }

    @Test func sharesAreWrittenAsAFrenchReaderExpects() {
        #expect(Share(2, 5).text == "40\u{A0}%")
        #expect(Share(1, 8).text == "12,5\u{A0}%")
        #expect(Share(2, 3).text == "2/3")
        #expect(Share(1, 800).text == "1/800")
        #expect(Share(1, 2000).text == "0,05\u{A0}%")
    }

    @Test func theSumOfSharesIsExact() {
        #expect(Share.sumToOne([Share(1, 3), Share(2, 3)]))
        #expect(!Share.sumToOne([Share(333_333_333, 1_000_000_000), Share(666_666_666, 1_000_000_000)]))
        #expect(!Share.sumToOne([]))
    }
}

/// A small seeded generator, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
