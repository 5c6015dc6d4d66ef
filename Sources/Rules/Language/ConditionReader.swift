public import Findings
internal import PublicAccounts
public import YAML

/// Reads the conditions of rules (`when:`, `scope:`).
///
/// A mapping holds when each of its keys does. Keys: a field of the line, `texte` (label, labels of account and
/// function, operation together), `montant`, `annulation`, `compte` (what the nomenclature says), `table` (what joined
/// tables say), `is` (conditions defined by name), `any`, `all`, `not`.
public struct ConditionReader {
    /// Every account pattern met, with its place.
    public private(set) var natures: [(pattern: Pattern, place: Place)] = []
    /// What is wrong.
    public var found = FindingCollector()
    /// What the pack defined so far.
    var definitions = Definitions()

    /// How deep `any`, `all` and `not` may nest: telling whether a rule overtakes another grows fast with it.
    static let depthLimit = 6
    /// How many conditions a rule may be made of, those that names stand for included.
    static let sizeLimit = 2000
    private var depth = 0
    /// How many conditions were read since `define` or `readWhole` began, and how deep they nested.
    private var size = 0
    private var deepest = 0

    /// The fields that `texte` looks in.
    static let textFields: [LineField] = [.libelle, .libelleNature, .libelleFonction, .operation]
    private static let labelFields: Set<LineField> = [.libelle, .libelleNature, .libelleFonction]
    private static let bounds = ["plus-de", "au-moins", "moins-de", "au-plus"]
    /// Every key of a condition.
    static let keys =
        LineField.allCases.map(\.rawValue) + [
            "texte", "montant", "annulation", "compte", "table", "is", "any", "all", "not",
        ]

    /// A reader that has read nothing yet.
    public init() {}

