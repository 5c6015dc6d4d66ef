/// Which symbols stand for lengths and distances (RFC 1951, section 3.2.5).
///
/// Safe: the tables are on the heap from `init` to `deinit`, and are only read after `init`.
@safe final class SymbolTables {
    /// How many symbols there are of literals, lengths and distances.
    static let total = DeflateFormat.literalCount + DeflateFormat.distanceCount

    /// By length: its symbol.
    let lengths: UnsafeMutablePointer<UInt16>
    /// By distance less one, below 256: its symbol; from 256 on by that over 128.
    let distances: UnsafeMutablePointer<UInt8>

    init() {
        unsafe lengths = .allocate(capacity: Sequence.longest + 1)
        unsafe distances = .allocate(capacity: 512)
        unsafe lengths.initialize(repeating: 0, count: Sequence.longest + 1)
        unsafe distances.initialize(repeating: 0, count: 512)
        for length in Sequence.shortest...Sequence.longest {
            let symbol = DeflateFormat.lengthBase.lastIndex { $0 <= length } ?? 0
            unsafe lengths[length] = UInt16(257 + symbol)
        }
        for index in 0..<512 {
            let distance = index < 256 ? index + 1 : (index - 256) << 7 + 1
            unsafe distances[index] = UInt8(DeflateFormat.distanceBase.lastIndex { $0 <= distance } ?? 0)
        }
    }

    deinit {
        unsafe lengths.deallocate()
        unsafe distances.deallocate()
    }

    /// The symbol of `distance`, 1 to 32,768, by the table `distances`.
    @inline(__always)
    static func distance(_ distance: Int, _ distances: UnsafeMutablePointer<UInt8>) -> Int {
        let index = distance - 1
        // Sound: 32,767 over 128 is 255.
        return Int(unsafe distances[index < 256 ? index : 256 + index >> 7])
    }
}
