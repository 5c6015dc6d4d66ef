internal import Findings
internal import Tabular
internal import Texts

/// Makes budget lines of what a `RowCollector` read: values cleaned and mapped, amounts chosen, codes repaired from the
/// nomenclature, what is absent deduced from it; and says all it did.
struct LineBuilder {
    let profile: Profile
    let settings: ImportSettings
    let header: Header
    let place: Place
    /// What the rows above the header give.
    let facts: [LineField: String]
    var rows: RowCollector
    var result: Import
    /// The part that each line is of, those of another year left out; none without parts.
    var partOfLine: [UInt8] = []
    /// The plans in use and, for each line, which one it has (0 for none).
    var plans: [Nomenclature?] = [nil]
    var planOfLine: [UInt32] = []
    /// What each of them answers about natures.
    var lookups: [PlanLookup?] = [nil]
    /// The budgets that have a plan only because the profile has a default one.
    var assumedPlans: [AssumedPlan] = []
    /// The plans that they more likely have.
    var likelyPlans: [LikelyPlan] = []

    init(_ rows: RowCollector, choice: SheetChoice, settings: ImportSettings, into: Import) {
        self.rows = rows
        self.profile = choice.profile
        self.settings = settings
        header = choice.header
        place = choice.place
        facts = choice.facts
        partOfLine = rows.partOfLine
        result = into
    }

    /// Does it all, in the order in which each step needs the ones before.
    mutating func build() throws(Finding) -> Import {
        guard !rows.rows.isEmpty else { throw Finding(.noLines, at: place) }
        result.lines.rows = rows.rows
        cleanFields()
        mapValues()
        reportDates()
        reportMisread()
        try chooseAmounts()
        filterExercice()
        guard result.lines.count > 0 else { throw Finding(.noLines, at: place) }
        markCancellations()
        try assignPlans()
        healLabels()
        repairCodes()
        checkFonctions()
        try findLikelyPlans()
        lookups = plans.map { $0.map { PlanLookup($0) } }
        controlOrdre()
        deduceSens()
        deduce()
        checkPlans()
        reportAssumptions()
        reportDuplicates()
        compact()
        finish()
        return result
    }

    var lines: Lines {
        get { result.lines }
        _modify { yield &result.lines }
    }

    /// A finding about `examples`, placed in the column of `field` where there is one.
    mutating func report(
        _ kind: FindingKind, _ field: LineField?, _ examples: Examples, _ values: [String: String] = [:]
    ) {
        guard examples.count > 0 else { return }
        var place = place
        if let column = rows.fields.first(where: { $0.field == field && $0.column != nil })?.column {
            place.cell = CellReference.letters(ofColumn: column) + String(header.rows.upperBound + 1)
        }
        var all = values
        all["count"] = FrenchNumber.integer(examples.count)
        all["examples"] = examples.text
        if let field { all["field"] = all["field"] ?? field.rawValue }
        result.findings.append(Finding(kind, at: place, all, count: examples.count))
    }

    // MARK: Values

    private mutating func mapValues() {
        for field in [LineField.section, .sens, .mouvement, .nomenclature] {
            guard let known = profile.aliases.values[field] else { continue }
            let column = lines[field]
            var builder = ColumnBuilder()
            var unknown = Set<UInt32>()
            let mapped = column.values.enumerated().map { code, value -> UInt32 in
                if value.isEmpty { return 0 }
                if let meaning = known[Folding.fold(value)] { return builder.code(meaning) }
                // `D - Dépense`: the code says it alone.
                if let (code, _) = GluedText.split(value), let meaning = known[Folding.fold(code)] {
                    return builder.code(meaning)
                }
                if field != .nomenclature { unknown.insert(UInt32(code)) }
                return builder.code(value)
            }
            if !unknown.isEmpty {
                var examples = Examples()
                for code in column.codes where unknown.contains(code) { examples.add(column.values[Int(code)]) }
                report(.valuesUnknown, field, examples)
            }
            lines[field] = Lines.Column(values: builder.values, codes: column.codes.map { mapped[Int($0)] })
        }
    }

    private mutating func filterExercice() {
        guard let exercice = settings.exercice else { return }
        let wanted = String(exercice)
        if lines[.exercice].values.count == 1 {
            fill(.exercice, with: wanted)
            return
        }
        let column = lines[.exercice]
        let keeps = column.values.map { $0 == wanted || $0.isEmpty }
        guard keeps.contains(false) else { return }
        let kept = column.codes.indices.filter { keeps[Int(column.codes[$0])] }
        var left = Import.ExcludedRows(reason: .otherExercice, count: lines.count - kept.count, amount: lines.total)
        for field in LineField.allCases {
            let codes = lines[field].codes
            lines[field].codes = kept.map { codes[$0] }
        }
        let amounts = lines.amounts
        let sheetRows = lines.rows
        lines.amounts = kept.map { amounts[$0] }
        lines.rows = kept.map { sheetRows[$0] }
        if !partOfLine.isEmpty { partOfLine = kept.map { rows.partOfLine[$0] } }
        left.amount = left.amount.map { $0 - lines.total }
        if left.count > 0 { result.excluded.append(left) }
    }

    private mutating func compact() {
        for field in LineField.allCases { lines[field].compact() }
    }
}
