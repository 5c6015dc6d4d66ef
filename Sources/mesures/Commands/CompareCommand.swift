internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures compare`: what differs, and by how much.
struct CompareCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "compare",
            abstract: Speech.say(
                "Compare ce que plusieurs personnes ont coté : accord et désaccords.",
                "Compares what several people rated: agreement and disputes."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Des classeurs annotés, ou des decisions.csv.", "Annotated workbooks, or decisions.csv files."),
            valueName: "fichier"))
    var files: [String]

    @Flag(
        help: ArgumentHelp(
            Speech.say("Comparer les personnes qui ont coté ces fichiers.", "Compare the people who rated these files.")
        ))
    var raters = false

    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp(Speech.say("Langue des messages.", "Language of messages."), valueName: "fr|en"))
    var lang: SpokenLanguage?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Forme du résultat ; csv donne les lignes en désaccord.", "Form of the result; csv: disputed lines."),
            valueName: "text|json|csv"))
    var format: ComparisonForm = .text

    func run() throws {
        guard raters else { throw Finding(.comparisonUnsaid) }
        do {
            let comparison = try RaterComparison(of: files, reading.settings)
            switch format {
            case .text:
                Terminal.show(comparison.findings)
                Terminal.print(comparison.text(Speech.language))
            case .json: Terminal.print(comparison.json(Speech.language))
            case .csv:
                Terminal.show(comparison.findings)
                let text = try comparison.csv()
                try StandardOutput().write(Array(text.utf8)[...])
            }
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: format == .json)
        }
    }
}

/// The values of `--format` for a comparison.
enum ComparisonForm: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
}

/// How files of ratings and lines are read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say("La feuille (sinon, la plus probable).", "The sheet (else the likeliest)."), valueName: "nom"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            Speech.say("Le profil d'import (sinon, le plus probable).", "The import profile (else the likeliest)."),
            valueName: "nom"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le dossier qui contient profiles, nomenclatures et measures.",
                "The folder that holds profiles, nomenclatures and measures."),
            valueName: "dossier"))
    var pipelines: String?

    @OptionGroup var limits: LimitOptions

    /// The settings.
    var settings: ReadingSettings {
        ReadingSettings(
            pipelines: pipelines ?? SharedFiles.pipelines, profile: profile, sheet: sheet, limits: limits.archive)
    }
}
