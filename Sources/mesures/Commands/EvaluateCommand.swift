internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures evaluate`: what can be learned from past decisions.
struct EvaluateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "evaluate",
            abstract: Speech.say(
                "Mesure ce que les décisions passées disent des autres lignes.",
                "Measures what past decisions tell of other lines."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Un decisions.csv, ou un classeur annoté.", "A decisions.csv, or an annotated workbook."),
            valueName: "décisions"))
    var decisions: String

    @Argument(
        help: ArgumentHelp(
            Speech.say(
                "L'export sur lequel essayer les suggestions.", "The export on which suggestions are tried."),
            valueName: "lignes"))
    var lines: String?

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
        do {
            let report = try EvaluationReport(of: decisions, lines: lines, reading.settings)
            if common.format == .json {
                Terminal.print(report.json(Speech.language))
            } else {
                Terminal.show(report.findings)
                Terminal.print(report.text(Speech.language))
            }
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: common.format == .json)
        }
    }
}
