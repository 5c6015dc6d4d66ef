internal import Tabular

/// The spaces of texts in UTF-8, looked at eight bytes at a time: a million labels are looked at, and nearly all are tidy.
enum Spaces {
    /// Whether the spaces of a text are tidy: single ones between words, no other kind.
    static func areTidy(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, text[0] != 0x20, text[text.count - 1] != 0x20 else { return false }
        var start = 0
        var endsWithSpace: UInt64 = 0
        while start + 8 <= text.count {
            let word = text.word(at: start)
            guard !hasControl(word), word & high == 0 || !mayHaveOther(word) else { return areTidySlowly(text) }
            let spaces = bytes(0x20, in: word)
            if spaces & (spaces << 8 | endsWithSpace) != 0 { return false }
            endsWithSpace = spaces >> 56
            start += 8
        }
        guard start < text.count else { return true }
        if start > 0 {
            // The last eight bytes, of which the first were looked at already.
            let word = text.word(at: text.count - 8)
            guard !hasControl(word), word & high == 0 || !mayHaveOther(word) else { return areTidySlowly(text) }
            let spaces = bytes(0x20, in: word)
            return spaces & (spaces << 8) == 0
        }
        var isAfterSpace = false
        while start < text.count {
            let byte = text[start]
            guard byte < 0x80 else { return areTidySlowly(text) }
            if byte < 0x20 || (byte == 0x20 && isAfterSpace) { return false }
            isAfterSpace = byte == 0x20
            start += 1
        }
        return true
    }

    /// The same, byte by byte.
    private static func areTidySlowly(_ text: Span<UInt8>) -> Bool {
        var isAfterSpace = true
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte < 0x20 || (byte == 0x20 && isAfterSpace) || other(text, position) > 0 { return false }
            isAfterSpace = byte == 0x20
            position += 1
        }
        return !isAfterSpace
    }

    /// Puts into `tidied` the text with every run of spaces and line breaks as one space, none at the ends, as
    /// `SheetHead.tidy` does.
    static func tidy(_ text: Span<UInt8>, into tidied: inout [UInt8]) {
        tidied.removeAll(keepingCapacity: true)
        var isGap = false
        var position = 0
        while position < text.count {
            let byte = text[position]
            let length = byte <= 0x20 ? 1 : other(text, position)
            if length > 0 {
                isGap = true
                position += length
                continue
            }
            if isGap, !tidied.isEmpty { tidied.append(0x20) }
            isGap = false
            tidied.append(byte)
            position += 1
        }
    }

    /// How many bytes the space beyond ASCII at `position` has; 0 when there is none. They are U+0085, U+00A0, U+1680,
    /// U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000 (Unicode, White_Space).
    @inline(__always)
    private static func other(_ text: Span<UInt8>, _ position: Int) -> Int {
        let lead = text[position]
        guard lead >= 0xC2, lead <= 0xE3, position + 1 < text.count else { return 0 }
        let next = text[position + 1]
        if lead == 0xC2 { return next == 0x85 || next == 0xA0 ? 2 : 0 }
        guard lead >= 0xE1, position + 2 < text.count else { return 0 }
        let last = text[position + 2]
        switch (lead, next) {
        case (0xE1, 0x9A): return last == 0x80 ? 3 : 0
        case (0xE2, 0x80): return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0
        case (0xE2, 0x81): return last == 0x9F ? 3 : 0
        case (0xE3, 0x80): return last == 0x80 ? 3 : 0
        default: return 0
        }
    }

    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Whether a byte of a word is less than a space (Warren, Hacker's Delight, 6-1).
    private static func hasControl(_ word: UInt64) -> Bool { (word &- 0x20 &* ones) & ~word & high != 0 }

    /// Whether a byte of a word may begin a space beyond ASCII; letters with accents begin with another one.
    private static func mayHaveOther(_ word: UInt64) -> Bool {
        if bytes(0xE1, in: word) | bytes(0xE2, in: word) | bytes(0xE3, in: word) != 0 { return true }
        // Most C2 begin a sign that is no space, as in `N°`: a space's second byte comes next, maybe in the next word.
        let leads = bytes(0xC2, in: word)
        guard leads != 0 else { return false }
        return leads >> 63 != 0 || (leads << 8) & (bytes(0x85, in: word) | bytes(0xA0, in: word)) != 0
    }

    /// The highest bit of each byte of a word that is `byte`.
    private static func bytes(_ byte: UInt64, in word: UInt64) -> UInt64 {
        let difference = word ^ byte &* ones
        // Adding carries into the highest bit of any byte that is not zero, and no further.
        return ~((difference & ~high) &+ ~high | difference) & high
    }
}
