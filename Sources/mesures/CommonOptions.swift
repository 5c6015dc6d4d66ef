internal import ArgumentParser
internal import Findings
internal import Pipeline

/// The language of every command's messages. `Speech` reads it before anything else is parsed, to tell of wrong usage in it.
struct LanguageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say("Langue des messages.", "Language of messages."), valueName: "fr|en"))
    var lang: SpokenLanguage?
}

/// Options of every command that shows text or JSON.
struct CommonOptions: ParsableArguments {
    @OptionGroup var language: LanguageOptions

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

/// Which findings make the exit status 1 (`--fail-on`): those of a severity or above, those of some codes.
///
/// `warning`; `CTL003,warning`; `CTL003,CTL006`, which leaves the severity at `error`; `CTL003,none`.
struct FailureThreshold: ExpressibleByArgument {
    private var least: Severity? = .error
    private var codes: Set<String> = []

    /// Errors alone.
    static let error = FailureThreshold()

    private init() {}

    /// Nil when a word is neither a severity nor the code of a finding.
    init?(argument: String) {
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            switch word {
            case "never", "none": least = nil
            case "note": least = .note
            case "warning": least = .warning
            case "error": least = .error
            default:
                let code = word.uppercased()
                guard FindingCatalogue.kind(code) != nil else { return nil }
                codes.insert(code)
            }
        }
    }

    var defaultValueDescription: String { "error" }

    /// Whether `findings` have one that counts.
    func isReached(by findings: [Finding]) -> Bool {
        findings.contains { finding in
            codes.contains(finding.kind.code) || least.map { finding.severity >= $0 } ?? false
        }
    }
}
