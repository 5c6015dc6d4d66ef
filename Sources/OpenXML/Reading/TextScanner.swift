internal import Findings

/// A piece of text: a range of the chunk, or of the scanner's `decoded` bytes.
struct TextPiece {
    var start: Int
    var end: Int
    var isDecoded: Bool

    var isEmpty: Bool { start == end }

    /// No text.
    static let empty = TextPiece(start: 0, end: 0, isDecoded: false)
}

/// Reads text content of elements: plain text in place, everything else decoded to the side.
///
/// Text is decoded when it has references, CDATA, comments, carriage returns or `_xHHHH_` escapes. White space is kept
/// as it is written, with or without `xml:space`, as other readers do.
struct TextScanner {
    /// Decoded text of the pieces that are not in place.
    var decoded: [UInt8] = []
    /// Whether the text that `richText` read last is one plain text: no runs with a look of their own, no pronunciation.
    private(set) var isPlain = true
    /// Whether the default namespace is SpreadsheetML's.
    private var defaultIsMain = true
    /// The prefixes of SpreadsheetML's namespace.
    private var prefixes: [[UInt8]] = []
    /// The open tags within a skipped element, reused.
    private var nesting: [TagName] = []

    /// Whether names without a prefix are SpreadsheetML's.
    var isMainUnprefixed: Bool { defaultIsMain }

    /// Whether `uri` is SpreadsheetML's namespace, transitional or strict.
    static func isMainNamespace(_ uri: [UInt8]) -> Bool {
        uri.elementsEqual("http://schemas.openxmlformats.org/spreadsheetml/2006/main".utf8)
            || uri.elementsEqual("http://purl.oclc.org/ooxml/spreadsheetml/main".utf8)
    }

    /// Reads the root's start tag after its name, learning the prefixes; false when the root is not in the namespace.
    mutating func learnPrefixes(_ s: Span<UInt8>, _ p: inout Int, root: TagName) throws(ScanStop) -> (
        isMain: Bool, isEmpty: Bool
    ) {
        var found: [[UInt8]] = []
        var hasDefault = false
        var attribute = RawAttribute()
        var position = p
        var step = try s.nextAttribute(&position, &attribute)
        while case .attribute = step {
            let isDefault = s.equals(attribute.name, attribute.nameEnd, "xmlns")
            if isDefault
                || (attribute.nameEnd - attribute.name > 6 && s.equals(attribute.name, attribute.name + 6, "xmlns:"))
            {
                let uri = try Self.attributeText(s, attribute)
                if Self.isMainNamespace(uri) {
                    if isDefault {
                        hasDefault = true
                    } else {
                        var prefix: [UInt8] = []
                        prefix.append(s, attribute.name + 6, attribute.nameEnd)
                        found.append(prefix)
                    }
                }
            }
            step = try s.nextAttribute(&position, &attribute)
        }
        defaultIsMain = hasDefault
        prefixes = found
        p = position
        if case .empty = step { return (isMain(s, root), true) }
        return (isMain(s, root), false)
    }

    /// Whether the tag `name` is in SpreadsheetML's namespace, by the prefixes that the root declared.
    @inline(__always)
    func isMain(_ s: Span<UInt8>, _ name: TagName) -> Bool {
        if name.local == name.start { return defaultIsMain }
        return isMainPrefix(s, name)
    }

    private func isMainPrefix(_ s: Span<UInt8>, _ name: TagName) -> Bool {
        let length = name.local - 1 - name.start
        return prefixes.contains { prefix in
            guard prefix.count == length else { return false }
            for offset in 0..<length where s[name.start + offset] != prefix[offset] { return false }
            return true
        }
    }

    /// Whether `name` is `local` in SpreadsheetML's namespace.
    @inline(__always)
    func matches(_ s: Span<UInt8>, _ name: TagName, _ local: StaticString) -> Bool {
        s.equals(name.local, name.end, local) && isMain(s, name)
    }

    /// The text from `p`, after the start tag `name`, up to its end tag, past which `p` moves.
    @inline(__always)
    mutating func content(_ s: Span<UInt8>, _ p: inout Int, of name: TagName) throws(ScanStop) -> TextPiece {
        var position = p
        // The bits of all bytes, and whether an escape may begin somewhere.
        var bits: UInt8 = 0
        var hasUnderscore = false
        var byte = try s.at(position)
        while byte != UInt8(ascii: "<") {
            if byte < 0x28 {
                if byte == UInt8(ascii: "&") || byte == 0x0D { return try decodedContent(s, &p, of: name) }
                if byte < 0x20, byte != 0x0A, byte != 0x09 { throw .malformed(at: position, .character) }
            } else if byte == UInt8(ascii: "_") {
                hasUnderscore = true
            }
            bits |= byte
            position += 1
            byte = try s.at(position)
        }
        guard try s.at(position + 1) == UInt8(ascii: "/") else { return try decodedContent(s, &p, of: name) }
        let piece = TextPiece(start: p, end: position, isDecoded: false)
        position += 2
        try s.endTag(&position, of: name)
        p = position
        if bits >= 0x80, !s.isUTF8(piece.start, piece.end) { throw .malformed(at: piece.start, .encoding) }
        return hasUnderscore ? unescaped(s, piece) : piece
    }

