/// The name of a tag, as positions in a chunk: `start..<end` is the qualified name, `local..<end` the local one.
struct TagName {
    var start: Int
    var local: Int
    var end: Int
}

/// An attribute, as positions in a chunk; the value lies between the quotes, references unresolved.
struct RawAttribute {
    var name = 0
    var nameEnd = 0
    var value = 0
    var valueEnd = 0
}

/// What comes next in a tag.
enum AttributeStep {
    /// An attribute.
    case attribute
    /// The end of a start tag, `>`.
    case open
    /// The end of an empty tag, `/>`.
    case empty
}

/// XML tokens in a chunk of UTF-8. Every read is checked; the end of the chunk throws `needMore`.
extension Span<UInt8> {
    /// The byte at `position`, which is never negative: scanning only goes forward from 0.
    @inline(__always)
    func at(_ position: Int) throws(ScanStop) -> UInt8 {
        guard UInt(bitPattern: position) < UInt(bitPattern: count) else { throw .needMore }
        // Sound: the position has just been compared with the count, as unsigned numbers.
        return unsafe self[unchecked: position]
    }

    /// Whether `byte` is XML white space.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }

    /// Moves `position` past white space.
    @inline(__always)
    func skipSpace(_ position: inout Int) throws(ScanStop) {
        while Self.isSpace(try at(position)) { position += 1 }
    }

    /// Reads the name of a tag at `position` and moves past it.
    @inline(__always)
    func tagName(_ position: inout Int) throws(ScanStop) -> TagName {
        let start = position
        var local = start
        var byte = try at(position)
        while byte > 0x20, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
            if byte == UInt8(ascii: ":") {
                local = position + 1
            } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "&") {
                throw .malformed(at: position, .tag)
            }
            position += 1
            byte = try at(position)
        }
        guard position > local else { throw .malformed(at: start, .tag) }
        return TagName(start: start, local: local, end: position)
    }

    /// Reads the next attribute of a tag, or its end, and moves past it.
    @inline(__always)
    func nextAttribute(_ position: inout Int, _ attribute: inout RawAttribute) throws(ScanStop) -> AttributeStep {
        var place = position
        var byte = try at(place)
        while Self.isSpace(byte) {
            place += 1
            byte = try at(place)
        }
        if byte == UInt8(ascii: ">") {
            position = place + 1
            return .open
        }
        if byte == UInt8(ascii: "/") {
            guard try at(place + 1) == UInt8(ascii: ">") else { throw .malformed(at: place, .tag) }
            position = place + 2
            return .empty
        }
        guard place > position else { throw .malformed(at: place, .attribute) }
        attribute.name = place
        while byte > 0x20, byte != UInt8(ascii: "=") {
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"") {
                throw .malformed(at: place, .attribute)
            }
            place += 1
            byte = try at(place)
        }
        attribute.nameEnd = place
        while Self.isSpace(byte) {
            place += 1
            byte = try at(place)
        }
        guard byte == UInt8(ascii: "="), attribute.nameEnd > attribute.name else {
            throw .malformed(at: place, .attribute)
        }
        place += 1
        try skipSpace(&place)
        let quote = try at(place)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw .malformed(at: place, .attribute)
        }
        place += 1
        attribute.value = place
        byte = try at(place)
        while byte != quote {
            if byte == UInt8(ascii: "<") { throw .malformed(at: place, .attribute) }
            place += 1
            byte = try at(place)
        }
        attribute.valueEnd = place
        position = place + 1
        return .attribute
    }

    /// Moves `position`, after `</`, past an end tag that must be the one of `name`.
    @inline(__always)
    func endTag(_ position: inout Int, of name: TagName) throws(ScanStop) {
        var place = position
        var original = name.start
        while original < name.end {
            guard try at(place) == at(original) else { throw .malformed(at: position, .endTag) }
            place += 1
            original += 1
        }
        var byte = try at(place)
        while Self.isSpace(byte) {
            place += 1
            byte = try at(place)
        }
        guard byte == UInt8(ascii: ">") else { throw .malformed(at: position, .endTag) }
        position = place + 1
    }

    /// Moves `position`, at `<!` or `<?`, past a comment or a processing instruction.
    func skipMiscellany(_ position: inout Int) throws(ScanStop) {
        if try at(position + 1) == UInt8(ascii: "?") {
            try skip(&position, past: "?>", from: position + 2)
        } else if try starts("<!--", at: position) {
            try skip(&position, past: "-->", from: position + 4)
        } else if try starts("<!DOCTYPE", at: position) {
            throw .doctype(at: position)
        } else {
            throw .malformed(at: position, .declaration)
        }
    }

    /// Whether `token` lies at `position`.
    func starts(_ token: StaticString, at position: Int) throws(ScanStop) -> Bool {
        for (offset, byte) in "\(token)".utf8.enumerated() {
            guard try at(position + offset) == byte else { return false }
        }
        return true
    }

    /// Moves `position` past the first `token` at or after `start`.
    func skip(_ position: inout Int, past token: StaticString, from start: Int) throws(ScanStop) {
        let bytes = Array("\(token)".utf8)
        var place = start
        while true {
            if try at(place) == bytes[0] {
                var matched = 1
                while matched < bytes.count, try at(place + matched) == bytes[matched] { matched += 1 }
                if matched == bytes.count {
                    position = place + matched
                    return
                }
            }
            place += 1
        }
    }

    /// Whether the bytes `start..<end` are those of `text`.
    @inline(__always)
    func equals(_ start: Int, _ end: Int, _ text: StaticString) -> Bool {
        guard end - start == text.utf8CodeUnitCount else { return false }
        var position = start
        // Sound: the pointer of a static string has utf8CodeUnitCount bytes and lives as long as the program.
        for offset in 0..<text.utf8CodeUnitCount {
            if unsafe self[position] != text.utf8Start[offset] { return false }
            position += 1
        }
        return true
    }

    /// Whether the bytes `start..<end` are valid UTF-8, surrogates and overlong forms refused.
    func isUTF8(_ start: Int, _ end: Int) -> Bool {
        let text = extracting(start..<end)
        let count = text.count
        var position = 0
        while position < count {
            // Sound, here and below: the position has just been compared with the count.
            let lead = unsafe text[unchecked: position]
            if lead < 0x80 {
                position += 1
                continue
            }
            // Most characters of French text that are not ASCII have two bytes.
            if lead >= 0xC2, lead <= 0xDF {
                guard position + 1 < count, unsafe text[unchecked: position + 1] & 0xC0 == 0x80 else { return false }
                position += 2
                continue
            }
            let length: Int
            let low: UInt8
            let high: UInt8
            switch lead {
            case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
            case 0xED: (length, low, high) = (3, 0x80, 0x9F)
            case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
            case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
            case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
            case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
            default: return false
            }
            guard position + length <= count, (low...high).contains(text[position + 1]) else { return false }
            for offset in 2..<length where text[position + offset] & 0xC0 != 0x80 { return false }
            position += length
        }
        return true
    }
}

extension [UInt8] {
    /// Appends the bytes `start..<end` of `span`.
    @inline(__always)
    mutating func append(_ span: Span<UInt8>, _ start: Int, _ end: Int) {
        let part = span.extracting(start..<end)
        // Sound: the pointer is used only within the closure, while the span's owner is borrowed.
        unsafe part.withUnsafeBufferPointer { unsafe self.append(contentsOf: $0) }
    }
}
