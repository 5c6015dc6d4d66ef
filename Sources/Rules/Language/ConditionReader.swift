public import Findings
internal import PublicAccounts
public import YAML

/// Reads the conditions of rules (`when:`, `scope:`).
///
/// A mapping holds when each of its keys does. Keys: a field of the line, `texte` (label, labels of account and
/// function, operation together), `montant`, `any`, `all`, `not`.
public struct ConditionReader {
    /// Every account pattern met, with its place.
    public private(set) var natures: [(pattern: Pattern, place: Place)] = []
    /// What is wrong.
    public var found = FindingCollector()

    /// How deep `any`, `all` and `not` may nest: telling whether a rule overtakes another grows fast with it.
    static let depthLimit = 6
    private var depth = 0

    /// The fields that `texte` looks in.
    static let textFields: [LineField] = [.libelle, .libelleNature, .libelleFonction, .operation]
    private static let labelFields: Set<LineField> = [.libelle, .libelleNature, .libelleFonction]
    private static let bounds = ["plus-de", "au-moins", "moins-de", "au-plus"]
    private static let keys = LineField.allCases.map(\.rawValue) + ["texte", "montant", "any", "all", "not"]

    /// A reader that has read nothing yet.
    public init() {}

    /// The condition of a mapping; no condition when it is empty or wrong, with findings when it is wrong.
    public mutating func read(_ node: YAMLNode, _ name: String) -> Condition {
        guard depth <= Self.depthLimit else {
            found.add(Finding(.nestedConditions, at: node.place, ["limit": String(Self.depthLimit)]))
            return .all([])
        }
        depth += 1
        defer { depth -= 1 }
        guard let entries = found.take({ () throws(Finding) in try node.mapping(name) }) else { return .all([]) }
        found.add(node.unknownKeys(besides: Self.keys))
        var parts: [Condition] = []
        for entry in entries {
            switch entry.name {
            case "any": parts.append(.any(list(entry)))
            case "all": parts.append(contentsOf: list(entry))
            case "not": parts.append(.not(read(entry.value, entry.name)))
            case "montant": parts.append(amount(entry.value))
            case "texte": parts.append(contentsOf: search(entry.value, entry.name, in: Self.textFields))
            default:
                guard let field = LineField(rawValue: entry.name) else { continue }
                if Self.labelFields.contains(field) || entry.value.mapping != nil {
                    parts.append(contentsOf: search(entry.value, entry.name, in: [field]))
                } else {
                    parts.append(.value(field, patterns(entry.value, field)))
                }
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func list(_ entry: YAMLEntry) -> [Condition] {
        guard let nodes = found.take({ () throws(Finding) in try entry.value.list(entry.name) }) else { return [] }
        return nodes.map { read($0, entry.name) }
    }

    /// `{ any: […], all: […], none: […] }`, or a text or list of texts, which stand for `any`.
    private mutating func search(_ node: YAMLNode, _ name: String, in fields: [LineField]) -> [Condition] {
        func contains(_ terms: [Term]) -> Condition {
            fields.count == 1 ? .words(fields[0], terms) : .any(fields.map { .words($0, terms) })
        }
        var parts: [Condition] = []
        var count = 0
        if node.mapping != nil {
            found.add(node.unknownKeys(besides: ["any", "all", "none"]))
            if let wanted = node.optional("any") {
                let terms = terms(wanted, name)
                count += terms.count
                parts.append(contains(terms))
            }
            if let wanted = node.optional("all") {
                let terms = terms(wanted, name)
                count += terms.count
                parts.append(contentsOf: terms.map { contains([$0]) })
            }
            if let unwanted = node.optional("none") {
                let terms = terms(unwanted, name)
                count += terms.count
                parts.append(.not(contains(terms)))
            }
        } else {
            let terms = terms(node, name)
            count = terms.count
            parts.append(contains(terms))
        }
        if count == 0 { found.add(Finding(.emptySearch, at: node.place, ["field": name])) }
        return parts
    }

    private mutating func terms(_ node: YAMLNode, _ name: String) -> [Term] {
        guard let texts = found.take({ () throws(Finding) in try node.texts(name) }) else { return [] }
        return texts.compactMap { text in
            let term = Term(text)
            if term == nil { found.add(Finding(.emptySearch, at: node.place, ["field": name])) }
            return term
        }
    }

    private mutating func patterns(_ node: YAMLNode, _ field: LineField) -> [Pattern] {
        var patterns: [Pattern] = []
        for element in node.sequence ?? [node] {
            guard let text = found.take({ () throws(Finding) in try element.text(field.rawValue) }) else { continue }
            if let known = field.knownValues, !text.isEmpty, !known.contains(text) {
                found.add(
                    Finding(
                        .choiceWanted, at: element.place,
                        ["key": field.rawValue, "value": text, "known": known.joined(separator: ", ")]))
            } else if let pattern = Pattern(reading: text) {
                patterns.append(pattern)
                if field == .nature { natures.append((pattern, element.place)) }
            } else {
                found.add(Finding(.badPattern, at: element.place, ["value": text, "field": field.rawValue]))
            }
        }
        return patterns
    }

    private mutating func amount(_ node: YAMLNode) -> Condition {
        var range = AmountRange()
        guard let entries = found.take({ () throws(Finding) in try node.mapping("montant") }) else {
            return .amount(range)
        }
        found.add(node.unknownKeys(besides: Self.bounds))
        for entry in entries where Self.bounds.contains(entry.name) {
            guard let text = found.take({ () throws(Finding) in try entry.value.text(entry.name) }) else { continue }
            guard let cents = Self.cents(text), cents >= 0 else {
                found.add(Finding(.badAmount, at: entry.value.place, ["value": text]))
                continue
            }
            let bound = UInt64(cents)
            switch entry.name {
            case "plus-de": range.atLeast = max(range.atLeast, bound + 1)
            case "au-moins": range.atLeast = max(range.atLeast, bound)
            case "au-plus": range.atMost = min(range.atMost, bound)
            default:
                // Less than nothing is no amount at all: the least bound goes over the greatest.
                if bound == 0 { range.atLeast = .max }
                range.atMost = min(range.atMost, bound == 0 ? 0 : bound - 1)
            }
        }
        return .amount(range)
    }

    /// Euros written by hand, `8000`, `-12,50`, `1 200.5`, in cents; nil when they are none.
    static func cents(_ text: String) -> Int64? {
        var digits = Substring(text.filter { !$0.isWhitespace && $0 != "_" })
        let isNegative = digits.first == "-"
        if isNegative { digits.removeFirst() }
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let whole = parts.first, (1...15).contains(whole.utf8.count), parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : "00"
        guard (1...2).contains(decimals.utf8.count) else { return nil }
        let all = whole + decimals + (decimals.utf8.count == 1 ? "0" : "")
        guard all.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let cents = Int64(all) else { return nil }
        return isNegative ? -cents : cents
    }
}

extension Pattern {
    /// The pattern written in `text`: a value, a beginning and `*`, or two codes of digits and `..` between them.
    init?(reading text: String) {
        if let dots = text.firstRange(of: "..") {
            let first = String(text[..<dots.lowerBound])
            let last = String(text[dots.upperBound...])
            let isDigits = (first + last).utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard !first.isEmpty, !last.isEmpty, isDigits, !last.utf8.lexicographicallyPrecedes(first.utf8) else {
                return nil
            }
            self = .range(first, last)
        } else if let star = text.firstIndex(of: "*") {
            guard text.index(after: star) == text.endIndex, star != text.startIndex else { return nil }
            self = .prefix(String(text[..<star]))
        } else {
            self = .exact(text)
        }
    }
}
