import Testing
import Texts

@testable import Rules

@Suite struct TokensTests {
    /// Letters of every length in UTF-8, accents apart, ligatures, and what parts words.
    static let scalars: [Unicode.Scalar] = [
        "a", "Z", "9", "é", "Œ", "œ", "ß", "ĳ", "\u{301}", "\u{A0}", " ", "-", "’", "—", "ﬁ", "中", "Ж", "𝒜", "💧", "·",
    ]

    @Test func wordsAreThoseOfTheFoldedText() {
        var random = SplitMix(seed: 7)
        var tokens = Tokens()
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...150, using: &random) {
                text.append(Self.scalars.randomElement(using: &random) ?? " ")
            }
            let label = String(text)
            tokens.read(label)
            let words = tokens.words.map { String(decoding: tokens.bytes[$0], as: UTF8.self) }
            #expect(words.joined(separator: " ") == Folding.fold(label), "\(label)")
        }
    }

    @Test func aCutIsSeenWhereTheSixtiethCharacterIsNoSixtiethByte() {
        var tokens = Tokens()
        let before = String(repeating: "é", count: 57)
        tokens.read(before + " éc oles maternelles")
        #expect(tokens.cuts == [1])
        tokens.read(before + " école maternelle")
        #expect(tokens.cuts == [])
        // A space that no letter follows parts no word.
        tokens.read(before + " éc 12")
        #expect(tokens.cuts == [])
    }
}
