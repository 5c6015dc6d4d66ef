internal import Findings
internal import PublicAccounts
internal import Tabular

/// A pack's own tests, run.
struct PackTrial {
    /// The tests that fail.
    private(set) var findings: [Finding] = []
    /// The outcome of each test.
    private(set) var outcomes: [Outcome] = []

    /// `unit` is the unit of the measure's quantities, nil where it has none.
    init(_ pack: Pack, plans: NomenclatureStore?, unit: QuantityUnit? = nil) {
        let evaluator = Evaluator([pack], plans: plans)
        let scope = pack.scope.impliedFields
        var lines = LinesBuilder()
        if evaluator.inherits {
            // Each test is a world of its own: its line, then those beside it.
            for test in pack.tests {
                var world = LinesBuilder()
                for sketch in [PackTest.Sketch(fields: test.fields, amount: test.amount)] + test.others {
                    world.add(sketch, besides: scope)
                }
                outcomes.append(evaluator.evaluate(world.lines)[0])
            }
        } else {
            for test in pack.tests {
                lines.add(PackTest.Sketch(fields: test.fields, amount: test.amount), besides: scope)
            }
            let found = evaluator.evaluate(lines.lines)
            outcomes = pack.tests.indices.map { found[$0] }
        }
        findings = zip(pack.tests, outcomes).compactMap { test, outcome in
            let rule = outcome.rule.isEmpty ? "-" : outcome.ruleID(in: pack)
            let found = Self.found(outcome, by: test, evaluator, scope, unit)
            if !test.expected.isMet(by: found) {
                return Finding(
                    .failingTest, at: test.place,
                    ["expected": test.expected.text, "found": found.text, "rule": rule])
            }
            if let expected = test.rule, expected != rule {
                return Finding(.otherRule, at: test.place, ["expected": expected, "found": rule])
            }
            return nil
        }
    }
}

extension PackTrial {
    /// What `outcome` says of a test's line, its quantities worked out in a world of its own.
    private static func found(
        _ outcome: Outcome, by test: PackTest, _ evaluator: Evaluator, _ scope: [LineField: String],
        _ unit: QuantityUnit?
    ) -> PackTest.Expectation {
        guard case .quantities = outcome.verdict, let unit else { return PackTest.Expectation(outcome.verdict) }
        var world = LinesBuilder()
        for sketch in [PackTest.Sketch(fields: test.fields, amount: test.amount)] + test.others {
            world.add(sketch, besides: scope)
        }
        let codes = evaluator.evaluate(world.lines).codes
        let found = LineQuantities(
            of: world.lines, verdicts: evaluator.distinct.map(\.verdict), codes: codes, in: unit)
        guard found.codes[0] != LineQuantities.none else { return .none }
        let source = found.sources[Int(found.codes[0])]
        return .quantities(
            zip(source.entry.posts, source.coefficients).map { post, coefficient in
                PackTest.Quantity(post: post.id, value: found.bases[0] * coefficient, tolerance: 0)
            })
    }
}

extension Outcome {
    /// The id of the rule that decided, as `pack` writes it, without the row it looked up or the rule it inherited from.
    func ruleID(in pack: Pack) -> String {
        var name = rule.firstRange(of: " ← ").map { rule[..<$0.lowerBound] } ?? rule[...]
        if name.last == "]", let open = name.lastIndex(of: "[") { name = name[..<open] }
        return pack.rules.first { (($0.pack.isEmpty ? pack.id : $0.pack) + "/" + $0.id)[...] == name }?.id
            ?? String(name)
    }
}

extension PackTest.Expectation {
    /// What a verdict is, in the words of a test.
    init(_ verdict: Outcome.Verdict) {
        switch verdict {
        case .shares(let shares): self = .shares(shares.sorted { $0.category < $1.category })
        case .contributions(let weights): self = .contributions(weights.sorted { $0.category < $1.category })
        case .quantities(let plan):
            // What it comes to depends on the line: the factors say which rule it is.
            self = .quantities(
                plan.entries.flatMap(\.posts).map {
                    PackTest.Quantity(post: $0.id, value: $0.factor.value, tolerance: 0)
                })
        case .posting(let posting): self = .posting(posting)
        case .link(let link): self = .link(link)
        case .ask: self = .ask
        case .excluded: self = .exclude
        case .unmatched: self = .none
        }
    }

    /// Whether `found` is what is expected, quantities as far as their written decimals go.
    func isMet(by found: PackTest.Expectation) -> Bool {
        guard case .quantities(let expected) = self, case .quantities(let found) = found else { return self == found }
        return expected.count == found.count
            && expected.allSatisfy { quantity in
                found.contains { $0.post == quantity.post && abs($0.value - quantity.value) <= quantity.tolerance }
            }
    }

    /// The expectation as a pack writes it.
    var text: String {
        switch self {
        case .shares(let shares):
            shares.count == 1 && shares[0].share == .one
                ? shares[0].category : shares.map { "\($0.category) \($0.share.text)" }.joined(separator: ", ")
        case .contributions(let weights):
            "contribute " + weights.map { "\($0.category) \($0.weight.text)" }.joined(separator: ", ")
        case .quantities(let quantities):
            "quantify " + quantities.map { "\($0.post) : \($0.value)" }.joined(separator: ", ")
        case .posting(let posting):
            "post \(posting.template) \(posting.capital) \(posting.part.text)"
                + (posting.section.isEmpty ? "" : " \(posting.section)")
        case .link(let link): "link \(link.indicator) \(link.part.text)"
        case .ask: "ask"
        case .exclude: "exclude"
        case .none: "none"
        }
    }
}

extension Condition {
    /// The least a line must hold to be in a scope: for each field with patterns, a text that fits the first one. It
    /// spares every test of a pack from repeating its scope.
    var impliedFields: [LineField: String] {
        switch self {
        case .value(.field(let field), let patterns): patterns.first.map { [field: $0.sample] } ?? [:]
        case .all(let parts): parts.reduce(into: [:]) { $0.merge($1.impliedFields) { own, _ in own } }
        default: [:]
        }
    }
}

extension Pattern {
    /// A text that fits.
    var sample: String {
        switch self {
        case .exact(let text): text
        case .prefix(let start): start
        // Years without a beginning: the last one.
        case .range("0000", let last): last
        case .range(let first, _): first
        }
    }
}

/// Lines made of sketches.
struct LinesBuilder {
    private(set) var lines = Lines()
    private var codes = LineField.allCases.map { _ in ["": UInt32(0)] }

    /// Adds a line; `defaults` are the fields that it does not give.
    mutating func add(_ sketch: PackTest.Sketch, besides defaults: [LineField: String] = [:]) {
        for (place, field) in LineField.allCases.enumerated() {
            let value = sketch.fields[field] ?? defaults[field] ?? ""
            if let code = codes[place][value] {
                lines[field].codes.append(code)
                continue
            }
            let code = UInt32(lines[field].values.count)
            codes[place][value] = code
            lines[field].values.append(value)
            lines[field].codes.append(code)
        }
        lines.amounts.append(sketch.amount)
        lines.rows.append(lines.rows.count)
        lines.isCancellation.append(sketch.amount < .zero)
    }
}
