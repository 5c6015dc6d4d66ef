import Testing

@testable import Texts

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Nature\u{A0}- Code", "nature code"), ("  N° pièce ", "n piece"), ("Dépense / Recette", "depense recette"),
        ("ŒUVRE D’ART", "oeuvre d art"), ("e\u{301}te\u{301}", "ete"), ("Axe 1 – Atténuation", "axe 1 attenuation"),
        ("---", ""),
    ])
    func comparableText(_ text: String, _ folded: String) {
        #expect(Folding.fold(text) == folded)
        #expect(Folding.fold(folded) == folded)
    }
}
