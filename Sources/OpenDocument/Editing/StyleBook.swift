internal import Findings
internal import Markup
internal import Tabular

/// The automatic styles that an edit adds to `content.xml`: each made once, named unlike any style of the workbook.
struct StyleBook {
    /// The markup of the styles made so far.
    private(set) var markup: [UInt8] = []
    let prefixes: Prefixes

    private var taken: Set<String>
    private let cellStyles: [String: [UInt8]]
    private var dataStyles: [ValueFormat: String] = [:]
    private var derived: [Derivation: String] = [:]
    private var others: [String: String] = [:]
    private var counters: [String: Int] = [:]

    private struct Derivation: Hashable {
        var neighbour: String
        var format: ValueFormat
    }

    /// A book for the workbook that `survey` describes; `taken` are the style names of its other parts.
    init(_ survey: ContentSurvey, taken: Set<String>) {
        prefixes = survey.prefixes
        cellStyles = survey.cellStyles
        self.taken = taken.union(survey.styleNames)
    }

    /// A name that starts with `stem` and that nothing has.
    mutating func name(_ stem: String) -> String {
        var number = counters[stem] ?? 0
        repeat { number += 1 } while taken.contains("\(stem)\(number)")
        counters[stem] = number
        taken.insert("\(stem)\(number)")
        return "\(stem)\(number)"
    }

    /// The style that looks like `neighbour` and shows values as `format`.
    mutating func style(like neighbour: String, _ format: ValueFormat) throws(Finding) -> String {
        let key = Derivation(neighbour: neighbour, format: format)
        if let known = derived[key] { return known }
        let data = dataStyle(format)
        let style = name("mesCe")
        if let original = cellStyles[neighbour] {
            try derive(original, name: style, data: data, isWrapped: format == .wrapped)
        } else {
            // A style of styles.xml: ours has it as its parent.
            let p = prefixes.style
            let properties =
                format == .wrapped ? "<\(p):table-cell-properties \(prefixes.fo):wrap-option=\"wrap\"/>" : ""
            append(
                "<\(p):style \(p):name=\"\(style)\" \(p):family=\"table-cell\" \(p):parent-style-name=\"\(neighbour)\" "
                    + "\(p):data-style-name=\"\(data)\">\(properties)</\(p):style>")
        }
        derived[key] = style
        return style
    }

    /// The style made by `make` from a name, once per `key`.
    mutating func style(_ key: String, _ stem: String, _ make: (String) -> String) -> String {
        if let known = others[key] { return known }
        let style = name(stem)
        others[key] = style
        append(make(style))
        return style
    }

