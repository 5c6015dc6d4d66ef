/// Reads bits of a deflate stream one after the other, as few bytes ahead as they need (RFC 1951, section 3.1.1).
struct BitReader {
    /// Where the next byte is read.
    var position: Int
    /// The bits that were read and not taken yet, the next one lowest, zero above.
    var hold: UInt64
    /// How many there are.
    var held: Int
    /// Whether more was asked for than there was.
    private(set) var isCutShort = false

    init(position: Int, hold: UInt64, held: Int) {
        self.position = position
        self.hold = hold
        self.held = held
    }

    /// The next `count` bits, at most 16, as a number; nil when they are not all there.
    mutating func take(_ count: Int, _ source: UnsafeRawBufferPointer) -> Int? {
        while held < count {
            guard unsafe readByte(source) else { return nil }
        }
        let value = Int(hold & (1 << UInt64(count) - 1))
        drop(count)
        return value
    }

    /// The symbol of the next code in `table`, whose codes all fit its main table; nil when it is not all there.
    mutating func symbol(_ table: DecodingTable, _ source: UnsafeRawBufferPointer) -> Int? {
        while true {
            // Sound: the index is masked to the main table.
            let entry = unsafe table.entries[Int(hold & (1 << UInt64(table.bits) - 1))]
            let length = Int(entry >> 8 & 15)
            if length <= held {
                drop(length)
                return entry & DecodingTable.exception == 0 ? Int(entry >> 16) : 0
            }
            guard unsafe readByte(source) else { return nil }
        }
    }

    /// Drops the bits up to the next byte.
    mutating func alignToByte() { drop(held & 7) }

    private mutating func drop(_ count: Int) {
        hold >>= UInt64(count)
        held -= count
    }

    private mutating func readByte(_ source: UnsafeRawBufferPointer) -> Bool {
        guard position < source.count else {
            isCutShort = true
            return false
        }
        hold |= UInt64(unsafe source[position]) << UInt64(held)
        held += 8
        position += 1
        return true
    }
}
