/// Gives each distinct byte string a number, in order of first appearance; 0 is the empty string.
///
/// A string met before costs a hash and a comparison, no allocation. The hash is seeded anew in each process, so that
/// nobody can prepare strings that collide; the numbers do not depend on it. Whole numbers, as codes and numbers of
/// entries are, have a place of their own: they are found without a hash.
public struct ByteInterner: Sendable {
    /// The strings, by number.
    public private(set) var texts: TextList = [""]
    /// The high half of a string's hash above its number; 0 for a free slot.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)
    private var slotsTaken = 0
    /// By small number as `smallNumber` reads it: the number of its string, 0 when it has none here.
    private var numbers: [UInt32] = []
    /// Whether small numbers are among the hashed strings: those that `numbers` had no place for.
    private var hasHashedNumbers = false
    private let hash = ByteHash()

    /// An interner that knows the empty string.
    public init() {}

    /// How many distinct strings there are, the empty one included.
    public var count: Int { texts.count }

    /// The bytes of string `code`.
    public func bytes(_ code: Int) -> ArraySlice<UInt8> { texts.utf8(at: code) }

    /// String `code`.
    public func string(_ code: Int) -> String { texts[code] }

    /// Whether `bytes` were given a number.
    public func knows(_ bytes: ArraySlice<UInt8>) -> Bool { code(of: bytes) != nil }

    /// The number that `bytes` were given; nil when they were given none.
    public func code(of bytes: ArraySlice<UInt8>) -> UInt32? {
        let text = bytes.span
        if text.isEmpty { return 0 }
        if let number = Self.smallNumber(text), number < numbers.count, numbers[number] != 0 { return numbers[number] }
        let entry = slots[slot(of: text, hash.of(text))]
        return entry == 0 ? nil : UInt32(truncatingIfNeeded: entry)
    }

    /// The number of `bytes`; new strings get the next one.
    public mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 { intern(bytes.span) }

    /// The number of `text`; new strings get the next one.
    public mutating func intern(_ text: Span<UInt8>) -> UInt32 {
        if text.isEmpty { return 0 }
        if let number = Self.smallNumber(text) { return intern(number, text) }
        return internHashed(text)
    }

    /// How many strings are looked up at a time: so many look-ups wait for memory together, not one after the other.
    private static let atOnce = 128

    /// Puts the numbers of `parts` of `bytes` in `codes`, in their order; new strings get the next ones.
    public mutating func intern(_ parts: [Range<Int>], of bytes: Span<UInt8>, into codes: inout [UInt32]) {
        codes.removeAll(keepingCapacity: true)
        var hashes = [UInt64](repeating: 0, count: Self.atOnce)
        for start in stride(from: 0, to: parts.count, by: Self.atOnce) {
            let some = start..<min(start + Self.atOnce, parts.count)
            for index in some { hashes[index - start] = hash.of(bytes.extracting(parts[index])) }
            for index in some {
                let text = bytes.extracting(parts[index])
                if text.isEmpty {
                    codes.append(0)
                } else if let number = Self.smallNumber(text) {
                    codes.append(intern(number, text))
                } else {
                    codes.append(internHashed(text, hashes[index - start]))
                }
            }
        }
    }

    // MARK: Small numbers

    /// The whole number of one to six digits that `text` is as programs write it, without a zero before; nil otherwise.
    @inline(__always)
    private static func smallNumber(_ text: Span<UInt8>) -> Int? {
        guard text.count <= 6 else { return nil }
        var number = 0
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return text.count == 1 || text[0] != UInt8(ascii: "0") ? number : nil
    }

    private mutating func intern(_ number: Int, _ text: Span<UInt8>) -> UInt32 {
        if number < numbers.count {
            let known = numbers[number]
            if known != 0 { return known }
        } else {
            // The table stays about as small as the strings are few.
            guard number < 4 * texts.count + 1_024 else {
                hasHashedNumbers = true
                return internHashed(text)
            }
            var count = max(numbers.count * 2, 1_024)
            while count <= number { count *= 2 }
            numbers.append(contentsOf: repeatElement(0, count: count - numbers.count))
        }
        let code = hasHashedNumbers ? internHashed(text) : append(text)
        numbers[number] = code
        return code
    }

    // MARK: Hashed strings

    private mutating func internHashed(_ text: Span<UInt8>) -> UInt32 { internHashed(text, hash.of(text)) }

    private mutating func internHashed(_ text: Span<UInt8>, _ hash: UInt64) -> UInt32 {
        let slot = slot(of: text, hash)
        if slots[slot] != 0 { return UInt32(truncatingIfNeeded: slots[slot]) }
        let code = append(text)
        slots[slot] = hash & Self.high | UInt64(code)
        slotsTaken += 1
        if slotsTaken * 2 > slots.count { grow() }
        return code
    }

    private mutating func append(_ text: Span<UInt8>) -> UInt32 {
        texts.append(utf8: text)
        return UInt32(texts.count - 1)
    }

    private static let high: UInt64 = 0xFFFF_FFFF_0000_0000

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for entry in slots where entry != 0 {
            var slot = Int(truncatingIfNeeded: entry >> 32) & (larger.count - 1)
            while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = entry
        }
        slots = larger
    }

    /// The slot that holds `text`, whose hash is given, or the free one where it would go.
    private func slot(of text: Span<UInt8>, _ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 {
            if (slots[slot] ^ hash) & Self.high == 0,
                isSame(Int(truncatingIfNeeded: slots[slot] & ~Self.high), text)
            {
                return slot
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    /// Whether string `code` is `text`.
    private func isSame(_ code: Int, _ text: Span<UInt8>) -> Bool {
        texts.arena.span.extracting(texts.range(of: code)).isSame(as: text)
    }
}
