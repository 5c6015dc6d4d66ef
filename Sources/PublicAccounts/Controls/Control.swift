public import Tabular

/// A total that must reconcile, both sides shown (DESIGN, section 2).
public struct Control: Sendable, Hashable {
    /// What is compared, in French, as the provenance sheet shows it.
    public var name: String
    /// What the source says.
    public var expected: Cents
    /// What was found.
    public var found: Cents
    /// The rows of the sheet behind the difference, as people number them: `4, 8, 12… (17)`; empty when there is none, or
    /// when no row in particular is behind it.
    public var lines: String

    /// A control.
    public init(_ name: String, expected: Cents, found: Cents, lines: String = "") {
        self.name = name
        self.expected = expected
        self.found = found
        self.lines = lines
    }

    /// What was found less what was expected.
    public var difference: Cents { found - expected }

    /// Whether both sides agree to the cent, and no row speaks against it (amounts of opposite signs may cancel out).
    public var holds: Bool { expected == found && lines.isEmpty }
}

/// The rows of a sheet that something is said of: how many, and the first ones.
package struct RowList {
    package private(set) var count = 0
    private var shown: [Int] = []
    private static let limit = 10

    /// No rows.
    package init() {}

    /// Counts `row`, from 0.
    package mutating func add(_ row: Int) {
        count += 1
        if shown.count < Self.limit { shown.append(row + 1) }
    }

    /// `4, 8, 12… (17)`, the total only where some are not shown; empty without rows.
    package var text: String {
        let list = shown.map(String.init).joined(separator: ", ")
        return count > shown.count ? "\(list)… (\(count))" : list
    }
}
