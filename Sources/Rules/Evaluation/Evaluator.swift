public import Findings
public import PublicAccounts
internal import Tabular

/// What the rules say of every line: a table of outcomes, and one code per line.
public struct Outcomes: Sendable {
    /// The outcomes, met or not: first that no rule spoke; then, in the order of packs and rules, one per rule, one per row
    /// for a rule that looks in a table; then what people decided; last what rules can inherit.
    public let distinct: [Outcome]
    /// For each line, the place of its outcome in `distinct`.
    public let codes: [UInt32]
    /// How many distinct keys the rules were evaluated for.
    public let keys: Int
    /// What could not be found out, and which lines inherit nothing.
    public let findings: [Finding]

    /// The outcome of `line`.
    public subscript(_ line: Int) -> Outcome { distinct[Int(codes[line])] }
}

/// Packs made ready to look at lines: the first rule whose condition holds decides.
///
/// Conditions look at the distinct values of a subject, never at lines: each value gets a class, the set of tests it
/// meets, and each class a mask, the rules it leaves possible. Lines of the same classes have the same outcome: the first
/// rule that all their masks leave and whose remaining condition, if it looks at several subjects at once, holds.
public struct Evaluator: Sendable {
    /// What no rule and every rule say, in order (`Outcomes.distinct`).
    public let distinct: [Outcome]
    /// Which rule gives each outcome of `distinct`.
    public let origins: [OutcomeOrigin]
    /// The rules, `pack/rule-id`, in the order they are tried.
    public let rules: [String]
    /// Whether a rule inherits, so that an outcome depends on other lines too.
    public var inherits: Bool { !inheritance.isEmpty }

    /// Whether evaluating may have findings: rules inherit, or ask what accounts are.
    public var mayFindNothing: Bool {
        inherits
            || subjects.contains { subject in
                if case .account = subject.subject { true } else { false }
            }
    }

    private let compiled: [CompiledRule]
    private let subjects: [SubjectTests]
    private let masks: [RuleMasks]
    private let program: Program
    private let inheritance: [Int: InheritedCodes]
    /// Where what people decided begins in `distinct`.
    private let firstDecided: Int
    private let plans: NomenclatureStore?

    /// A rule made ready.
    private struct CompiledRule: Sendable {
        /// Where its outcomes begin in `distinct`.
        var code: UInt32
        /// The condition that its masks do not tell; -1 when they tell all.
        var rest = -1
        /// For a lookup, the subject that tells the row, and the code of each row.
        var row: (subject: Int, codes: [UInt32])?
        /// For what it inherits from.
        var inherits: Rule.Inheritance?
    }

    /// Makes `packs` ready; they are tried in order. `plans` tell what accounts are (`compte:`). `decided` are what people
    /// decided of some lines, whatever rules say (`evaluate(_:decided:)`).
    public init(_ packs: [Pack], plans: NomenclatureStore? = nil, decided: [Outcome] = []) {
        var builder = ExpressionBuilder()
        var distinct = [
            Outcome(verdict: .unmatched, rule: "", packVersion: "", because: "", source: "", confidence: .verified)
        ]
        var origins = [OutcomeOrigin()]
        var compiled: [CompiledRule] = []
        var names: [String] = []
        var conjuncts: [[Expression]] = []
        var heirs: [(rule: Int, outcome: Outcome)] = []
        for pack in packs {
            let scope = builder.expression(pack.scope)
            for rule in pack.rules {
                var ready = CompiledRule(code: UInt32(distinct.count))
                var parts = Expression.all([scope, builder.expression(rule.when)]).conjuncts
                let origin = pack.outcome(of: rule, .unmatched)
                switch rule.effect {
                case .verdict(let verdict):
                    distinct.append(pack.outcome(of: rule, verdict))
                    origins.append(OutcomeOrigin(rule: compiled.count))
                case .inherit(let from):
                    ready.inherits = from
                    heirs.append((compiled.count, origin))
                case .lookup(let table, let column):
                    let isEmpty = Condition.value(.column(table, column), [.exact("")])
                    parts.append(builder.expression(.not(isEmpty)))
                    let codes = table.rows.indices.map { row -> UInt32 in
                        guard let outcome = pack.outcome(of: rule, table, row, column) else { return 0 }
                        distinct.append(outcome)
                        origins.append(OutcomeOrigin(rule: compiled.count, row: row))
                        return UInt32(distinct.count - 1)
                    }
                    ready.row = (builder.separate(.row(table)), codes)
                }
                conjuncts.append(parts)
                names.append(origin.rule)
                compiled.append(ready)
            }
        }
        var program = Program()
        let subjects = builder.subjects
        var masks = subjects.map { RuleMasks(rules: compiled.count, tests: $0.tests.count) }
        for (rule, parts) in conjuncts.enumerated() {
            var own: [Int: [Expression]] = [:]
            var rest: [Expression] = []
            for part in parts {
                let looked = part.subjects
                if looked.count == 1, let subject = looked.first {
                    own[subject, default: []].append(part)
                } else {
                    rest.append(part)
                }
            }
            for (subject, parts) in own.sorted(by: { $0.key < $1.key }) { masks[subject].add(rule, parts, &program) }
            if !rest.isEmpty { compiled[rule].rest = program.add(.all(rest)) }
        }
        firstDecided = distinct.count
        distinct += decided
        inheritance = InheritedCodes.all(heirs.map { ($0.rule, $0.outcome) }, &distinct)
        self.distinct = distinct
        self.origins = origins + OutcomeOrigin.inherited(inheritance, from: origins.count, to: distinct.count)
        self.compiled = compiled
        self.subjects = subjects
        self.masks = masks
        self.program = program
        self.plans = plans
        rules = names
    }

