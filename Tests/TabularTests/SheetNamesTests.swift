import Testing

@testable import Tabular

@Suite struct SheetNamesTests {
    @Test(arguments: [
        ("balance", "balance"), ("VilleMTP_MTP_BudgetAnt_2005_2016", "VilleMTP_MTP_BudgetAnt_2005_201"),
        ("'a[b]:c'", "a-b--c"), ("", "Feuille1"), ("'''", "Feuille1"), ("History", "Feuille1"), ("a\tb", "a-b"),
        ("123456789012345678901234567890😀", "123456789012345678901234567890"),
    ])
    func namesBecomeLegal(text: String, name: String) {
        #expect(SheetNames.legal(text) == name)
        #expect(SheetNames.isLegal(name))
    }

    @Test(arguments: ["", "a/b", "'a", "a'", "historY", "12345678901234567890123456789012", "a\nb"])
    func otherNamesAreRefused(name: String) { #expect(!SheetNames.isLegal(name)) }

    @Test(
        "a name is taken from an address, quotes undone",
        arguments: [
            ("Mandats!A1", "Mandats"), ("'L''été'!A1", "L'été"), ("'a!b'!A1", "a!b"), ("!A1", ""), ("'a", nil),
            ("a", nil),
            ("'a'b!A1", nil),
        ])
    func taken(address: String, name: String?) {
        var rest = Substring(address)
        #expect(SheetNames.taken(from: &rest, before: "!") == name)
        #expect(name == nil || rest == "!A1")
    }
}
