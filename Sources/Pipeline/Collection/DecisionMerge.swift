internal import Decisions
internal import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular

/// Puts decisions of several workbooks together with those there were.
///
/// A newer decision about a line takes the place of what was decided of it before; an older one does not. Two workbooks that
/// contradict each other change nothing: somebody must choose.
struct DecisionMerge {
    /// What comes out.
    struct Merged {
        var decisions: [Decision] = []
        var findings: [Finding] = []
        var added = 0
        var replaced = 0
        var unchanged = 0
    }

    /// What a decision is about.
    private struct Subject: Hashable {
        var measure: String
        var axis: String
        var line: LineIdentity
    }

    /// A decision of a workbook, and the earlier ones about the same line.
    private struct New {
        var found: CollectedWorkbook.Found
        /// Those that hold for the line as it is.
        var current: Set<Int>
        /// Those and others that somebody was asked about on this line.
        var earlier: Set<Int>
    }

    let existing: DecisionsFile
    private var order: [Subject] = []
    private var new: [Subject: [New]] = [:]

    init(_ existing: DecisionsFile) { self.existing = existing }

    /// Adds what was decided in a workbook.
    mutating func add(_ workbook: CollectedWorkbook) {
        let earlier = existing.decisions
        let matching = DecisionMatching(earlier, conflicting: existing.conflicting, in: workbook.lines)
        var current: [Int: [Int]] = [:]
        var asked: [Int: [Int]] = [:]
        for applied in matching.applied { current[applied.line, default: []].append(applied.decision) }
        for open in matching.asked { for line in open.lines { asked[line, default: []].append(open.decision) } }
        for found in workbook.found {
            let decision = found.decision
            func own(_ indices: [Int]?) -> Set<Int> {
                Set(
                    (indices ?? []).filter {
                        earlier[$0].measure == decision.measure && earlier[$0].axis == decision.axis
                    })
            }
            let subject = Subject(measure: decision.measure, axis: decision.axis, line: decision.line)
            if new[subject] == nil { order.append(subject) }
            let holding = own(current[found.line])
            new[subject, default: []].append(
                New(found: found, current: holding, earlier: holding.union(own(asked[found.line]))))
        }
    }

    /// Adds what was answered in a workbook of questions. Its lines are known by their identities alone: an earlier decision
    /// is about the same line when it names it, and holds when the line says what it said then.
    mutating func add(_ workbook: CollectedQuestions) {
        let earlier = existing.decisions
        var named: [Subject: [Int]] = [:]
        for (index, decision) in earlier.enumerated() { named[Self.name(of: decision), default: []].append(index) }
        for found in workbook.found {
            let decision = found.decision
            let subject = Subject(measure: decision.measure, axis: decision.axis, line: decision.line)
            if new[subject] == nil { order.append(subject) }
            let own = named[Self.name(of: decision)] ?? []
            let current = own.filter {
                !existing.conflicting.contains($0) && earlier[$0].line.differences(to: decision.line).isEmpty
            }
            new[subject, default: []].append(New(found: found, current: Set(current), earlier: Set(own)))
        }
    }

    /// What names the line of `decision`: its pièce and rank; without pièce, everything that it says.
    private static func name(of decision: Decision) -> Subject {
        var line = decision.line
        if !line.piece.isEmpty {
            line = LineIdentity(
                budget: line.budget, exercice: line.exercice, bordereau: line.bordereau, piece: line.piece,
                rank: line.rank, amount: .zero)
        }
        return Subject(measure: decision.measure, axis: decision.axis, line: line)
    }

    /// Everything together.
    func merged() -> Merged {
        var merged = Merged()
        var dropped: Set<Int> = []
        var taken: [Decision] = []
        for subject in order {
            let sides = new[subject] ?? []
            guard let newest = sides.max(by: { $0.found.decision.date < $1.found.decision.date }) else { continue }
            if let other = sides.first(where: { $0.found.decision.rating != newest.found.decision.rating }) {
                merged.findings.append(Self.conflict(other.found, newest.found))
                continue
            }
            let decision = newest.found.decision
            let earlier = newest.earlier.sorted().map { existing.decisions[$0] }
            if let same = newest.current.map({ existing.decisions[$0] }).first, newest.earlier.count == 1,
                same.rating == decision.rating, decision.reason.isEmpty || decision.reason == same.reason
            {
                merged.unchanged += 1
                continue
            }
            if let later = earlier.first(where: { $0.date > decision.date && $0.rating != decision.rating }) {
                merged.findings.append(Self.finding(.olderDecision, newest.found, later))
                continue
            }
            if earlier.isEmpty {
                merged.added += 1
            } else {
                merged.replaced += 1
                merged.findings += earlier.map { Self.finding(.decisionReplaced, newest.found, $0) }
            }
            dropped.formUnion(newest.earlier)
            taken.append(decision)
        }
        merged.decisions = existing.decisions.indices.filter { !dropped.contains($0) }.map { existing.decisions[$0] }
        merged.decisions += taken
        return merged
    }

    private static func conflict(_ first: CollectedWorkbook.Found, _ second: CollectedWorkbook.Found) -> Finding {
        Finding(
            .workbooksDisagree, at: second.place,
            [
                "axis": second.decision.axis, "line": second.decision.line.words, "second": second.decision.words,
                "first": first.decision.words, "other": first.place.text(.french),
            ])
    }

    private static func finding(
        _ kind: FindingKind, _ found: CollectedWorkbook.Found, _ earlier: Decision
    ) -> Finding {
        Finding(
            kind, at: found.place,
            [
                "axis": found.decision.axis, "line": found.decision.line.words, "new": found.decision.words,
                "old": earlier.words,
            ])
    }
}
