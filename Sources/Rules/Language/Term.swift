internal import Texts

/// A word or a phrase that a rule looks for in a text: `piste cyclable`, `menuis*`.
///
/// Words are whole, folded (case, accents, dashes), without the mark of their plural; a word that ends in `*` stands for
/// every word that begins so. The words of a phrase follow one another.
public struct Term: Sendable, Hashable {
    /// The term as the pack writes it, to be shown; terms of the same words are the same however they are written.
    public let written: String
    /// The words, in order; never empty.
    let words: [Word]

    /// One word of a term.
    struct Word: Sendable, Hashable {
        /// The folded stem, or the folded beginning when `isPrefix`.
        let stem: String
        /// Whether any word that begins so will do.
        let isPrefix: Bool
    }

    /// The term written in `text`; nil when it holds no letter and no digit.
    public init?(_ text: String) {
        var words: [Word] = []
        for piece in text.split(whereSeparator: \.isWhitespace) {
            let isPrefix = piece.last == "*"
            let parts = Folding.fold(piece).split(separator: " ")
            for (position, part) in parts.enumerated() {
                if isPrefix, position == parts.count - 1 {
                    words.append(Word(stem: String(part), isPrefix: true))
                } else {
                    words.append(Word(stem: Term.stem(part), isPrefix: false))
                }
            }
        }
        guard !words.isEmpty else { return nil }
        self.written = text
        self.words = words
    }

    /// Whether both look for the same words.
    public static func == (left: Term, right: Term) -> Bool { left.words == right.words }

    /// Hashes the words.
    public func hash(into hasher: inout Hasher) { hasher.combine(words) }

    /// A folded word without what tells its plural from its singular (`stemLength`): applied to both sides, it needs no
    /// dictionary.
    static func stem(_ word: some StringProtocol) -> String {
        let bytes = Array(word.utf8)
        return String(decoding: bytes[..<stemLength(bytes.span)], as: UTF8.self)
    }

    /// How many bytes of a folded word of four letters or more are compared.
    ///
    /// `pistes` and `eaux` lose their last letter (`bus` does not); `locaux`, `local` become `loca`, `travaux`, `travail`
    /// become `trava`; `tuyaux`, `réseaux` follow `tuyau`, `réseau`.
    static func stemLength(_ word: Span<UInt8>) -> Int {
        let count = word.count
        guard count > 3 else { return count }
        let last = word[count - 1]
        let before = word[count - 2]
        switch last {
        case UInt8(ascii: "s"): return count - 1
        case UInt8(ascii: "x"):
            // `aux` after neither e nor y is the plural of al or ail.
            let isOfAl =
                count > 4 && before == UInt8(ascii: "u") && word[count - 3] == UInt8(ascii: "a")
                && word[count - 4] != UInt8(ascii: "e") && word[count - 4] != UInt8(ascii: "y")
            return isOfAl ? count - 2 : count - 1
        case UInt8(ascii: "l"):
            if before == UInt8(ascii: "a") { return count - 1 }
            let isAil = before == UInt8(ascii: "i") && word[count - 3] == UInt8(ascii: "a")
            return isAil && isPluralInAux(word) ? count - 2 : count
        default: return count
        }
    }

    /// The words in `ail` whose plural is in `aux`, of five letters or more.
    private static let wordsInAil = ["travail", "vitrail", "corail", "vantail", "email", "soupirail"].map {
        Array($0.utf8)
    }

    private static func isPluralInAux(_ word: Span<UInt8>) -> Bool {
        wordsInAil.contains { known in
            guard known.count == word.count else { return false }
            for place in known.indices where known[place] != word[place] { return false }
            return true
        }
    }
}
