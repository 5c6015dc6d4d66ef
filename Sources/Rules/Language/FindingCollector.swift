public import Findings

/// Collects findings, so that all the mistakes of a file are shown at once.
public struct FindingCollector: Sendable {
    /// What was found so far, in order.
    public private(set) var findings: [Finding] = []

    /// A collector of nothing yet.
    public init() {}

    /// Adds a finding.
    public mutating func add(_ finding: Finding) { findings.append(finding) }

    /// Adds findings.
    public mutating func add(_ others: [Finding]) { findings.append(contentsOf: others) }

    /// The result of `body`; nil, its finding added, when it throws.
    public mutating func take<Result>(_ body: () throws(Finding) -> Result) -> Result? {
        do throws(Finding) {
            return try body()
        } catch {
            add(error)
            return nil
        }
    }

    /// Whether one of them is an error.
    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
