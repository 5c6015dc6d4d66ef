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
        clear()
        guard !readASCII(text) else { return }
        clear()
        readScalars(text)
    }

    private mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        cuts.removeAll(keepingCapacity: true)
        start = 0
    }

    /// Reads a text that is all ASCII; false, half read, when it is not.
    private mutating func readASCII(_ text: String) -> Bool {
        let utf8 = text.utf8.span
        var cut = Self.cutColumn
        for position in utf8.indices {
            let byte = utf8[position]
            guard byte < 0x80 else { return false }
            if let folded = Self.fold(byte) {
                bytes.append(folded)
            } else {
                endWord()
            }
            if position == cut {
                if byte == Self.space, position + 1 < utf8.count, Self.isLetter(utf8[position - 1]),
                    Self.isLetter(utf8[position + 1])
                {
                    cuts.append(words.count - 1)
                }
                cut += Self.cutColumn + 1
            }
        }
        endWord()
        return true
    }

    private mutating func readScalars(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var from = 0
        var cut = Self.cutColumn
        while cut + 1 < scalars.count {
            let isCut =
                scalars[cut] == " " && scalars[cut - 1].properties.isAlphabetic
                && scalars[cut + 1].properties.isAlphabetic
            if isCut {
                append(scalars[from..<cut])
                if !words.isEmpty { cuts.append(words.count - 1) }
                from = cut + 1
            }
            cut += Self.cutColumn + 1
        }
        append(scalars[from...])
    }

    private mutating func append(_ scalars: ArraySlice<Unicode.Scalar>) {
        var piece = String.UnicodeScalarView()
        piece.append(contentsOf: scalars)
        for byte in Folding.fold(String(piece)).utf8 {
            if byte == Self.space { endWord() } else { bytes.append(byte) }
        }
        endWord()
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

    private static func fold(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
