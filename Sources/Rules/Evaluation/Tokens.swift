internal import Texts

/// The words of one text after another, folded; the buffers are used again, so that a text costs no allocation.
struct Tokens {
    /// The folded bytes, one space between words.
    private(set) var bytes: [UInt8] = []
    /// Where the words lie in `bytes`.
    private(set) var words: [Range<Int>] = []
    /// Words after which the export may have cut a word in two.
    private(set) var cuts: [Int] = []
    private var start = 0

    /// Where some exports wrap a label: after 60 characters they put a space, in the middle of a word or not
    /// (`C REATION`). Seen in a real list of mandates: 161 of 198 long labels, 114 of them inside a word.
    static let cutColumn = 60

    private static let space = UInt8(ascii: " ")

    /// Reads the words of `text`, forgetting those before.
    mutating func read(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        cuts.removeAll(keepingCapacity: true)
        start = 0
        let utf8 = text.utf8.span
        var offset = 0
        var untilCut = Self.cutColumn
        var before: Unicode.Scalar = " "
        while offset < utf8.count {
            let (scalar, length) = Self.scalar(utf8, at: offset)
            if !Folding.append(scalar, to: &bytes) { endWord() }
            if untilCut == 0 {
                if scalar == " ", offset + 1 < utf8.count, Self.isLetter(before),
                    Self.isLetter(Self.scalar(utf8, at: offset + 1).scalar), !words.isEmpty
                {
                    cuts.append(words.count - 1)
                }
                untilCut = Self.cutColumn + 1
            }
            untilCut -= 1
            before = scalar
            offset += length
        }
        endWord()
    }

    /// The scalar that begins at `offset`, and how many bytes it has. A string's UTF-8 is valid always.
    @inline(__always)
    private static func scalar(_ utf8: Span<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = utf8[offset]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for next in (offset + 1)..<(offset + length) { value = value << 6 | UInt32(utf8[next] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private mutating func endWord() {
        guard bytes.count > start else { return }
        words.append(start..<bytes.count)
        bytes.append(Self.space)
        start = bytes.count
    }

    /// Adds, after the words, the word that a cut parted; gives where it lies.
    mutating func join(_ cut: Int) -> Range<Int> {
        let from = bytes.count
        bytes.append(contentsOf: bytes[words[cut]])
        bytes.append(contentsOf: bytes[words[cut + 1]])
        return from..<bytes.count
    }

    /// The part of a word that is compared: without its plural mark (`Term.stemLength`).
    func stem(_ word: Range<Int>) -> Range<Int> {
        word.lowerBound..<(word.lowerBound + Term.stemLength(bytes.span.extracting(word)))
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
            : scalar.properties.isAlphabetic
    }
}
