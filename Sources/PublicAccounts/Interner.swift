internal import Tabular

/// Gives each distinct byte string a number, in order of first appearance; 0 is the empty string.
///
/// A string met before costs a hash and a comparison, no allocation. Spaces at the end do not count.
struct Interner {
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private let seed = UInt64.random(in: .min ... .max)
    private let factor = UInt64.random(in: .min ... .max) | 1
    /// Whether string *i* has nothing but spaces.
    private(set) var isBlank: [Bool] = [true]
    /// The table of shared strings that was met, and the numbers given to its entries.
    private var table: ObjectIdentifier?
    private var sharedCodes: [UInt32] = []

    /// How many distinct strings there are, the empty one included.
    var count: Int { ends.count }

    /// String `code`.
    func string(_ code: Int) -> String { String(decoding: bytes(code), as: UTF8.self) }

    /// The bytes of string `code`.
    func bytes(_ code: Int) -> ArraySlice<UInt8> { arena[(code == 0 ? 0 : ends[code - 1])..<ends[code]] }

    /// The number of a shared string: looked up once per entry of the table.
    mutating func intern(_ index: Int, of table: StringTable) -> UInt32 {
        if self.table != ObjectIdentifier(table) {
            self.table = ObjectIdentifier(table)
            sharedCodes = Array(repeating: .max, count: table.count)
        }
        let known = sharedCodes[index]
        if known != .max { return known }
        let code = intern(table.utf8(at: index))
        sharedCodes[index] = code
        return code
    }

    /// Whether `bytes`, which do not end with a space, were given a number.
    func knows(_ bytes: ArraySlice<UInt8>) -> Bool {
        var slot = position(of: bytes)
        while slots[slot] != 0 {
            if self.bytes(Int(slots[slot])).elementsEqual(bytes) { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    /// The number of `bytes`.
    mutating func intern(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var end = bytes.endIndex
        while end > bytes.startIndex, bytes[end - 1] == 0x20 { end -= 1 }
        let text = bytes[bytes.startIndex..<end]
        guard !text.isEmpty else { return 0 }
        var slot = position(of: text)
        while slots[slot] != 0 {
            if self.bytes(Int(slots[slot])).elementsEqual(text) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = UInt32(ends.count)
        arena += text
        ends.append(arena.count)
        isBlank.append(Self.isBlank(text))
        slots[slot] = code
        if ends.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for code in 1..<ends.count {
            var slot = position(of: bytes(code))
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(code)
        }
    }

    private func position(of text: ArraySlice<UInt8>) -> Int {
        var hash = seed
        for byte in text { hash = (hash ^ UInt64(byte)) &* factor ^ (hash >> 29) }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    }

    private static func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
        // Spaces, tabs, line breaks, no-break spaces (C2 A0).
        text.allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    }
}
