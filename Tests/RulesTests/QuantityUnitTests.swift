import Rules
import Tabular
import Testing

@Suite struct QuantityUnitTests {
    private func unit(_ text: String) throws -> QuantityUnit { try #require(QuantityUnit(text), "\(text)") }

    @Test(arguments: [
        ("kWh", "kgCO2e/kWh", "kgCO2e", 0), ("MWh", "kgCO2e/kWh", "tCO2e", 0), ("kWh", "gCO2e/kWh", "kgCO2e", -3),
        ("EUR_HT", "kgCO2e/kEUR_HT", "kgCO2e", -3), ("EUR_HT", "kgCO2e/kEUR_2023_HT", "tCO2e", -6),
        ("EUR_TTC", "tCO2e/MEUR_TTC", "kgCO2e", -3), ("ha", "tCO2e/m2", "kgCO2e", 7),
        ("repas", "kgCO2e/repas", "kgCO2e", 0),
        ("m3", "kgCO2e/L", "kgCO2e", 3),
    ])
    func unitsThatCancelConvert(base: String, factor: String, wanted: String, exponent: Int) throws {
        #expect(QuantityUnit.scale(of: try unit(base), times: try unit(factor), in: try unit(wanted)) == exponent)
    }

    @Test(arguments: [
        ("kWh", "kgCO2e/L", "kgCO2e"), ("EUR_TTC", "kgCO2e/kEUR_HT", "kgCO2e"), ("EUR_HT", "kgCO2e/kWh", "kgCO2e"),
        ("kWh", "kg/kWh", "kgCO2e"), ("kWh", "kgCO2e", "kgCO2e"), ("kWh/m2", "kgCO2e/kWh", "kgCO2e"),
        ("kwh", "kgCO2e/kWh", "kgCO2e"),
    ])
    func unitsThatDoNotCancelAreRefused(base: String, factor: String, wanted: String) throws {
        #expect(QuantityUnit.scale(of: try unit(base), times: try unit(factor), in: try unit(wanted)) == nil)
    }

    /// Money says its tax; the year of its prices stands before it, and nowhere else.
    @Test(arguments: [
        "", "/", "kgCO2e/", "/kWh", "a/b/c", "kEUR", "kgCO2e/keuro (2023) HT", "kEUR_HT_2023", "kEUR_23_HT", "kWh_HT",
        "EUR_2023", "kg CO2e", "2kWh",
    ])
    func whatIsNoUnitIsRefused(text: String) { #expect(QuantityUnit(text) == nil) }

    @Test func aPriceYearIsRead() throws {
        #expect(try unit("kgCO2e/kEUR_2023_HT").denominator?.year == 2023)
        #expect(try unit("kgCO2e/kEUR_HT").denominator?.year == nil)
    }

    @Test(arguments: [
        ("+1/2", "+50\u{A0}%"), ("-0.2", "−20\u{A0}%"), ("−1/3", "−1/3"), ("1", "+100\u{A0}%"), ("30 %", "+30\u{A0}%"),
        ("-1", "−100\u{A0}%"),
    ])
    func weightsAreSignedShares(text: String, shown: String) { #expect(Weight(text: text)?.text == shown) }

    @Test(arguments: ["0", "+0 %", "2", "-1,5", "--1", "+", "", "x", "1/0"])
    func whatIsNoWeightIsRefused(text: String) { #expect(Weight(text: text) == nil) }

    /// A rounded part is the first of the two that `Allocation` gives.
    @Test func roundingIsTheFirstOfTwoParts() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let under = Int64.random(in: 1...1_000_000_000, using: &random)
            let share = Share(Int64.random(in: 0...under, using: &random), under)
            let amount = Cents(Int64.random(in: Int64.min + 1...Int64.max, using: &random))
            let rest = Share(share.denominator - share.numerator, share.denominator)
            #expect(share.rounded(of: amount) == Allocation.split(amount, into: [share, rest])[0])
        }
        #expect(Share(1, 2).rounded(of: Cents(1)) == Cents(1))
        #expect(Share(1, 2).rounded(of: Cents(-1)) == Cents(-1))
        #expect(Weight(Share(1, 2), isUnfavourable: true).rounded(of: Cents(-3)) == Cents(2))
    }
}
