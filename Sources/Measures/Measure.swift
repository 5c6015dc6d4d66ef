internal import Dispatch
public import Findings
public import PublicAccounts
public import Rules
internal import Synchronization
internal import Tabular
internal import Texts

/// A measure made ready to look at lines.
public struct Measure: Sendable {
    /// What it is.
    public let definition: MeasureDefinition
    /// The packs that were given, in order.
    public let packs: [Pack]
    /// What tells rules what accounts are; nil for nothing.
    public let plans: NomenclatureStore?
    /// What past decisions suggest where nothing is decided; nil suggests nothing.
    public var suggestions: LearnedSuggestions?
    /// The measure that the definition's mapping leads to; nil compares nothing.
    public var otherScale: OtherScale?

    /// Makes a measure ready. `packs` have passed `PackChecker`; each one rates the axis it names, and for one axis they
    /// are tried in the order given, a local pack before a national one. `plans` tell rules what accounts are.
    public init(_ definition: MeasureDefinition, packs: [Pack], plans: NomenclatureStore? = nil) {
        self.definition = definition
        self.packs = packs
        self.plans = plans
    }

    /// Rates `lines` for `exercice`; nil takes all years together, with the latest perimeter. What people `decided` is
    /// stronger than any rule.
    ///
    /// - Throws: `MES004` when the amounts sum beyond 64 bits, `MES009` when totals do not reconcile.
    public func compute(_ lines: Lines, exercice: Int?, decided: DecidedLines = DecidedLines()) throws(Finding)
        -> MeasureResult
    {
        try assemble(lines, exercice, decided, perimeter: nil, axes: nil)
    }

    /// The result that `compute` gave, from which rule spoke for each line (`MeasureResult.matches`): rules are not
    /// evaluated again. `decided` is what `compute` was given.
    ///
    /// - Throws: `MES011` when a rule is not among the packs', and what `compute` throws.
    public func restore(
        _ lines: Lines, exercice: Int?, decided: DecidedLines = DecidedLines(), matches: RuleMatches
    ) throws(Finding) -> MeasureResult {
        try assemble(lines, exercice, decided, perimeter: matches.perimeter, axes: matches.axes)
    }

    /// The exercices that lines have, oldest first, for a message: `2022, 2023`; `–` when they have none.
    private static func exercices(of lines: Lines) -> String {
        let column = lines[.exercice]
        let found = Set(column.codes).map { column.values[Int($0)] }.filter { !$0.isEmpty }.sorted()
        return found.isEmpty ? "–" : found.joined(separator: ", ")
    }

