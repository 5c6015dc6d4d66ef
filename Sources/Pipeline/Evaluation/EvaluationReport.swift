internal import Decisions
public import Findings
internal import Learning
internal import PublicAccounts
internal import Tabular

/// What past decisions foretell (`mesures evaluate`): how well they foretell one another, and how far they would go on the
/// lines that nobody has decided.
public struct EvaluationReport {
    /// What suggestions of a probability or more there would be on undecided lines.
    struct Reach {
        var threshold: Double
        var lines: Int
        var amount: Cents
    }

    /// One axis.
    struct View {
        var subject: RatedSubject
        var evaluation: Evaluation
        /// How many decisions are about a line of the export.
        var matched: Int
        /// The lines of the export without a decision, and their amounts without sign; nil without an export.
        var undecided: (lines: Int, amount: Cents, reach: [Reach])?
    }

    /// The path of the decisions.
    let source: String
    /// Whether these are decisions; else the ratings of a workbook, whoever gave them.
    let isDecisions: Bool
    /// The path of the export.
    let export: String?
    let views: [View]
    let measures: MeasureFolder
    /// What was noticed.
    public let findings: [Finding]

    /// Evaluates the decisions at `path`, a `decisions.csv` or an annotated workbook, with the lines of the export at
    /// `export`: decisions on lines that it has are taken as the lines are now, and suggestions are tried on the others.
    ///
    /// - Throws: `RAT001` when there are no ratings, and what reading throws.
    public init(of path: String, lines export: String?, _ settings: ReadingSettings) throws {
        source = path
        self.export = export
        measures = try MeasureFolder(pipelines: settings.pipelines)
        let file = try RatedFile(reading: path, settings, measures)
        isDecisions = file.isDecisions
        findings = file.findings
        let lines = try export.map { try settings.lines(of: $0).found.lines }
        views = file.opinions.keys.sorted().map { subject in
            View(subject, file.opinions[subject] ?? [:], lines)
        }
    }
}

extension EvaluationReport.View {
    /// What `opinions` on `subject` foretell, of each other and of the other `lines`.
    init(_ subject: RatedSubject, _ opinions: [LineIdentity: Opinion], _ lines: Lines?) {
        self.subject = subject
        matched = 0
        let sorted = opinions.sorted { $0.key < $1.key }
        var examples = sorted.map { Example($0.key, $0.value.rating) }
        guard let lines else {
            evaluation = Evaluation(examples)
            return
        }
        let decisions = sorted.map { line, opinion in
            Decision(
                measure: subject.measure, axis: subject.axis, line: line, rating: opinion.rating, author: "", date: "")
        }
        let matching = DecisionMatching(decisions, in: lines)
        let applied = matching.applied
        for (found, now) in zip(applied, lines.identities(of: applied.map(\.line))) {
            examples[found.decision].line = now
        }
        matched = applied.count
        evaluation = Evaluation(examples)
        let decided = Set(applied.map(\.line))
        let open = (0..<lines.count).filter { !decided.contains($0) }
        var suggester = Suggester(examples)
        let (table, places) = suggester.suggest(lines, for: open)
        var amount = Cents.zero
        var reach = Evaluation.thresholds.map {
            EvaluationReport.Reach(threshold: $0, lines: 0, amount: .zero)
        }
        for (line, place) in zip(open, places) {
            let own = lines.amounts[line].magnitude
            amount.add(own)
            guard let place else { continue }
            for index in reach.indices where table[place].probability >= reach[index].threshold {
                reach[index].lines += 1
                reach[index].amount.add(own)
            }
        }
        undecided = (open.count, amount, reach)
    }
}
