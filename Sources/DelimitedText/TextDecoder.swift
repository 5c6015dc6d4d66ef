internal import Files

/// Turns encoded bytes into UTF-8, a chunk at a time.
struct TextDecoder {
    /// How many sequences meant nothing and became U+FFFD.
    private(set) var repaired = 0
    /// Where the first of them is.
    private(set) var firstRepaired: Int?

    private let bytes: Bytes
    private let encoding: TextEncoding
    private let isDamaged: Bool
    private var position: Int
    private var highSurrogate: UInt16?

    /// Decodes `bytes` from `start`; `isDamaged` says that UTF-8 needs repair.
    init(_ bytes: Bytes, encoding: TextEncoding, from start: Int, isDamaged: Bool = false) {
        self.bytes = bytes
        self.encoding = encoding
        self.isDamaged = isDamaged
        position = start
    }

    /// Decodes about `count` more bytes, appending to `text`; false when there were none left.
    mutating func decode(_ count: Int, into text: inout [UInt8]) -> Bool {
        guard position < bytes.count else { return false }
        var end = min(position + max(count, 16), bytes.count)
        if isDamaged { end = boundary(before: end) }
        let chunk = bytes[position..<end].array
        switch encoding {
        case .utf8 where isDamaged: text += String(decoding: chunk, as: UTF8.self).utf8
        case .utf8: text += chunk
        case .windows1252: Windows1252.decode(chunk, into: &text)
        case .utf16LittleEndian: decodeUTF16(chunk, isLast: end == bytes.count, low: 0, high: 1, into: &text)
        case .utf16BigEndian: decodeUTF16(chunk, isLast: end == bytes.count, low: 1, high: 0, into: &text)
        }
        bytes.release(position..<end)
        position = end - (encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? odd(chunk, end) : 0)
        return true
    }

    /// A byte whose other half is in the next chunk.
    private func odd(_ chunk: [UInt8], _ end: Int) -> Int { end < bytes.count ? chunk.count & 1 : 0 }

    /// A place at or shortly before `end` where no character is cut.
    private func boundary(before end: Int) -> Int {
        guard end < bytes.count else { return end }
        for place in stride(from: end, to: max(position, end - 4), by: -1) where bytes[place] & 0xC0 != 0x80 {
            return place
        }
        return end
    }

    private mutating func decodeUTF16(_ chunk: [UInt8], isLast: Bool, low: Int, high: Int, into text: inout [UInt8]) {
        text.reserveCapacity(text.count + chunk.count)
        var index = 0
        while index + 1 < chunk.count {
            let unit = UInt16(chunk[index + low]) | UInt16(chunk[index + high]) << 8
            let place = position + index
            index += 2
            if let first = highSurrogate {
                highSurrogate = nil
                if unit & 0xFC00 == 0xDC00 {
                    let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                    Self.append(value, to: &text)
                    continue
                }
                repair(at: place - 2, &text)
            }
            switch unit & 0xFC00 {
            case 0xD800: highSurrogate = unit
            case 0xDC00: repair(at: place, &text)
            default: Self.append(UInt32(unit), to: &text)
            }
        }
        if isLast, highSurrogate != nil || index < chunk.count {
            highSurrogate = nil
            repair(at: position + index, &text)
        }
    }

    private mutating func repair(at place: Int, _ text: inout [UInt8]) {
        repaired += 1
        if firstRepaired == nil { firstRepaired = place }
        text += [0xEF, 0xBF, 0xBD]
    }

    static func append(_ value: UInt32, to text: inout [UInt8]) {
        switch value {
        case ..<0x80: text.append(UInt8(truncatingIfNeeded: value))
        case ..<0x800:
            text.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
            text.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        case ..<0x10000:
            text.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
            text.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        default:
            text.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18 & 0x07))
            text.append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        }
    }
}

/// Windows code page 1252 (unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
enum Windows1252 {
    /// The characters of 0x80 to 0x9F; the five undefined bytes stay the control characters that ISO-8859-1 has there.
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Whether `byte` is one of the five that the code page leaves undefined.
    static func isUndefined(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
        default: false
        }
    }

    static func decode(_ chunk: [UInt8], into text: inout [UInt8]) {
        let upper = upper
        text.reserveCapacity(text.count + chunk.count + chunk.count / 8)
        var index = 0
        while index < chunk.count {
            // Runs of ASCII are copied at once.
            let start = index
            while index < chunk.count, chunk[index] < 0x80 { index += 1 }
            text += chunk[start..<index]
            guard index < chunk.count else { return }
            let byte = chunk[index]
            if byte < 0xA0 {
                TextDecoder.append(upper[Int(byte - 0x80)], to: &text)
            } else {
                text.append(0xC0 | byte >> 6)
                text.append(0x80 | byte & 0x3F)
            }
            index += 1
        }
    }
}