    /// Puts the result together; `perimeter` and `axes` say which rule spoke, nil evaluates the rules.
    private func assemble(
        _ lines: Lines, _ exercice: Int?, _ decided: DecidedLines, perimeter known: Lines.Column?,
        axes: [Lines.Column]?
    ) throws(Finding) -> MeasureResult {
        var findings: [Finding] = []
        let period = period(exercice, &findings)
        let perimeter = try Perimeter(definition, period, lines, exercice, known: known)
        findings += try notes(period, lines, perimeter)
        if !perimeter.codes.contains(0) {
            findings.append(
                Finding(
                    .emptyPerimeter,
                    [
                        "exercice": exercice.map(String.init) ?? "–",
                        "lines": FrenchNumber.integer(lines.count),
                        "found": Self.exercices(of: lines),
                    ], count: lines.count))
        }
        var sum = Tabular.Cents.zero
        for amount in lines.amounts { sum = try sum.adding(amount) }
        let total = sum
        var controls: [Control] = []
        let asked = definition.axes.filter { period.axes.contains($0.id) }
        if let axes, axes.count != asked.count { throw Finding(.unknownMatch, ["rule": "\(axes.count)"]) }
        // Axes know nothing of each other: each is rated on a core of its own.
        var results: [AxisResult] = []
        let rated = Mutex<[Int: Result<RatedAxis, Finding>]>([:])
        DispatchQueue.concurrentPerform(iterations: asked.count) { place in
            let result = Result { () throws(Finding) in
                try rate(asked[place], lines, exercice, decided, perimeter, total: total, known: axes?[place])
            }
            rated.withLock { $0[place] = result }
        }
        for place in asked.indices {
            guard let axis = try rated.withLock({ $0[place] })?.get() else { continue }
            findings += axis.findings
            controls += axis.controls
            results.append(axis.result)
        }
        let synthesis = try synthesis(results, lines, perimeter)
        if let synthesis {
            controls.append(
                Control(
                    "\(definition.synthesis?.short ?? "") : catégories, non renseigné et hors périmètre",
                    expected: total, found: try synthesis.totals.sum()))
            if let conflicts = conflicts(synthesis) { findings.append(conflicts) }
        }
        let lints = OutcomeLints(
            definition: definition, axes: results, lines: lines, exclusionCodes: perimeter.codes)
        findings += try lints.findings()
        for control in controls where !control.holds {
            throw Finding(
                .controlFails,
                [
                    "control": control.name, "expected": FrenchNumber.euros(cents: control.expected.value),
                    "found": FrenchNumber.euros(cents: control.found.value),
                ])
        }
        var derived = try DerivedResults(definition, results, lines)
        if let mapping = definition.mapping, let otherScale {
            derived.scales = try otherScale.compare(mapping, results, lines, exercice: exercice)
            controls += derived.scales.flatMap(\.controls)
            findings += derived.scales.compactMap(\.finding)
        }
        return MeasureResult(
            definition: definition, period: period, exercice: exercice, exclusionCodes: perimeter.codes,
            exclusions: perimeter.exclusions, axes: results, synthesis: synthesis, controls: controls,
            findings: findings, derived: derived)
    }

    /// An axis of the result, and what there is to say of it.
    private struct RatedAxis: Sendable {
        var result: AxisResult
        var controls: [Control]
        var findings: [Finding]
    }

    /// Rates `lines`, which sum to `total`, on one axis; `known` says which rule spoke, nil evaluates the rules.
    private func rate(
        _ axis: Axis, _ lines: Lines, _ exercice: Int?, _ decided: DecidedLines, _ perimeter: Perimeter,
        total: Tabular.Cents, known: Lines.Column?
    ) throws(Finding) -> RatedAxis {
        var findings: [Finding] = []
        let own = packs.filter { $0.measure == definition.id && $0.axis == axis.id }
        if own.isEmpty { findings.append(Finding(.axisWithoutPack, ["axis": axis.label])) }
        let decisions = decided[axis.id]
        let evaluator = Evaluator(own, plans: plans, decided: decisions.outcomes)
        // What rules could not find out is said again where their outcomes are known.
        let isTold = known == nil || evaluator.mayFindNothing
        let outcomes = isTold ? evaluator.evaluate(lines, decided: decisions.places) : nil
        findings += outcomes?.findings ?? []
        let result = try axisResult(
            axis, evaluator, lines, perimeter, known: known, outcomes, decided: decisions.places, exercice: exercice)
        if let made = result.suggestions { findings += suggestions?.findings(made, axis) ?? [] }
        findings += try result.disputeFindings(lines)
        if let open = unresolved(result) { findings.append(open) }
        var controls: [Control] = []
        if definition.kind == .partition {
            controls.append(
                Control(
                    "\(axis.short) : catégories, non renseigné et hors périmètre", expected: total,
                    found: try result.totals.sum()))
        } else {
            controls.append(try coverageControl(result, perimeter, total))
            controls += result.detail.controls
        }
        findings += result.detail.findings(definition, exercice: exercice)
        return RatedAxis(result: result, controls: controls, findings: findings)
    }

