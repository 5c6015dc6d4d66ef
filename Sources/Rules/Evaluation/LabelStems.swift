/// Reads the words of labels as rules do: folded, words that an export cut healed, without the marks of plurals.
package struct LabelStems {
    private var tokens = Tokens()

    /// The fewest letters of a word that tells something: `de`, `au`, `n` do not.
    private static let shortest = 3

    /// A reader.
    package init() {}

    /// The distinct stems of `text`, in order; numbers and words of one or two letters are left out.
    package mutating func stems(of text: String) -> [String] {
        tokens.read(text)
        var ranges = tokens.words
        for cut in tokens.cuts where cut >= 0 && cut + 1 < tokens.words.count { ranges.append(tokens.join(cut)) }
        var known: Set<String> = []
        return ranges.compactMap { word in
            let bytes = tokens.bytes[tokens.stem(word)]
            guard bytes.count >= Self.shortest, bytes.contains(where: { $0 > UInt8(ascii: "9") }) else { return nil }
            let stem = String(decoding: bytes, as: UTF8.self)
            return known.insert(stem).inserted ? stem : nil
        }
    }
}
