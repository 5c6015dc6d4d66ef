public import Findings

/// A stage of a pipeline, named as its command.
public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Reads the workbook into lines.
    case `import`
    /// Applies the rules to the lines.
    case transform
    /// Writes the annotated workbook.
    case export
}

/// What a pipeline is doing, for whoever waits.
public enum PipelineStep: Sendable, Hashable {
    /// Reading the workbook at a path.
    case reading(String)
    /// Applying rules to so many lines.
    case rating(Int)
    /// Writing the workbook at a path.
    case writing(String)
    /// Reading the workbook at a path again, once it is written.
    case verifying(String)

    /// In words.
    public func words(_ language: Language) -> String {
        let french = language == .french
        switch self {
        case .reading(let path): return (french ? "lecture de " : "reading ") + path.neutralised
        case .rating(let lines): return french ? "cotation de \(lines) lignes" : "rating \(lines) lines"
        case .writing(let path): return (french ? "écriture de " : "writing ") + path.neutralised
        case .verifying(let path): return (french ? "relecture de " : "reading again ") + path.neutralised
        }
    }
}

/// The end of a run that produced nothing: everything that was wrong, and the exit status.
public struct PipelineFailure: Error, Sendable {
    /// What was wrong, in order.
    public var findings: [Finding]
    /// The exit status.
    public var status: ExitStatus

    /// A failure because of `findings`; the status is that of the first error.
    public init(_ findings: [Finding]) {
        self.findings = findings
        status = findings.first { $0.severity == .error }?.kind.exit ?? .badInput
    }
}
