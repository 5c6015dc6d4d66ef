/// What a number format makes of a number.
enum NumberFormatKind: UInt8, Sendable {
    /// A number, a percentage, a text.
    case number
    /// A date, a time of day, or both.
    case date
    /// A duration: `[h]:mm`.
    case elapsed

    /// The kind of a built-in format (ECMA-376 part 1, section 18.8.30, with the dates that East Asian versions of
    /// Excel have at 27–36 and 50–58); nil for a number that has no built-in meaning.
    init?(builtIn id: Int) {
        switch id {
        case 46: self = .elapsed
        case 14...22, 27...36, 45, 47, 50...58: self = .date
        case 0...13, 37...44, 48, 49: self = .number
        default: return nil
        }
    }

    /// The kind of a format code, from its first section; quoted text, escapes and bracketed conditions, colours and
    /// locales do not count.
    init(code: String) {
        var kind = NumberFormatKind.number
        let bytes = Array(code.utf8)
        var position = 0
        scan: while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: ";"): break scan
            case UInt8(ascii: "\""):
                while position < bytes.count, bytes[position] != byte { position += 1 }
                position += 1
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): position += 1
            case UInt8(ascii: "["):
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
                if Self.isElapsed(bytes[start..<position]) {
                    kind = .elapsed
                    break scan
                }
                position += 1
            case UInt8(ascii: "g"), UInt8(ascii: "G"):
                // `General`; otherwise the era of a Japanese date, which never stands alone.
                let word = "eneral".utf8
                if bytes[position...].prefix(word.count).elementsEqual(word, by: { $0 | 0x20 == $1 }) {
                    position += word.count
                }
            case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "m"), UInt8(ascii: "M"), UInt8(ascii: "y"),
                UInt8(ascii: "Y"), UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "s"), UInt8(ascii: "S"):
                kind = .date
            default: break
            }
        }
        self = kind
    }

    /// Whether a bracket holds an elapsed unit: `h`, `mm`, `ss` and so on, one letter repeated.
    private static func isElapsed(_ content: ArraySlice<UInt8>) -> Bool {
        guard let first = content.first.map({ $0 | 0x20 }), "hms".utf8.contains(first) else { return false }
        return content.allSatisfy { $0 | 0x20 == first }
    }
}
