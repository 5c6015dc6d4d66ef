internal import Findings
internal import Markup
internal import Tabular

/// The styles part: what it has, and what is appended at the end of its lists. Nothing in it is ever renumbered.
final class StyleBook {
    /// The part's own name, for findings.
    let part: String
    private let outline: Outline
    private let prefix: String
    private let xfs: [Outline.Node]
    private var lists: [String: Appended] = [:]
    private var bodies: [BodyKey: Int] = [:]
    private var looks: [LookKey: Int] = [:]

    /// What is appended to one list.
    private struct Appended {
        var existing: Int
        var items: [[UInt8]] = []
        var known: [[UInt8]: Int] = [:]
    }

    private struct BodyKey: Hashable {
        var neighbour: Int
        var format: ValueFormat
    }

    struct LookKey: Hashable {
        var look: CellLook
        var format: ValueFormat
        var isLink: Bool
    }

    /// Excel's limit of cell formats in a workbook.
    static let limit = 65_490

    /// Reads the styles part.
    init(_ bytes: [UInt8], part: String) throws(Finding) {
        self.part = part
        let outline = try Outline(bytes, part: part, depth: 2)
        guard let root = outline.root, root.name == "styleSheet" else {
            throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "styleSheet"])
        }
        self.outline = outline
        prefix = outline.prefix(of: root)
        xfs = outline.top("cellXfs").map { outline.children(of: $0) }?.filter { $0.name == "xf" } ?? []
    }

    /// Whether anything was appended.
    var isChanged: Bool { lists.values.contains { !$0.items.isEmpty } }

    /// How many cell formats there are.
    var count: Int { xfs.count + (lists["cellXfs"]?.items.count ?? 0) }

    // MARK: Cells next to existing ones

    /// The format of a body cell that looks like `neighbour` (an index of cell formats) with `format` laid over.
    func body(neighbour: Int, _ format: ValueFormat) throws(Finding) -> Int {
        let key = BodyKey(neighbour: min(max(neighbour, 0), xfs.count), format: format)
        if let style = bodies[key] { return style }
        let style = try clone(neighbour, format)
        bodies[key] = style
        return style
    }

    private func clone(_ neighbour: Int, _ format: ValueFormat) throws(Finding) -> Int {
        guard xfs.indices.contains(neighbour) else {
            return try add(xf: xf(numberFormat: try numberFormat(format), wraps: format == .wrapped))
        }
        let node = xfs[neighbour]
        let source = Array(outline.bytes[node.range])
        let xf = try Outline(source, part: part, depth: 1)
        guard let root = xf.root else { return neighbour }
        let alignment = try alignment(xf.nodes.first { $0.name == "alignment" }, in: xf, format)
        let overlaid = ["numFmtId", "applyNumberFormat", "applyAlignment", "quotePrefix"]
        var kept = ""
        for attribute in try xf.scanner.attributes(of: root.open) {
            let name = xf.scanner.raw(attribute.name)
            if overlaid.contains(name) { continue }
            kept += " \(name)=\"\(xf.scanner.raw(attribute.value))\""
        }
        let children = xf.nodes.filter { $0.depth == 1 && $0.name != "alignment" }.map { xf.scanner.raw($0.range) }
        let number = try numberFormat(format)
        var clone = "<\(prefix)xf numFmtId=\"\(number)\"\(kept)"
        if number != 0 { clone += " applyNumberFormat=\"1\"" }
        if !alignment.isEmpty { clone += " applyAlignment=\"1\"" }
        let content = alignment + children.joined()
        clone += content.isEmpty ? "/>" : ">\(content)</\(prefix)xf>"
        if try isSame(clone, as: source) { return neighbour }
        return try add(xf: clone)
    }

    /// The neighbour's alignment without what its own kind of value asked for; wrapped when `format` says so.
    private func alignment(_ node: Outline.Node?, in xf: Outline, _ format: ValueFormat) throws(Finding) -> String {
        var attributes: [String] = []
        if let node {
            let dropped = ["horizontal", "indent", "wrapText", "shrinkToFit", "justifyLastLine"]
            for attribute in try xf.scanner.attributes(of: node.open) {
                let name = xf.scanner.raw(attribute.name)
                if !dropped.contains(name) { attributes.append(" \(name)=\"\(xf.scanner.raw(attribute.value))\"") }
            }
        }
        if format == .wrapped { attributes.append(" wrapText=\"1\"") }
        return attributes.isEmpty ? "" : "<\(prefix)alignment\(attributes.joined())/>"
    }

    /// Whether two `xf` elements say the same: same attributes in any order, same content.
    private func isSame(_ left: String, as right: [UInt8]) throws(Finding) -> Bool {
        func parts(_ bytes: [UInt8]) throws(Finding) -> (Set<String>, [String]) {
            let outline = try Outline(bytes, part: part, depth: 1)
            var attributes: Set<String> = []
            guard let root = outline.root else { return ([], []) }
            for attribute in try outline.scanner.attributes(of: root.open) {
                attributes.insert(outline.scanner.raw(attribute.name) + "=" + outline.scanner.raw(attribute.value))
            }
            return (attributes, outline.nodes.filter { $0.depth == 1 }.map { outline.scanner.raw($0.range) })
        }
        return try parts(Array(left.utf8)) == parts(right)
    }

    // MARK: Cells of new sheets

    /// The format of a cell of a new sheet.
    func look(_ look: CellLook, _ format: ValueFormat, isLink: Bool = false) throws(Finding) -> Int {
        let key = LookKey(look: look, format: format, isLink: isLink)
        if let style = looks[key] { return style }
        let design = LookDesign(look, isLink: isLink)
        let font = try design.font.map { (font) throws(Finding) in try add("fonts", fontMarkup(font)) } ?? 0
        let fill = try design.fill.map { (fill) throws(Finding) in try add("fills", fillMarkup(fill)) } ?? 0
        let border = design.border == .none ? 0 : try add("borders", design.border.markup(prefix: prefix))
        let wraps = design.wraps || format == .wrapped
        let style = try add(
            xf: xf(
                numberFormat: try numberFormat(format), font: font, fill: fill, border: border, wraps: wraps,
                alignment: design.alignment))
        looks[key] = style
        return style
    }

    private func xf(
        numberFormat: Int, font: Int = 0, fill: Int = 0, border: Int = 0, wraps: Bool, alignment: String = ""
    ) -> String {
        var xf =
            "<\(prefix)xf numFmtId=\"\(numberFormat)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\""
        if outline.top("cellStyleXfs") != nil { xf += " xfId=\"0\"" }
        if numberFormat != 0 { xf += " applyNumberFormat=\"1\"" }
        if font != 0 { xf += " applyFont=\"1\"" }
        if fill != 0 { xf += " applyFill=\"1\"" }
        if border != 0 { xf += " applyBorder=\"1\"" }
        let inner = alignment + (wraps ? " wrapText=\"1\"" : "")
        if inner.isEmpty { return xf + "/>" }
        return xf + " applyAlignment=\"1\"><\(prefix)alignment\(inner)/></\(prefix)xf>"
    }

    /// A font like the workbook's first one, in the design's weight, size and colour.
    private func fontMarkup(_ font: LookDesign.Font) throws(Finding) -> String {
        var name = "Calibri"
        var size = 11.0
        var family = ""
        if let fonts = outline.top("fonts"), let first = outline.children(of: fonts).first {
            let base = try Outline(Array(outline.bytes[first.range]), part: part, depth: 1)
            for node in base.nodes where node.depth == 1 {
                guard let value = try base.attribute("val", of: node) else { continue }
                switch node.name {
                case "name": name = value
                case "sz": size = Double(value).flatMap { (1...400).contains($0) ? $0 : nil } ?? size
                case "family": family = "<\(prefix)family val=\"\(CellMarkup.escaped(value, inAttribute: true))\"/>"
                default: break
                }
            }
        }
        let points = (size * font.scale * 2).rounded() / 2
        let shown = points == points.rounded() ? String(Int(points)) : String(points)
        return "<\(prefix)font>" + (font.isBold ? "<\(prefix)b/>" : "") + (font.isItalic ? "<\(prefix)i/>" : "")
            + (font.isUnderlined ? "<\(prefix)u/>" : "") + "<\(prefix)sz val=\"\(shown)\"/>"
            + (font.colour.map { "<\(prefix)color rgb=\"\(Self.opaque($0))\"/>" } ?? "")
            + "<\(prefix)name val=\"\(CellMarkup.escaped(name, inAttribute: true))\"/>\(family)</\(prefix)font>"
    }

    private func fillMarkup(_ colour: String) -> String {
        "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor rgb=\"\(Self.opaque(colour))\"/>"
            + "<\(prefix)bgColor indexed=\"64\"/></\(prefix)patternFill></\(prefix)fill>"
    }

    /// `RRGGBB` as an opaque colour; black for anything else, which no program would read.
    private static func opaque(_ colour: String) -> String {
        let isHexadecimal = colour.utf8.count == 6 && colour.utf8.allSatisfy { EscapedText.hexDigit($0) != nil }
        return isHexadecimal ? "FF" + colour.uppercased() : "FF000000"
    }

    // MARK: Conditional colours

    /// The number of the differential format with this fill and ink, `RRGGBB`.
    func differential(fill: String, ink: String) throws(Finding) -> Int {
        try add(
            "dxfs",
            "<\(prefix)dxf><\(prefix)font><\(prefix)color rgb=\"\(Self.opaque(ink))\"/></\(prefix)font><\(prefix)fill>"
                + "<\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor rgb=\"\(Self.opaque(fill))\"/>"
                + "<\(prefix)bgColor rgb=\"\(Self.opaque(fill))\"/></\(prefix)patternFill></\(prefix)fill></\(prefix)dxf>"
        )
    }

    /// Whether the differential format `index` is made as `differential` makes them: an ink, and a solid fill whose two
    /// colours are one.
    func isOwnDifferential(_ index: Int) throws(Finding) -> Bool {
        guard let list = outline.top("dxfs") else { return false }
        let items = outline.children(of: list)
        guard items.indices.contains(index) else { return false }
        let dxf = try Outline(Array(outline.bytes[items[index].range]), part: part, depth: 4)
        guard dxf.nodes.map(\.name) == ["dxf", "font", "color", "fill", "patternFill", "fgColor", "bgColor"] else {
            return false
        }
        let pattern = try dxf.attribute("patternType", of: dxf.nodes[4])
        let fill = try dxf.attribute("rgb", of: dxf.nodes[5])
        let back = try dxf.attribute("rgb", of: dxf.nodes[6])
        return pattern == "solid" && fill != nil && fill == back
    }

    // MARK: Number formats

    /// The number of the number format that shows `format` (ECMA-376 part 1, section 18.8.30 for the built-in ones).
    private func numberFormat(_ format: ValueFormat) throws(Finding) -> Int {
        switch format {
        case .general, .wrapped: 0
        case .text: 49
        case .integer: 3
        case .amount, .percent, .date: try custom(NumberFormatCode.cell(format))
        }
    }

    private var formats: [String: Int] = [:]
    private var lastFormat = 0

    private func custom(_ code: String) throws(Finding) -> Int {
        if lastFormat == 0 {
            lastFormat = 163
            if let list = outline.top("numFmts") {
                for node in outline.children(of: list) {
                    guard let id = try outline.attribute("numFmtId", of: node).flatMap({ Int($0) }), id < 1 << 30 else {
                        continue
                    }
                    lastFormat = max(lastFormat, id)
                    if let code = try outline.attribute("formatCode", of: node), formats[code] == nil {
                        formats[code] = id
                    }
                }
            }
        }
        if let id = formats[code] { return id }
        lastFormat += 1
        formats[code] = lastFormat
        let escaped = CellMarkup.escaped(code, inAttribute: true)
        _ = try add("numFmts", "<\(prefix)numFmt numFmtId=\"\(lastFormat)\" formatCode=\"\(escaped)\"/>")
        return lastFormat
    }

    // MARK: Lists

    private func add(xf: String) throws(Finding) -> Int {
        let index = try add("cellXfs", xf)
        guard index < Self.limit else {
            throw Finding(.tooManyStyles, at: Place(part: part), ["count": "\(index)"])
        }
        return index
    }

    /// The index of `markup` in `list`, appended unless it is there already, in whatever order its attributes are.
    private func add(_ list: String, _ markup: String) throws(Finding) -> Int {
        let bytes = Array(markup.utf8)
        let key = try CanonicalMarkup.of(bytes, part: part)
        if lists[list] == nil { lists[list] = try existing(list) }
        if let index = lists[list]?.known[key] { return index }
        let index = (lists[list]?.existing ?? 0) + (lists[list]?.items.count ?? 0)
        lists[list]?.known[key] = index
        lists[list]?.items.append(bytes)
        return index
    }

    /// What `list` holds before anything is appended.
    private func existing(_ list: String) throws(Finding) -> Appended {
        let items =
            outline.top(list).map { outline.children(of: $0).map { Array(outline.bytes[$0.range]) } }
            ?? defaults(list).map { Array($0.utf8) }
        var appended = Appended(existing: items.count)
        for (index, item) in items.enumerated() {
            let key = try CanonicalMarkup.of(item, part: part)
            if appended.known[key] == nil { appended.known[key] = index }
        }
        return appended
    }

    /// The first items that a list must have when it is created.
    private func defaults(_ list: String) -> [String] {
        switch list {
        case "fonts": ["<\(prefix)font><\(prefix)sz val=\"11\"/><\(prefix)name val=\"Calibri\"/></\(prefix)font>"]
        case "fills":
            ["none", "gray125"].map {
                "<\(prefix)fill><\(prefix)patternFill patternType=\"\($0)\"/></\(prefix)fill>"
            }
        case "borders": [LookDesign.Border.none.markup(prefix: prefix)]
        case "cellXfs": ["<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]
        default: []
        }
    }

    /// The part with what was appended.
    func finished() throws(Finding) -> [UInt8] {
        var splices = Splices()
        guard let root = outline.root else { return outline.bytes }
        var created: [(place: Int, markup: String)] = []
        for list in ChildOrder.styles {
            guard let appended = lists[list], !appended.items.isEmpty else { continue }
            let total = appended.existing + appended.items.count
            if let node = outline.top(list) {
                try splices.set("count", to: "\(total)", of: node, in: outline)
                splices.append(appended.items.flatMap { $0 }, to: node, in: outline)
            } else {
                let items =
                    defaults(list).joined() + appended.items.map { String(decoding: $0, as: UTF8.self) }.joined()
                created.append(
                    (
                        outline.place(for: list, order: ChildOrder.styles, atLeast: root.open.range.upperBound),
                        "<\(prefix)\(list) count=\"\(total)\">\(items)</\(prefix)\(list)>"
                    ))
            }
        }
        if root.isEmpty {
            splices.append(Array(created.map(\.markup).joined().utf8), to: root, in: outline)
        } else {
            for item in created { splices.insert(item.markup, at: item.place) }
        }
        return splices.applied(to: outline.bytes)
    }

    /// A styles part for a workbook that has none.
    static func minimal(_ namespaces: Namespaces) -> [UInt8] {
        Array(
            (Namespaces.declaration + "<styleSheet xmlns=\"\(namespaces.main)\">"
                + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                + "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
                + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
                + "<dxfs count=\"0\"/></styleSheet>").utf8)
    }
}