    /// What the rules say of `lines`. A line's outcome depends on that line alone, save where a rule inherits; never on
    /// the order of lines. The lines of `decided` have that of the decided outcomes instead, before others inherit.
    public func evaluate(_ lines: Lines, decided: [Int: Int] = [:]) -> Outcomes {
        let survey = survey(lines)
        let first = survey.keys.representatives.indices.map { next(from: 0, key: $0, survey) }
        let codes = first.enumerated().map { key, rule in rule.map { code($0, key: key, survey) } ?? 0 }
        var ofLines = survey.keys.codes.map { codes[Int($0)] }
        for (line, place) in decided { ofLines[line] = UInt32(firstDecided + place) }
        guard inherits else {
            return Outcomes(distinct: distinct, codes: ofLines, keys: codes.count, findings: survey.findings)
        }
        var spoken = survey.keys.codes.map { first[Int($0)] }
        for line in decided.keys { spoken[line] = nil }
        var heirs = Heirs(lines, inheritance, codes: ofLines, rules: spoken, distinct: distinct)
        let kinds = Dictionary(uniqueKeysWithValues: inheritance.keys.map { ($0, compiled[$0].inherits ?? .operation) })
        heirs.resolve(kinds) { line, rule in
            let key = Int(survey.keys.codes[line])
            guard let next = next(from: rule + 1, key: key, survey) else { return (nil, 0) }
            return (next, code(next, key: key, survey))
        }
        return Outcomes(
            distinct: distinct, codes: heirs.codes, keys: codes.count,
            findings: survey.findings + heirs.findings(rules))
    }

    /// The places in `rules` of every rule whose condition holds, in order, for each line: the first one decides.
    public func matches(_ lines: Lines) -> [[Int]] {
        let survey = survey(lines)
        let found = survey.keys.representatives.indices.map { key -> [Int] in
            var all: [Int] = []
            while let rule = next(from: (all.last ?? -1) + 1, key: key, survey) { all.append(rule) }
            return all
        }
        return survey.keys.codes.map { found[Int($0)] }
    }

    /// What rule `rule`, a place in `rules`, inherits from; nil when it does not inherit.
    func inheritance(ofRule rule: Int) -> Rule.Inheritance? { compiled[rule].inherits }

    // MARK: Keys

    /// The distinct keys of lines, with what rules ask of them.
    private struct Survey {
        var keys: LineKeys
        /// The class of each subject in each key, `subjects.count` per key.
        var classes: [UInt32]
        /// The tests that classes meet, subject after subject.
        var bits: [UInt64]
        /// Where each subject begins in `bits`.
        var starts: [Int]
        var candidates: Candidates
        /// For the subjects of lookups, the row of each class; -1 for none.
        var rows: [Int: [Int]]
        var findings: [Finding]
    }

    /// The rules that the masks leave possible, for each key.
    private struct Candidates {
        var width: Int
        var bits: [UInt64]
    }

    private func survey(_ lines: Lines) -> Survey {
        var keys = LineKeys(count: lines.count)
        var columns = SubjectColumns(lines, plans: plans)
        var found: [ValueClasses] = []
        var codes: [[UInt32]] = []
        var rows: [Int: [Int]] = [:]
        for (place, subject) in subjects.enumerated() {
            let classes: ValueClasses
            if subject.subject == .amount {
                let boundaries = subject.boundaries
                classes = ValueClasses(subject, boundaries: boundaries)
                codes.append(lines.amounts.map { Self.span(of: $0.value.magnitude, boundaries) })
            } else {
                let column = columns.column(subject.subject)
                classes = ValueClasses(subject, values: column.values)
                if case .row = subject.subject { rows[place] = column.values.map { Int($0) ?? -1 } }
                codes.append(column.codes)
            }
            let ofValue = classes.classes
            let ofLine = codes[place]
            keys.combine(classCount: classes.count) { ofValue[Int(ofLine[$0])] }
            found.append(classes)
        }
        return join(keys, found, codes, rows, columns.findings)
    }

