internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// What packs make of one input.
public struct CoveredInput: Sendable {
    /// The file.
    public var file: String
    /// The id of the measure.
    public var measure: String
    /// How many lines, in the perimeter or not.
    public var lines: Int
    /// Their sum, in cents.
    public var total: Int64
    /// The axes that a pack was given for.
    public var axes: [Axis]

    /// One axis.
    public struct Axis: Sendable {
        /// Its id.
        public var id: String
        /// For people.
        public var label: String
        /// All lines.
        public var tally = CoverageTally()
        /// The nomenclatures of lines in the perimeter that no rule speaks of; empty text where a line has none.
        public var silentPlans: [String] = []
        /// The lines by family of accounts, those in the perimeter only, the largest sum first.
        public var families: [Family] = []
        /// The rules that spoke of lines in the perimeter, the largest sum first.
        public var rules: [Spoken] = []
    }

    /// Accounts that begin alike.
    public struct Family: Sendable {
        /// The first three digits.
        public var code: String
        /// What the plan calls that account; empty when it has none.
        public var label: String
        /// The lines.
        public var tally: CoverageTally
    }

    /// A rule that spoke.
    public struct Spoken: Sendable {
        /// The rule, `pack/rule-id`.
        public var rule: String
        /// What it makes of lines.
        public var state: CoverageState
        /// The label of the category, the main one of a split; empty when it does not rate.
        public var category: String
        /// The lines.
        public var sum: CoverageSum
    }

    init(_ file: String, _ measure: Measure, _ result: MeasureResult, _ lines: Lines, _ labels: FamilyLabels) {
        self.file = file
        self.measure = measure.definition.id
        self.lines = lines.count
        total = lines.total.value
        let given = Set(measure.packs.map(\.axis))
        axes = result.axes.filter { given.contains($0.axis.id) }.map { Axis($0, result, lines, labels) }
    }
}

extension CoveredInput.Axis {
    fileprivate init(_ axis: AxisResult, _ result: MeasureResult, _ lines: Lines, _ labels: FamilyLabels) {
        id = axis.axis.id
        label = axis.axis.label
        var byRating = [CoverageSum](repeating: CoverageSum(), count: axis.ratings.count)
        var byFamily = [CoverageTally](repeating: CoverageTally(), count: labels.families.count)
        let states = axis.ratings.map { $0.coverage }
        let natures = lines[.nature].codes
        let plans = lines[.nomenclature]
        var silent = [Bool](repeating: false, count: plans.values.count)
        for line in axis.codes.indices {
            let code = Int(axis.codes[line])
            let amount = lines.amounts[line].value
            guard result.exclusionCodes[line] == 0 else {
                tally[.outside].add(amount)
                continue
            }
            tally[states[code]].add(amount)
            if states[code] == .unmatched { silent[Int(plans.codes[line])] = true }
            byRating[code].add(amount)
            byFamily[labels.places[Int(natures[line])]][states[code]].add(amount)
        }
        silentPlans = plans.values.indices.filter { silent[$0] }.map { plans.values[$0] }
        families = labels.families.indices.filter { byFamily[$0].inside.lines > 0 }.map {
            CoveredInput.Family(code: labels.families[$0].code, label: labels.families[$0].label, tally: byFamily[$0])
        }
        .sorted { ($1.tally.inside.cents.magnitude, $0.code) < ($0.tally.inside.cents.magnitude, $1.code) }
        rules = axis.ratings.indices.filter { byRating[$0].lines > 0 && states[$0] != .unmatched }.map { place in
            let rating = axis.ratings[place]
            let category = rating.state == .rated ? rating.main.map { result.definition.marks[Int($0)].label } : nil
            return CoveredInput.Spoken(
                rule: rating.rule, state: states[place], category: category ?? "", sum: byRating[place])
        }
        .sorted { ($1.sum.cents.magnitude, $0.rule) < ($0.sum.cents.magnitude, $1.rule) }
    }
}

extension Rating {
    fileprivate var coverage: CoverageState {
        switch state {
        case .rated: .rated
        case .asked: .asked
        case .unmatched: .unmatched
        case .excluded: .excluded
        }
    }
}
