/// The codes of a block, ready to be written.
///
/// Safe: the tables are on the heap from `init` to `deinit`, and are only read after `init`.
@safe final class BlockCodes {
    /// Bits to write, the first one lowest, and how many.
    struct Entry {
        var bits: UInt32
        var count: UInt32
    }

    /// What is written for a distance: its symbol's code, then the distance less `base` in `extra` bits.
    struct Distance {
        var entry: Entry
        var base: UInt64
        var extra: UInt64
    }

    /// By literal, and for the end of the block: its code.
    let literals: UnsafeMutablePointer<Entry>
    /// By length: its symbol's code and the bits after it.
    let lengths: UnsafeMutablePointer<Entry>
    /// By symbol.
    let distances: UnsafeMutablePointer<Distance>

    /// The canonical codes of these lengths, by symbol.
    init(_ literalLengths: [UInt8], _ distanceLengths: [UInt8]) {
        let codes = Self.canonical(literalLengths)
        unsafe literals = .allocate(capacity: DeflateFormat.endOfBlock + 1)
        unsafe lengths = .allocate(capacity: Sequence.longest + 1)
        unsafe distances = .allocate(capacity: DeflateFormat.distanceCount)
        for symbol in 0...DeflateFormat.endOfBlock { unsafe (literals + symbol).initialize(to: codes[symbol]) }
        unsafe lengths.initialize(repeating: Entry(bits: 0, count: 0), count: Sequence.longest + 1)
        for (index, base) in DeflateFormat.lengthBase.enumerated() {
            let extra = UInt32(DeflateFormat.lengthExtra[index])
            let code = codes[257 + index]
            // The longest length has a symbol of its own, after one that would reach it.
            for add in 0..<(1 << extra) where Int(base) + Int(add) <= Sequence.longest {
                unsafe lengths[Int(base) + Int(add)] = Entry(
                    bits: code.bits | UInt32(add) << code.count, count: code.count + extra)
            }
        }
        for (symbol, entry) in Self.canonical(distanceLengths).enumerated() {
            let distance = Distance(
                entry: entry, base: UInt64(DeflateFormat.distanceBase[symbol]),
                extra: UInt64(DeflateFormat.distanceExtra[symbol]))
            unsafe (distances + symbol).initialize(to: distance)
        }
    }

    deinit {
        unsafe literals.deallocate()
        unsafe lengths.deallocate()
        unsafe distances.deallocate()
    }

    /// By symbol: its canonical code, turned round, for codes are written from their highest bit on.
    static func canonical(_ lengths: [UInt8]) -> [Entry] {
        var next = [Int](repeating: 0, count: DeflateFormat.longestCode + 2)
        for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
        for length in 1..<next.count { next[length] = (next[length] + next[length - 1]) << 1 }
        return lengths.map { length in
            guard length > 0 else { return Entry(bits: 0, count: 0) }
            defer { next[Int(length)] += 1 }
            let code = UInt16(truncatingIfNeeded: next[Int(length)]).bitReversed >> (16 - UInt16(length))
            return Entry(bits: UInt32(code), count: UInt32(length))
        }
    }
}
