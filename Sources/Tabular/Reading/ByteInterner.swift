/// Gives each distinct byte string a number, in order of first appearance; 0 is the empty string.
///
/// A string met before costs a hash and a comparison, no allocation. The hash is seeded anew in each process, so that
/// nobody can prepare strings that collide; the numbers do not depend on it.
public struct ByteInterner: Sendable {
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    /// The hash of each string, so that growing does not hash anew.
    private var hashes: [UInt32] = [0]
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private let seed = UInt64.random(in: .min ... .max)
    private let factor = UInt64.random(in: .min ... .max) | 1

    /// An interner that knows the empty string.
    public init() {}

    /// How many distinct strings there are, the empty one included.
    public var count: Int { ends.count }

    /// The bytes of string `code`.
    public func bytes(_ code: Int) -> ArraySlice<UInt8> { arena[(code == 0 ? 0 : ends[code - 1])..<ends[code]] }

    /// String `code`.
    public func string(_ code: Int) -> String { String(decoding: bytes(code), as: UTF8.self) }

    /// Whether `bytes` were given a number.
    public func knows(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.isEmpty || slots[slot(of: bytes, hash(of: bytes))] != 0
    }

    /// The number of `bytes`; new strings get the next one.
    public mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        guard !bytes.isEmpty else { return 0 }
        let hash = hash(of: bytes)
        let slot = slot(of: bytes, hash)
        if slots[slot] != 0 { return slots[slot] }
        let code = UInt32(ends.count)
        arena += bytes
        ends.append(arena.count)
        hashes.append(hash)
        slots[slot] = code
        if ends.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for code in 1..<ends.count {
            // All strings are distinct: the first free slot is theirs.
            var slot = Int(hashes[code]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(code)
        }
    }

    /// The slot that holds `text`, whose hash is `hash`, or the free one where it would go.
    private func slot(of text: ArraySlice<UInt8>, _ hash: UInt32) -> Int {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = Int(slots[slot])
            if hashes[code] == hash, bytes(code) == text { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func hash(of text: ArraySlice<UInt8>) -> UInt32 {
        // Eight bytes are gathered before each multiplication, which takes longer than gathering them.
        var hash = seed
        var word: UInt64 = 0
        var gathered = 0
        for byte in text {
            word = word << 8 | UInt64(byte)
            gathered += 1
            if gathered & 7 == 0 {
                hash = mixed(hash, word)
                word = 0
            }
        }
        hash = mixed(hash, word ^ UInt64(truncatingIfNeeded: gathered) << 56)
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }

    private func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word) &* factor
        return product ^ (product >> 29)
    }
}
