/// Writes bits one after the other, the first one lowest in its byte (RFC 1951, section 3.1.1).
///
/// Safe: the storage is its owner's alone, and room is made before bits are put: `makeRoom` must be told how many.
@safe struct BitWriter {
    private var bytes: [UInt8] = []
    /// How many bytes are written whole.
    private var count = 0
    private var hold: UInt64 = 0
    private var held: UInt64 = 0

    /// Bits put one after the other into storage that has room for them.
    @safe struct Output {
        fileprivate var position: UnsafeMutableRawPointer
        fileprivate var hold: UInt64
        fileprivate var held: UInt64

        /// Puts the lowest `count` of `bits`, which has none above; between two flushes at most 57 bits.
        @inline(__always)
        mutating func put(_ bits: UInt64, _ count: UInt64) {
            hold |= bits << held
            held &+= count
        }

        /// Puts a code; between two flushes at most 57 bits.
        @inline(__always)
        mutating func put(_ entry: BlockCodes.Entry) { put(UInt64(entry.bits), UInt64(entry.count)) }

        /// Writes what has been put but for less than a byte.
        @inline(__always)
        mutating func flush() {
            // Sound: there is room for all bits and a word.
            unsafe position.storeBytes(of: hold.littleEndian, as: UInt64.self)
            unsafe position += Int(truncatingIfNeeded: held >> 3)
            hold >>= held & 56
            held &= 7
        }
    }

    /// Makes room for `count` more bits.
    mutating func makeRoom(forBits count: Int) {
        let needed = self.count + (count + 7) / 8 + 24
        guard needed > bytes.count else { return }
        bytes += [UInt8](repeating: 0, count: max(needed - bytes.count, bytes.count))
    }

    /// Puts the lowest `count` of `bits`, at most 16, which has none above; there must be room.
    mutating func put(_ bits: UInt32, _ count: UInt32) {
        hold |= UInt64(bits) << held
        held += UInt64(count)
        while held >= 8 {
            bytes[self.count] = UInt8(truncatingIfNeeded: hold)
            self.count += 1
            hold >>= 8
            held -= 8
        }
    }

    /// Has `body` put bits; there must be room for all of them.
    mutating func write(_ body: (inout Output) -> Void) {
        let start = count
        let (hold, held) = (hold, held)
        // Sound: the pointer is used during the call only.
        let end = unsafe bytes.withUnsafeMutableBytes { storage in
            guard let base = storage.baseAddress else { return Output?.none }
            var output = unsafe Output(position: base + start, hold: hold, held: held)
            body(&output)
            return output
        }
        guard let end else { return }
        count = unsafe bytes.withUnsafeBytes { storage in
            unsafe storage.baseAddress.map { unsafe UnsafeRawPointer(end.position) - $0 } ?? 0
        }
        self.hold = end.hold
        self.held = end.held
    }

    /// Goes to the next byte.
    mutating func align() { if held > 0 { put(0, 8 - UInt32(held)) } }

    /// The whole bytes, which are forgotten.
    mutating func take() -> [UInt8] {
        defer { count = 0 }
        return Array(bytes[..<count])
    }
}
