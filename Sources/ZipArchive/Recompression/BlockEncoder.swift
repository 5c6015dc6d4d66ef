/// Writes sequences as blocks of a raw deflate stream with codes of their own (RFC 1951, section 3.2.7).
///
/// Safe: the buffers are on the heap from `init` to `deinit`, and nobody else sees them; room for a block is made before
/// it is written, from the very counts that say how many bits it has.
@safe final class BlockEncoder {
    /// How many sequences a block may hold: source and codes change little within a sheet, and a header takes some 80
    /// bytes.
    static let capacity = 1 << 15

    private let sequences: UnsafeMutablePointer<Sequence>
    private var count = 0
    /// Literals that no sequence tells yet.
    private var literals = 0
    private var writer = BitWriter()
    private let symbols = SymbolTables()
    /// By literal or length symbol, then by distance symbol: how often it occurs in the block.
    private let counts: UnsafeMutablePointer<UInt32>

    init() {
        unsafe sequences = .allocate(capacity: Self.capacity)
        unsafe counts = .allocate(capacity: SymbolTables.total)
    }

    deinit {
        unsafe sequences.deallocate()
        unsafe counts.deallocate()
    }

    /// Takes `count` bytes as they are.
    @inline(__always)
    func add(literals count: Int) { literals += count }

    /// Takes a repetition of 3 to 258 bytes from at most 32,768 before; when false is given, the block is full and must be
    /// ended before the next.
    @inline(__always)
    func add(length: Int, distance: Int) -> Bool {
        // Sound: a full block is ended before more is added, which is what false says.
        unsafe sequences[count] = Sequence(
            literals: UInt32(truncatingIfNeeded: literals), length: UInt16(truncatingIfNeeded: length),
            distance: UInt16(truncatingIfNeeded: distance))
        count += 1
        literals = 0
        return count < Self.capacity - 1
    }

    /// Ends the block, if there is anything in it; its bytes are the first of `bytes`.
    func endBlock(_ bytes: UnsafePointer<UInt8>) {
        if literals > 0 {
            unsafe sequences[count] = Sequence(literals: UInt32(literals), length: 0, distance: 0)
            count += 1
            literals = 0
        }
        guard count > 0 else { return }
        unsafe writeBlock(bytes)
        count = 0
    }

    /// Ends the stream; what is left of it.
    func finish() -> [UInt8] {
        // An empty block with the fixed codes: `1`, `01`, seven zeros.
        writer.makeRoom(forBits: 10)
        writer.put(0b011, 10)
        writer.align()
        return writer.take()
    }

    /// The whole bytes written since they were taken last.
    func take() -> [UInt8] { writer.take() }

    private func writeBlock(_ bytes: UnsafePointer<UInt8>) {
        unsafe countSymbols(bytes)
        // Sound: there are as many counts.
        let all = unsafe Array(UnsafeBufferPointer(start: counts, count: SymbolTables.total))
        let literalCounts = Array(all[..<DeflateFormat.literalCount])
        let distanceCounts = Array(all[DeflateFormat.literalCount...])
        let literalLengths = HuffmanLengths.of(literalCounts, limit: DeflateFormat.longestCode)
        let distanceLengths = HuffmanLengths.of(distanceCounts, limit: DeflateFormat.longestCode)
        let codes = BlockCodes(literalLengths, distanceLengths)
        let header = BlockHeader(literalLengths, distanceLengths)
        var bits = header.bits
        for symbol in 0..<DeflateFormat.literalCount where literalCounts[symbol] > 0 {
            let extra = symbol > 256 ? DeflateFormat.lengthExtra[symbol - 257] : 0
            bits += Int(literalCounts[symbol]) * Int(literalLengths[symbol] + extra)
        }
        for symbol in 0..<DeflateFormat.distanceCount where distanceCounts[symbol] > 0 {
            bits += Int(distanceCounts[symbol]) * Int(distanceLengths[symbol] + DeflateFormat.distanceExtra[symbol])
        }
        writer.makeRoom(forBits: bits)
        header.write(to: &writer)
        writer.write { output in unsafe write(bytes, codes, &output) }
    }

    private func countSymbols(_ bytes: UnsafePointer<UInt8>) {
        // Sound: the sequences tell as many bytes as there are; symbols are within the tables.
        unsafe counts.update(repeating: 0, count: SymbolTables.total)
        unsafe counts[DeflateFormat.endOfBlock] = 1
        let lengthSymbols = unsafe symbols.lengths
        let distanceSymbols = unsafe symbols.distances
        let distanceCounts = unsafe counts + DeflateFormat.literalCount
        var position = unsafe bytes
        for index in 0..<count {
            let sequence = unsafe sequences[index]
            for _ in 0..<sequence.literals {
                unsafe counts[Int(position.pointee)] &+= 1
                unsafe position += 1
            }
            guard sequence.length > 0 else { continue }
            unsafe position += Int(sequence.length)
            unsafe counts[Int(lengthSymbols[Int(sequence.length)])] &+= 1
            let symbol = unsafe SymbolTables.distance(Int(sequence.distance), distanceSymbols)
            unsafe distanceCounts[symbol] &+= 1
        }
    }

    private func write(_ bytes: UnsafePointer<UInt8>, _ codes: BlockCodes, _ output: inout BitWriter.Output) {
        // Sound: as above; there is room for all bits.
        let distanceSymbols = unsafe symbols.distances
        let literals = unsafe codes.literals
        let lengths = unsafe codes.lengths
        let distances = unsafe codes.distances
        var position = unsafe bytes
        for index in 0..<count {
            let sequence = unsafe sequences[index]
            var rest = sequence.literals
            while rest >= 3 {
                output.put(unsafe literals[Int(position[0])])
                output.put(unsafe literals[Int(position[1])])
                output.put(unsafe literals[Int(position[2])])
                output.flush()
                unsafe position += 3
                rest -= 3
            }
            while rest > 0 {
                output.put(unsafe literals[Int(position[0])])
                unsafe position += 1
                rest -= 1
            }
            guard sequence.length > 0 else {
                output.flush()
                continue
            }
            // Two literals, 30 bits, and the length, 20, on top of the 7 that a flush leaves; then the distance, 28.
            output.put(unsafe lengths[Int(sequence.length)])
            output.flush()
            let distance = Int(sequence.distance)
            let symbol = unsafe SymbolTables.distance(distance, distanceSymbols)
            let code = unsafe distances[symbol]
            output.put(code.entry)
            output.put(UInt64(truncatingIfNeeded: distance) &- code.base, code.extra)
            output.flush()
            unsafe position += Int(sequence.length)
        }
        output.put(unsafe literals[DeflateFormat.endOfBlock])
        output.flush()
    }
}
