/// The words of many texts, case and the accents of Latin letters aside, as 64-bit hashes.
///
/// Two words of the same hash are one word: among a million words that happens once in thirty million sets, and would but
/// join, or not join, a word that an export cut.
struct WordSet {
    private var hashes = [UInt64](repeating: 0, count: 1 << 12)
    private var count = 0

    /// Learns each word of `text`, UTF-8.
    mutating func learn(_ text: Span<UInt8>) {
        var hash = WordHash()
        var position = 0
        while position < text.count {
            let letter = Self.letter(text, &position)
            if letter != 0 {
                hash.add(letter)
            } else if !hash.isEmpty {
                insert(hash.value)
                hash = WordHash()
            }
        }
        if !hash.isEmpty { insert(hash.value) }
    }

    /// Whether the one word `word` was learnt.
    func knows(_ word: Span<UInt8>) -> Bool { knows(word, Span()) }

    /// Whether the one word that `left` and `right` make together was learnt.
    func knows(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        var hash = WordHash()
        Self.add(left, to: &hash)
        Self.add(right, to: &hash)
        return hashes[slot(of: hash.value)] != 0
    }

    private static func add(_ word: Span<UInt8>, to hash: inout WordHash) {
        var position = 0
        while position < word.count {
            let letter = letter(word, &position)
            if letter != 0 { hash.add(letter) }
        }
    }

    /// Whether byte `position` of `text` is part of a letter or of a digit.
    static func isWordByte(_ text: Span<UInt8>, _ position: Int) -> Bool {
        let byte = text[position]
        if byte < 0x80 { return lowered(byte) != 0 }
        // Of U+0080 to U+00BF (C2) and U+2000 to U+2FFF (E2) nearly all are marks; other bytes are letters'.
        var lead = position
        while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
        return text[lead] != 0xC2 && text[lead] != 0xE2
    }

    private mutating func insert(_ hash: UInt64) {
        let slot = slot(of: hash)
        guard hashes[slot] == 0 else { return }
        hashes[slot] = hash
        count += 1
        guard count * 2 > hashes.count else { return }
        let old = hashes
        hashes = [UInt64](repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { hashes[self.slot(of: hash)] = hash }
    }

    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (hashes.count - 1)
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
        return slot
    }

    /// The letter or digit at `position`, lower-cased and without accent, or 0 for anything else; `position` moves on.
    @inline(__always)
    private static func letter(_ text: Span<UInt8>, _ position: inout Int) -> UInt8 {
        let byte = text[position]
        position += 1
        if byte < 0x80 { return lowered(byte) }
        guard byte == 0xC3, position < text.count else {
            if byte == 0xC2 || byte == 0xE2 {
                while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
                return 0
            }
            return byte
        }
        let letter = bases[Int(text[position] & 0x3F)]
        position += 1
        return letter == 0x20 ? 0 : letter
    }

    /// An ASCII letter in lower case or a digit; 0 for anything else.
    @inline(__always)
    private static func lowered(_ byte: UInt8) -> UInt8 {
        let letter = byte | 0x20
        if letter &- UInt8(ascii: "a") < 26 { return letter }
        return byte &- UInt8(ascii: "0") < 10 ? byte : 0
    }

    /// The letters that U+00C0 to U+00FF are without accent; the signs × and ÷ are none.
    private static let bases = Array("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty".utf8)
}

/// The hash of a word, letter by letter: eight of them go in at a time, for a multiplication takes as long as four letters.
private struct WordHash {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The letters since the last eight, none of which is zero.
    private var letters: UInt64 = 0
    private(set) var isEmpty = true

    @inline(__always)
    mutating func add(_ letter: UInt8) {
        letters = letters << 8 | UInt64(letter)
        isEmpty = false
        guard letters >> 56 != 0 else { return }
        hash = mixed
        letters = 0
    }

    var value: UInt64 { mixed }

    private var mixed: UInt64 {
        let product = (hash ^ letters) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 29)
    }
}
