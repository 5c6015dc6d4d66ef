/// What comes before the contents of a block with codes of its own: their lengths, coded in turn (RFC 1951, section
/// 3.2.7).
struct BlockHeader {
    private let literalCount: Int
    private let distanceCount: Int
    /// Lengths, repetitions of lengths, and the bits after these.
    private var symbols: [(symbol: Int, extra: UInt32, bits: UInt32)] = []
    private let lengths: [UInt8]
    private let lengthCount: Int
    /// How many bits it has.
    private(set) var bits = 17

    /// The header of a block whose codes have these lengths, by symbol.
    init(_ literalLengths: [UInt8], _ distanceLengths: [UInt8]) {
        literalCount = max((literalLengths.lastIndex { $0 > 0 } ?? 0) + 1, 257)
        distanceCount = (distanceLengths.lastIndex { $0 > 0 } ?? 0) + 1
        symbols = Self.coded(literalLengths[..<literalCount] + distanceLengths[..<distanceCount])
        var counts = [UInt32](repeating: 0, count: DeflateFormat.lengthOrder.count)
        for symbol in symbols { counts[symbol.symbol] += 1 }
        let lengths = HuffmanLengths.of(counts, limit: DeflateFormat.longestLengthCode)
        self.lengths = lengths
        lengthCount = max((DeflateFormat.lengthOrder.lastIndex { lengths[Int($0)] > 0 } ?? 0) + 1, 4)
        bits += 3 * lengthCount
        for symbol in symbols { bits += Int(lengths[symbol.symbol]) + Int(symbol.bits) }
    }

    /// Writes it; there must be room.
    func write(to writer: inout BitWriter) {
        // Not the last block, codes of its own.
        writer.put(0b100, 3)
        writer.put(UInt32(literalCount - 257), 5)
        writer.put(UInt32(distanceCount - 1), 5)
        writer.put(UInt32(lengthCount - 4), 4)
        for symbol in DeflateFormat.lengthOrder.prefix(lengthCount) { writer.put(UInt32(lengths[Int(symbol)]), 3) }
        let codes = BlockCodes.canonical(lengths)
        for symbol in symbols {
            writer.put(codes[symbol.symbol].bits, codes[symbol.symbol].count)
            writer.put(symbol.extra, symbol.bits)
        }
    }

    /// `lengths` with what follows itself written shorter.
    private static func coded(_ lengths: ArraySlice<UInt8>) -> [(symbol: Int, extra: UInt32, bits: UInt32)] {
        let lengths = Array(lengths)
        var coded: [(symbol: Int, extra: UInt32, bits: UInt32)] = []
        var index = 0
        while index < lengths.count {
            let length = lengths[index]
            var run = 1
            while index + run < lengths.count, lengths[index + run] == length { run += 1 }
            index += run
            if length == 0 {
                while run >= 11 {
                    let count = min(run, 138)
                    coded.append((18, UInt32(count - 11), 7))
                    run -= count
                }
                if run >= 3 {
                    coded.append((17, UInt32(run - 3), 3))
                    run = 0
                }
            } else {
                coded.append((Int(length), 0, 0))
                run -= 1
                while run >= 3 {
                    let count = min(run, 6)
                    coded.append((16, UInt32(count - 3), 2))
                    run -= count
                }
            }
            for _ in 0..<run { coded.append((Int(length), 0, 0)) }
        }
        return coded
    }
}