    /// The condition of a mapping; no condition when it is empty or wrong, with findings when it is wrong.
    public mutating func read(_ node: YAMLNode, _ name: String) -> Condition {
        guard depth <= Self.depthLimit else {
            found.add(Finding(.nestedConditions, at: node.place, ["limit": String(Self.depthLimit)]))
            return .all([])
        }
        depth += 1
        deepest = max(deepest, depth)
        defer { depth -= 1 }
        guard let entries = found.take({ () throws(Finding) in try node.mapping(name) }) else { return .all([]) }
        found.add(node.unknownKeys(besides: Self.keys))
        size += entries.count
        var parts: [Condition] = []
        for entry in entries {
            switch entry.name {
            case "any": parts.append(.any(list(entry)))
            case "all": parts.append(contentsOf: list(entry))
            case "not": parts.append(.not(read(entry.value, entry.name)))
            case "is": parts.append(contentsOf: named(entry.value))
            case "montant": parts.append(amount(entry.value))
            case "annulation": parts.append(cancellation(entry.value))
            case "compte": parts.append(contentsOf: account(entry.value))
            case "table": parts.append(contentsOf: joined(entry.value))
            case "texte":
                parts.append(contentsOf: search(entry.value, entry.name, in: Self.textFields.map { .field($0) }))
            default:
                guard let field = LineField(rawValue: entry.name) else { continue }
                if Self.labelFields.contains(field) || entry.value.mapping != nil {
                    parts.append(contentsOf: search(entry.value, entry.name, in: [.field(field)]))
                } else {
                    let patterns = patterns(entry.value, field.rawValue, known: field.knownValues)
                    if field == .nature { natures.append(contentsOf: patterns) }
                    parts.append(.value(.field(field), patterns.map(\.pattern)))
                }
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// Reads the condition that `name` stands for from now on.
    mutating func define(_ name: String, _ node: YAMLNode) {
        size = 0
        deepest = 0
        definitions.conditions[name] = read(node, name)
        definitions.shapes[name] = (size, deepest)
    }

    /// Reads a rule's condition or a scope: what was read before does not count.
    mutating func readWhole(_ node: YAMLNode, _ name: String) -> Condition {
        size = 0
        deepest = 0
        return read(node, name)
    }

    /// The texts that `node` holds, `$name` replaced by the constant of that name; none when one is wrong.
    mutating func texts(_ node: YAMLNode, _ name: String) -> [(text: String, place: Place)] {
        if node.string == nil, node.sequence == nil {
            _ = found.take { () throws(Finding) in try node.list(name) }
            return []
        }
        return (node.sequence ?? [node]).flatMap { element -> [(text: String, place: Place)] in
            guard let text = found.take({ () throws(Finding) in try element.text(name) }) else { return [] }
            guard let constant = constant(text, at: element.place) else { return [(text, element.place)] }
            return constant.map { ($0, element.place) }
        }
    }

    /// The constant that `text` names; nil when it names none, no text when nobody defined it.
    mutating func constant(_ text: String, at place: Place) -> [String]? {
        guard text.first == "$" else { return nil }
        let name = String(text.dropFirst())
        if let constant = definitions.constants[name] { return constant }
        found.add(.unknown(name, among: definitions.constants.keys.sorted(), at: place))
        return []
    }

    private mutating func named(_ node: YAMLNode) -> [Condition] {
        guard let names = found.take({ () throws(Finding) in try node.texts("is") }) else { return [] }
        return names.compactMap { name in
            guard let condition = definitions.conditions[name], let shape = definitions.shapes[name] else {
                found.add(.unknown(name, among: definitions.conditions.keys.sorted(), at: node.place))
                return nil
            }
            size += shape.size
            deepest = max(deepest, depth + shape.depth)
            guard deepest <= Self.depthLimit + 1 else {
                found.add(Finding(.nestedConditions, at: node.place, ["limit": String(Self.depthLimit)]))
                return nil
            }
            guard size <= Self.sizeLimit else {
                found.add(Finding(.largeCondition, at: node.place, ["limit": String(Self.sizeLimit)]))
                return nil
            }
            return condition
        }
    }

    private mutating func list(_ entry: YAMLEntry) -> [Condition] {
        guard let nodes = found.take({ () throws(Finding) in try entry.value.list(entry.name) }) else { return [] }
        return nodes.map { read($0, entry.name) }
    }

    private mutating func cancellation(_ node: YAMLNode) -> Condition {
        let isWanted = found.take { () throws(Finding) in try node.boolean("annulation") } ?? true
        return .value(.cancellation, [.exact(isWanted ? "oui" : "non")])
    }

    /// `{ equipement: oui, chapitre: ["21", "23"] }`: what the nomenclature says of the line's account.
    private mutating func account(_ node: YAMLNode) -> [Condition] {
        guard let entries = found.take({ () throws(Finding) in try node.mapping("compte") }) else { return [] }
        found.add(node.unknownKeys(besides: AccountFact.allCases.map(\.rawValue)))
        return entries.flatMap { entry -> [Condition] in
            guard let fact = AccountFact(rawValue: entry.name) else { return [] }
            switch fact {
            case .connu, .equipement:
                let isWanted = found.take { () throws(Finding) in try entry.value.boolean(entry.name) } ?? true
                return [.value(.account(fact), [.exact(isWanted ? "oui" : "non")])]
            case .libelle: return search(entry.value, entry.name, in: [.account(fact)])
            case .chapitre, .section:
                let patterns = patterns(entry.value, entry.name, known: fact.knownValues)
                return [.value(.account(fact), patterns.map(\.pattern))]
            }
        }
    }

    /// `{ operations: { theme: mobilité } }`: what the columns of joined tables hold.
    private mutating func joined(_ node: YAMLNode) -> [Condition] {
        guard let entries = found.take({ () throws(Finding) in try node.mapping("table") }) else { return [] }
        return entries.flatMap { entry -> [Condition] in
            guard let table = definitions.tables[entry.name] else {
                found.add(.unknown(entry.name, among: definitions.tables.keys.sorted(), at: entry.key.place))
                return []
            }
            guard let columns = found.take({ () throws(Finding) in try entry.value.mapping(entry.name) }) else {
                return []
            }
            found.add(entry.value.unknownKeys(besides: table.columns))
            return columns.flatMap { column -> [Condition] in
                guard let place = table.column(column.name) else { return [] }
                if column.value.mapping != nil {
                    return search(column.value, column.name, in: [.column(table, place)])
                }
                return [.value(.column(table, place), patterns(column.value, column.name, known: nil).map(\.pattern))]
            }
        }
    }

    /// `{ any: […], all: […], none: […], near: [one, other], within: 5 }`, or a text or list of texts, which stand for
    /// `any`.
    private mutating func search(_ node: YAMLNode, _ name: String, in subjects: [Subject]) -> [Condition] {
        func contains(_ terms: [Term]) -> Condition {
            subjects.count == 1 ? .words(subjects[0], terms) : .any(subjects.map { .words($0, terms) })
        }
        var parts: [Condition] = []
        var count = 0
        if node.mapping != nil {
            found.add(node.unknownKeys(besides: ["any", "all", "none", "near", "within"]))
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
            if let near = node.optional("near") {
                let within = distance(node)
                let terms = terms(near, name)
                count += 2
                if terms.count == 2 {
                    let near = Near(terms[0], terms[1], within: within)
                    parts.append(
                        subjects.count == 1 ? .near(subjects[0], near) : .any(subjects.map { .near($0, near) }))
                } else {
                    found.add(Finding(.nearWantsTwo, at: near.place, ["count": String(terms.count)]))
                }
            } else if let within = node["within"] {
                found.add(Finding(.nearWantsTwo, at: within.place, ["count": "0"]))
            }
        } else {
            let terms = terms(node, name)
            count = terms.count
            parts.append(contains(terms))
        }
        if count == 0 { found.add(Finding(.emptySearch, at: node.place, ["field": name])) }
        return parts
    }

    /// How far apart two words may be when the pack does not say.
    static let nearDistance = 5

    private mutating func distance(_ node: YAMLNode) -> Int {
        guard let within = node.optional("within"),
            let words = found.take({ () throws(Finding) in try within.integer("within") })
        else { return Self.nearDistance }
        guard (1...100).contains(words) else {
            found.add(
                Finding(
                    .choiceWanted, at: within.place, ["key": "within", "value": String(words), "known": "1 … 100"]))
            return Self.nearDistance
        }
        return words
    }

    private mutating func terms(_ node: YAMLNode, _ name: String) -> [Term] {
        texts(node, name).compactMap { text, _ in
            let term = Term(text)
            if term == nil { found.add(Finding(.emptySearch, at: node.place, ["field": name])) }
            return term
        }
    }

    /// The patterns of a value or a list of values for `name`, each with its place.
    mutating func patterns(_ node: YAMLNode, _ name: String, known: [String]?) -> [(pattern: Pattern, place: Place)] {
        texts(node, name).compactMap { text, place in
            if let known, !text.isEmpty, !known.contains(text) {
                found.add(
                    Finding(
                        .choiceWanted, at: place,
                        ["key": name, "value": text, "known": known.joined(separator: ", ")]))
                return nil
            }
            if let pattern = Pattern(reading: text), pattern.isWritable(for: name) { return (pattern, place) }
            let examples =
                switch name {
                case LineField.date.rawValue: ("2025-01-31", "2025-01*", "2025-01-15..2025-02-28")
                case LineField.exercice.rawValue: ("2025", "202*", "2024..2026")
                default: ("2151", "2313*", "2151..2158")
                }
            found.add(
                Finding(
                    .badPattern, at: place,
                    [
                        "value": text, "field": name, "exact": examples.0, "beginning": examples.1,
                        "bounds": examples.2,
                    ]))
            return nil
        }
    }

    private mutating func amount(_ node: YAMLNode) -> Condition {
        var range = AmountRange()
        guard let entries = found.take({ () throws(Finding) in try node.mapping("montant") }) else {
            return .amount(range)
        }
        found.add(node.unknownKeys(besides: Self.bounds))
        for entry in entries where Self.bounds.contains(entry.name) {
            guard let text = texts(entry.value, entry.name).first?.text else { continue }
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
    package static func cents(_ text: String) -> Int64? {
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

extension Finding {
    /// A name that nobody defined, the nearest one suggested.
    static func unknown(_ name: String, among known: [String], at place: Place) -> Finding {
        let list = known.isEmpty ? "–" : known.joined(separator: ", ")
        guard let nearest = Nearest.name(to: name, among: known) else {
            return Finding(.unknownName, at: place, ["name": name, "known": list])
        }
        return Finding(.unknownNameNear, at: place, ["name": name, "nearest": nearest, "known": list])
    }
}
