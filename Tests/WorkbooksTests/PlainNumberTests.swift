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
}
