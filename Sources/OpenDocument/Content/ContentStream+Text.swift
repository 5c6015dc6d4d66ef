internal import Findings
internal import Tabular

/// Characters: references resolved, white space told apart.
extension ContentStream {
    /// The characters of a range of `window` as a string, references resolved.
    func string(_ range: Range<Int>) throws(Finding) -> String {
        var decoded: [UInt8] = []
        try decode(range, into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends the characters of a range of `window` to `text`, references resolved.
    @inline(__always)
    func decode(_ range: Range<Int>, into text: inout [UInt8]) throws(Finding) {
        var at = range.lowerBound
        do {
            let span = window.span
            while at < range.upperBound, span[at] != UInt8(ascii: "&") { at += 1 }
        }
        text.append(contentsOf: window[range.lowerBound..<at])
        if at < range.upperBound { try decodeSlowly(at..<range.upperBound, into: &text) }
    }

    /// Appends the bytes of a range of `window` to `text` as they are.
    @inline(__always)
    func copy(_ range: Range<Int>, into text: inout [UInt8]) { text.append(window.span.extracting(range)) }

    /// Appends the bytes from one offset to another, both within the window, to `bytes`.
    @inline(__always)
    func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        copy(index(of: range.lowerBound)..<index(of: range.upperBound), into: &bytes)
    }

    private func decodeSlowly(_ range: Range<Int>, into text: inout [UInt8]) throws(Finding) {
        var at = range.lowerBound
        while at < range.upperBound {
            guard window[at] == UInt8(ascii: "&") else {
                text.append(window[at])
                at += 1
                continue
            }
            // The longest reference, `&#x10FFFF;` with leading zeros, is short; nothing needs more than 32 bytes.
            let limit = min(range.upperBound, at + 32)
            guard let stop = window[at..<limit].firstIndex(of: UInt8(ascii: ";")),
                CharacterReference.append(window[(at + 1)..<stop], to: &text)
            else { throw malformed("an unknown character reference", at: base + at) }
            at = stop + 1
        }
    }

    /// Whether the tag at hand is of the drawing layer: a picture or a shape, whose text is not the cell's.
    var isDrawing: Bool {
        guard let prefix = names.prefix(of: .drawing) else { return false }
        return window[(index(of: start) + 1)...].starts(with: "\(prefix):".utf8)
    }

    func isBlank(_ range: Range<Int>) -> Bool { window[range].allSatisfy { Self.isSpace($0) } }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
