public import Findings
public import YAML

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

extension Choice {
    /// Reads `{ defaut: value, par-budget: { budget: value }, depuis: { year: value } }`, or a single value for all.
    ///
    /// - Throws: `YML…` with the line and the column.
    public init(
        reading node: YAMLNode, _ name: String, _ read: (YAMLNode, String) throws(Finding) -> Value
    ) throws(Finding) {
        if node.string != nil {
            self.init(common: try read(node, name))
            isForAll = true
            return
        }
        try node.expectKeys(["defaut", "par-budget", "depuis"], in: name)
        var common: Value?
        if let value = node.optional("defaut") { common = try read(value, "defaut") }
        var byBudget: [String: Value] = [:]
        if let budgets = node.optional("par-budget") {
            for entry in try budgets.mapping("par-budget") {
                byBudget[entry.name] = try read(entry.value, entry.name)
            }
        }
        self.init(common: common, byBudget: byBudget)
        if let years = node.optional("depuis") {
            for entry in try years.mapping("depuis") {
                since[try entry.key.integer("depuis")] = try read(entry.value, entry.name)
            }
        }
    }
}
