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
    var rows: RowCollector
    var result: Import
    /// The plans in use and, for each line, which one it has (0 for none).
    var plans: [Nomenclature?] = [nil]
    var planOfLine: [UInt32] = []
    /// What each of them answers about natures.
    var lookups: [PlanLookup?] = [nil]
    /// The budgets that have a plan only because the profile has a default one.
    var assumedPlans: [AssumedPlan] = []
    /// The plans that they more likely have.
    var likelyPlans: [LikelyPlan] = []

    init(_ rows: RowCollector, header: Header, profile: Profile, settings: ImportSettings, place: Place, into: Import) {
        self.rows = rows
        self.header = header
        self.profile = profile
        self.settings = settings
        self.place = place
        result = into
    }

    /// Does it all, in the order in which each step needs the ones before.
    mutating func build() throws(Finding) -> Import {
        guard !rows.rows.isEmpty else { throw Finding(.noLines, at: place) }
        result.lines.rows = rows.rows
        cleanFields()
        mapValues()
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
        if let column = rows.fields.first(where: { $0.field == field })?.column {
            place.cell = CellReference.letters(ofColumn: column) + String(header.rows.upperBound + 1)
        }
        var all = values
        all["count"] = FrenchNumber.integer(examples.count)
        all["examples"] = examples.text
        if let field { all["field"] = all["field"] ?? field.rawValue }
        result.findings.append(Finding(kind, at: place, all, count: examples.count))
    }

    // MARK: Fields

    private mutating func cleanFields() {
        let count = rows.rows.count
        for field in LineField.allCases {
            let constant = settings.constants[field] ?? profile.constants[field] ?? ""
            guard let raw = rows.fields.first(where: { $0.field == field }) else {
                var builder = ColumnBuilder()
                let code = builder.code(constant)
                lines[field] = Lines.Column(
                    values: builder.values, codes: [UInt32](repeating: code, count: count))
                continue
            }
            switch field {
            case .exercice, .budget, .chapitre, .nature, .fonction, .operation, .programme:
                lines[field] = FieldCleaner.column(raw, FieldCleaner.code)
            case .date: lines[field] = FieldCleaner.column(raw, FieldCleaner.date)
            // Cut labels are healed before their spaces are tidied, once the nomenclature's words are known.
            case _ where profile.cuts[field] != nil: lines[field] = FieldCleaner.column(raw) { $0 }
            default: lines[field] = FieldCleaner.column(raw, FieldCleaner.label)
            }
            if !constant.isEmpty { fill(field, with: constant) }
        }
        splitGlued(.nature, label: .libelleNature)
        splitGlued(.fonction, label: .libelleFonction)
        splitGlued(.chapitre, label: nil)
    }

    private mutating func fill(_ field: LineField, with constant: String) {
        var builder = ColumnBuilder(lines[field])
        let code = builder.code(constant)
        lines[field] = Lines.Column(values: builder.values, codes: lines[field].codes.map { $0 == 0 ? code : $0 })
    }

    /// `01 - OPERATIONS NON VENTILABLES` is a code and its label in one cell.
    private mutating func splitGlued(_ field: LineField, label: LineField?) {
        let column = lines[field]
        let parts = column.values.map { value -> (code: String, label: String)? in
            guard let dash = value.firstRange(of: " - ") else { return nil }
            let code = value[..<dash.lowerBound]
            guard !code.isEmpty, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return (String(code), String(value[dash.upperBound...]))
        }
        guard parts.contains(where: { $0 != nil }) else { return }
        var codes = ColumnBuilder()
        let mapped = zip(parts, column.values).map { codes.code($0?.code ?? $1) }
        lines[field] = Lines.Column(values: codes.values, codes: column.codes.map { mapped[Int($0)] })
        guard let label, !rows.fields.contains(where: { $0.field == label }) else { return }
        var labels = ColumnBuilder()
        let mappedLabels = parts.map { labels.code($0?.label ?? "") }
        lines[label] = Lines.Column(values: labels.values, codes: column.codes.map { mappedLabels[Int($0)] })
    }

    private mutating func mapValues() {
        for field in [LineField.section, .sens, .mouvement, .nomenclature] {
            guard let known = profile.aliases.values[field] else { continue }
            let column = lines[field]
            var builder = ColumnBuilder()
            var unknown = Set<UInt32>()
            let mapped = column.values.enumerated().map { code, value -> UInt32 in
                if value.isEmpty { return 0 }
                if let meaning = known[Folding.fold(value)] { return builder.code(meaning) }
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
        left.amount = left.amount.map { $0 - lines.total }
        if left.count > 0 { result.excluded.append(left) }
    }

    private mutating func compact() {
        for field in LineField.allCases { lines[field] = lines[field].compacted }
    }
}
