internal import ArgumentParser
internal import Findings

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say("Langue des messages.", "Language of messages."), valueName: "fr|en"))
    var lang: SpokenLanguage?

    @Option(
        help: ArgumentHelp(Speech.say("Forme de ce qui est affiché.", "Form of what is shown."), valueName: "text|json")
    )
    var format: OutputForm = .text
}

/// The values of `--lang`.
enum SpokenLanguage: String, ExpressibleByArgument, CaseIterable {
    case fr
    case en
}

/// The values of `--format`.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// From which severity on findings make the exit status 1 (`--fail-on`).
enum FailureThreshold: String, ExpressibleByArgument, CaseIterable {
    case note
    case warning
    case error
    case never

    /// Whether `findings` reach the threshold.
    func isReached(by findings: [Finding]) -> Bool {
        let least: Severity
        switch self {
        case .never: return false
        case .note: least = .note
        case .warning: least = .warning
        case .error: least = .error
        }
        return findings.contains { $0.severity >= least }
    }
}
