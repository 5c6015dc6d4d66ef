/// Hashes byte strings, eight bytes at a time: a multiplication for each byte would be most of what a look-up costs.
///
/// It is seeded anew each time, so that nobody can prepare strings that collide.
struct ByteHash: Sendable {
    private let seed = UInt64.random(in: .min ... .max)
    private let factor = UInt64.random(in: .min ... .max) | 1

    /// The hash of `text`; its high half is the better one.
    @inline(__always)
    func of(_ text: Span<UInt8>) -> UInt64 {
        var hash = seed ^ UInt64(text.count)
        var start = 0
        while start + 8 <= text.count {
            hash = (hash ^ text.word(at: start)) &* factor
            hash ^= hash >> 29
            start += 8
        }
        if start < text.count {
            var word: UInt64 = 0
            for index in start..<text.count { word = word << 8 | UInt64(text[index]) }
            hash = (hash ^ word) &* factor
            hash ^= hash >> 29
        }
        return hash
    }
}
