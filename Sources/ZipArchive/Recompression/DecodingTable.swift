/// What the next bits of a stream stand for: a table by the first of them, and smaller ones behind it for long codes.
///
/// Safe: the entries are on the heap from `init` to `deinit`. A table is found by bits that its own size masks, so that
/// no stream leads outside; what no code leads to is `invalid`.
///
/// An entry has, from the lowest bit:
///
/// | Bits | |
/// |---|---|
/// | 0–7 | how many bits the code has, with those that are added to what it stands for |
/// | 8–11 | how many bits the code has; for a table behind, by how many bits that one goes |
/// | 13 | whether it ends the block |
/// | 14 | whether it leads to a table behind, which starts at `value` |
/// | 15 | whether it is neither literal, length nor distance |
/// | 16–30 | the value: a literal, a base to which the bits after the code are added, where a table starts |
/// | 31 | whether it is a literal |
///
/// Behind a table, codes count from its last bit on.
@safe final class DecodingTable {
    static let literal: UInt32 = 1 << 31
    static let exception: UInt32 = 1 << 15
    static let leads: UInt32 = 1 << 14
    static let end: UInt32 = 1 << 13
    static let invalid = exception

    /// The entries; those of the main table first.
    let entries: UnsafeMutablePointer<UInt32>
    /// By how many bits the main table goes.
    let bits: Int
    private let capacity: Int
    /// By symbol: its entry, less its code's length.
    private let symbols: [UInt32]
    private var starts = [Int](repeating: 0, count: DeflateFormat.longestCode + 2)
    private var sorted: [UInt16]

    /// A table of `bits` bits for `symbols`.
    private init(bits: Int, symbols: [UInt32]) {
        self.bits = bits
        self.symbols = symbols
        sorted = [UInt16](repeating: 0, count: symbols.count)
        // Main table, and behind it at most one table per code that is too long for it: a table of `n` bits is opened only
        // for codes that fill it, but for the incomplete ones, which have one bit.
        capacity = 1 << bits + symbols.count << 4
        unsafe entries = .allocate(capacity: capacity)
        unsafe entries.initialize(repeating: Self.invalid, count: capacity)
    }

    deinit { unsafe entries.deallocate() }

    /// A table for literals and lengths.
    static func literals() -> DecodingTable {
        let lengths = zip(DeflateFormat.lengthBase, DeflateFormat.lengthExtra).map { UInt32($0) << 16 | UInt32($1) }
        return DecodingTable(
            bits: 11,
            symbols: (0..<256).map { literal | $0 << 16 } + [exception | end] + lengths + [invalid, invalid])
    }

    /// A table for distances.
    static func distances() -> DecodingTable {
        let known = zip(DeflateFormat.distanceBase, DeflateFormat.distanceExtra).map {
            UInt32($0) << 16 | UInt32($1)
        }
        return DecodingTable(bits: 9, symbols: known + [invalid, invalid])
    }

    /// A table for code lengths; the value is the symbol.
    static func codeLengths() -> DecodingTable { DecodingTable(bits: 7, symbols: (0..<19).map { $0 << 16 }) }

    /// Makes the table that of the canonical codes of `lengths`, by symbol (RFC 1951, section 3.2.2).
    ///
    /// False when they are no set of codes as zlib judges it: too many, or too few unless there is only one of one bit,
    /// and `mayBeSingle`, or none.
    func fill(_ lengths: ArraySlice<UInt8>, mayBeSingle: Bool) -> Bool {
        for index in starts.indices { starts[index] = 0 }
        for length in lengths { starts[Int(length) + 1] += 1 }
        let unused = starts[1]
        starts[1] = 0
        let longest = starts.lastIndex { $0 > 0 }.map { $0 - 1 } ?? 0
        var left = 1
        for length in 1...DeflateFormat.longestCode {
            left = left << 1 - starts[length + 1]
            if left < 0 { return false }
        }
        unsafe entries.update(repeating: Self.invalid | 1 << 8 | 1, count: 1 << bits)
        if longest == 0 { return true }
        if left > 0, !mayBeSingle || longest != 1 { return false }
        // Symbols by length, then by number: the order of their codes.
        for length in 1..<starts.count { starts[length] += starts[length - 1] }
        for (symbol, length) in lengths.enumerated() where length > 0 {
            sorted[starts[Int(length)]] = UInt16(symbol)
            starts[Int(length)] += 1
        }
        place(count: lengths.count - unused, lengths)
        return true
    }

    /// Writes the entries of the first `count` symbols of `sorted`.
    private func place(count: Int, _ lengths: ArraySlice<UInt8>) {
        var code = 0
        var length = 0
        var next = 1 << bits
        // The table behind: the main table's bits that lead to it, its start and size.
        var opened = -1
        var table = (start: 0, bits: 0)
        for index in 0..<count {
            let symbol = Int(sorted[index])
            let own = Int(lengths[lengths.startIndex + symbol])
            code <<= own - length
            length = own
            let reversed = Self.reverse(code, length)
            if length <= bits {
                put(entry(symbol, length), at: reversed, step: 1 << length, end: 1 << bits)
            } else {
                let start = reversed & (1 << bits - 1)
                if start != opened {
                    opened = start
                    table = (next, behind(index, count, lengths, length))
                    next += 1 << table.bits
                    let lead = Self.exception | Self.leads | UInt32(table.start) << 16 | UInt32(table.bits) << 8
                    put(lead | UInt32(bits), at: start, step: 1, end: start + 1)
                }
                put(
                    entry(symbol, length - bits), at: table.start + reversed >> bits, step: 1 << (length - bits),
                    end: table.start + 1 << table.bits)
            }
            code += 1
        }
    }

    /// By how many bits the table goes that starts with the symbol at `index`, whose code has `length` bits.
    private func behind(_ index: Int, _ count: Int, _ lengths: ArraySlice<UInt8>, _ length: Int) -> Int {
        var size = length - bits
        var left = 1 << size
        var index = index
        while index < count {
            let own = Int(lengths[lengths.startIndex + Int(sorted[index])]) - bits
            if own > size {
                left <<= own - size
                size = own
            }
            left -= 1
            if left <= 0 { break }
            index += 1
        }
        return size
    }

    private func entry(_ symbol: Int, _ length: Int) -> UInt32 {
        symbols[symbol] + UInt32(length) << 8 + UInt32(length)
    }

    private func put(_ entry: UInt32, at start: Int, step: Int, end: Int) {
        precondition(start >= 0 && end <= capacity)
        var index = start
        while index < end {
            unsafe entries[index] = entry
            index += step
        }
    }

    private static func reverse(_ code: Int, _ length: Int) -> Int {
        Int(UInt16(truncatingIfNeeded: code).bitReversed) >> (16 - length)
    }
}

extension UInt16 {
    /// The bits in the other order.
    var bitReversed: UInt16 {
        var value = (self & 0x5555) << 1 | (self >> 1) & 0x5555
        value = (value & 0x3333) << 2 | (value >> 2) & 0x3333
        value = (value & 0x0F0F) << 4 | (value >> 4) & 0x0F0F
        return value.byteSwapped
    }
}
