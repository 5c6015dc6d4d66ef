internal import Findings
internal import PublicAccounts
internal import Tabular

/// Pairs of rules with different outcomes that fit the same line, neither being the more precise one: their order decides.
///
/// Each is proved by an example: a line made of what both rules ask, which the evaluator says both fit, the earlier one
/// first. Pairs whose example cannot be made are not reported.
struct Overlaps {
    /// One finding per pair, at the later rule.
    private(set) var findings: [Finding] = []

    init(_ pack: Pack, _ accounts: [String], _ context: PackContext) {
        var pairs: [(earlier: Int, later: Int, example: LineSketch)] = []
        let scope = pack.scope.impliedFields
        for later in pack.rules.indices {
            for earlier in pack.rules.indices.prefix(later) {
                let (one, other) = (pack.rules[earlier], pack.rules[later])
                // A precise rule before a general one is how exceptions are written.
                guard one.effect.differs(from: other.effect), !one.when.implies(other.when),
                    !other.when.implies(one.when),
                    let example = LineSketch(meeting: [pack.scope, one.when, other.when], accounts),
                    !one.isException(to: other, nature: example.fields[.nature])
                else { continue }
                pairs.append((earlier, later, example))
            }
        }
        var builder = LinesBuilder()
        for pair in pairs {
            builder.add(PackTest.Sketch(fields: pair.example.fields, amount: pair.example.amount), besides: scope)
        }
        let matches = Evaluator([pack], plans: context.plans).matches(builder.lines)
        for (place, pair) in pairs.enumerated()
        where matches[place].first == pair.earlier && matches[place].contains(pair.later) {
            let (one, other) = (pack.rules[pair.earlier], pack.rules[pair.later])
            findings.append(
                Finding(
                    .orderDecides, at: other.place,
                    [
                        "rule": other.id, "earlier": one.id, "line": String(one.place.line ?? 0),
                        "example": pair.example.text, "first": one.effect.text, "second": other.effect.text,
                    ]))
        }
    }
}

/// A line being put together so that it meets conditions.
struct LineSketch {
    /// Its fields so far.
    private(set) var fields: [LineField: String] = [:]
    private var range = AmountRange()
    private var isCancellation = false
    private var wanted: [LineField: [[Pattern]]] = [:]
    private var words: [LineField: [String]] = [:]

    /// A line that may meet all `conditions`, its account among `accounts`; nil when none can be found. What must not hold
    /// is not looked at: whoever uses the line must check it.
    init?(meeting conditions: [Condition], _ accounts: [String]) {
        for condition in conditions { guard meet(condition) else { return nil } }
        guard range.atLeast <= range.atMost else { return nil }
        for (field, lists) in wanted {
            let candidates = (field == .nature ? accounts : []) + lists.flatMap { $0.map(\.sample) }
            guard
                let value = candidates.first(where: { value in lists.allSatisfy { $0.contains { $0.matches(value) } } })
            else { return nil }
            fields[field] = value
        }
        for (field, texts) in words where fields[field] == nil { fields[field] = texts.joined(separator: " ") }
    }

    /// Its amount.
    var amount: Cents {
        let magnitude = Int64(clamping: max(range.atLeast, min(100, range.atMost)))
        return Cents(isCancellation ? -magnitude : magnitude)
    }

    /// What a person needs to see of it: account, words, amount where it matters.
    var text: String {
        let shown: [LineField] = [.nature, .fonction, .operation]
        var parts = shown.compactMap { field in fields[field].map { "\(field.rawValue) \($0)" } }
        for field in LineField.allCases {
            if let texts = words[field] { parts.append("\(field.rawValue) « \(texts.joined(separator: " ")) »") }
        }
        if range != AmountRange() || isCancellation { parts.append("montant \(amount.value / 100)") }
        return parts.joined(separator: ", ")
    }

    private mutating func meet(_ condition: Condition) -> Bool {
        switch condition {
        case .value(.field(let field), let patterns):
            wanted[field, default: []].append(patterns)
            return !patterns.isEmpty
        case .value(.cancellation, let patterns):
            isCancellation = patterns.contains(.exact("oui"))
            return true
        case .value(.column(let table, let column), let patterns):
            guard let row = table.rows.first(where: { row in patterns.contains { $0.folded.matches(row[column]) } })
            else { return false }
            wanted[table.key, default: []].append([.exact(row[table.keyColumn])])
            return true
        case .words(.field(let field), let terms):
            guard let term = terms.first else { return false }
            words[field, default: []].append(term.text)
            return true
        case .near(.field(let field), let pair):
            words[field, default: []].append(pair.first.text + " " + pair.second.text)
            return true
        case .amount(let other):
            range = AmountRange(
                atLeast: max(range.atLeast, other.atLeast), atMost: min(range.atMost, other.atMost))
            return range.atLeast <= range.atMost
        case .all(let parts):
            for part in parts { guard meet(part) else { return false } }
            return true
        case .any(let parts):
            for part in parts {
                var attempt = self
                if attempt.meet(part) {
                    self = attempt
                    return true
                }
            }
            return false
        case .value, .words, .near, .not: return true
        }
    }
}

extension Term {
    /// A text that holds the term.
    var text: String { words.map(\.stem).joined(separator: " ") }
}

extension Rule {
    /// Whether, for the lines of one account, this rule is the more precise one.
    fileprivate func isException(to other: Rule, nature: String?) -> Bool {
        guard let nature else { return false }
        return when.given(nature: nature).implies(other.when.given(nature: nature))
    }
}

extension Rule.Effect {
    /// Whether it matters which of both speaks; two questions leave a line open all the same.
    fileprivate func differs(from other: Rule.Effect) -> Bool {
        if case .verdict(.ask) = self, case .verdict(.ask) = other { return false }
        return self != other
    }

    /// What the rule says, in the words of a pack.
    var text: String {
        switch self {
        case .verdict(.quantities(let plan)):
            "quantify "
                + plan.entries.flatMap(\.posts).map { "\($0.id) × \($0.factor.id)" }.joined(separator: ", ")
        case .verdict(let verdict): PackTest.Expectation(verdict).text
        case .lookup(let table, let column): "\(table.name).\(table.columns[column])"
        case .inherit(let from): "inherit \(from.rawValue)"
        }
    }
}
