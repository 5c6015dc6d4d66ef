internal import Decisions
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// Tells what the rules say of one line.
struct LineTeller {
    let lines: Lines
    let line: Int
    let measure: Measure
    /// What people decided.
    let decided: DecidedLines
    let result: MeasureResult
    let wording: RuleWording
    let showsAll: Bool

    /// How many of the lines that a line follows are shown.
    private static let followed = 3

    private var view: LineView { LineView(lines, line, plans: measure.plans) }

    /// What the line says; who is paid is never shown.
    var fields: [(field: LineField, value: String)] {
        LineField.allCases.filter { $0 != .tiers && !lines[$0, line].isEmpty }.map { ($0, lines[$0, line]) }
    }

    private func search() -> OtherRulesSearch { OtherRulesSearch(wording: wording, showsAll: showsAll) }

    /// Whether the line counts.
    func perimeter() -> LineExplanation.Perimeter {
        let ranked = RankedRule.all([result.period.exclusions])
        let code = Int(result.exclusionCodes[line])
        var view = view
        guard code > 0 else {
            let others =
                showsAll
                ? search().others(ranked, besides: nil, matching: [], &view)
                : LineExplanation.OtherRules(shown: [], hidden: ranked.count)
            return LineExplanation.Perimeter(
                isInside: true, reason: "", rule: nil, because: result.period.because, source: result.period.source,
                rules: ranked.count, others: others)
        }
        let exclusion = result.exclusions[code - 1]
        let winner = ranked.firstIndex { $0.name == exclusion.id }
        let matching = ranked.indices.filter { view.failure(of: ranked[$0].conditions) == nil }
        return LineExplanation.Perimeter(
            isInside: false, reason: exclusion.reason, rule: winner.map { wording.facts(ranked[$0]) },
            because: exclusion.because, source: exclusion.source, rules: ranked.count,
            others: showsAll
                ? search().others(ranked, besides: winner, matching: matching, &view)
                : LineExplanation.OtherRules(shown: [], hidden: ranked.count - (winner == nil ? 0 : 1)))
    }

    /// The line on axis `number` of the result.
    func axis(_ number: Int) -> LineExplanation.Axis {
        let axis = result.axes[number]
        let rules = measure.rules(of: axis.axis, decided: decided)
        let rating = axis[line]
        let code = Int(axis.codes[line])
        // An accepted suggestion comes after everything that rules say.
        let origin = code < rules.evaluator.origins.count ? rules.evaluator.origins[code] : OutcomeOrigin()
        var view = view
        let matching = rules.evaluator.matches(view.line)[0]
        return LineExplanation.Axis(
            id: axis.axis.id, label: axis.axis.label, state: Self.word(rating.state),
            parts: parts(rating.main, rating.share, rating.other, rating.amounts(of: lines.amounts[line])),
            toCheck: rating.toCheck,
            rule: origin.rule.map { wording.facts(rules.ranked[$0], gave: rules.evaluator.distinct[code]) },
            decision: origin.rule == nil && !rating.rule.isEmpty
                ? [rating.rule, rating.justification].filter { !$0.isEmpty }.joined(separator: " : ") : "",
            asked: (decided[axis.axis.id].asked[line] ?? []).map { asked($0) },
            matched: origin.rule.map { matched(rules.ranked[$0], line) } ?? "",
            followed: origin.follows.flatMap { followed($0, rules) },
            others: search().others(
                rules.ranked, besides: origin.rule, matching: matching,
                isDecided: origin.rule == nil && !rating.rule.isEmpty, &view))
    }

    private func asked(_ asked: DecidedLines.Asked) -> LineExplanation.AskedDecision {
        let decision = asked.decision
        let why =
            switch asked.reason {
            case .changed: "changed"
            case .several: "several"
            case .contradicted: "contradicted"
            }
        return LineExplanation.AskedDecision(
            why: why, rating: decision.rating.words { wording.label($0) }, author: decision.author,
            date: decision.date, reason: decision.reason,
            differences: decision.line.differences(to: asked.now).map { difference in
                let isAmount = difference.column == "montant"
                return LineExplanation.AskedDecision.Difference(
                    field: difference.column, then: isAmount ? decision.line.amount.decimal : difference.then,
                    now: isAmount ? asked.now.amount.decimal : difference.now)
            })
    }

    private func parts(_ main: UInt8?, _ share: Share, _ other: UInt8?, _ amounts: (main: Cents, other: Cents))
        -> [LineExplanation.Part]
    {
        let marks = result.definition.marks
        guard let main else { return [] }
        let first = LineExplanation.Part(category: marks[Int(main)].label, share: share, amount: amounts.main)
        guard let other else { return [first] }
        let rest = Share(share.denominator - share.numerator, share.denominator)
        return [first, LineExplanation.Part(category: marks[Int(other)].label, share: rest, amount: amounts.other)]
    }

    private func matched(_ rule: RankedRule, _ line: Int) -> String {
        var reasons = MatchReasons(lines, plans: measure.plans, language: wording.language)
        return reasons.reasons(of: rule, chosen: [line]).texts.first ?? ""
    }

    /// The lines whose outcome the line follows, and the rule that decided there.
    private func followed(_ outcome: Int, _ rules: AxisRules) -> LineExplanation.Followed? {
        let evaluator = rules.evaluator
        let codes = evaluator.evaluate(lines, decided: decided[rules.axis.id].places).codes
        let all = evaluator.followed(by: line, lines, codes: codes)
        // Lines with the same parts may owe them to several rules: those of the one that is named come first.
        let named = all.filter { Int(codes[$0]) == outcome || evaluator.origins[Int(codes[$0])].follows == outcome }
        guard let first = named.first, let rule = evaluator.origins[outcome].rule else { return nil }
        let ordered = named + all.filter { !named.contains($0) }
        return LineExplanation.Followed(
            lines: ordered.prefix(Self.followed).map { ($0 + 1, lines.rows[$0] + 1, lines[.libelle, $0]) },
            count: all.count, rule: wording.facts(rules.ranked[rule], gave: evaluator.distinct[outcome]),
            matched: matched(rules.ranked[rule], first))
    }

    /// How the axes come together.
    func synthesis() -> LineExplanation.Synthesis? {
        guard let synthesis = result.synthesis, let definition = result.definition.synthesis,
            result.exclusionCodes[line] == 0
        else { return nil }
        let rating = synthesis[line]
        return LineExplanation.Synthesis(
            label: definition.label,
            parts: parts(rating.main, rating.share, rating.other, rating.amounts(of: lines.amounts[line])),
            steps: SynthesisSteps(wording: wording).steps(
                rating, of: result.axes.map { $0[line] }, result.axes.map(\.axis)),
            source: definition.source)
    }

    private static func word(_ state: Rating.State) -> String {
        switch state {
        case .rated: "rated"
        case .asked: "asked"
        case .unmatched: "unmatched"
        case .excluded: "excluded"
        }
    }
}
