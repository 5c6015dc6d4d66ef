internal import Files
internal import Findings
internal import Markup

/// Where the parts of a SpreadsheetML 2003 file lie, found in one pass.
struct SpreadsheetMLIndex {
    /// A `Worksheet`.
    struct Sheet {
        /// Its start tag.
        var tag: Range<Int>
        /// All of it.
        var range: Range<Int>
        /// Its `WorksheetOptions`.
        var options: Range<Int>?
        /// The line on which it starts.
        var line: Int
    }

    /// Everything up to the end of the root's start tag.
    private(set) var head = 0..<0
    /// The line on which the root's start tag ends.
    private(set) var headLines = 1
    private(set) var styles: Range<Int>?
    private(set) var sheets: [Sheet] = []
    /// The encoding, for people.
    let encoding: String
    /// Where the file can be cut.
    let cuts: [Int]
    private let bytes: Bytes

    private static let known: Set<String> = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"]

    /// Surveys `bytes`.
    ///
    /// - Throws: `XML001`, `XML002`, `XML003`.
    init(_ bytes: Bytes) throws(Finding) {
        let width: TagSurvey.Width
        let start = bytes[0..<min(bytes.count, 512)].array
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0x3C, 0x00]) {
            width = .two(isBigEndian: false)
            encoding = "UTF-16LE"
        } else if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0x00, 0x3C]) {
            width = .two(isBigEndian: true)
            encoding = "UTF-16BE"
        } else {
            width = .one
            encoding = Self.declared(start) ?? "UTF-8"
            // Others may hide tags from the survey, as UTF-7 does.
            let name = encoding.lowercased()
            guard Self.known.contains(name) || name.hasPrefix("iso-8859-") || name.hasPrefix("windows-125") else {
                throw Finding(.unknownEncoding, at: Place(line: 1), ["encoding": encoding])
            }
        }
        self.bytes = bytes
        var survey = TagSurvey(.xml)
        var depth = 0
        var root = 0..<0
        var lines = 1
        var styles: Range<Int>?
        var sheets: [Sheet] = []
        try survey.run(bytes, width) { tag in
            if tag.isEnd { depth -= 1 }
            switch (depth, tag.name) {
            case (0, _) where !tag.isEnd && root.isEmpty:
                root = 0..<tag.range.upperBound
                lines = tag.line
            case (1, "Styles"):
                if !tag.isEnd { styles = tag.range } else { styles = Self.extended(styles, to: tag) }
            case (1, "Worksheet"):
                if !tag.isEnd {
                    sheets.append(Sheet(tag: tag.range, range: tag.range, line: tag.line))
                } else if let last = sheets.indices.last {
                    sheets[last].range = sheets[last].range.lowerBound..<tag.range.upperBound
                }
            case (2, "WorksheetOptions"):
                guard let last = sheets.indices.last else { break }
                sheets[last].options = tag.isEnd ? Self.extended(sheets[last].options, to: tag) : tag.range
            default: break
            }
            if !tag.isEnd, !tag.isEmpty { depth += 1 }
        }
        head = root
        headLines = lines
        self.styles = styles
        self.sheets = sheets
        cuts = survey.cuts
    }

    private static func extended(_ range: Range<Int>?, to tag: SurveyedTag) -> Range<Int>? {
        range.map { $0.lowerBound..<tag.range.upperBound }
    }

    private static func declared(_ start: [UInt8]) -> String? {
        let text = String(decoding: start, as: UTF8.self)
        guard let declaration = text.firstRange(of: "?>").map({ text[..<$0.lowerBound] }),
            let found = declaration.firstRange(of: "encoding")
        else { return nil }
        let rest = declaration[found.upperBound...].drop { $0 != "\"" && $0 != "'" }
        guard let quote = rest.first else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    /// Walks the root's start tag, then `ranges` of the file, the first of which starts on `line`; `step` is asked after
    /// each piece whether to go on.
    func walk(
        _ ranges: [Range<Int>], line: Int, _ listener: any MarkupListener, _ step: () throws -> Bool = { true }
    ) throws {
        let walk = MarkupWalk(.xml, listener: listener, firstLine: line - headLines + 1)
        try walk.feed(bytes[head].array)
        for range in ranges {
            for piece in Pieces(range: range, cuts: cuts) {
                try walk.feed(bytes[piece].array)
                guard try step() else { return }
            }
        }
    }
}
