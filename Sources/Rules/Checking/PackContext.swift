internal import Findings
public import PublicAccounts

/// What a pack is checked against.
public struct PackContext: Sendable {
    /// The measure's id.
    public var measure: String
    /// The ids of its axes.
    public var axes: [String]
    /// The ids of its categories.
    public var categories: [String]
    /// What kind of measure it is.
    public var kind = OutcomeKind.partition
    /// The unit of its quantities; nil for a measure that has none.
    public var unit: QuantityUnit?
    /// The ids of the posts of its quantities.
    public var posts: [String] = []
    /// The ids of its capitals.
    public var capitals: [String] = []
    /// The templates of its postings that rules may use, and the section that each is for (empty for both).
    public var templates: [(id: String, section: String)] = []
    /// The ids of its indicators.
    public var indicators: [String] = []
    /// The accounts that exist; nil to check against those of `plans`, or none.
    public var natures: [String]?
    /// The account plans; nil to check no account and to know no fact of accounts.
    public var plans: NomenclatureStore?
    /// What the measure leaves out; nil for nothing.
    public var perimeter: Pack?

    /// What a pack is checked against.
    public init(
        measure: String, axes: [String], categories: [String], natures: [String]? = nil,
        plans: NomenclatureStore? = nil, perimeter: Pack? = nil
    ) {
        self.measure = measure
        self.axes = axes
        self.categories = categories
        self.natures = natures
        self.plans = plans
        self.perimeter = perimeter
    }

    /// The plans that lines of `pack` may follow: those whose name and year its scope admits, and for each name the plan
    /// that its first year uses.
    ///
    /// - Throws: what the store throws when its index or a plan cannot be read.
    func plans(for pack: Pack) throws(Finding) -> [Nomenclature] {
        guard let store = plans else { return [] }
        let names = pack.scope.patterns(of: .nomenclature)
        let years = pack.scope.patterns(of: .exercice)
        var chosen: [NomenclatureStore.Entry] = []
        let entries = try store.entries().sorted { ($0.id, $0.exercice) < ($1.id, $1.exercice) }
        for entry in entries where names.allSatisfy({ $0.contains { $0.matches(entry.id) } }) {
            let isInYears = years.allSatisfy { $0.contains { $0.matches(String(entry.exercice)) } }
            // A plan holds until the next one of its name.
            let next = entries.first { $0.id == entry.id && $0.exercice > entry.exercice }?.exercice
            let isStillUsed = years.allSatisfy { patterns in
                (entry.exercice..<(next ?? entry.exercice + 50)).contains { year in
                    patterns.contains { $0.matches(String(year)) }
                }
            }
            if isInYears || isStillUsed { chosen.append(entry) }
        }
        var plans: [Nomenclature] = []
        for entry in chosen { plans.append(try store.nomenclature(entry.id, exercice: entry.exercice)) }
        return plans
    }
}

extension Condition {
    /// The pattern lists that a field must fit, each one, for the condition to hold.
    func patterns(of field: LineField) -> [[Pattern]] {
        switch self {
        case .value(.field(field), let patterns): [patterns]
        case .all(let parts): parts.flatMap { $0.patterns(of: field) }
        default: []
        }
    }
}
