public import Decisions
public import Findings
public import PublicAccounts
public import Rules
internal import Tabular

/// What people decided of some lines, axis by axis: outcomes that are stronger than any rule's.
///
/// A decision whose line has changed, that fits several lines or that another contradicts becomes a question on these
/// lines, with what was decided and both values.
public struct DecidedLines: Sendable {
    /// What was decided on one axis.
    public struct Axis: Sendable {
        /// The distinct outcomes, each with a rule of its own: `décision de A. Martin, 2025-11-20`.
        public internal(set) var outcomes: [Outcome] = []
        /// For each line that was decided, its place in `outcomes`.
        public internal(set) var places: [Int: Int] = [:]
        /// For each line on which a decision is asked about instead, what is asked.
        public internal(set) var asked: [Int: [Asked]] = [:]
    }

    /// A decision that is not applied to a line, since somebody must look at it first.
    public struct Asked: Sendable {
        /// The decision, with what the line said when it was taken.
        public let decision: Decision
        /// Why it is not applied.
        public let reason: DecisionMatching.Asked.Reason
        /// What the line says now.
        public let now: LineIdentity
        /// The question, for people.
        let question: String
    }

    /// How many decisions hold for a line.
    public private(set) var applied = 0
    /// How many somebody must look at.
    public private(set) var asked = 0
    /// The decisions of the measure, as indices in the file, whose budget and exercice the lines have but not their line.
    public private(set) var gone: Set<Int> = []
    /// Those that are of another budget or exercice.
    public private(set) var elsewhere: Set<Int> = []
    /// What was noticed: decisions that somebody must look at.
    public private(set) var findings: [Finding] = []

    private var axes: [String: Axis] = [:]

    /// Nothing was decided.
    public init() {}

    /// What the decisions of `file` on `definition` say of `lines`.
    public init(_ file: DecisionsFile, of definition: MeasureDefinition, on lines: Lines) {
        let own = file.decisions.indices.filter { file.decisions[$0].measure == definition.id }
        guard !own.isEmpty else { return }
        let decisions = own.map { file.decisions[$0] }
        let conflicting = Set(decisions.indices.filter { file.conflicting.contains(own[$0]) })
        let matching = DecisionMatching(decisions, conflicting: conflicting, in: lines)
        let words = DecisionWords(definition)
        var builders: [String: AxisBuilder] = [:]
        let open = matching.asked.flatMap(\.lines)
        let known = Dictionary(zip(open, lines.identities(of: open))) { first, _ in first }
        for asked in matching.asked {
            let decision = decisions[asked.decision]
            for line in asked.lines {
                let now = known[line] ?? decision.line
                builders[decision.axis, default: AxisBuilder()].ask(
                    line,
                    Asked(
                        decision: decision, reason: asked.reason, now: now,
                        question: words.question(decision, asked.reason, now)))
            }
            let now = asked.lines.first.flatMap { known[$0] } ?? decision.line
            let rows = asked.lines.map { lines.rows[$0] }
            findings.append(
                words.finding(
                    decision, asked.reason, now, rows: rows, at: file.places[own[asked.decision]]))
        }
        for applied in matching.applied {
            let decision = decisions[applied.decision]
            builders[decision.axis, default: AxisBuilder()].apply(applied.line, words.outcome(decision), decision)
        }
        axes = builders.mapValues(\.axis)
        applied = matching.applied.count
        asked = matching.asked.count
        let places = LinePlaces(lines)
        for decision in matching.gone {
            if places.hold(decisions[decision].line) {
                gone.insert(own[decision])
            } else {
                elsewhere.insert(own[decision])
            }
        }
    }

    /// What was decided on the axis `id`.
    public subscript(id: String) -> Axis { axes[id] ?? Axis() }
}

/// The budgets and exercices that lines have.
private struct LinePlaces {
    private var known: Set<[String]> = []

    init(_ lines: Lines) {
        var codes: Set<UInt64> = []
        let budgets = lines[.budget].codes
        let exercices = lines[.exercice].codes
        for line in budgets.indices { codes.insert(UInt64(budgets[line]) << 32 | UInt64(exercices[line])) }
        for code in codes {
            known.insert([
                lines[.budget].values[Int(code >> 32)], lines[.exercice].values[Int(code & 0xFFFF_FFFF)],
            ])
        }
    }

    func hold(_ line: LineIdentity) -> Bool { known.contains([line.budget, line.exercice]) }
}

/// Puts the outcomes of one axis together.
private struct AxisBuilder {
    private var outcomes: [Outcome] = []
    private var known: [Outcome: Int] = [:]
    private var names: [String: Int] = [:]
    private var applied: [Int: Int] = [:]
    private var asked: [Int: [DecidedLines.Asked]] = [:]

    mutating func apply(_ line: Int, _ outcome: Outcome, _ decision: Decision) {
        applied[line] = place(of: outcome)
    }

    mutating func ask(_ line: Int, _ question: DecidedLines.Asked) { asked[line, default: []].append(question) }

    /// The axis; a line that was decided is not asked about too.
    var axis: DecidedLines.Axis {
        var builder = self
        var places = applied
        let open = asked.filter { applied[$0.key] == nil }
        for (line, questions) in open.sorted(by: { $0.key < $1.key }) {
            let first = questions[0].decision
            places[line] = builder.place(
                of: Outcome(
                    verdict: .ask(question: questions.map(\.question).joined(separator: " "), to: ""),
                    rule: "décision à confirmer (\(first.author), \(first.date))", packVersion: "",
                    because: "", source: "", confidence: .verified))
        }
        return DecidedLines.Axis(outcomes: builder.outcomes, places: places, asked: open)
    }

    /// The place of `outcome`, whose rule gets a number where another outcome has it.
    private mutating func place(of outcome: Outcome) -> Int {
        if let place = known[outcome] { return place }
        known[outcome] = outcomes.count
        var named = outcome
        names[outcome.rule, default: 0] += 1
        if let number = names[outcome.rule], number > 1 { named.rule += " (\(number))" }
        outcomes.append(named)
        return outcomes.count - 1
    }
}
