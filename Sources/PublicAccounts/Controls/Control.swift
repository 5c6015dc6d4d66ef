public import Tabular

/// A total that must reconcile, both sides shown (DESIGN, section 2).
public struct Control: Sendable, Hashable {
    /// What is compared, in French, as the provenance sheet shows it.
    public var name: String
    /// What the source says.
    public var expected: Cents
    /// What was found.
    public var found: Cents

    /// A control.
    public init(_ name: String, expected: Cents, found: Cents) {
        self.name = name
        self.expected = expected
        self.found = found
    }

    /// Whether both sides agree to the cent.
    public var holds: Bool { expected == found }
}
