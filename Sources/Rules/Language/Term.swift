internal import Texts

/// A word or a phrase that a rule looks for in a text: `piste cyclable`, `menuis*`.
///
/// Words are whole, folded (case, accents, dashes), without their final plural `s` or `x`; a word that ends in `*`
/// stands for every word that begins so. The words of a phrase follow one another.
public struct Term: Sendable, Hashable {
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
        self.words = words
    }

    /// A folded word without its plural mark: a final `s` or `x` of a word of four letters or more (`pistes`, `eaux`;
    /// not `bus`). Applied to both sides, it needs no dictionary.
    static func stem(_ word: some StringProtocol) -> String {
        guard word.utf8.count > 3, let last = word.last, last == "s" || last == "x" else { return String(word) }
        return String(word.dropLast())
    }
}
