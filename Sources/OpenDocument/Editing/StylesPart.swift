internal import Findings
internal import Markup
internal import Tabular

/// Additions to `styles.xml`: conditional formats name common styles, and pages of new sheets need a layout. Both are
/// spliced in at the end of their lists, unless an earlier run left some that serve; nothing else of the part changes.
struct StylesPart {
    /// What the names of the styles of colours start with.
    static let colourStem = "MesuresCouleur"
    fileprivate static let pageStem = "MesuresPage"

    /// The style of each colour.
    private(set) var colourStyles: [ValueColour: String] = [:]
    /// The master pages for portrait and landscape sheets.
    private(set) var pages: [Bool: String] = [:]
    /// Names of styles in this part.
    private(set) var names: Set<String> = []

    private var common: Anchor?
    private var automatic: Anchor?
    private var master: Anchor?
    private var prefixes = Prefixes(NameTable())
    private var rootClose = 0
    private var starts: [Int] = []
    private var isOld = false
    private var splices: [Splice] = []
    private var earlier = OwnCommonStyles()
    private let bytes: [UInt8]

    /// Reads the part.
    init(_ bytes: [UInt8]) throws(Finding) {
        self.bytes = bytes
        var scanner = MarkupScanner(bytes, part: Package.styles)
        var names = NameTable()
        var depth = 0
        while let token = try scanner.next() {
            switch token.kind {
            case .start, .empty:
                if depth == 0 {
                    rootClose = token.range.upperBound - (token.kind == .empty ? 2 : 1)
                    for (name, value) in try scanner.attributes(of: token) {
                        let spelled = String(decoding: bytes[name], as: UTF8.self)
                        if spelled.hasSuffix(":version") {
                            isOld = ["1.0", "1.1", "1.2"].contains(String(decoding: bytes[value], as: UTF8.self))
                        }
                        if spelled.hasPrefix("xmlns:") {
                            names.declare(String(spelled.dropFirst(6)), String(decoding: bytes[value], as: UTF8.self))
                        }
                    }
                    prefixes = Prefixes(names, for: [.office, .style, .fo] + (isOld ? [.loext] : []))
                }
                if depth == 1, isList(scanner.localName(of: token)) { starts.append(token.range.lowerBound) }
                if token.kind == .empty, depth == 1 {
                    let name = String(decoding: bytes[token.name], as: UTF8.self)
                    note(.inEmptyTag(endingAt: token.range.upperBound, name: name), scanner.localName(of: token))
                }
                if depth == 2 || depth == 3 {
                    let attributes = try localAttributes(scanner, token)
                    if depth == 2, let name = attributes["name"] { self.names.insert(name) }
                    earlier.read(
                        String(decoding: scanner.localName(of: token), as: UTF8.self), attributes, depth: depth)
                }
                if token.kind == .start { depth += 1 }
            case .end:
                depth -= 1
                if depth == 1 { note(.beforeEnd(at: token.range.lowerBound), scanner.localName(of: token)) }
                if depth == 0 { addMissing(before: token.range.lowerBound) }
            default: break
            }
        }
    }

