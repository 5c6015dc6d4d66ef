extension TextList {
    /// How many texts are looked up at a time: so many look-ups wait for memory together, not one after the other.
    private static let atOnce = 256

    /// Leaves each of texts that are the same once, in order of first appearance; gives the new number of each text, or
    /// nil when all differ.
    public mutating func merge() -> [UInt32]? {
        let hash = ByteHash()
        // The high half of a text's hash above its number plus one; 0 for a free slot.
        let high: UInt64 = 0xFFFF_FFFF_0000_0000
        var size = 64
        while size < 2 * count { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        var hashes = [UInt64](repeating: 0, count: Self.atOnce)
        var numbers = [UInt32](repeating: 0, count: count)
        var distinct: UInt32 = 0
        for start in stride(from: 0, to: count, by: Self.atOnce) {
            let texts = start..<Swift.min(start + Self.atOnce, count)
            for index in texts { hashes[index - start] = hash.of(arena.span.extracting(range(of: index))) }
            for index in texts {
                let hash = hashes[index - start]
                var slot = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
                while slots[slot] != 0,
                    (slots[slot] ^ hash) & high != 0 || !isSame(at: slots[slot] & ~high, as: index)
                {
                    slot = (slot + 1) & (size - 1)
                }
                if slots[slot] == 0 {
                    slots[slot] = hash & high | UInt64(index + 1)
                    numbers[index] = distinct
                    distinct += 1
                } else {
                    numbers[index] = numbers[Int(slots[slot] & ~high) - 1]
                }
            }
        }
        guard Int(distinct) < count else { return nil }
        var merged = TextList()
        merged.reserveCapacity(Int(distinct), bytes: arena.count)
        for (index, number) in numbers.enumerated() where Int(number) == merged.count {
            merged.append(utf8: arena.span.extracting(range(of: index)))
        }
        self = merged
        return numbers
    }

    /// Whether text `entry - 1` is the same as text `index`.
    private func isSame(at entry: UInt64, as index: Int) -> Bool {
        let arena = arena.span
        return arena.extracting(range(of: Int(entry) - 1)).isSame(as: arena.extracting(range(of: index)))
    }
}