    /// `piece`, moved aside when it has escapes to resolve.
    private mutating func unescaped(_ s: Span<UInt8>, _ piece: TextPiece) -> TextPiece {
        var position = piece.start
        while position + 6 < piece.end {
            if s[position] == 0x5F, s[position + 1] == UInt8(ascii: "x"), s[position + 6] == 0x5F {
                let start = decoded.count
                decoded.append(s, piece.start, piece.end)
                EscapedText.unescape(&decoded, from: start)
                return TextPiece(start: start, end: decoded.count, isDecoded: true)
            }
            position += 1
        }
        return piece
    }

    /// The same as `content`, for text that cannot be used in place.
    private mutating func decodedContent(_ s: Span<UInt8>, _ p: inout Int, of name: TagName) throws(ScanStop)
        -> TextPiece
    {
        let start = decoded.count
        let origin = p
        var position = p
        var run = p
        while true {
            let byte = try s.at(position)
            if byte >= 0x28, byte != UInt8(ascii: "<") {
                position += 1
            } else if byte == UInt8(ascii: "<") {
                decoded.append(s, run, position)
                let next = try s.at(position + 1)
                if next == UInt8(ascii: "/") {
                    position += 2
                    try s.endTag(&position, of: name)
                    break
                }
                if next == UInt8(ascii: "!"), try s.starts("<![CDATA[", at: position) {
                    let open = position + 9
                    try s.skip(&position, past: "]]>", from: open)
                    try appendNormalised(s, open, position - 3)
                } else {
                    try skipToken(s, &position)
                }
                run = position
            } else if byte == UInt8(ascii: "&") {
                decoded.append(s, run, position)
                try Self.reference(s, &position, to: &decoded)
                run = position
            } else if byte == 0x0D {
                decoded.append(s, run, position)
                decoded.append(0x0A)
                position += try s.at(position + 1) == 0x0A ? 2 : 1
                run = position
            } else {
                if byte < 0x20, byte != 0x0A, byte != 0x09 { throw .malformed(at: position, .character) }
                position += 1
            }
        }
        guard decoded.span.isUTF8(start, decoded.count) else { throw .malformed(at: origin, .encoding) }
        EscapedText.unescape(&decoded, from: start)
        p = position
        return TextPiece(start: start, end: decoded.count, isDecoded: true)
    }

    /// Appends the content of a CDATA section, line ends normalised.
    private mutating func appendNormalised(_ s: Span<UInt8>, _ start: Int, _ end: Int) throws(ScanStop) {
        var position = start
        while position < end {
            let byte = s[position]
            if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D { throw .malformed(at: position, .character) }
            if byte == 0x0D {
                decoded.append(0x0A)
                if position + 1 < end, s[position + 1] == 0x0A { position += 1 }
            } else {
                decoded.append(byte)
            }
            position += 1
        }
    }

