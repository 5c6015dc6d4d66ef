public import Findings

extension MarkupScanner {
    /// The text at `range` (of a text token, or an attribute value), references resolved and line ends made `\n`.
    ///
    /// - Throws: `XML001` for a reference that is not one of the five or a character of XML.
    public func decoded(_ range: Range<Int>) throws(Finding) -> String {
        var text: [UInt8] = []
        try decode(range, into: &text, asAttribute: false)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the UTF-8 of the text at `range` to `text`, as `decoded(_:)` gives it; never more bytes than the range
    /// has.
    ///
    /// - Throws: as `decoded(_:)`.
    public func decode(_ range: Range<Int>, into text: inout [UInt8]) throws(Finding) {
        try decode(range, into: &text, asAttribute: false)
    }

    /// The text of a text or CDATA token; empty for any other.
    ///
    /// - Throws: as `decoded(_:)`.
    public func text(of token: Token) throws(Finding) -> String {
        switch token.kind {
        case .text: return try decoded(token.range)
        case .cdata:
            var text: [UInt8] = []
            Self.appendLineEnds(bytes[(token.range.lowerBound + 9)..<(token.range.upperBound - 3)], to: &text)
            return String(decoding: text, as: UTF8.self)
        default: return ""
        }
    }

    func decode(_ range: Range<Int>, into text: inout [UInt8], asAttribute: Bool) throws(Finding) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "&"): index = try resolve(at: index, before: range.upperBound, into: &text)
            case 0x0D:
                let isPair = index + 1 < range.upperBound && bytes[index + 1] == 0x0A
                text.append(asAttribute ? 0x20 : 0x0A)
                index += isPair ? 2 : 1
            case 0x0A, 0x09:
                text.append(asAttribute ? 0x20 : byte)
                index += 1
            default:
                text.append(byte)
                index += 1
            }
        }
    }

    private static func appendLineEnds(_ raw: ArraySlice<UInt8>, to text: inout [UInt8]) {
        var previous: UInt8 = 0
        for byte in raw {
            if byte == 0x0D { text.append(0x0A) } else if byte != 0x0A || previous != 0x0D { text.append(byte) }
            previous = byte
        }
    }

    /// Resolves the reference at `start`; the longest one has 8 significant digits after any zeros.
    private func resolve(at start: Int, before end: Int, into text: inout [UInt8]) throws(Finding) -> Int {
        var close = start + 1
        while close < end, bytes[close] != UInt8(ascii: ";"), close - start < 64 { close += 1 }
        guard close < end, bytes[close] == UInt8(ascii: ";") else { throw malformed("unclosed reference", at: start) }
        let name = bytes[(start + 1)..<close]
        if name.first == UInt8(ascii: "#") {
            guard let scalar = Self.scalar(name.dropFirst()) else {
                throw malformed("reference to no character", at: start)
            }
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        } else if name.elementsEqual("amp".utf8) {
            text.append(UInt8(ascii: "&"))
        } else if name.elementsEqual("lt".utf8) {
            text.append(UInt8(ascii: "<"))
        } else if name.elementsEqual("gt".utf8) {
            text.append(UInt8(ascii: ">"))
        } else if name.elementsEqual("quot".utf8) {
            text.append(UInt8(ascii: "\""))
        } else if name.elementsEqual("apos".utf8) {
            text.append(UInt8(ascii: "'"))
        } else {
            throw malformed("unknown entity", at: start)
        }
        return close + 1
    }

    /// The character that `digits` (decimal, or hexadecimal after `x`) number; nil when XML 1.0 has none.
    private static func scalar(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == UInt8(ascii: "x")
        let shown = isHexadecimal ? digits.dropFirst() : digits
        guard !shown.isEmpty else { return nil }
        var value: UInt32 = 0
        for digit in shown {
            let worth: UInt32
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): worth = UInt32(digit - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: worth = UInt32(digit - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: worth = UInt32(digit - 55)
            default: return nil
            }
            value = value * (isHexadecimal ? 16 : 10) + worth
            if value > 0x10FFFF { return nil }
        }
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return Unicode.Scalar(value)
        default: return nil
        }
    }
}
