internal import Findings
internal import Tabular

/// The automatic styles that an edit adds to `content.xml`: each made once, named unlike any style of the workbook; those
/// that an earlier run made alike are found again.
struct StyleBook {
    /// The markup of the styles made so far.
    private(set) var markup: [UInt8] = []
    let prefixes: Prefixes

    private var taken: Set<String>
    private let cellStyles: [String: [UInt8]]
    /// The names of our styles, those of earlier runs and those made so far, by their markup without the name.
    private var own: [[UInt8]: String]
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
        own = survey.own.styles
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
        let p = prefixes.style
        let fo = prefixes.fo
        let style: String
        if let original = cellStyles[neighbour] {
            let copy = try StyleCopy(original, data: data, isWrapped: format == .wrapped, prefixes)
            style = found("mesCe") { copy.markup(name: $0) }
        } else {
            // A style of styles.xml: ours has it as its parent.
            let properties =
                format == .wrapped ? "<\(p):table-cell-properties \(fo):wrap-option=\"wrap\"/>" : ""
            style = found("mesCe") {
                "<\(p):style \(p):name=\"\($0)\" \(p):family=\"table-cell\" "
                    + "\(p):parent-style-name=\"\(neighbour)\" \(p):data-style-name=\"\(data)\">"
                    + "\(properties)</\(p):style>"
            }
        }
        derived[key] = style
        return style
    }

    /// The style made by `make` from a name, once per `key`.
    mutating func style(_ key: String, _ stem: String, _ make: (String) -> String) -> String {
        if let known = others[key] { return known }
        let style = found(stem, make)
        others[key] = style
        return style
    }

    /// A column style of `width` characters.
    mutating func columnStyle(width: Double) -> String {
        let p = prefixes.style
        let length = Length.text(hundredths: Length.hundredths(ofCharacters: width))
        let fo = prefixes.fo
        return style("column \(length)", "mesCo") {
            "<\(p):style \(p):name=\"\($0)\" \(p):family=\"table-column\"><\(p):table-column-properties "
                + "\(fo):break-before=\"auto\" \(p):column-width=\"\(length)\"/></\(p):style>"
        }
    }

    /// The data style for `format`.
    mutating func dataStyle(_ format: ValueFormat) -> String {
        let format = format == .wrapped ? ValueFormat.general : format
        if let known = dataStyles[format] { return known }
        let p = prefixes.style
        let number = prefixes.number
        let style = found("mesN") { DataStyle.markup(format, name: $0, style: p, number: number) }
        dataStyles[format] = style
        return style
    }

    /// The style that `make` makes from a name: one of an earlier run that is the same but for its name, else a new one.
    private mutating func found(_ stem: String, _ make: (String) -> String) -> String {
        let key = Array(make("").utf8)
        if let known = own[key] { return known }
        let style = name(stem)
        markup += make(style).utf8
        own[key] = style
        return style
    }
}