    /// Moves past what begins at the `<` at `p`: a comment, an instruction, CDATA, or a whole element.
    mutating func skipToken(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) {
        let next = try s.at(p + 1)
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            if next == UInt8(ascii: "!"), try s.starts("<![CDATA[", at: p) {
                try s.skip(&p, past: "]]>", from: p + 9)
            } else {
                try s.skipMiscellany(&p)
            }
            return
        }
        var position = p + 1
        let name = try s.tagName(&position)
        try skipElement(s, &position, name)
        p = position
    }

    /// Moves past the rest of the element whose start tag's name ends at `p`.
    mutating func skipElement(_ s: Span<UInt8>, _ p: inout Int, _ name: TagName) throws(ScanStop) {
        nesting.removeAll(keepingCapacity: true)
        if try s.finishTag(&p) { nesting.append(name) }
        while let open = nesting.last {
            while try s.at(p) != UInt8(ascii: "<") { p += 1 }
            let next = try s.at(p + 1)
            if next == UInt8(ascii: "/") {
                p += 2
                try s.endTag(&p, of: open)
                nesting.removeLast()
            } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                try skipToken(s, &p)
            } else {
                p += 1
                let child = try s.tagName(&p)
                if try s.finishTag(&p) { nesting.append(child) }
            }
        }
    }

    /// The text of a rich text element (`si`, `is`): its `t` and those of its runs joined, phonetic text left out.
    ///
    /// `p` is after the start tag `name` and moves past its end tag.
    mutating func richText(_ s: Span<UInt8>, _ p: inout Int, of name: TagName) throws(ScanStop) -> TextPiece {
        var text = TextPiece.empty
        var run: TagName?
        isPlain = true
        while true {
            try s.skipSpace(&p)
            guard s[p] == UInt8(ascii: "<") else { throw .malformed(at: p, .text) }
            let next = try s.at(p + 1)
            if next == UInt8(ascii: "/") {
                p += 2
                guard let open = run else {
                    try s.endTag(&p, of: name)
                    return text
                }
                try s.endTag(&p, of: open)
                run = nil
                continue
            }
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                try skipToken(s, &p)
                continue
            }
            p += 1
            let child = try s.tagName(&p)
            if matches(s, child, "t") {
                guard try s.finishTag(&p) else { continue }
                if text.isEmpty {
                    text = try content(s, &p, of: child)
                } else {
                    try join(s, &text, &p, child)
                }
            } else if run == nil, matches(s, child, "r") {
                isPlain = false
                if try s.finishTag(&p) { run = child }
            } else {
                isPlain = false
                try skipElement(s, &p, child)
            }
        }
    }

    /// Reads the content of `name` and appends it to `text`, which moves to the end of `decoded` first.
    private mutating func join(_ s: Span<UInt8>, _ text: inout TextPiece, _ p: inout Int, _ name: TagName)
        throws(ScanStop)
    {
        if !text.isDecoded || text.end != decoded.count {
            let start = decoded.count
            if text.isDecoded {
                decoded.append(contentsOf: Array(decoded[text.start..<text.end]))
            } else {
                decoded.append(s, text.start, text.end)
            }
            text = TextPiece(start: start, end: decoded.count, isDecoded: true)
        }
        let piece = try content(s, &p, of: name)
        if !piece.isDecoded { decoded.append(s, piece.start, piece.end) }
        text.end = decoded.count
    }

    /// The value of `attribute`, references resolved.
    static func attributeText(_ s: Span<UInt8>, _ attribute: RawAttribute) throws(ScanStop) -> [UInt8] {
        var text: [UInt8] = []
        var position = attribute.value
        while position < attribute.valueEnd {
            if s[position] == UInt8(ascii: "&") {
                try reference(s, &position, to: &text)
            } else {
                text.append(s[position])
                position += 1
            }
        }
        return text
    }

    /// Appends what the reference at `p` stands for, and moves past it.
    static func reference(_ s: Span<UInt8>, _ p: inout Int, to text: inout [UInt8]) throws(ScanStop) {
        let start = p + 1
        var end = start
        while try s.at(end) != UInt8(ascii: ";") {
            end += 1
            // The longest reference that means something, leading zeros aside.
            guard end - start < 16 else { throw .malformed(at: p, .reference) }
        }
        if s.equals(start, end, "amp") {
            text.append(UInt8(ascii: "&"))
        } else if s.equals(start, end, "lt") {
            text.append(UInt8(ascii: "<"))
        } else if s.equals(start, end, "gt") {
            text.append(UInt8(ascii: ">"))
        } else if s.equals(start, end, "quot") {
            text.append(UInt8(ascii: "\""))
        } else if s.equals(start, end, "apos") {
            text.append(UInt8(ascii: "'"))
        } else {
            guard let scalar = character(s, start, end) else { throw .malformed(at: p, .reference) }
            text.append(contentsOf: scalar.utf8)
        }
        p = end + 1
    }

    /// The character of a numeric reference, `#233` or `#xE9`; nil when there is none that XML 1.0 has.
    private static func character(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Unicode.Scalar? {
        guard end - start >= 2, s[start] == UInt8(ascii: "#") else { return nil }
        let isHex = s[start + 1] == UInt8(ascii: "x")
        var position = start + (isHex ? 2 : 1)
        guard position < end else { return nil }
        var value: UInt32 = 0
        while position < end {
            guard let digit = EscapedText.hexDigit(s[position]), isHex || digit < 10 else { return nil }
            value = value * (isHex ? 16 : 10) + digit
            guard value <= 0x10FFFF else { return nil }
            position += 1
        }
        guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF else {
            return nil
        }
        return Unicode.Scalar(value)
    }
}

extension Span<UInt8> {
    /// Moves past the rest of a start tag, attributes included; true when content follows, false when it is empty.
    @inline(__always)
    func finishTag(_ position: inout Int) throws(ScanStop) -> Bool {
        if try at(position) == UInt8(ascii: ">") {
            position += 1
            return true
        }
        return try finishLongTag(&position)
    }

    @inline(never)
    private func finishLongTag(_ position: inout Int) throws(ScanStop) -> Bool {
        var attribute = RawAttribute()
        while true {
            switch try nextAttribute(&position, &attribute) {
            case .attribute: continue
            case .open: return true
            case .empty: return false
            }
        }
    }
}
