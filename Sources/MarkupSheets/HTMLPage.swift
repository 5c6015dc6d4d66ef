internal import Files
internal import Findings
internal import Markup

/// Where the outermost tables of an HTML page lie, and in which encoding it is.
struct HTMLPage {
    /// An outermost `<table>`.
    struct Table {
        /// What stands between the table before and this one.
        var before: Range<Int>
        /// All of it, both tags included; to the page's end when it has no end tag.
        var range: Range<Int>
        /// The line on which it starts.
        var line: Int
    }

    /// The tables in document order.
    private(set) var tables: [Table] = []
    /// Whether the page ends within one.
    private(set) var isUnfinished = false
    /// The encoding.
    let encoding: HTMLEncoding
    /// The encoding that the page declares, when its bytes are not in it.
    let wrongEncoding: String?
    /// Where the page can be cut.
    let cuts: [Int]
    private let bytes: Bytes

    /// Surveys `bytes`.
    ///
    /// - Throws: `XML001` for what libxml2 would take too long for, `XML003` for an encoding that is not read.
    init(_ bytes: Bytes) throws(Finding) {
        self.bytes = bytes
        (encoding, wrongEncoding) = try HTMLEncoding.of(bytes)
        let width: TagSurvey.Width =
            switch encoding {
            case .utf16(let isBigEndian): .two(isBigEndian: isBigEndian)
            default: .one
            }
        var survey = TagSurvey(.html)
        var (depth, after) = (0, 0)
        var tables: [Table] = []
        try survey.run(bytes, width) { tag in
            guard tag.name == "table" else { return }
            if !tag.isEnd {
                if depth == 0 {
                    let range = tag.range.lowerBound..<bytes.count
                    tables.append(Table(before: after..<tag.range.lowerBound, range: range, line: tag.line))
                }
                depth += 1
            } else if depth > 0 {
                depth -= 1
                guard depth == 0, let last = tables.indices.last else { return }
                tables[last].range = tables[last].range.lowerBound..<tag.range.upperBound
                after = tag.range.upperBound
            }
        }
        self.tables = tables
        isUnfinished = depth > 0
        cuts = survey.cuts
    }

    /// Walks `range` of the page, which starts on `line`; `step` is asked after each piece whether to go on.
    ///
    /// Only a walk that goes to its end has its open elements ended.
    func walk(
        _ range: Range<Int>, line: Int, _ listener: any MarkupListener, _ step: () throws -> Bool = { true }
    ) throws {
        let walk = MarkupWalk(.html, listener: listener, firstLine: line)
        for piece in Pieces(range: range, cuts: cuts) {
            try walk.feed(encoding.utf8(bytes[piece].array))
            guard try step() else { return }
        }
        try walk.finish()
    }
}

/// The encodings of HTML pages, by the names that the WHATWG's Encoding Standard knows them by.
enum HTMLEncoding: Equatable {
    case utf8
    case utf16(isBigEndian: Bool)
    /// Pages that declare ISO-8859-1 are in windows-1252, as browsers take them.
    case windows1252
    case latin9

    /// The name, for people.
    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
        case .windows1252: "windows-1252"
        case .latin9: "ISO-8859-15"
        }
    }

    /// The encoding of the page `bytes`: its mark's, the one that it declares, UTF-8 if the bytes are, windows-1252. With
    /// it comes the one that it declares wrongly.
    ///
    /// - Throws: `XML003` for one that is not read.
    static func of(_ bytes: Bytes) throws(Finding) -> (HTMLEncoding, wrong: String?) {
        let head = bytes[0..<min(bytes.count, 4_096)].array
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16(isBigEndian: false), nil) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16(isBigEndian: true), nil) }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, nil) }
        if head.count > 1, head[0] == 0 || head[1] == 0 { return (.utf16(isBigEndian: head[0] == 0), nil) }
        guard let declared = declared(head) else { return (isUTF8(bytes) ? .utf8 : .windows1252, nil) }
        switch declared {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "unicode":
            // A page that can say so in ASCII is not in UTF-16.
            return isUTF8(bytes) ? (.utf8, nil) : (.windows1252, declared)
        case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1":
            return (.windows1252, nil)
        case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9", "l9": return (.latin9, nil)
        default: throw Finding(.unknownEncoding, at: Place(line: 1), ["encoding": declared])
        }
    }

    /// What `charset=` or an XML declaration says, in lower case.
    private static func declared(_ head: [UInt8]) -> String? {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        for word in text.hasPrefix("<?xml") ? ["charset", "encoding"] : ["charset"] {
            guard let found = text.firstRange(of: word) else { continue }
            let rest = text[found.upperBound...].drop { $0.isWhitespace }
            guard rest.first == "=" else { continue }
            let name = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            let end = name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
            if !end.isEmpty { return String(end) }
        }
        return nil
    }

    private static func isUTF8(_ bytes: Bytes) -> Bool {
        var position = 0
        while position < bytes.count {
            var end = min(position + (1 << 20), bytes.count)
            // A character is not cut in two: go back over at most three of its following bytes.
            if end < bytes.count {
                var back = 0
                while back < 4, bytes[end] & 0xC0 == 0x80 {
                    end -= 1
                    back += 1
                }
            }
            let piece = bytes[position..<end].array
            guard (try? UTF8Span(validating: piece.span)) != nil else { return false }
            position = end
        }
        return true
    }

    /// `piece`, which ends where a character does, in UTF-8.
    func utf8(_ piece: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8:
            // libxml2 would take the rest for ISO-8859-1 from the first wrong byte on.
            if (try? UTF8Span(validating: piece.span)) != nil { return piece }
            return Array(String(decoding: piece, as: UTF8.self).utf8)
        case .utf16(let isBigEndian):
            let units = (0..<piece.count / 2).map { index in
                let (first, second) = (UInt16(piece[2 * index]), UInt16(piece[2 * index + 1]))
                return isBigEndian ? first << 8 | second : second << 8 | first
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        case .windows1252, .latin9:
            var text: [UInt8] = []
            text.reserveCapacity(piece.count + piece.count / 8)
            for byte in piece {
                if byte < 0x80 {
                    text.append(byte)
                } else {
                    let scalar = Unicode.Scalar(scalar(byte)) ?? "\u{FFFD}"
                    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
            return text
        }
    }

    private func scalar(_ byte: UInt8) -> UInt32 {
        if self == .latin9 {
            return Self.latin9Letters[byte] ?? UInt32(byte)
        }
        return byte < 0xA0 ? Self.windows1252Letters[Int(byte - 0x80)] : UInt32(byte)
    }

    private static let latin9Letters: [UInt8: UInt32] = [
        0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
    ]

    /// What 0x80 to 0x9F are in windows-1252 (Encoding Standard, index windows-1252).
    private static let windows1252Letters: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}