    /// The perimeter of a year: the latest that began by then; for earlier years, the one that the measure names, else the
    /// first one.
    private func period(_ exercice: Int?, _ findings: inout [Finding]) -> Period {
        // A definition has one period at least.
        let first = definition.periods[0]
        guard let exercice else { return definition.periods.last ?? first }
        if let period = definition.periods.last(where: { $0.from <= exercice }) { return period }
        let applied = definition.periods.first { $0.from == definition.earlier } ?? first
        findings.append(
            Finding(
                .exerciceBeforePerimeter,
                ["exercice": String(exercice), "first": String(first.from), "applied": String(applied.from)]))
        return applied
    }

    private func axisResult(
        _ axis: Axis, _ evaluator: Evaluator, _ lines: Lines, _ perimeter: Perimeter, known: Lines.Column?,
        _ outcomes: Outcomes?, decided: [Int: Int], exercice: Int?
    ) throws(Finding) -> AxisResult {
        let ruled = evaluator.distinct.map { Rating($0, definition) }
        let accepted = suggestions?.outcomes(axis.id, definition) ?? []
        let inside = ruled + accepted.map { Rating(accepted: $0, definition) }
        let ratings = inside + perimeter.exclusions.map { perimeter.rating($0) }
        var codes = try known?.places(in: ratings.map(\.rule), count: lines.count) ?? outcomes?.codes ?? []
        for line in codes.indices {
            let exclusion = perimeter.codes[line]
            if exclusion > 0 { codes[line] = UInt32(inside.count) + exclusion - 1 }
        }
        let suggested = try suggested(
            axis, lines, ratings, accepted: ruled.count..<inside.count, &codes, decided: decided,
            isRestored: known != nil)
        let outside = perimeter.exclusions.map { Outcome.Verdict.excluded(reason: $0.reason) }
        var draft = AxisDraft(
            ratings: ratings, verdicts: evaluator.distinct.map(\.verdict) + accepted.map(\.verdict) + outside,
            codes: codes)
        let detail = try AxisDetail(definition, lines, exercice: exercice, &draft)
        var totals = TotalsBuilder(marks: definition.marks.count)
        for line in draft.codes.indices {
            let rating = draft.ratings[Int(draft.codes[line])]
            let amount = lines.amounts[line]
            guard let main = rating.main else {
                try totals.exclude(amount, rating.exclusion)
                continue
            }
            let parts = rating.amounts(of: amount)
            try totals.add(main: main, parts.main, other: rating.other, parts.other)
        }
        return AxisResult(
            axis: axis, ratings: draft.ratings, codes: draft.codes, totals: totals.totals, detail: detail,
            coverage: try Coverage(draft.ratings, draft.codes, perimeter, lines), suggestions: suggested,
            said: draft.said)
    }

    /// What is suggested for the lines that have no rating; accepted suggestions, whose ratings stand at `accepted`, become
    /// the codes of their lines, after everything was inherited. When `codes` are restored they are there already. A line
    /// of which a person must decide again is never rated so.
    private func suggested(
        _ axis: Axis, _ lines: Lines, _ ratings: [Rating], accepted: Range<Int>, _ codes: inout [UInt32],
        decided: [Int: Int], isRestored: Bool
    ) throws(Finding) -> AxisSuggestions? {
        guard let suggestions else { return nil }
        let open = codes.indices.filter { line in
            let code = Int(codes[line])
            return accepted.contains(code) || ratings[code].state == .asked || ratings[code].state == .unmatched
        }
        var made = suggestions.suggest(axis, definition, lines, for: open)
        for line in open {
            let code = made.codes[line]
            if !isRestored, code > 0, decided[line] == nil {
                let entry = made.entries[Int(code) - 1]
                if suggestions.accepts(entry) { codes[line] = UInt32(accepted.lowerBound + entry.number) }
            }
            guard accepted.contains(Int(codes[line])) else { continue }
            made.acceptedLines += 1
            made.acceptedAmount = try made.acceptedAmount.adding(lines.amounts[line])
        }
        return made
    }

