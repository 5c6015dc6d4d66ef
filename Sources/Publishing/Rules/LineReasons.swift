internal import Measures
internal import PublicAccounts
internal import Rules

/// Why each line is what it is on an axis, in few words: what the rule says, then what of the line made it match.
///
/// `Aménagement cyclable : nature 2151*, « piste cyclable »`. The rule and its source are one click away, in the sheet
/// `Règles`, and are not said again.
struct LineReasons {
    /// The distinct texts.
    private(set) var texts: [String] = []
    /// The place of each line's text.
    private(set) var codes: [UInt32]
    private var known: [String: UInt32] = [:]

    /// The reasons of `axis`, whose rules are `rules`; `matches` finds them in the lines of the axis.
    init(of axis: AxisResult, _ rules: AxisRules, _ matches: inout MatchReasons) {
        codes = [UInt32](repeating: 0, count: axis.codes.count)
        let distinct = rules.evaluator.distinct
        for (code, chosen) in Self.linesByCode(axis).enumerated() where !chosen.isEmpty {
            guard code < distinct.count, let rule = rules.evaluator.origins[code].rule else {
                // No rule of a file: nobody spoke, a person decided, or the perimeter leaves the line out.
                let place = place(of: axis.ratings[code].justification)
                for line in chosen { codes[line] = place }
                continue
            }
            let because = distinct[code].because
            let found = matches.reasons(of: rules.ranked[rule], chosen: chosen)
            let places = found.texts.map { place(of: $0.isEmpty ? because : "\(because) : \($0)") }
            for (place, line) in chosen.enumerated() { codes[line] = places[Int(found.codes[place])] }
        }
    }

    private mutating func place(of text: String) -> UInt32 {
        if let place = known[text] { return place }
        known[text] = UInt32(texts.count)
        texts.append(text)
        return UInt32(texts.count - 1)
    }

    private static func linesByCode(_ axis: AxisResult) -> [[Int]] {
        var lines = [[Int]](repeating: [], count: axis.ratings.count)
        for (line, code) in axis.codes.enumerated() { lines[Int(code)].append(line) }
        return lines
    }
}
