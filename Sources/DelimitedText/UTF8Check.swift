/// Checks UTF-8 a chunk at a time (Unicode Standard, table 3-7).
struct UTF8Check {
    /// Where the first invalid sequence starts.
    private(set) var firstInvalid: Int?
    /// How many invalid sequences there are.
    private(set) var invalid = 0
    /// How many valid characters of two bytes or more there are.
    private(set) var multibyte = 0

    private var needed = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF
    private var start = 0

    /// Checks `chunk`, which is at `base` in the text.
    mutating func feed(_ chunk: [UInt8], at base: Int) {
        var index = 0
        while index < chunk.count {
            if needed == 0 {
                while index < chunk.count, chunk[index] < 0x80 { index += 1 }
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

    /// Ends the text.
    mutating func finish() {
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
