/// The names that a pack gives to what it would otherwise repeat (`define:`), and the tables that it joins (`tables:`).
public struct Definitions: Sendable {
    /// Texts by name, written `$name` where they are used.
    public var constants: [String: [String]] = [:]
    /// Conditions by name, used by `is:`.
    public var conditions: [String: Condition] = [:]
    /// Tables by name.
    public var tables: [String: Table] = [:]

    /// No names.
    public init() {}
}
