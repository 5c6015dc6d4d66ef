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

    /// Surveys `bytes`.
    ///
    /// - Throws: `XML001`, `XML002`, `XML003`.
    init(_ bytes: Bytes) throws(Finding) {
        let declared = try DeclaredEncoding(of: bytes)
        encoding = declared.name
        self.bytes = bytes
        var survey = TagSurvey(.xml)
        var depth = 0
        var root = 0..<0
        var lines = 1
        var styles: Range<Int>?
        var sheets: [Sheet] = []
        try survey.run(bytes, declared.width) { tag in
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
