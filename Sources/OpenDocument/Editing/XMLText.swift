/// Text as XML has it.
enum XMLText {
    /// `text` escaped for an attribute between double quotes.
    static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in text.utf8 { append(byte, to: &escaped, quotes: true) }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Appends `text` as an element holds it.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 { append(byte, to: &bytes) }
    }

    /// Appends `byte` of some text, escaped; control characters that XML 1.0 has not are left out.
    static func append(_ byte: UInt8, to bytes: inout [UInt8], quotes: Bool = false) {
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\"") where quotes: bytes += "&quot;".utf8
        case 0x09 where quotes: bytes += "&#9;".utf8
        case 0x0A where quotes: bytes += "&#10;".utf8
        case 0x0D: bytes += "&#13;".utf8
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: break
        default: bytes.append(byte)
        }
    }

    /// Appends `text` as the content of a cell: a paragraph per line, spaces that XML readers would fold as `text:s`
    /// (OpenDocument 1.3, part 3, section 6.1.2). `inside` wraps each paragraph's content.
    static func appendParagraphs(_ text: String, prefix: String, to bytes: inout [UInt8]) {
        bytes += "<\(prefix):p>".utf8
        appendLine(text, prefix: prefix, to: &bytes)
        bytes += "</\(prefix):p>".utf8
    }

    /// Appends `text` as the content of paragraphs, closing one and opening the next at each line break.
    static func appendLine(_ text: String, prefix: String, to bytes: inout [UInt8]) {
        var isAtStart = true
        var spaces = 0
        func flushSpaces(atEnd: Bool) {
            guard spaces > 0 else { return }
            var left = spaces
            if !isAtStart, !(atEnd && left == 1) {
                bytes.append(0x20)
                left -= 1
            }
            if left == 1 { bytes += "<\(prefix):s/>".utf8 }
            if left > 1 { bytes += "<\(prefix):s \(prefix):c=\"\(left)\"/>".utf8 }
            spaces = 0
        }
        var wasReturn = false
        for byte in text.utf8 {
            if byte == 0x0A, wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = byte == 0x0D
            switch byte {
            case 0x20: spaces += 1
            case 0x0A, 0x0D:
                flushSpaces(atEnd: true)
                bytes += "</\(prefix):p><\(prefix):p>".utf8
                isAtStart = true
            case 0x09:
                flushSpaces(atEnd: false)
                bytes += "<\(prefix):tab/>".utf8
                isAtStart = false
            default:
                flushSpaces(atEnd: false)
                append(byte, to: &bytes)
                isAtStart = false
            }
        }
        flushSpaces(atEnd: true)
    }
}
