/// Checks UTF-8 a chunk at a time (Unicode Standard, table 3-7).
public struct UTF8Check: Sendable {
    /// Where the first invalid sequence starts.
    public private(set) var firstInvalid: Int?
    /// How many invalid sequences there are.
    public private(set) var invalid = 0
    /// How many valid characters of two bytes or more there are.
    public private(set) var multibyte = 0

    private var needed = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF
    private var start = 0

    /// A check of a text that begins.
    public init() {}

    /// Checks `chunk`, which is at `base` in the text.
    public mutating func feed(_ chunk: [UInt8], at base: Int) {
        var index = 0
        while index < chunk.count {
            if needed == 0 {
                index = Self.endOfASCII(chunk.span, from: index)
                guard index < chunk.count else { return }
                lead(chunk[index], at: base + index)
                index += 1
                continue
            }
            let byte = chunk[index]
            if byte >= lowest && byte <= highest {
                (lowest, highest) = (0x80, 0xBF)
                needed -= 1
                if needed == 0 { multibyte += 1 }
                index += 1
            } else {
                // The byte may start a character of its own: it is looked at again.
                fail()
            }
        }
    }

    /// Where the ASCII that begins at `start` ends.
    private static func endOfASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let count = bytes.count
        var index = start
        while index <= count - 8 {
            // Sound: eight bytes follow, as just compared.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            index += 8
        }
        while index < count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// Ends the text.
    public mutating func finish() {
        if needed > 0 { fail() }
    }

    private mutating func lead(_ byte: UInt8, at position: Int) {
        start = position
        switch byte {
        case 0xC2...0xDF: needed = 1
        case 0xE0: (needed, lowest) = (2, 0xA0)
        case 0xED: (needed, highest) = (2, 0x9F)
        case 0xE1...0xEF: needed = 2
        case 0xF0: (needed, lowest) = (3, 0x90)
        case 0xF1...0xF3: needed = 3
        case 0xF4: (needed, highest) = (3, 0x8F)
        default: fail()
        }
    }

    private mutating func fail() {
        invalid += 1
        if firstInvalid == nil { firstInvalid = start }
        (needed, lowest, highest) = (0, 0x80, 0xBF)
    }
}
