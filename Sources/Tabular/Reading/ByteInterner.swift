/// Gives each distinct byte string a number, in order of first appearance; 0 is the empty string.
///
/// A string met before costs a hash and a comparison, no allocation. The hash is seeded anew in each process, so that
/// nobody can prepare strings that collide; the numbers do not depend on it.
public struct ByteInterner: Sendable {
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
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
    public func knows(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.isEmpty || slots[slot(of: bytes.span)] != 0 }

    /// The number of `bytes`; new strings get the next one.
    public mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 { intern(bytes.span) }

    /// The number of `bytes`; new strings get the next one.
    public mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        guard !bytes.isEmpty else { return 0 }
        let slot = slot(of: bytes)
        if slots[slot] != 0 { return slots[slot] }
        let code = UInt32(ends.count)
        for index in bytes.indices { arena.append(bytes[index]) }
        ends.append(arena.count)
        slots[slot] = code
        if ends.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for code in 1..<ends.count { slots[slot(of: bytes(code).span)] = UInt32(code) }
    }

    /// The slot that holds `text`, or the free one where it would go.
    private func slot(of text: Span<UInt8>) -> Int {
        let hash = hash(of: text)
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        while slots[slot] != 0, !isSame(Int(slots[slot]), text) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// A hash, of eight bytes at a time: a multiplication for each byte would be most of what interning costs.
    private func hash(of text: Span<UInt8>) -> UInt64 {
        var hash = seed ^ UInt64(text.count)
        var start = 0
        while start < text.count {
            let piece = text.extracting(start..<min(start + 8, text.count))
            var word: UInt64 = 0
            for index in piece.indices { word |= UInt64(piece[index]) << UInt64(8 * index) }
            hash = (hash ^ word) &* factor
            hash ^= hash >> 29
            start += 8
        }
        return hash
    }

    /// Whether string `code` is `text`.
    private func isSame(_ code: Int, _ text: Span<UInt8>) -> Bool {
        let start = code == 0 ? 0 : ends[code - 1]
        guard ends[code] - start == text.count else { return false }
        let known = arena.span.extracting(start..<ends[code])
        // All bytes are compared: without a way out of the loop they go many at a time.
        var difference: UInt8 = 0
        for index in text.indices { difference |= known[index] ^ text[index] }
        return difference == 0
    }
}
