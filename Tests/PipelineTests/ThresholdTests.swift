import Tabular
import Testing

@testable import Pipeline

@Suite struct ThresholdTests {
    @Test(arguments: [
        ("8000", 8_000_00), ("8 000,50", 8_000_50), ("7500.5", 7_500_50), ("0.01", 1), ("8\u{202F}000", 8_000_00),
    ])
    func amountsAsPeopleWriteThem(text: String, cents: Int64) { #expect(Threshold.amount(text) == Cents(cents)) }

    @Test(arguments: ["", "beaucoup", "8.000.00", "8000,", "8000.555", ".5", "8k", "99999999999999999999"])
    func whatIsNoAmount(text: String) { #expect(Threshold.amount(text) == nil) }
}
