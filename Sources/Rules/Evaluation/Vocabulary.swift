/// The words that terms are made of, numbered; found by the bytes of a word, without making a string of it.
struct Vocabulary {
    private var numbers: [Term.Word: Int] = [:]
    /// The stems, one after the other, and where each one ends. A beginning has none here.
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    /// Numbers of words by hash, -1 where free; twice as many places as words at least, a power of two.
    private var slots: [Int32] = []
    /// Beginnings, by their first byte.
    private var prefixes = [[(start: [UInt8], number: Int)]](repeating: [], count: 256)
    private var hasPrefixes = [Bool](repeating: false, count: 256)

    /// How many words there are.
    var count: Int { ends.count }

    /// The number of `word`, which is added when it is new.
    mutating func number(of word: Term.Word) -> Int {
        if let known = numbers[word] { return known }
        let number = ends.count
        numbers[word] = number
        let bytes = Array(word.stem.utf8)
        if !word.isPrefix {
            arena.append(contentsOf: bytes)
        } else if let first = bytes.first {
            prefixes[Int(first)].append((bytes, number))
            hasPrefixes[Int(first)] = true
        }
        ends.append(arena.count)
        return number
    }

    /// Makes the words ready to be found; none is added afterwards.
    mutating func close() {
        var size = 16
        while size < ends.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for number in ends.indices {
            let start = number == 0 ? 0 : ends[number - 1]
            guard start < ends[number] else { continue }
            var slot = Self.hash(arena, start..<ends[number]) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// The number of the whole word whose stem lies at `stem`; -1 when no term has it.
    func number(_ bytes: [UInt8], stem: Range<Int>) -> Int {
        var slot = Self.hash(bytes, stem) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            let start = number == 0 ? 0 : ends[number - 1]
            if Self.equal(arena, start..<ends[number], bytes, stem) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return -1
    }

    /// Calls `found` with each beginning that `word` has.
    @inline(__always)
    func beginnings(_ bytes: [UInt8], word: Range<Int>, _ found: (Int) -> Void) {
        let first = Int(bytes[word.lowerBound])
        guard hasPrefixes[first] else { return }
        for prefix in prefixes[first] where prefix.start.count <= word.count {
            let start = word.lowerBound..<(word.lowerBound + prefix.start.count)
            if Self.equal(prefix.start, prefix.start.indices, bytes, start) { found(prefix.number) }
        }
    }

    private static func equal(_ one: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ its: Range<Int>) -> Bool {
        guard range.count == its.count else { return false }
        for offset in 0..<range.count where one[range.lowerBound + offset] != other[its.lowerBound + offset] {
            return false
        }
        return true
    }

    /// FNV-1a, never negative.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
