internal import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular

/// Which lines a measure looks at, and why it leaves the others.
struct Perimeter {
    /// For each line, 0 inside, else the place in `exclusions` plus 1.
    private(set) var codes: [UInt32]
    /// The reasons.
    private(set) var exclusions: [Exclusion]
    private var outcomes: [Outcome] = []
    /// The code of the lines of other years; nil when every year counts.
    private(set) var otherExercice: UInt32?

    init(_ definition: MeasureDefinition, _ period: Period, _ lines: Lines, _ exercice: Int?, known: Lines.Column?)
        throws(Finding)
    {
        let evaluator = Evaluator([period.exclusions])
        outcomes = Array(evaluator.distinct.dropFirst())
        exclusions = outcomes.map { outcome in
            guard case .excluded(let reason) = outcome.verdict else { return Self.exclusion(outcome, outcome.because) }
            return Self.exclusion(outcome, reason)
        }
        codes = []
        if known == nil { codes = evaluator.evaluate(lines).codes }
        if let exercice {
            let other = Outcome(
                verdict: .excluded(reason: definition.otherExercice), rule: "perimetre/autre-exercice", packVersion: "",
                because: definition.otherExercice, source: period.source, confidence: .verified)
            outcomes.append(other)
            exclusions.append(Self.exclusion(other, definition.otherExercice))
            otherExercice = UInt32(exclusions.count)
            let column = lines[.exercice]
            let isOther = column.values.map { !$0.isEmpty && $0 != String(exercice) }
            for line in codes.indices where isOther[Int(column.codes[line])] {
                codes[line] = UInt32(exclusions.count)
            }
        }
        if let known { codes = try known.places(in: [""] + exclusions.map(\.id), count: lines.count) }
        for line in codes.indices where codes[line] > 0 {
            let place = Int(codes[line]) - 1
            exclusions[place].count += 1
            exclusions[place].total = try exclusions[place].total.adding(lines.amounts[line])
        }
    }

    /// The rating of lines left out.
    func rating(_ exclusion: Exclusion) -> Rating {
        let outcome = outcomes.first { $0.rule == exclusion.id }
        return Rating(
            state: .excluded, main: nil, share: .one, other: nil, rule: exclusion.id, packVersion: "",
            justification: "\(exclusion.because) [\(exclusion.source)]", toCheck: "", exclusion: exclusion.reason,
            confidence: outcome?.confidence ?? .unverified)
    }

    private static func exclusion(_ outcome: Outcome, _ reason: String) -> Exclusion {
        Exclusion(
            id: outcome.rule, reason: reason, because: outcome.because, source: outcome.source, count: 0, total: .zero)
    }
}
