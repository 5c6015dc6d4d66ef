public import Findings

extension MarkupScanner {
    /// The attributes of a start or empty tag: qualified name, and value between the quotes, both as ranges.
    ///
    /// - Throws: `XML001` when they are misshapen.
    public func attributes(of token: Token) throws(Finding) -> [(name: Range<Int>, value: Range<Int>)] {
        var found: [(name: Range<Int>, value: Range<Int>)] = []
        var cursor = token.name.upperBound
        while let attribute = try attribute(of: token, from: &cursor) { found.append(attribute) }
        return found
    }

    /// Where the value of the attribute with the qualified name `name` lies; nil when absent.
    ///
    /// - Throws: `XML001` when an attribute before it is misshapen.
    public func value(of name: String, in token: Token) throws(Finding) -> Range<Int>? {
        var cursor = token.name.upperBound
        while let attribute = try attribute(of: token, from: &cursor) {
            if bytes[attribute.name].elementsEqual(name.utf8) { return attribute.value }
        }
        return nil
    }

    /// The text of the attribute with the qualified name `name`, references resolved, white space normalised (XML 1.0,
    /// section 3.3.3); nil when absent.
    ///
    /// - Throws: `XML001` when the attribute is misshapen or has an unknown reference.
    public func text(of name: String, in token: Token) throws(Finding) -> String? {
        guard let range = try value(of: name, in: token) else { return nil }
        var text: [UInt8] = []
        try decode(range, into: &text, asAttribute: true)
        return String(decoding: text, as: UTF8.self)
    }

    /// The attribute at `cursor` or after it, and moves `cursor` behind it; nil when there is none left in `token`.
    func attribute(
        of token: Token, from cursor: inout Int
    ) throws(Finding) -> (name: Range<Int>, value: Range<Int>)? {
        guard token.kind == .start || token.kind == .empty else { return nil }
        let end = token.range.upperBound - (token.kind == .empty ? 2 : 1)
        var index = cursor
        while index < end, Self.isSpace(bytes[index]) { index += 1 }
        guard index < end else { return nil }
        guard index > cursor else { throw malformed("no space between attributes", at: index) }
        let nameStart = index
        while index < end, bytes[index] != UInt8(ascii: "="), !Self.isSpace(bytes[index]),
            bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'")
        {
            index += 1
        }
        let name = nameStart..<index
        while index < end, Self.isSpace(bytes[index]) { index += 1 }
        guard !name.isEmpty, index < end, bytes[index] == UInt8(ascii: "=") else {
            throw malformed("attribute without a value", at: nameStart)
        }
        index += 1
        while index < end, Self.isSpace(bytes[index]) { index += 1 }
        guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw malformed("attribute value without quotes", at: nameStart)
        }
        let quote = bytes[index]
        let valueStart = index + 1
        index = valueStart
        while index < end, bytes[index] != quote {
            if bytes[index] == UInt8(ascii: "<") { throw malformed("“<” in an attribute value", at: index) }
            index += 1
        }
        guard index < end else { throw malformed("unclosed attribute value", at: nameStart) }
        cursor = index + 1
        return (name, valueStart..<index)
    }
}
