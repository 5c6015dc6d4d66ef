internal import Findings
internal import Markup
internal import ZipArchive

/// Reads the tokens of `content.xml` while it is being inflated, a window at a time, copying nothing.
///
/// Positions are offsets from the start of the part, so that they outlive the window; bytes are in `window`, at
/// `index(of:)`. What lies at or after `kept` stays in the window. Comments and processing instructions are passed over.
/// One pass over the part takes memory for its largest token, or for what the caller keeps.
struct ContentStream {
    /// What a token is.
    enum Kind { case start, empty, end, text, cdata, finish }

    /// The inflated bytes at hand.
    var window: [UInt8] = []
    /// The offset in the part of the first byte of the window.
    var base = 0
    /// Bytes from this offset on stay in the window; nil keeps only the token at hand.
    var kept: Int?
    /// When more than so many bytes before the token at hand would stay, none do, and `kept` becomes nil.
    var mostKept = Int.max
    /// The names as this document spells them.
    private(set) var names = NameTable()
    /// How many elements are open after the token at hand.
    var depth = 0
    /// The elements that `next` opened and that are still open, with how many were open within each: its end must match.
    var opened: [(depth: Int, name: ContentName)] = []

    /// What the token at hand is.
    private(set) var kind = Kind.finish
    /// Its name when it is a tag that matters.
    private(set) var name = ContentName.other
    /// Where it starts, brackets included.
    var start = 0
    /// Where it ends; the next token starts there.
    var end = 0
    /// The text of a text or CDATA token, as indices of `window`.
    private(set) var content = 0..<0
    /// The value of the attribute that `nextAttribute` found, as indices of `window`.
    private(set) var value = 0..<0

    private var nameEnd = 0
    private var cursor = 0
    var isAtSourceEnd = false
    private var isRootMet = false
    let feed: EntryFeed
    let place: Place

    /// Reads the tokens of what `feed` inflates; `place` names the part in findings.
    init(_ feed: EntryFeed, at place: Place) throws(Finding) {
        self.feed = feed
        self.place = place
        try begin()
    }

    /// The same, from `offset` on, where an element starts, with the `names` that another pass learnt.
    init(_ feed: EntryFeed, at place: Place, from offset: Int, names: NameTable) throws(Finding) {
        self.feed = feed
        self.place = place
        self.names = names
        isRootMet = true
        // How deep the offset lies is not known; what is read from there may also close what was opened before it.
        depth = 1 << 20
        try begin()
        start = 0
        end = 0
        try skip(to: offset)
    }

    /// The same, for a `feed` that begins at `offset`.
    init(_ feed: EntryFeed, at place: Place, beginningAt offset: Int, names: NameTable) throws(Finding) {
        self.feed = feed
        self.place = place
        self.names = names
        isRootMet = true
        depth = 1 << 20
        base = offset
        start = offset
        end = offset
    }

    /// The index in `window` of the byte at `offset` of the part.
    @inline(__always)
    func index(of offset: Int) -> Int { offset - base }

