/// How a given export is laid out (`pipelines/profiles/*.yaml`).
public struct Profile: Sendable {
    /// Its name, that pipelines use.
    public var id: String
    /// Its title, for people.
    public var title: String
    /// What the export is.
    public var about = ""
    /// Known headers: the built-in ones and the profile's own.
    public var aliases: HeaderAliases
    /// The columns without which the file is not such an export. `montant` stands for any amount.
    public var required: [ColumnRole] = []
    /// The columns that such an export usually has.
    public var expected: [ColumnRole] = []
    /// The value of a field for all lines.
    public var constants: [LineField: String] = [:]
    /// The value of a field where the nomenclature leaves several open.
    public var deduced: [LineField: String] = [:]
    /// The amount that counts.
    public var amount = Choice<AmountBasis>(common: nil)
    /// The nomenclature.
    public var nomenclature = Choice<String>(common: nil)
    /// The types of entry that cancel another.
    public var cancellationTypes: [String] = []
    /// Whether cancellations are written as positive amounts, to be negated.
    public var negatesCancellations = false
    /// Fields whose text the export cut: after how many characters it put a space.
    public var cuts: [LineField: Int] = [:]

    /// A profile without demands.
    public init(id: String, title: String, aliases: HeaderAliases) {
        self.id = id
        self.title = title
        self.aliases = aliases
    }
}

/// A value for all budgets, and others for some.
public struct Choice<Value: Sendable & Hashable>: Sendable, Hashable {
    /// For the budgets that are not named.
    public var common: Value?
    /// By budget code.
    public var byBudget: [String: Value]
    /// For the lines of a year or later, the latest such year winning; over `common`.
    public var since: [Int: Value] = [:]
    /// Whether `common` was written as the value of every budget, not as what stands in for those that are not named.
    public var isForAll = false

    /// A choice.
    public init(common: Value?, byBudget: [String: Value] = [:]) {
        self.common = common
        self.byBudget = byBudget
    }

    /// The value for `budget`, leading zeros aside; nil when nothing says.
    public func callAsFunction(_ budget: String) -> Value? { named(budget) ?? common }

    /// The value for the budgets that are not named, in `exercice`; 0 when unknown.
    func common(_ exercice: Int) -> Value? {
        since.filter { $0.key <= exercice }.max { $0.key < $1.key }?.value ?? common
    }

    /// Whether somebody thought about which budget has which value.
    var isSettled: Bool { isForAll || !byBudget.isEmpty }

    /// The value given for `budget` itself.
    func named(_ budget: String) -> Value? {
        if byBudget.isEmpty { return nil }
        if let value = byBudget[budget] { return value }
        let bare = budget.drop { $0 == "0" }
        return byBudget.sorted { $0.key < $1.key }.first { $0.key.drop { $0 == "0" } == bare }?.value
    }
}
