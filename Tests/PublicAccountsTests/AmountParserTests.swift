import Tabular
import Testing

@testable import PublicAccounts

private func text(_ text: String) -> AmountParser.Reading { AmountParser.parse(Array(text.utf8)[...], isNumber: false) }

private func number(_ text: String) -> AmountParser.Reading {
    AmountParser.parse(Array(text.utf8)[...], isNumber: true)
}

@Test(arguments: [
    ("1 234,56", 123_456), ("21928,7", 2_192_870), ("-5", -500), ("(12,00)", -1200), ("12,00-", -1200),
    ("1\u{A0}234,56\u{A0}€", 123_456), ("1\u{202F}234\u{202F}567,8", 123_456_780), ("+3,5 EUR", 350), ("−7,01", -701),
    ("1.234.567,89", 123_456_789), ("1,234,567.89", 123_456_789), ("1'234.50", 123_450), ("0,00", 0), ("- €", 0),
    (" 12 ", 1200), (",5", 50), ("12,", 1200), ("12.5", 1250), ("1 234 euros", 123_400), ("1.234,5", 123_450),
    ("10000000000000", 1_000_000_000_000_000), ("- 5,00", -500), ("1.234.567", 123_456_700),
])
func textsAsFrenchExportsWriteThem(written: String, cents: Int) {
    #expect(text(written) == .exact(Cents(Int64(cents))))
}

@Test(arguments: [
    ("21928.7", 2_192_870), ("8267.200000000001", 826_720), ("-0.30000000000000004", -30), ("1.5E3", 150_000),
    ("1.2345E2", 12_345), ("12.339999999999998", 1234), ("-5", -500), ("9470918.12", 947_091_812), ("1e-7", 0),
    ("0.999999999", 100), ("1234.000", 123_400),
])
func numbersBecomeCentsExactly(written: String, cents: Int) {
    let reading = number(written)
    #expect(reading == .exact(Cents(Int64(cents))))
}

@Test func digitsBeyondTheCentAreRoundedAwayFromZeroAndSaid() {
    #expect(number("1.235") == .rounded(Cents(124)))
    #expect(number("-1.235") == .rounded(Cents(-124)))
    #expect(text("1,2349") == .rounded(Cents(123)))
    #expect(text("0,001") == .rounded(Cents(0)))
}

@Test func aPointBeforeThreeDigitsOfATextIsAmbiguous() {
    #expect(text("1.234") == .ambiguous)
    #expect(text("12.345 €") == .ambiguous)
    #expect(text("0.125") == .rounded(Cents(13)))
    #expect(text("1234.567") == .rounded(Cents(123_457)))
    #expect(number("1.234") == .rounded(Cents(123)))
}

@Test(arguments: ["", " ", "\u{A0}", "\t", "€"])
func nothingIsBlank(written: String) { #expect(text(written) == .blank) }

@Test(arguments: [
    "abc", "12a", "1,2,3", "12 34,5", "1234 567", "1.2.3", "--5", "(5", "5)", "#REF!", "-(5)-", "1,5.2",
    "10000000000001",
    "99999999999999999999999", "5-5", ".", "1E5", "12:30", "01/02/2025", "1 23",
])
func whatIsNoAmountIsRefused(written: String) { #expect(text(written) == .unreadable) }

@Test(arguments: ["1E400", "1e999999999999", "nan", "1.2.3", "E5", "1E16"])
func hostileNumbersAreRefused(written: String) { #expect(number(written) == .unreadable) }

@Test func everyCentReadsBack() {
    for value in stride(from: Int64(-250_000), through: 250_000, by: 37) {
        let cents = Cents(value)
        #expect(number(cents.decimal) == .exact(cents))
        #expect(number(cents.shortDecimal) == .exact(cents))
    }
}

@Test(
    "numbers are read the same the short way",
    arguments: [
        "", "-", "0", "-0", "12", "-12.5", "12.", ".5", "-.5", "1.05", "1.005", "1.2.3", "1E2", "1.5E-2",
        "12345678901234",
        "-1234567890.12", "99999999999999", "123456789012.34", "1234567890123.45", "0.1000000000000001", "1,5", "+5",
        "--5",
    ])
func numbersAreReadTheSameTheShortWay(text: String) {
    let reading = AmountParser.parse(number: text.utf8Span.span)
    #expect(reading == number(text))
}
