import Testing

@testable import Workbooks

@Suite struct PlainNumberTests {
    @Test(
        arguments: [
            ("21928,7", "21928.7"), ("1 234 567,89", "1234567.89"), ("-5", "-5"), ("1\u{202F}000.50", "1000.50"),
            ("0", "0"),
            ("", nil), ("-", nil), (",5", nil), ("5,", nil), ("1,2,3", nil), ("1.234,50", nil), ("12a", nil),
            ("--1", nil),
        ] as [(String, String?)])
    func exactlyOneNumberOrNone(_ text: String, _ decimal: String?) {
        #expect(PlainNumber.decimal(text) == decimal)
    }

    @Test(
        "an exponent is written out, exactly",
        arguments: [
            ("12", "12"), ("-1.5E-3", "-0.0015"), ("1E3", "1000"), ("1.25e+2", "125"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("1e-7", "0.0000001"), ("007.50", "7.5"), ("+4", "4"), (".5", "0.5"), ("5.", "5"),
            ("1E300", "1" + String(repeating: "0", count: 300)),
        ])
    func exponent(written: String, plain: String) {
        #expect(PlainNumber.withoutExponent(written) == plain)
        #expect(Double(written) == Double(plain))
    }

    @Test(arguments: ["", "-", "E3", "1E", "1E301", "1,5", "0x10", "1E1.5", "٣"])
    func whatIsNoNumberHasNone(_ text: String) { #expect(PlainNumber.withoutExponent(text) == nil) }
}
