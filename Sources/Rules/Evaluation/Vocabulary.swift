/// The words that terms are made of, numbered; found by the bytes of a word, without making a string of it.
struct Vocabulary {
    private var numbers: [Term.Word: Int] = [:]
    private var stems: [[UInt8]] = []
    /// Places in `stems` by hash, -1 where free; twice as many as words at least, a power of two.
    private var slots: [Int] = []
    /// Beginnings, by their first byte.
    private var prefixes = [[(start: [UInt8], number: Int)]](repeating: [], count: 256)

    /// How many words there are.
    var count: Int { stems.count }

    /// The number of `word`, which is added when it is new.
    mutating func number(of word: Term.Word) -> Int {
        if let known = numbers[word] { return known }
        let number = stems.count
        numbers[word] = number
        let bytes = Array(word.stem.utf8)
        // A beginning keeps its number; its stem stays empty, which no word of a text is.
        stems.append(word.isPrefix ? [] : bytes)
        if word.isPrefix, let first = bytes.first { prefixes[Int(first)].append((bytes, number)) }
        return number
    }

    /// Makes the words ready to be found; none is added afterwards.
    mutating func close() {
        var size = 16
        while size < stems.count * 2 { size *= 2 }
        slots = [Int](repeating: -1, count: size)
        for (number, stem) in stems.enumerated() where !stem.isEmpty {
            var slot = Self.hash(stem, stem.indices) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = number
        }
    }

    /// Calls `found` with each word that `word` stands for, whose stem lies at `stem`.
    func match(_ bytes: [UInt8], word: Range<Int>, stem: Range<Int>, _ found: (Int) -> Void) {
        var slot = Self.hash(bytes, stem) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = slots[slot]
            if Self.equal(stems[number], bytes, stem) {
                found(number)
                break
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        for prefix in prefixes[Int(bytes[word.lowerBound])] where prefix.start.count <= word.count {
            let start = word.lowerBound..<(word.lowerBound + prefix.start.count)
            if Self.equal(prefix.start, bytes, start) { found(prefix.number) }
        }
    }

    private static func equal(_ stem: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard stem.count == range.count else { return false }
        for offset in stem.indices where stem[offset] != bytes[range.lowerBound + offset] { return false }
        return true
    }

    /// FNV-1a, never negative.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
