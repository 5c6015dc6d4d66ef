internal import Findings
internal import PublicAccounts
internal import Tabular

/// The outcomes that a rule gives when it inherits: one for each outcome that can be inherited.
struct InheritedCodes: Sendable {
    /// The code of the outcome inherited from an outcome's code; 0 for what is not inherited.
    let ofOutcome: [UInt32]

    /// The codes of rules that inherit, whose outcomes are added to `distinct`.
    static func all(_ heirs: [(rule: Int, outcome: Outcome)], _ distinct: inout [Outcome]) -> [Int: InheritedCodes] {
        let own = distinct
        var all: [Int: InheritedCodes] = [:]
        for heir in heirs {
            let codes = own.map { outcome -> UInt32 in
                if outcome.verdict == .unmatched { return 0 }
                distinct.append(heir.outcome.following(outcome))
                return UInt32(distinct.count - 1)
            }
            all[heir.rule] = InheritedCodes(ofOutcome: codes)
        }
        return all
    }
}

extension Outcome {
    /// What a rule that inherits says when it follows `other`: its verdict, both reasons, the source of the other rule, and
    /// the less sure of both.
    fileprivate func following(_ other: Outcome) -> Outcome {
        let order = Confidence.allCases
        let less = [confidence, other.confidence].max {
            (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0)
        }
        var outcome = Outcome(
            verdict: other.verdict, rule: rule + " ← " + other.rule, packVersion: packVersion,
            because: because + " : " + other.because, source: other.source, confidence: less ?? confidence)
        // What was said of the other line is what people disagree about; else that it is followed.
        outcome.dispute = other.dispute ?? dispute
        return outcome
    }
}

/// Lines whose rule says what was said of other lines (`Rule.Inheritance`).
struct Heirs {
    /// The outcome of each line; 0 as long as it inherits nothing.
    private(set) var codes: [UInt32]
    private let lines: Lines
    private let inheritance: [Int: InheritedCodes]
    private let distinct: [Outcome]
    /// The rule of each line that still inherits.
    private var waiting: [Int: Int] = [:]
    /// The outcome that was inherited, for each line that does.
    private var origins: [Int: UInt32] = [:]
    /// How many lines found nothing to inherit, by rule.
    private var orphans: [Int: Int] = [:]

    init(
        _ lines: Lines, _ inheritance: [Int: InheritedCodes], codes: [UInt32], rules: [Int?], distinct: [Outcome]
    ) {
        self.lines = lines
        self.inheritance = inheritance
        self.codes = codes
        self.distinct = distinct
        for (line, rule) in rules.enumerated() {
            if let rule, inheritance[rule] != nil { waiting[line] = rule }
        }
    }

    /// Finds what lines inherit: first from operations, whose lines speak for themselves; then from mandates, which may
    /// have inherited from an operation. A line that finds nothing goes on to its next rule, which `after` gives.
    mutating func resolve(_ kinds: [Int: Rule.Inheritance], after: (_ line: Int, _ rule: Int) -> (Int?, UInt32)) {
        guard !waiting.isEmpty else { return }
        let operations = operations()
        for line in waiting.keys.sorted() { follow(line, kinds, [.operation: operations[line] ?? 0], after) }
        guard !waiting.isEmpty else { return }
        let mandates = CancelledMandates(
            lines, heirs: waiting.keys.sorted(), codes: codes.indices.map { said(of: $0) },
            distinct: distinct)
        for line in waiting.keys.sorted() {
            follow(line, kinds, [.operation: operations[line] ?? 0, .mandat: mandates.code(for: line)], after)
        }
    }

    /// What was said of a line, by its own rule or by the one it inherited from.
    private func said(of line: Int) -> UInt32 { origins[line] ?? codes[line] }

    /// Follows the rules of a line as far as `answers` go; an answer of 0 is that nothing was found.
    private mutating func follow(
        _ line: Int, _ kinds: [Int: Rule.Inheritance], _ answers: [Rule.Inheritance: UInt32],
        _ after: (_ line: Int, _ rule: Int) -> (Int?, UInt32)
    ) {
        while let rule = waiting[line], let kind = kinds[rule], let answer = answers[kind] {
            let inherited = inheritance[rule].map { $0.ofOutcome[Int(answer)] } ?? 0
            if inherited > 0 {
                codes[line] = inherited
                origins[line] = answer
                waiting[line] = nil
                return
            }
            orphans[rule, default: 0] += 1
            let (next, code) = after(line, rule)
            codes[line] = code
            waiting[line] = next.flatMap { inheritance[$0] == nil ? nil : $0 }
        }
    }
}

