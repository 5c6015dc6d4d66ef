internal import Files
internal import Findings
internal import Markup

/// A tag, and where it lies in the file.
struct SurveyedTag {
    /// The local name of an XML element; the name of an HTML element in lower case.
    var name = ""
    var isEnd = false
    /// Whether it ends with `/>`.
    var isEmpty = false
    /// Its bytes.
    var range = 0..<0
    /// The line on which it starts, from 1.
    var line = 1
}

/// Finds the tags of XML or HTML of any length in one pass, before libxml2 sees any of it.
///
/// It refuses what libxml2 would take quadratic time for, and lists where the text can be cut so that no piece ends
/// within a tag. It knows nothing of how elements nest.
struct TagSurvey {
    /// How characters are coded, as far as ASCII goes.
    enum Width: Equatable {
        case one
        case two(isBigEndian: Bool)

        var count: Int { self == .one ? 1 : 2 }
    }

    /// What the tags are.
    let syntax: MarkupWalk.Syntax
    /// Ends of pieces, at least 32 KiB apart, each right after a tag or a comment.
    private(set) var cuts: [Int] = []

    private static let pieceSize = 32 << 10
    private static let longestPiece = 32 << 20
    private static let mostAttributes = 1_000
    private static let mostNamespaces = 500
    private static let rawElements: Set<String> = ["script", "style", "textarea", "title"]

    private enum State { case text, open, name, attributes, value, bang, comment, section, instruction, declaration }

    private var state = State.text
    private var tag = SurveyedTag()
    private var start = 0
    private var name: [UInt8] = []
    private var quote: UInt8 = 0
    private var previous: UInt8 = 0
    private var attributeCount = 0
    private var namespaceCount = 0
    /// The last eight characters, the latest lowest.
    private var recent: UInt64 = 0
    private var line = 1
    /// The element whose content is no markup, while it is open.
    private var raw: String?
    /// Namespaces that each open element declares.
    private var declared: [Int] = []
    private var inScope = 0

    /// A survey of `syntax`.
    init(_ syntax: MarkupWalk.Syntax) { self.syntax = syntax }

    /// Gives `found` every tag of `bytes`, in order.
    ///
    /// - Throws: `XML001`, `XML002` with the line, and what `found` throws.
    mutating func run(
        _ bytes: Bytes, _ width: Width, _ found: (SurveyedTag) throws(Finding) -> Void
    ) throws(Finding) {
        let step = width.count
        var base = 0
        while base < bytes.count {
            let piece = bytes[base..<min(base + (1 << 20), bytes.count)].array
            var index = 0
            while index + step <= piece.count {
                let unit: UInt8
                switch width {
                case .one: unit = piece[index]
                case .two(let isBigEndian):
                    let high = piece[isBigEndian ? index : index + 1]
                    // Markup is ASCII; what is beyond stands for a letter.
                    unit = high == 0 ? piece[isBigEndian ? index + 1 : index] : 0x80
                }
                try take(unit, at: base + index, step, found)
                index += step
            }
            base += piece.count
        }
        if syntax == .xml, state != .text || !declared.isEmpty {
            throw malformed("the file ends within an element")
        }
        cuts.append(bytes.count)
    }

    private mutating func take(
        _ unit: UInt8, at offset: Int, _ step: Int, _ found: (SurveyedTag) throws(Finding) -> Void
    ) throws(Finding) {
        if unit == 0x0A { line += 1 }
        recent = recent << 8 | UInt64(unit)
        switch state {
        case .text:
            if unit == UInt8(ascii: "<") { open(at: offset) }
        case .open: try opened(unit, at: offset)
        case .name:
            if unit == UInt8(ascii: ">") || unit == UInt8(ascii: "/") || Self.isSpace(unit) {
                if let raw, raw != lowercasedName || !tag.isEnd {
                    state = .text
                    return
                }
                previous = unit
                state = .attributes
                if unit == UInt8(ascii: ">") { try finish(at: offset, step, found) }
            } else if name.count < 64 {
                name.append(unit)
            }
        case .attributes: try attribute(unit, at: offset, step, found)
        case .value:
            if unit == quote {
                previous = unit
                state = .attributes
            }
        case .bang: try banged(unit)
        case .comment:
            if recent & 0xFF_FFFF == 0x2D_2D3E { close(offset + step) }
        case .section:
            if recent & 0xFF_FFFF == 0x5D_5D3E { close(offset + step) }
        case .instruction:
            if recent & 0xFFFF == 0x3F3E { close(offset + step) }
        case .declaration:
            if unit == UInt8(ascii: ">") { close(offset + step) }
        }
    }

    private static func isSpace(_ unit: UInt8) -> Bool {
        unit == 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09 || unit == 0x0C
    }

    private mutating func open(at offset: Int) {
        state = .open
        start = offset
        tag = SurveyedTag(line: line)
        name.removeAll(keepingCapacity: true)
        attributeCount = 0
        namespaceCount = 0
        previous = 0
    }

