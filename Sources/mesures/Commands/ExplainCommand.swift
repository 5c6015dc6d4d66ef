internal import ArgumentParser
internal import Files
internal import Findings
internal import Pipeline

/// `mesures explain`: why is this line what it is?
struct ExplainCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: Speech.say(
                "Explique une ligne : la règle qui l'a emporté, celles qui venaient après, et pourquoi les autres non.",
                "Explains a line: the rule that won, those that came next, and why the others did not match."))
    }

    @Argument(
        help: ArgumentHelp(Speech.say("Le classeur annoté.", "The annotated workbook."), valueName: "classeur"))
    var workbook: String

    @Argument(
        help: ArgumentHelp(
            Speech.say(
                "La ligne : une cellule (Mandats!A42), une rangée (42) ou une ligne du paquet de données (ligne:37).",
                "The line: a cell (Mandats!A42), a row (42) or a line of the data package (line:37)."),
            valueName: "ligne"))
    var line: String

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le pipeline (sinon celui qui a annoté le classeur).",
                "The pipeline (else the one that annotated the workbook)."),
            valueName: "pipeline"))
    var pipeline: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            Speech.say("Donne une valeur à une variable du pipeline.", "Gives a variable of the pipeline a value."),
            valueName: "nom=valeur"))
    var settings: [String] = []

    @Option(
        help: ArgumentHelp(
            Speech.say("Un seul axe, par son identifiant.", "One axis alone, by its id."), valueName: "axe"))
    var axis: String?

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Montrer toutes les règles, avec ce qui manque à chacune.", "Show every rule, and what each one lacks.")
        ))
    var all = false

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
        let json = common.format == .json
        do {
            let explainer = Explainer(
                pipeline: pipeline, settings: settings, shared: SharedFiles.pipelines, environment: Speech.environment,
                limits: limits.archive)
            let explanation = try explainer.explain(
                Explainer.Question(
                    workbook: workbook, address: try LineAddress(line), axis: axis, showsAll: all,
                    language: Speech.language))
            if json {
                Terminal.print(explanation.json(Speech.language))
            } else {
                Terminal.print(explanation.text(Speech.language, width: Terminal.width))
                Terminal.show(explanation.findings)
            }
        } catch let finding as Finding {
            throw CommandEnd([finding], status: finding.kind.exit, json: json)
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: json)
        }
    }
}