    /// The bytes from one offset to another, both within the window.
    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        window[(range.lowerBound - base)..<(range.upperBound - base)]
    }

    /// The bytes from one offset to another as text, references left as they are.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

    /// The name of the tag at hand as it is written.
    var qualifiedName: String { String(decoding: window[(index(of: start) + 1)..<nameEnd], as: UTF8.self) }

    /// Where the value at hand is in the part.
    var valuePlace: Range<Int> { (value.lowerBound + base)..<(value.upperBound + base) }

    /// How deep what the start tag at hand holds lies.
    var innerDepth: Int { kind == .empty ? depth + 1 : depth }

    /// Whether the text at hand is white space only.
    var isBlankText: Bool { isBlank(content) }

    /// A finding at the token at hand.
    func finding(_ kind: FindingKind, _ values: [String: String] = [:]) -> Finding {
        var place = place
        place.offset = start
        return Finding(kind, at: place, values)
    }

    /// A finding about the XML at the token at hand.
    func malformed(_ detail: String, at offset: Int? = nil) -> Finding {
        var place = place
        place.offset = offset ?? start
        return Finding(.malformedMarkup, at: place, ["detail": detail])
    }

    // MARK: Tokens

    /// Goes to the next token; `.finish` after the root's end.
    mutating func next() throws(Finding) {
        while true {
            if index(of: end) >= window.count, try !refill() {
                guard depth == 0, isRootMet else { throw malformed("unexpected end", at: end) }
                kind = .finish
                start = end
                return
            }
            start = end
            if window[index(of: start)] != UInt8(ascii: "<") {
                try readText()
                if depth > 0 { return }
                guard isBlank(content) else { throw malformed("text outside of any element") }
            } else if try readMarkup() {
                return
            }
        }
    }

    /// Goes to the end of the element whose start tag is at hand; nothing when the tag is empty.
    mutating func skipElement() throws(Finding) {
        guard kind == .start else { return }
        let outside = depth - 1
        repeat {
            skipUsual(above: outside)
            try next()
        } while depth > outside && kind != .finish
    }

    private mutating func readText() throws(Finding) {
        var at = index(of: start)
        while true {
            do {
                let span = window.span
                while at < span.count, span[at] != UInt8(ascii: "<") { at += 1 }
            }
            if at < window.count { break }
            let seen = base + at
            let isMore = try refill()
            at = index(of: seen)
            if !isMore { break }
        }
        kind = .text
        name = .other
        content = index(of: start)..<at
        end = base + at
    }

    /// Reads what starts with `<`; false when it is to be passed over.
    private mutating func readMarkup() throws(Finding) -> Bool {
        try need(start + 2)
        switch window[index(of: start) + 1] {
        case UInt8(ascii: "/"): try readEnd()
        case UInt8(ascii: "?"):
            try passOver("?>", after: 2)
            try checkDeclaration()
            return false
        case UInt8(ascii: "!"):
            try need(start + 4)
            if window[index(of: start) + 2] == UInt8(ascii: "-") {
                try passOver("-->", after: 4)
                return false
            }
            guard window[index(of: start) + 2] == UInt8(ascii: "[") else {
                throw Finding(.doctypeRefused, at: place)
            }
            try passOver("]]>", after: 9)
            kind = .cdata
            name = .other
            content = (index(of: start) + 9)..<(index(of: end) - 3)
            guard depth > 0 else { throw malformed("text outside of any element") }
        default: try readStart()
        }
        return true
    }

    private mutating func readEnd() throws(Finding) {
        let close = try find(UInt8(ascii: ">"), from: start + 2)
        end = close + 1
        let first = index(of: start) + 2
        var last = first
        while last < index(of: close), !Self.isSpace(window[last]) { last += 1 }
        name = names.find(window, first, last)
        kind = .end
        var isOther = false
        if let last = opened.last, last.depth == depth {
            isOther = last.name != name
            opened.removeLast()
        }
        // Who goes on in spite of a finding counts tags as those do who pass over them.
        depth -= 1
        guard depth >= 0 else { throw malformed("an end tag too many") }
        if isOther { throw malformed("an end tag of another element") }
    }

    private mutating func readStart() throws(Finding) {
        let close = try findTagEnd()
        let first = index(of: start) + 1
        let last = index(of: close)
        var at = first
        do {
            let span = window.span
            while at < last, !Self.isSpace(span[at]), span[at] != UInt8(ascii: "/") { at += 1 }
        }
        guard at > first else { throw malformed("a tag without a name") }
        end = close + 1
        nameEnd = at
        let isEmpty = window[last - 1] == UInt8(ascii: "/")
        kind = isEmpty ? .empty : .start
        if depth == 0 {
            guard !isRootMet else { throw malformed("two root elements") }
            isRootMet = true
            try checkRoot()
            try declareNamespaces()
        }
        if !isEmpty { depth += 1 }
        name = names.find(window, first, nameEnd)
        if name == .other, try hasNewPrefix(first) { name = names.find(window, first, nameEnd) }
        if !isEmpty { opened.append((depth, name)) }
        cursor = nameEnd
    }

    /// The root is that of a package's contents, or of a flat document.
    private func checkRoot() throws(Finding) {
        let local = qualifiedName.split(separator: ":").last ?? ""
        guard local == "document-content" || local == "document" else {
            throw finding(.notASpreadsheet, ["detail": "<\(qualifiedName.prefix(40))>"])
        }
    }

    // MARK: Attributes

    /// Goes to the next attribute of the tag at hand; nil after the last. Its value is at `value`.
    @inline(__always)
    mutating func nextAttribute() throws(Finding) -> ContentName? {
        guard let range = try nextRawAttribute() else { return nil }
        return names.find(window, range.lowerBound, range.upperBound)
    }

    /// Goes back to the first attribute of the tag at hand.
    mutating func rewindAttributes() { cursor = nameEnd }

    /// The value of the attribute `wanted` of the tag at hand as a string; nil when absent.
    mutating func attribute(_ wanted: ContentName) throws(Finding) -> String? {
        rewindAttributes()
        while let found = try nextAttribute() {
            if found == wanted { return try string(value) }
        }
        return nil
    }

    /// Where the value of the attribute `wanted` of the tag at hand is in the part; nil when absent.
    mutating func place(ofAttribute wanted: ContentName) throws(Finding) -> Range<Int>? {
        rewindAttributes()
        while let found = try nextAttribute() {
            if found == wanted { return (value.lowerBound + base)..<(value.upperBound + base) }
        }
        return nil
    }

    /// Whether the value at hand is `text`, byte for byte.
    @inline(__always)
    func valueIs(_ text: String) -> Bool {
        value.count == text.utf8.count && window[value].elementsEqual(text.utf8)
    }

    /// The next attribute's qualified name as indices of `window`.
    @inline(__always)
    private mutating func nextRawAttribute() throws(Finding) -> Range<Int>? {
        guard kind == .start || kind == .empty else { return nil }
        let limit = index(of: end) - (kind == .empty ? 2 : 1)
        var at = cursor
        let first: Int
        let last: Int
        let open: Int
        do {
            let span = window.span
            while at < limit, Self.isSpace(span[at]) { at += 1 }
            if at >= limit { return nil }
            first = at
            while at < limit, span[at] != UInt8(ascii: "="), !Self.isSpace(span[at]) { at += 1 }
            last = at
            while at < limit, Self.isSpace(span[at]) { at += 1 }
            if at >= limit || span[at] != UInt8(ascii: "=") { throw malformed("an attribute without a value") }
            at += 1
            while at < limit, Self.isSpace(span[at]) { at += 1 }
            if at >= limit { throw malformed("an attribute without a value") }
            let quote = span[at]
            if quote != UInt8(ascii: "\"") && quote != UInt8(ascii: "'") {
                throw malformed("an attribute without quotes")
            }
            at += 1
            open = at
            while at < limit, span[at] != quote { at += 1 }
            if at >= limit { throw malformed("an attribute without a closing quote") }
        }
        value = open..<at
        cursor = at + 1
        return first..<last
    }

    private mutating func declareNamespaces() throws(Finding) {
        cursor = nameEnd
        while let range = try nextRawAttribute() {
            guard range.count >= 5, window[range.lowerBound..<range.lowerBound + 5].elementsEqual("xmlns".utf8) else {
                continue
            }
            if range.count == 5 {
                names.declare("", try string(value))
            } else if window[range.lowerBound + 5] == UInt8(ascii: ":") {
                let prefix = String(decoding: window[(range.lowerBound + 6)..<range.upperBound], as: UTF8.self)
                names.declare(prefix, try string(value))
            }
        }
        cursor = nameEnd
    }

    /// Whether the tag at hand uses a prefix that no declaration was met of, and declares it itself.
    private mutating func hasNewPrefix(_ first: Int) throws(Finding) -> Bool {
        let qualified = window[first..<nameEnd]
        let prefix =
            qualified.firstIndex(of: UInt8(ascii: ":")).map { String(decoding: qualified[..<$0], as: UTF8.self) } ?? ""
        if names.knows(prefix) { return false }
        let before = names.prefixes.count
        try declareNamespaces()
        return names.prefixes.count > before
    }
}