    private func join(
        _ keys: LineKeys, _ found: [ValueClasses], _ codes: [[UInt32]], _ rows: [Int: [Int]], _ findings: [Finding]
    ) -> Survey {
        let width = (compiled.count + 63) / 64
        let lines = keys.representatives
        var classes = [UInt32](repeating: 0, count: lines.count * subjects.count)
        var candidates = [UInt64](repeating: .max, count: lines.count * width)
        var bits: [UInt64] = []
        var starts: [Int] = []
        for place in subjects.indices {
            let ofValue = found[place].classes
            let ofLine = codes[place]
            let mask = masks[place].masks(found[place], testWidth: subjects[place].width, program)
            for key in lines.indices {
                let own = ofValue[Int(ofLine[lines[key]])]
                classes[key * subjects.count + place] = own
                let from = Int(own) * width
                for word in 0..<width { candidates[key * width + word] &= mask[from + word] }
            }
            starts.append(bits.count)
            bits.append(contentsOf: found[place].bits)
        }
        return Survey(
            keys: keys, classes: classes, bits: bits, starts: starts,
            candidates: Candidates(width: width, bits: candidates), rows: rows, findings: findings)
    }

    /// How many boundaries are at most `magnitude`.
    private static func span(of magnitude: UInt64, _ boundaries: [UInt64]) -> UInt32 {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= magnitude { low = middle + 1 } else { high = middle }
        }
        return UInt32(low)
    }

    // MARK: Rules

    /// The first rule from `start` on that holds for a key.
    private func next(from start: Int, key: Int, _ survey: borrowing Survey) -> Int? {
        let width = survey.candidates.width
        var word = start >> 6
        var mask: UInt64 = .max << UInt64(start & 63)
        while word < width {
            var possible = survey.candidates.bits[key * width + word] & mask
            while possible != 0 {
                let rule = word << 6 + possible.trailingZeroBitCount
                possible &= possible - 1
                guard rule < compiled.count else { return nil }
                if holds(compiled[rule].rest, key: key, survey) { return rule }
            }
            word += 1
            mask = .max
        }
        return nil
    }

    private func holds(_ rest: Int, key: Int, _ survey: borrowing Survey) -> Bool {
        guard rest >= 0 else { return true }
        let classes = survey.classes
        let bits = survey.bits
        let starts = survey.starts
        return program.holds(rest) { subject, bit in
            let own = Int(classes[key * subjects.count + subject])
            let word = starts[subject] + own * subjects[subject].width + bit >> 6
            return bits[word] & (1 << UInt64(bit & 63)) != 0
        }
    }

    /// What rule `rule` says of a key; of lines that inherit, that nobody spoke yet.
    private func code(_ rule: Int, key: Int, _ survey: borrowing Survey) -> UInt32 {
        if compiled[rule].inherits != nil { return 0 }
        guard let row = compiled[rule].row else { return compiled[rule].code }
        let own = Int(survey.classes[key * subjects.count + row.subject])
        let place = survey.rows[row.subject].map { $0[own] } ?? -1
        return place >= 0 ? row.codes[place] : 0
    }
}

extension Pack {
    /// What `rule` says when its verdict is `verdict`.
    func outcome(of rule: Rule, _ verdict: Outcome.Verdict) -> Outcome {
        var outcome = Outcome(
            verdict: verdict, rule: (rule.pack.isEmpty ? id : rule.pack) + "/" + rule.id,
            packVersion: rule.pack.isEmpty ? version : rule.packVersion, because: rule.because, source: rule.source,
            confidence: rule.confidence)
        outcome.dispute = rule.dispute
        return outcome
    }

    /// What `rule` says of the lines that find a row of a table; nil when the row says nothing.
    ///
    /// The columns `because`, `source` and `confidence` of the table, where it has them, are stronger than the rule's.
    func outcome(of rule: Rule, _ table: Table, _ row: Int, _ column: Int) -> Outcome? {
        let values = table.rows[row]
        guard !values[column].isEmpty else { return nil }
        var outcome = outcome(of: rule, .shares([Outcome.CategoryShare(values[column], .one)]))
        // A key may name a person: the rule then shows its row.
        let key = table.key == .tiers ? "\(row + 1)" : values[table.keyColumn]
        outcome.rule += "[\(key)]"
        func own(_ name: String) -> String? {
            table.column(name).map { values[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }
        outcome.because = own("because") ?? outcome.because
        outcome.source = own("source") ?? outcome.source
        outcome.confidence = own("confidence").flatMap { Confidence(rawValue: $0) } ?? outcome.confidence
        return outcome
    }
}