    private mutating func opened(_ unit: UInt8, at offset: Int) throws(Finding) {
        let isLetter = unit >= 0x80 || unit == UInt8(ascii: "_") || (0x61...0x7A).contains(unit | 0x20)
        if unit == UInt8(ascii: "/"), !tag.isEnd {
            tag.isEnd = true
        } else if raw != nil, !tag.isEnd {
            state = .text
        } else if isLetter {
            name.append(unit)
            state = .name
        } else if unit == UInt8(ascii: "!"), !tag.isEnd {
            state = .bang
        } else if unit == UInt8(ascii: "?"), !tag.isEnd {
            state = syntax == .xml ? .instruction : .declaration
        } else if syntax == .xml {
            throw malformed("“<” that opens no tag")
        } else {
            state = .text
            if unit == UInt8(ascii: "<") { open(at: offset) }
        }
    }

    /// After `<!`: a comment, a CDATA section, or a declaration.
    private mutating func banged(_ unit: UInt8) throws(Finding) {
        if recent & 0xFFFF_FFFF == 0x3C21_2D2D {
            state = .comment
            return
        }
        if unit == UInt8(ascii: "-"), recent & 0xFF_FFFF == 0x3C_212D { return }
        guard syntax == .xml else {
            state = unit == UInt8(ascii: ">") ? .text : .declaration
            return
        }
        if unit == UInt8(ascii: "[") {
            state = .section
        } else {
            throw Finding(.doctypeRefused, at: Place(line: line))
        }
    }

    private mutating func attribute(
        _ unit: UInt8, at offset: Int, _ step: Int, _ found: (SurveyedTag) throws(Finding) -> Void
    ) throws(Finding) {
        switch unit {
        case UInt8(ascii: ">"): return try finish(at: offset, step, found)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if previous == UInt8(ascii: "=") {
                quote = unit
                state = .value
            }
        case UInt8(ascii: "<") where syntax == .xml: throw malformed("“<” inside a tag")
        case UInt8(ascii: "s"):
            // ` xmlns`, after any white space.
            let word = recent & 0xFF_FFFF_FFFF
            if word == 0x78_6D6C_6E73, Self.isSpace(UInt8(truncatingIfNeeded: recent >> 40)) {
                namespaceCount += 1
            }
        default: break
        }
        if Self.isSpace(unit) {
            // Attributes of HTML need no value: each word may be one.
            if syntax == .html, !Self.isSpace(UInt8(truncatingIfNeeded: recent >> 8)) { attributeCount += 1 }
        } else {
            previous = unit
            if unit == UInt8(ascii: "=") { attributeCount += 1 }
        }
        guard attributeCount <= Self.mostAttributes, inScope + namespaceCount <= Self.mostNamespaces else {
            throw malformed("too many attributes or namespaces")
        }
    }

    private var lowercasedName: String {
        String(decoding: name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private mutating func finish(
        at offset: Int, _ step: Int, _ found: (SurveyedTag) throws(Finding) -> Void
    ) throws(Finding) {
        tag.isEmpty = previous == UInt8(ascii: "/") && !tag.isEnd
        tag.range = start..<(offset + step)
        switch syntax {
        case .xml:
            let colon = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
            tag.name = String(decoding: name[colon...], as: UTF8.self)
            if tag.isEnd {
                guard let gone = declared.popLast() else { throw malformed("an end tag too many") }
                inScope -= gone
            } else if !tag.isEmpty {
                guard declared.count < 256 else { throw malformed("elements nested more than 256 deep") }
                declared.append(namespaceCount)
                inScope += namespaceCount
            }
        case .html:
            tag.name = lowercasedName
            raw = !tag.isEnd && Self.rawElements.contains(tag.name) ? tag.name : nil
        }
        guard tag.range.upperBound - (cuts.last ?? 0) <= Self.longestPiece else {
            throw malformed("more than 32 MiB without a tag")
        }
        close(tag.range.upperBound)
        try found(tag)
    }

    private mutating func close(_ end: Int) {
        state = .text
        if end - (cuts.last ?? 0) >= Self.pieceSize { cuts.append(end) }
    }

    private func malformed(_ detail: String) -> Finding {
        Finding(.malformedMarkup, at: Place(line: line), ["detail": detail])
    }
}

/// The pieces in which `range` of a file is fed to libxml2.
struct Pieces: Sequence {
    let range: Range<Int>
    /// Where it can be cut, ascending.
    let cuts: [Int]

    func makeIterator() -> AnyIterator<Range<Int>> {
        var position = range.lowerBound
        // Binary search: a file of many sheets has as many ranges.
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] <= position { low = middle + 1 } else { high = middle }
        }
        var next = low
        let (range, cuts) = (range, cuts)
        return AnyIterator {
            guard position < range.upperBound else { return nil }
            let end = next < cuts.count ? Swift.min(cuts[next], range.upperBound) : range.upperBound
            next += 1
            defer { position = end }
            return position..<end
        }
    }
}