    /// The attributes of a tag by their local names; what matters here has no two alike.
    private func localAttributes(
        _ scanner: MarkupScanner, _ token: MarkupScanner.Token
    ) throws(Finding) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in try scanner.attributes(of: token) {
            let local = bytes[name].split(separator: UInt8(ascii: ":")).last ?? []
            found[String(decoding: local, as: UTF8.self)] = String(decoding: bytes[value], as: UTF8.self)
        }
        return found
    }

    /// Whether `name` is of a list that comes after the common styles.
    private func isList(_ name: ArraySlice<UInt8>) -> Bool {
        name.elementsEqual("automatic-styles".utf8) || name.elementsEqual("master-styles".utf8)
    }

    private mutating func note(_ anchor: Anchor, _ name: ArraySlice<UInt8>) {
        switch String(decoding: name, as: UTF8.self) {
        case "styles": common = anchor
        case "automatic-styles": automatic = anchor
        case "master-styles": master = anchor
        default: break
        }
    }

    /// The lists that the part lacks go at its end, in the order of OpenDocument 1.3, part 3, section 3.1.3.3.
    private mutating func addMissing(before end: Int) {
        let office = prefixes.office
        if common == nil { common = .missing(at: starts.first ?? end, name: "\(office):styles") }
        if automatic == nil {
            automatic = .missing(at: master == nil ? end : starts.last ?? end, name: "\(office):automatic-styles")
        }
        if master == nil { master = .missing(at: end, name: "\(office):master-styles") }
    }

    /// Adds a style for each of `colours`.
    mutating func add(_ colours: [ValueColour]) {
        let p = prefixes.style
        var added = ""
        for colour in colours where colourStyles[colour] == nil {
            // The text of a colour is the condition's, not the style's.
            let alike = colourStyles.first { $0.key.fill == colour.fill && $0.key.ink == colour.ink }?.value
            if let name = alike ?? earlier.colour(fill: colour.fill, ink: colour.ink) {
                colourStyles[colour] = name
                continue
            }
            let name = free(Self.colourStem)
            colourStyles[colour] = name
            added +=
                "<\(p):style \(p):name=\"\(name)\" \(p):family=\"table-cell\" \(p):parent-style-name=\"Default\">"
                + "<\(p):table-cell-properties \(prefixes.fo):background-color=\"#\(colour.fill.lowercased())\"/>"
                + "<\(p):text-properties \(prefixes.fo):color=\"#\(colour.ink.lowercased())\"/></\(p):style>"
        }
        if !added.isEmpty, let common { splices.append(common.adding(Array(added.utf8))) }
    }

    /// Adds the pages of new sheets: A4, fitted to the width; one for each of `orientations`, true being landscape.
    mutating func addPages(_ orientations: [Bool]) {
        let p = prefixes.style
        let fo = prefixes.fo
        var layouts = ""
        var masters = ""
        for isLandscape in orientations where pages[isLandscape] == nil {
            if let page = earlier.page(isLandscape: isLandscape) {
                pages[isLandscape] = page
                continue
            }
            let layout = free("mesPm")
            let page = free(Self.pageStem)
            pages[isLandscape] = page
            let size = isLandscape ? ("29.7cm", "21.001cm") : ("21.001cm", "29.7cm")
            // No height in pages means as many as it takes. OpenDocument has the attribute since 1.3; before, it was
            // LibreOffice's extension.
            let scale = isOld ? prefixes[.loext] : p
            layouts +=
                "<\(p):page-layout \(p):name=\"\(layout)\"><\(p):page-layout-properties \(fo):page-width=\"\(size.0)\" "
                + "\(fo):page-height=\"\(size.1)\" \(p):print-orientation=\"\(isLandscape ? "landscape" : "portrait")\" "
                + "\(fo):margin-top=\"1.5cm\" \(fo):margin-bottom=\"1.5cm\" \(fo):margin-left=\"1.5cm\" "
                + "\(fo):margin-right=\"1.5cm\" \(scale):scale-to-X=\"1\"/></\(p):page-layout>"
            masters += "<\(p):master-page \(p):name=\"\(page)\" \(p):page-layout-name=\"\(layout)\"/>"
        }
        guard !layouts.isEmpty, let automatic, let master else { return }
        splices.append(automatic.adding(Array(layouts.utf8)))
        splices.append(master.adding(Array(masters.utf8)))
    }

    /// The part with what was added; nil when nothing was.
    func spliced() -> [UInt8]? {
        guard !splices.isEmpty else { return nil }
        var all = splices
        if !prefixes.missing.isEmpty {
            all.append(Splice(offset: rootClose, insertion: .bytes(Array(prefixes.missing.utf8))))
        }
        return Splice.apply(all, to: bytes)
    }

    private mutating func free(_ stem: String) -> String {
        var number = 1
        while names.contains("\(stem)\(number)") { number += 1 }
        names.insert("\(stem)\(number)")
        return "\(stem)\(number)"
    }
}

/// The colours and pages that an earlier run of the program left in `styles.xml`.
private struct OwnCommonStyles {
    private var fills: [String: String] = [:]
    private var inks: [String: String] = [:]
    private var colours: [String] = []
    /// The layout of each of our pages, in their order.
    private var pages: [(name: String, layout: String)] = []
    private var landscapeLayouts: [String: Bool] = [:]
    private var style = ""
    private var layout = ""

    /// Takes note of a tag within `depth` elements: its local name and its attributes by their local names.
    mutating func read(_ name: String, _ attributes: [String: String], depth: Int) {
        switch (name, depth) {
        case ("style", 2):
            style = attributes["name"] ?? ""
            if style.hasPrefix(StylesPart.colourStem) { colours.append(style) }
        case ("table-cell-properties", 3): fills[style] = attributes["background-color"]
        case ("text-properties", 3): inks[style] = attributes["color"]
        case ("page-layout", 2): layout = attributes["name"] ?? ""
        case ("page-layout-properties", 3):
            landscapeLayouts[layout] = attributes["print-orientation"] == "landscape"
        case ("master-page", 2):
            let page = attributes["name"] ?? ""
            if page.hasPrefix(StylesPart.pageStem) { pages.append((page, attributes["page-layout-name"] ?? "")) }
        default: break
        }
    }

    /// The style of cells filled and written so, `RRGGBB`.
    func colour(fill: String, ink: String) -> String? {
        colours.first { fills[$0] == "#\(fill.lowercased())" && inks[$0] == "#\(ink.lowercased())" }
    }

    /// The page of that orientation, whatever people have made of its margins since.
    func page(isLandscape: Bool) -> String? { pages.first { landscapeLayouts[$0.layout] == isLandscape }?.name }
}

extension Splice {
    /// A small part with `splices` done.
    static func apply(_ splices: [Splice], to part: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        for splice in sorted(splices) {
            guard case .bytes(let inserted) = splice.insertion else { continue }
            result += part[copied..<splice.offset]
            result += inserted
            copied = splice.offset + splice.removing
        }
        return result + part[copied...]
    }
}