    /// A column style of `width` characters.
    mutating func columnStyle(width: Double) -> String {
        let p = prefixes.style
        // A digit of the default fonts is about 0.19 cm wide; the rest is the cell's margin.
        let characters = width.isFinite ? min(max(width, 0), 255) : 10
        let hundredths = Int((characters * 0.19 + 0.2) * 100)
        let length = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)cm"
        let fo = prefixes.fo
        return style("column \(length)", "mesCo") {
            "<\(p):style \(p):name=\"\($0)\" \(p):family=\"table-column\"><\(p):table-column-properties "
                + "\(fo):break-before=\"auto\" \(p):column-width=\"\(length)\"/></\(p):style>"
        }
    }

    /// The data style for `format` (OpenDocument 1.3, part 3, section 16.29), French.
    mutating func dataStyle(_ format: ValueFormat) -> String {
        let format = format == .wrapped ? ValueFormat.general : format
        if let known = dataStyles[format] { return known }
        let style = name("mesN")
        let n = prefixes.number
        let named = "\(prefixes.style):name=\"\(style)\""
        let french = "\(n):language=\"fr\" \(n):country=\"FR\""
        let markup =
            switch format {
            case .general, .wrapped:
                "<\(n):number-style \(named)><\(n):number \(n):min-integer-digits=\"1\"/></\(n):number-style>"
            case .text: "<\(n):text-style \(named)><\(n):text-content/></\(n):text-style>"
            case .amount:
                "<\(n):currency-style \(named) \(french)><\(n):number \(n):decimal-places=\"2\" "
                    + "\(n):min-integer-digits=\"1\" \(n):grouping=\"true\"/><\(n):text>\u{A0}</\(n):text>"
                    + "<\(n):currency-symbol \(french)>€</\(n):currency-symbol></\(n):currency-style>"
            case .percent:
                "<\(n):percentage-style \(named) \(french)><\(n):number \(n):decimal-places=\"1\" "
                    + "\(n):min-integer-digits=\"1\"/><\(n):text>\u{A0}%</\(n):text></\(n):percentage-style>"
            case .integer:
                "<\(n):number-style \(named) \(french)><\(n):number \(n):decimal-places=\"0\" "
                    + "\(n):min-integer-digits=\"1\" \(n):grouping=\"true\"/></\(n):number-style>"
            case .date:
                "<\(n):date-style \(named)><\(n):day \(n):style=\"long\"/><\(n):text>/</\(n):text><\(n):month "
                    + "\(n):style=\"long\"/><\(n):text>/</\(n):text><\(n):year \(n):style=\"long\"/></\(n):date-style>"
            }
        append(markup)
        dataStyles[format] = style
        return style
    }

    private mutating func append(_ text: String) { markup += text.utf8 }

    // MARK: Copies of automatic styles

    /// Appends a copy of the style `original` with another name and data style; its conditions stay behind.
    private mutating func derive(
        _ original: [UInt8], name: String, data: String, isWrapped: Bool
    ) throws(Finding) {
        var scanner = MarkupScanner(original, part: Package.content)
        let p = prefixes.style
        var depth = 0
        var skipping = 0
        var needsWrap = isWrapped
        while let token = try scanner.next() {
            let local = token.kind == .start || token.kind == .empty ? Array(scanner.localName(of: token)) : []
            if skipping > 0 {
                if token.kind == .start { skipping += 1 }
                if token.kind == .end { skipping -= 1 }
                continue
            }
            if depth == 0, token.kind == .start || token.kind == .empty {
                markup += "<".utf8
                markup += original[token.name]
                try copyAttributes(scanner, token, original, without: ["name", "data-style-name"])
                append(" \(p):name=\"\(name)\" \(p):data-style-name=\"\(data)\">")
                guard token.kind == .start else {
                    appendWrap(&needsWrap)
                    markup += "</".utf8
                    markup += original[token.name]
                    markup += ">".utf8
                    return
                }
                depth = 1
                continue
            }
            if depth == 1, local.elementsEqual("map".utf8) {
                if token.kind == .start { skipping = 1 }
                continue
            }
            if depth == 1, needsWrap, token.kind == .start || token.kind == .empty {
                if local.elementsEqual("table-cell-properties".utf8) {
                    needsWrap = false
                    markup += "<".utf8
                    markup += original[token.name]
                    try copyAttributes(scanner, token, original, without: ["wrap-option"])
                    append(" \(prefixes.fo):wrap-option=\"wrap\"" + (token.kind == .empty ? "/>" : ">"))
                    if token.kind == .start { depth += 1 }
                    continue
                }
                appendWrap(&needsWrap)
            }
            if token.kind == .start { depth += 1 }
            if token.kind == .end {
                depth -= 1
                if depth == 0 { appendWrap(&needsWrap) }
            }
            markup += original[token.range]
        }
    }

    private mutating func appendWrap(_ isNeeded: inout Bool) {
        guard isNeeded else { return }
        isNeeded = false
        append("<\(prefixes.style):table-cell-properties \(prefixes.fo):wrap-option=\"wrap\"/>")
    }

    private mutating func copyAttributes(
        _ scanner: MarkupScanner, _ token: MarkupScanner.Token, _ original: [UInt8], without left: [String]
    ) throws(Finding) {
        for (name, value) in try scanner.attributes(of: token) {
            let local = original[name].split(separator: UInt8(ascii: ":")).last ?? []
            if left.contains(where: { local.elementsEqual($0.utf8) }) { continue }
            // The value with its quotes, as it is written.
            markup.append(0x20)
            markup += original[name]
            markup.append(UInt8(ascii: "="))
            markup += original[(value.lowerBound - 1)..<(value.upperBound + 1)]
        }
    }
}
