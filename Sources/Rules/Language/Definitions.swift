/// The names that a pack gives to what it would otherwise repeat (`define:`), and the tables that it joins (`tables:`).
public struct Definitions: Sendable {
    /// Texts by name, written `$name` where they are used.
    public var constants: [String: [String]] = [:]
    /// Conditions by name, used by `is:`.
    public var conditions: [String: Condition] = [:]
    /// How many conditions each named condition is made of, and how deep they nest: names must not hide what nobody could
    /// read, or evaluate.
    var shapes: [String: (size: Int, depth: Int)] = [:]
    /// Tables by name.
    public var tables: [String: Table] = [:]
    /// Tables of factors by name (`factors:`).
    public var factors: [String: FactorTable] = [:]

    /// No names.
    public init() {}
}
