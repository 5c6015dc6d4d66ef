import Testing

@testable import Publishing

@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ("1.5e-05", "0.000015"), ("-1.5e-05", "-0.000015"), ("1e+16", "10000000000000000"),
        ("5e-324", "0." + String(repeating: "0", count: 323) + "5"),
        ("12.25", "12.25"), ("1.2345e+2", "123.45"), ("-3e0", "-3"),
    ])
    func exponentsAreWrittenOut(_ text: String, _ plain: String) {
        #expect(ExactDecimal.plain(text) == plain)
    }

    @Test func quotientsAreThoseOfDoubles() {
        #expect(ExactDecimal.quotient(1, 3) == "0.3333333333333333")
        #expect(ExactDecimal.quotient(4, 2) == "2")
        #expect(ExactDecimal.quotient(-1, 1_000_000) == "-0.000001")
    }
}
