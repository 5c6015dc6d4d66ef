/// Joins the words that an export cut by putting a space after a fixed number of characters.
///
/// A space at that very place is a cut when the joined word is met elsewhere and one of its parts is not, or when
/// neither part is met elsewhere. Otherwise it stays: two real words may well be parted there.
struct CutHealer {
    private let position: Int
    private var words = WordSet()

    /// Learns the words of `labels`, those at a cut left out, and of `others` (labels of the nomenclature).
    init(position: Int, labels: [String], others: [String]) {
        self.position = position
        var bytes: [UInt8] = []
        for label in labels {
            Self.take(label, in: &bytes)
            if let cut = cut(bytes) {
                words.learn(bytes[..<cut.start])
                words.learn(bytes[cut.end...])
            } else {
                words.learn(bytes[...])
            }
        }
        for label in others {
            Self.take(label, in: &bytes)
            words.learn(bytes[...])
        }
    }

    /// `label` with the cut word joined; nil when there is no cut, or none that is proven.
    func healed(_ label: String) -> String? {
        guard label.utf8.count > position + 1 else { return nil }
        var bytes: [UInt8] = []
        Self.take(label, in: &bytes)
        guard let cut = cut(bytes) else { return nil }
        let left = bytes[cut.start..<cut.space]
        let right = bytes[(cut.space + 1)..<cut.end]
        let isLeftKnown = words.knows(left)
        let isRightKnown = words.knows(right)
        let isJoinedKnown = words.knows(left + right)
        guard (isJoinedKnown && !(isLeftKnown && isRightKnown)) || (!isLeftKnown && !isRightKnown)
        else { return nil }
        bytes.remove(at: cut.space)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func take(_ label: String, in bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: label.utf8)
    }

    private struct Cut {
        /// Where the left part starts.
        var start: Int
        var space: Int
        /// Where the right part ends.
        var end: Int
    }

    /// The space after `position` characters, when letters or digits touch it on both sides.
    private func cut(_ label: [UInt8]) -> Cut? {
        guard position > 0, label.count > position + 1 else { return nil }
        // Every byte that does not go on a character (10xxxxxx) begins one.
        var space = position
        var characters = label[..<space].count { $0 & 0xC0 != 0x80 }
        while space < label.count {
            if label[space] & 0xC0 != 0x80 {
                if characters == position { break }
                characters += 1
            }
            space += 1
        }
        guard space < label.count, label[space] == 0x20 else { return nil }
        var start = space
        while start > 0, WordSet.isWordByte(label, start - 1) { start -= 1 }
        var end = space + 1
        while end < label.count, WordSet.isWordByte(label, end) { end += 1 }
        guard start < space, end > space + 1 else { return nil }
        return Cut(start: start, space: space, end: end)
    }
}

/// The words of many texts, case and the accents of Latin letters aside, as 64-bit hashes.
///
/// Two words of the same hash are one word: among a million words that happens once in thirty million sets, and would but
/// join, or not join, a word that an export cut.
struct WordSet {
    private var hashes = [UInt64](repeating: 0, count: 1 << 12)
    private var count = 0

    /// Learns each word of `text`, UTF-8.
    mutating func learn(_ text: ArraySlice<UInt8>) {
        var hash = Self.start
        var position = text.startIndex
        while position < text.endIndex {
            if let byte = Self.letter(text, &position) {
                hash = (hash ^ UInt64(byte)) &* Self.factor
            } else if hash != Self.start {
                insert(hash)
                hash = Self.start
            }
        }
        if hash != Self.start { insert(hash) }
    }

    /// Whether the one word `word` was learnt.
    func knows(_ word: ArraySlice<UInt8>) -> Bool {
        var hash = Self.start
        var position = word.startIndex
        while position < word.endIndex {
            if let byte = Self.letter(word, &position) { hash = (hash ^ UInt64(byte)) &* Self.factor }
        }
        return hashes[slot(of: hash)] != 0
    }

    /// Whether byte `position` of `text` is part of a letter or of a digit.
    static func isWordByte(_ text: [UInt8], _ position: Int) -> Bool {
        let byte = text[position]
        if byte < 0x80 { return lowered(byte) != 0 }
        // Of U+0080 to U+00BF (C2) and U+2000 to U+2FFF (E2) nearly all are marks; other bytes are letters'.
        var lead = position
        while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
        return text[lead] != 0xC2 && text[lead] != 0xE2
    }

    // FNV-1a.
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let factor: UInt64 = 0x0000_0100_0000_01B3

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

    /// The letter or digit at `position`, lower-cased and without accent, or nil for anything else; `position` moves on.
    private static func letter(_ text: ArraySlice<UInt8>, _ position: inout Int) -> UInt8? {
        let byte = text[position]
        position += 1
        if byte < 0x80 {
            let letter = lowered(byte)
            return letter == 0 ? nil : letter
        }
        guard byte == 0xC3, position < text.endIndex else {
            if byte == 0xC2 || byte == 0xE2 {
                while position < text.endIndex, text[position] & 0xC0 == 0x80 { position += 1 }
                return nil
            }
            return byte
        }
        let letter = bases[Int(text[position] & 0x3F)]
        position += 1
        return letter == 0x20 ? nil : letter
    }

    /// An ASCII letter in lower case or a digit; 0 for anything else.
    private static func lowered(_ byte: UInt8) -> UInt8 {
        if byte &- UInt8(ascii: "0") < 10 { return byte }
        let letter = byte | 0x20
        return letter &- UInt8(ascii: "a") < 26 ? letter : 0
    }

    /// The letters that U+00C0 to U+00FF are without accent; the signs × and ÷ are none.
    private static let bases = Array("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty".utf8)
}
