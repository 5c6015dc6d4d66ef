public import Findings

/// Finds the tokens of XML text in a byte array, giving positions and copying nothing: for splicing.
///
/// It knows tags, attributes, text, CDATA, comments, processing instructions and the XML declaration; it refuses
/// `<!DOCTYPE`. Names are qualified names as written. The text is UTF-8, with or without byte order mark (which belongs
/// to no token); `MarkupScanner.utf8(_:part:)` makes any other encoding so. That end tags match start tags is not
/// checked.
public struct MarkupScanner: Sendable {
    /// A token: what it is and where it lies in the scanned bytes.
    public struct Token: Sendable, Hashable {
        /// What a token is.
        public enum Kind: Sendable, Hashable { case start, empty, end, text, cdata, comment, instruction }
        /// What it is.
        public var kind: Kind
        /// All of it, brackets included.
        public var range: Range<Int>
        /// The qualified name of a tag; empty otherwise.
        public var name: Range<Int>
    }

    /// The scanned bytes; token ranges are positions in them.
    public let bytes: [UInt8]
    /// The name of the part, for findings.
    public let part: String
    /// Where the next token starts.
    public private(set) var position: Int

    /// Scans `bytes`, the whole of `part`.
    public init(_ bytes: [UInt8], part: String) {
        self.bytes = bytes
        self.part = part
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next token; nil at the end.
    ///
    /// - Throws: `XML001` for an unclosed or misshapen token, `XML002` for a document type.
    public mutating func next() throws(Finding) -> Token? {
        guard position < bytes.count else { return nil }
        let start = position
        guard bytes[start] == UInt8(ascii: "<") else {
            position = index(of: UInt8(ascii: "<"), from: start) ?? bytes.count
            return Token(kind: .text, range: start..<position, name: start..<start)
        }
        guard start + 1 < bytes.count else { throw malformed("unclosed tag", at: start) }
        switch bytes[start + 1] {
        case UInt8(ascii: "?"): return try delimited(.instruction, from: start, skipping: 2, until: "?>")
        case UInt8(ascii: "!"):
            if matches("<!--", at: start) { return try delimited(.comment, from: start, skipping: 4, until: "-->") }
            if matches("<![CDATA[", at: start) { return try delimited(.cdata, from: start, skipping: 9, until: "]]>") }
            throw Finding(.doctypeRefused, at: place(of: start))
        default: return try tag(from: start)
        }
    }

    /// The bytes of the local name of a tag, prefix left out.
    public func localName(of token: Token) -> ArraySlice<UInt8> {
        let name = bytes[token.name]
        guard let colon = name.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return name[(colon + 1)...]
    }

    /// Whether `token` is a tag whose local name is `name`.
    public func isNamed(_ name: StaticString, _ token: Token) -> Bool {
        let local = localName(of: token)
        return local.count == name.utf8CodeUnitCount && matches(name, at: local.startIndex)
    }

    /// The text of the XML at `range`, as it is written.
    public func raw(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Where `position` is: the part and the line, counted from 1.
    public func place(of position: Int) -> Place {
        var line = 1
        for byte in bytes[..<min(position, bytes.count)] where byte == 0x0A { line += 1 }
        return Place(part: part, line: line, offset: position)
    }

    func malformed(_ detail: String, at position: Int) -> Finding {
        Finding(.malformedMarkup, at: place(of: position), ["detail": detail])
    }

    private mutating func tag(from start: Int) throws(Finding) -> Token {
        let isEnd = bytes[start + 1] == UInt8(ascii: "/")
        let nameStart = start + (isEnd ? 2 : 1)
        var nameEnd = nameStart
        while nameEnd < bytes.count, !Self.endsName(bytes[nameEnd]) { nameEnd += 1 }
        guard nameEnd > nameStart else { throw malformed("tag without a name", at: start) }
        var index = nameEnd
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"):
                let isEmpty = !isEnd && bytes[index - 1] == UInt8(ascii: "/")
                position = index + 1
                return Token(
                    kind: isEnd ? .end : isEmpty ? .empty : .start, range: start..<position, name: nameStart..<nameEnd)
            case UInt8(ascii: "<"): throw malformed("“<” inside a tag", at: index)
            case let quote where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
                guard let close = self.index(of: quote, from: index + 1) else {
                    throw malformed("unclosed attribute value", at: index)
                }
                index = close + 1
            default: index += 1
            }
        }
        throw malformed("unclosed tag", at: start)
    }

    private mutating func delimited(
        _ kind: Token.Kind, from start: Int, skipping opening: Int, until closing: StaticString
    ) throws(Finding) -> Token {
        let last = UInt8(ascii: ">")
        let length = closing.utf8CodeUnitCount
        var from = start + opening + length - 1
        while from < bytes.count, let close = index(of: last, from: from) {
            if matches(closing, at: close + 1 - length) {
                position = close + 1
                return Token(kind: kind, range: start..<position, name: start..<start)
            }
            from = close + 1
        }
        throw malformed("unclosed comment, instruction or CDATA section", at: start)
    }

    private func index(of byte: UInt8, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func matches(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, bytes.count - start >= length else { return false }
        // Sound: a static string's bytes live as long as the program.
        return text.withUTF8Buffer { expected in
            for offset in 0..<length where unsafe expected[offset] != bytes[start + offset] { return false }
            return true
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: "=")
    }
}
