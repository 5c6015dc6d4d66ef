public import Findings
internal import PublicAccounts
internal import Tabular

/// What a pack is checked against.
public struct PackContext: Sendable {
    /// The measure's id.
    public var measure: String
    /// The ids of its axes.
    public var axes: [String]
    /// The ids of its categories.
    public var categories: [String]
    /// The accounts that the nomenclatures know; nil to check none.
    public var natures: [String]?

    /// What a pack is checked against.
    public init(measure: String, axes: [String], categories: [String], natures: [String]? = nil) {
        self.measure = measure
        self.axes = axes
        self.categories = categories
        self.natures = natures
    }
}

/// Checks packs that were read without error.
public enum PackChecker {
    /// What is wrong in `pack`, in the order of the file: measure and axis, categories, rules that are never used,
    /// accounts that no nomenclature has; and the pack's own tests, when nothing else is an error.
    public static func check(_ pack: Pack, _ context: PackContext) -> [Finding] {
        var findings: [Finding] = []
        if pack.measure != context.measure {
            findings.append(
                Finding(
                    .otherMeasure, at: pack.measurePlace, ["measure": pack.measure, "expected": context.measure]))
        } else if !context.axes.contains(pack.axis) {
            findings.append(
                Finding(
                    .unknownAxis, at: pack.axisPlace,
                    ["axis": pack.axis, "known": context.axes.joined(separator: ", ")]))
        }
        for rule in pack.rules {
            guard case .shares(let shares) = rule.verdict else { continue }
            for share in shares where !context.categories.contains(share.category) {
                findings.append(
                    Finding(
                        .unknownCategory, at: rule.verdictPlace,
                        ["category": share.category, "known": context.categories.joined(separator: ", ")]))
            }
        }
        findings += unreachable(pack.rules)
        if let natures = context.natures {
            for nature in pack.natures where !natures.contains(where: { nature.pattern.mayConcern($0) }) {
                findings.append(
                    Finding(.natureNotInNomenclature, at: nature.place, ["nature": nature.pattern.text]))
            }
        }
        // Tests of wrong rules would only say again that the rules are wrong.
        if !findings.contains(where: { $0.severity == .error }) { findings += failures(pack) }
        return findings.sorted { one, two in (one.place.line ?? 0) < (two.place.line ?? 0) }
    }

    /// What is wrong between packs used together: two with the same id, whose rules could not be told apart.
    public static func checkTogether(_ packs: [Pack]) -> [Finding] {
        var files: [String: String] = [:]
        return packs.compactMap { pack in
            guard let other = files.updateValue(pack.place.file ?? "", forKey: pack.id) else { return nil }
            return Finding(.duplicatePack, at: pack.place, ["pack": pack.id, "other": other])
        }
    }

    /// Reads the pack at `path` and checks it when it could be read.
    public static func load(path: String, _ context: PackContext) -> PackReading {
        var reading = PackReader.read(path: path)
        guard let pack = reading.pack, !reading.findings.contains(where: { $0.severity == .error }) else {
            return reading
        }
        reading.findings += check(pack, context)
        return reading
    }

    private static func unreachable(_ rules: [Rule]) -> [Finding] {
        rules.indices.compactMap { place in
            let rule = rules[place]
            guard let earlier = rules[..<place].first(where: { rule.when.implies($0.when) }) else { return nil }
            return Finding(
                .unreachableRule, at: rule.place,
                ["rule": rule.id, "earlier": earlier.id, "line": String(earlier.place.line ?? 0)])
        }
    }

    private static func failures(_ pack: Pack) -> [Finding] {
        let scope = pack.scope.impliedFields
        var lines = Lines()
        for test in pack.tests { lines.append(test.fields.merging(scope) { own, _ in own }, amount: test.amount) }
        let outcomes = Evaluator([pack]).evaluate(lines)
        return pack.tests.enumerated().compactMap { place, test in
            let outcome = outcomes[place]
            let rule = outcome.rule.isEmpty ? "-" : String(outcome.rule.dropFirst(pack.id.count + 1))
            if test.expected != PackTest.Expectation(outcome.verdict) {
                return Finding(
                    .failingTest, at: test.place,
                    [
                        "expected": test.expected.text, "found": PackTest.Expectation(outcome.verdict).text,
                        "rule": rule,
                    ])
            }
            if let expected = test.rule, expected != rule {
                return Finding(.otherRule, at: test.place, ["expected": expected, "found": rule])
            }
            return nil
        }
    }
}

extension PackTest.Expectation {
    /// What a verdict is, in the words of a test.
    init(_ verdict: Outcome.Verdict) {
        switch verdict {
        case .shares(let shares): self = .shares(shares.sorted { $0.category < $1.category })
        case .ask: self = .ask
        case .excluded: self = .exclude
        case .unmatched: self = .none
        }
    }

    /// The expectation as a pack writes it.
    var text: String {
        switch self {
        case .shares(let shares):
            shares.count == 1 && shares[0].share == .one
                ? shares[0].category : shares.map { "\($0.category) \($0.share.text)" }.joined(separator: ", ")
        case .ask: "ask"
        case .exclude: "exclude"
        case .none: "none"
        }
    }
}

extension Pattern {
    /// Whether an account, or one of its sub-accounts, can fit.
    func mayConcern(_ account: String) -> Bool {
        if case .exact(let text) = self, account.utf8.starts(with: text.utf8) { return true }
        return matches(account)
    }
}

extension Condition {
    /// The least a line must hold to be in a scope: for each field with patterns, the first one. It spares every test
    /// of a pack from repeating its scope.
    var impliedFields: [LineField: String] {
        switch self {
        case .value(let field, let patterns):
            switch patterns.first {
            case .exact(let text): [field: text]
            case .prefix(let start): [field: start]
            case .range(let first, _): [field: first]
            case nil: [:]
            }
        case .all(let parts): parts.reduce(into: [:]) { $0.merge($1.impliedFields) { own, _ in own } }
        default: [:]
        }
    }
}

extension Lines {
    /// Adds a line of these fields.
    mutating func append(_ fields: [LineField: String], amount: Cents) {
        for field in LineField.allCases {
            let value = fields[field] ?? ""
            let known = self[field].values.firstIndex(of: value)
            if known == nil { self[field].values.append(value) }
            self[field].codes.append(UInt32(known ?? self[field].values.count - 1))
        }
        amounts.append(amount)
        rows.append(rows.count)
        isCancellation.append(amount < .zero)
    }
}
