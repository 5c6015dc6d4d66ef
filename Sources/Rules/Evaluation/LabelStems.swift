/// Reads the words of labels as rules do: folded, words that an export cut healed, without the marks of plurals.
package struct LabelStems {
    private var tokens = Tokens()

    /// The fewest letters of a word that tells something: `de`, `au`, `n` do not.
    private static let shortest = 3

    /// A word of a label.
    package struct Word: Sendable, Hashable {
        /// The word, folded.
        package let text: String
        /// The word without the mark of its plural.
        package let stem: String
        /// Its place among all words of the label, from 0.
        package let start: Int
        /// The place of the word after it; a word that a cut parted takes two places.
        package let end: Int
    }

    /// A reader.
    package init() {}

    /// The distinct stems of `text`, in order; numbers and words of one or two letters are left out.
    package mutating func stems(of text: String) -> [String] {
        var known: Set<String> = []
        return words(of: text).map(\.stem).filter { known.insert($0).inserted }
    }

    /// The words of `text`, in order, then those that a cut parted; numbers and words of one or two letters are left out.
    package mutating func words(of text: String) -> [Word] {
        tokens.read(text)
        var places = tokens.words.enumerated().map { (range: $0.element, start: $0.offset, end: $0.offset + 1) }
        for cut in tokens.cuts where cut >= 0 && cut + 1 < tokens.words.count {
            places.append((tokens.join(cut), cut, cut + 2))
        }
        return places.compactMap { place in
            let stem = tokens.bytes[tokens.stem(place.range)]
            guard stem.count >= Self.shortest, stem.contains(where: { $0 > UInt8(ascii: "9") }) else { return nil }
            return Word(
                text: String(decoding: tokens.bytes[place.range], as: UTF8.self),
                stem: String(decoding: stem, as: UTF8.self), start: place.start, end: place.end)
        }
    }
}