    private func synthesis(_ axes: [AxisResult], _ lines: Lines, _ perimeter: Perimeter) throws(Finding)
        -> SynthesisResult?
    {
        guard let rule = SynthesisRule(definition), !axes.isEmpty else { return nil }
        var keys = LineKeys(count: lines.count)
        for axis in axes { keys.combine(classCount: axis.ratings.count) { axis.codes[$0] } }
        let met = keys.representatives.map { line in axes.map { $0[line] } }
        let ratings = met.map { rule.combine($0) }
        let reasons = met.map { $0.first?.exclusion ?? "" }
        var totals = TotalsBuilder(marks: definition.marks.count)
        for line in keys.codes.indices {
            let code = Int(keys.codes[line])
            let rating = ratings[code]
            let amount = lines.amounts[line]
            guard let main = rating.main else {
                try totals.exclude(amount, reasons[code])
                continue
            }
            let parts = rating.amounts(of: amount)
            try totals.add(main: main, parts.main, other: rating.other, parts.other)
        }
        return SynthesisResult(ratings: ratings, codes: keys.codes, totals: totals.totals)
    }

    /// What the rules say something of, what is open and what is left out, against all lines.
    private func coverageControl(_ result: AxisResult, _ perimeter: Perimeter, _ total: Tabular.Cents) throws(Finding)
        -> Control
    {
        var found = try result.coverage.sum()
        for exclusion in perimeter.exclusions { found = try found.adding(exclusion.total) }
        return Control(
            "\(result.axis.short) : traité, question, sans règle, écarté et hors périmètre", expected: total,
            found: found)
    }

    private func unresolved(_ result: AxisResult) -> Finding? {
        var asked = 0
        var unmatched = 0
        for code in result.codes {
            switch result.ratings[Int(code)].state {
            case .asked: asked += 1
            case .unmatched: unmatched += 1
            case .rated, .excluded: continue
            }
        }
        guard asked + unmatched > 0 else { return nil }
        let amount = result.totals.amounts[Int(definition.absenceMark)]
        return Finding(
            .unresolvedLines,
            [
                "axis": result.axis.label, "lines": FrenchNumber.integer(asked + unmatched),
                "amount": FrenchNumber.euros(cents: amount.value), "asked": FrenchNumber.integer(asked),
                "unmatched": FrenchNumber.integer(unmatched),
            ], count: asked + unmatched)
    }

    private func conflicts(_ result: SynthesisResult) -> Finding? {
        let count = result.codes.count { result.ratings[Int($0)].isConflict }
        guard count > 0 else { return nil }
        return Finding(
            .differentSplits, ["lines": FrenchNumber.integer(count), "absence": definition.absence.label], count: count)
    }

    /// What the notes of `period` say about the lines of the wanted year.
    private func notes(_ period: Period, _ lines: Lines, _ perimeter: Perimeter) throws(Finding) -> [Finding] {
        guard !period.notes.rules.isEmpty else { return [] }
        let outcomes = Evaluator([period.notes]).evaluate(lines)
        var counts = [Int](repeating: 0, count: outcomes.distinct.count)
        var sums = [Tabular.Cents](repeating: .zero, count: outcomes.distinct.count)
        for line in outcomes.codes.indices where perimeter.codes[line] != perimeter.otherExercice {
            let code = Int(outcomes.codes[line])
            counts[code] += 1
            sums[code] = try sums[code].adding(lines.amounts[line])
        }
        return outcomes.distinct.indices.dropFirst().compactMap { place in
            guard counts[place] > 0, case .excluded(let note) = outcomes.distinct[place].verdict else { return nil }
            return Finding(
                .perimeterNote,
                [
                    "note": note, "lines": FrenchNumber.integer(counts[place]),
                    "amount": FrenchNumber.euros(cents: sums[place].value),
                    "because": outcomes.distinct[place].because,
                ], count: counts[place])
        }
    }
}
