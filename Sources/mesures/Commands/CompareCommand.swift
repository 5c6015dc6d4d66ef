internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures compare`: what differs, and by how much.
struct CompareCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "compare",
            abstract: Speech.say(
                "Compare deux passages : ce qui a changé et pourquoi ; ou ce que plusieurs personnes ont coté.",
                "Compares two runs: what changed and why; or what several people rated."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say(
                "Les dossiers de sortie de deux passages ; avec --raters, des classeurs annotés ou des decisions.csv.",
                "The output folders of two runs; with --raters, annotated workbooks or decisions.csv files."),
            valueName: "fichier"))
    var files: [String]

    @Flag(
        help: ArgumentHelp(
            Speech.say("Comparer les personnes qui ont coté ces fichiers.", "Compare the people who rated these files.")
        ))
    var raters = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            Speech.say(
                "Écrire aussi la comparaison des deux passages dans un classeur .xlsx ou .ods.",
                "Also write the comparison of both runs to a workbook, .xlsx or .ods."), valueName: "fichier"))
    var output: String?

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var language: LanguageOptions

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Forme du résultat ; csv donne les tables, ou les lignes en désaccord.",
                "Form of the result; csv: the tables, or the disputed lines."),
            valueName: "text|json|csv"))
    var format: ComparisonForm = .text

    func validate() throws {
        guard output == nil || !raters else {
            throw ValidationError(
                Speech.say("--output ne va pas avec --raters.", "--output does not go with --raters."))
        }
    }

    func run() throws {
        do {
            if raters {
                let comparison = try RaterComparison(of: files, reading.settings)
                try show(comparison.findings, comparison.text, comparison.json, comparison.csv)
                return
            }
            guard files.count == 2 else { throw Finding(.comparisonUnsaid) }
            let comparison = try RunComparison(from: files[0], to: files[1], reading.settings)
            if let output { try comparison.write(to: output) }
            try show(comparison.findings, comparison.text, comparison.json, comparison.csv)
        } catch let finding as Finding {
            throw CommandEnd([finding], status: finding.kind.exit, json: format == .json)
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: format == .json)
        }
    }

    /// Shows a comparison in the form that was asked for; JSON holds its findings.
    private func show(
        _ findings: [Finding], _ text: (Language) -> String, _ json: (Language) -> String,
        _ csv: () throws(Finding) -> String
    ) throws {
        if format != .json { Terminal.show(findings) }
        switch format {
        case .text: Terminal.print(text(Speech.language))
        case .json: Terminal.print(json(Speech.language))
        case .csv: try StandardOutput().write(Array(csv().utf8)[...])
        }
    }
}

/// The values of `--format` for a comparison.
enum ComparisonForm: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
}
