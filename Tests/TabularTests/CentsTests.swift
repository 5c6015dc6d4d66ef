import Testing

@testable import Tabular

@Suite struct CentsTests {
    @Test(
        arguments: [
            (0, "0.00", "0"), (5, "0.05", "0.05"), (-5, "-0.05", "-0.05"), (150, "1.50", "1.5"),
            (-123_400, "-1234.00", "-1234"),
            (1_045_309_684_426, "10453096844.26", "10453096844.26"),
        ] as [(Int64, String, String)])
    func decimalText(_ value: Int64, _ full: String, _ short: String) {
        #expect(Cents(value).decimal == full)
        #expect(Cents(value).shortDecimal == short)
    }

    @Test(arguments: ["", "-", "1", "1.5", "1.234", "1,50", ".50", "1.5a", "99999999999999999999.00", "+1.00", "1.0.0"])
    func otherTextIsNoDecimal(_ text: String) {
        #expect(Cents(decimal: text) == nil)
    }

    @Test func decimalTextReadsBack() {
        for value: Int64 in [0, 5, -5, 150, -123_400, .max] {
            #expect(Cents(decimal: Cents(value).decimal) == Cents(value))
        }
    }
}