extension Heirs {
    /// For each line that inherits, what the other lines of its operation say: the outcome of those of which a rule of
    /// their own says something that counts (`OutcomeKind`), when it is the same of all; 0 otherwise.
    private func operations() -> [Int: UInt32] {
        struct Key: Hashable {
            var budget: UInt32
            var operation: UInt32
        }
        let budgets = lines[.budget].codes
        let operations = lines[.operation].codes
        func key(_ line: Int) -> Key? {
            operations[line] == 0 ? nil : Key(budget: budgets[line], operation: operations[line])
        }
        var found: [Key: UInt32?] = [:]
        for line in waiting.keys { if let key = key(line) { found[key] = .some(nil) } }
        var disputed: Set<Key> = []
        for line in codes.indices where waiting[line] == nil {
            guard let key = key(line), let known = found[key] else { continue }
            let code = codes[line]
            guard distinct[Int(code)].verdict.kind != nil else { continue }
            if let known {
                if distinct[Int(known)].verdict != distinct[Int(code)].verdict { disputed.insert(key) }
                found[key] = min(known, code)
            } else {
                found[key] = code
            }
        }
        return waiting.reduce(into: [:]) { answers, entry in
            guard let key = key(entry.key), !disputed.contains(key) else { return }
            answers[entry.key] = (found[key] ?? nil) ?? 0
        }
    }

    /// One finding for each rule that found nothing to inherit for some lines.
    func findings(_ rules: [String]) -> [Finding] {
        orphans.sorted { $0.key < $1.key }.map { rule, count in
            Finding(.nothingToInherit, ["rule": rules[rule], "lines": String(count)], count: count)
        }
    }
}

/// Finds the mandates that cancellations cancel.
struct CancelledMandates {
    private let amounts: [Cents]
    // The codes of the fields, taken out of the lines once.
    private let budgets: [UInt32]
    private let exercices: [UInt32]
    private let pieces: [UInt32]
    private let tiers: [UInt32]
    private let natures: [UInt32]
    private let codes: [UInt32]
    private let distinct: [Outcome]
    private var byPiece: [Piece: [Int]] = [:]
    private var byTiers: [Tiers: [Int]] = [:]

    /// The number of a mandate, in its budget and year.
    private struct Piece: Hashable {
        var budget: UInt32
        var exercice: UInt32
        var piece: UInt32
    }

    /// Who is paid how much, in a budget and a year.
    private struct Tiers: Hashable {
        var budget: UInt32
        var exercice: UInt32
        var tiers: UInt32
        var cents: Int64
    }

    /// The mandates that `heirs` may cancel; `codes` is what was said of each line.
    init(_ lines: Lines, heirs: [Int], codes: [UInt32], distinct: [Outcome]) {
        amounts = lines.amounts
        budgets = lines[.budget].codes
        exercices = lines[.exercice].codes
        pieces = lines[.piece].codes
        tiers = lines[.tiers].codes
        natures = lines[.nature].codes
        self.codes = codes
        self.distinct = distinct
        guard !heirs.isEmpty else { return }
        for line in heirs {
            if let piece = piece(line) { byPiece[piece] = [] }
            if let tiers = tiers(line, cents: 0 &- amounts[line].value) { byTiers[tiers] = [] }
        }
        for line in codes.indices where codes[line] > 0 && !lines.isCancellation[line] {
            if let piece = piece(line) { byPiece[piece]?.append(line) }
            if let tiers = tiers(line, cents: amounts[line].value) { byTiers[tiers]?.append(line) }
        }
    }

    /// What was said of the mandate that `heir` cancels; 0 when none is found, or several that differ.
    func code(for heir: Int) -> UInt32 {
        let found = mandates(for: heir)
        guard let code = found.map({ codes[$0] }).min() else { return 0 }
        let verdict = distinct[Int(code)].verdict
        return found.allSatisfy { distinct[Int(codes[$0])].verdict == verdict } ? code : 0
    }

    /// The lines of the mandate that `heir` cancels.
    func mandates(for heir: Int) -> [Int] {
        let opposite = 0 &- amounts[heir].value
        // Cancellations may be numbered apart from mandates: a number alone does not join two different tiers.
        let owner = tiers[heir]
        var found = (piece(heir).flatMap { byPiece[$0] } ?? []).filter { line in
            tiers[line] == owner || tiers[line] == 0 || owner == 0
        }
        if found.isEmpty { found = tiers(heir, cents: opposite).flatMap { byTiers[$0] } ?? [] }
        // A mandate may have several lines: that of the same account, of the same amount, is the one.
        let nature = natures[heir]
        for isClose in [{ natures[$0] == nature }, { amounts[$0].value == opposite }] as [(Int) -> Bool] {
            let closer = found.filter(isClose)
            if !closer.isEmpty { found = closer }
        }
        return found
    }

    private func piece(_ line: Int) -> Piece? {
        let piece = pieces[line]
        return piece == 0 ? nil : Piece(budget: budgets[line], exercice: exercices[line], piece: piece)
    }

    private func tiers(_ line: Int, cents: Int64) -> Tiers? {
        let tiers = tiers[line]
        return tiers == 0
            ? nil : Tiers(budget: budgets[line], exercice: exercices[line], tiers: tiers, cents: cents)
    }
}
