internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures collect`: what people corrected in annotated workbooks, kept for every later run.
struct CollectCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "collect",
            abstract: Speech.say(
                "Recueille ce qui a été corrigé dans des classeurs annotés.",
                "Collects what was corrected in annotated workbooks."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Les classeurs annotés et corrigés.", "The annotated and corrected workbooks."),
            valueName: "classeur"))
    var workbooks: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            Speech.say(
                "Le fichier de décisions, créé ou complété.", "The decisions file, made or completed."),
            valueName: "fichier"))
    var output = "decisions.csv"

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Qui a décidé (sinon, qui a enregistré le classeur).", "Who decided (else, who saved the workbook)."),
            valueName: "nom"))
    var author: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le jour de ces décisions (sinon, celui de l'enregistrement).",
                "The day of these decisions (else, that of the save)."), valueName: "AAAA-MM-JJ"))
    var date: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le pipeline qui a annoté les classeurs.", "The pipeline that annotated the workbooks."),
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
            Speech.say(
                "Le dossier qui contient profiles et nomenclatures, sans pipeline.",
                "The folder that holds profiles and nomenclatures, without a pipeline."), valueName: "dossier"))
    var pipelines: String?

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Sans repère caché, comparer à ce que les règles du pipeline donnent aujourd'hui.",
                "Without the hidden reference, compare with what the pipeline's rules give today.")))
    var againstRules = false

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Proposer des règles d'après les décisions répétées.", "Propose rules from repeated decisions.")))
    var suggestRules = false

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Combien de décisions doivent dire la même chose.", "How many decisions must agree."), valueName: "n"))
    var minSupport = 3

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le dossier où écrire les paquets proposés (sinon, affichés).",
                "The folder for the proposed packs (else, shown)."), valueName: "dossier"))
    var rulesTo: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Gravité à partir de laquelle, ou codes pour lesquels, le statut est 1.",
                "Severity from which, or codes for which, the status is 1."),
            valueName: "note|warning|error|none|CODE,…"))
    var failOn: FailureThreshold = .error

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard minSupport >= 2 else {
            throw ValidationError(
                Speech.say("--min-support vaut au moins 2.", "--min-support is at least 2."))
        }
        guard suggestRules || rulesTo == nil else {
            throw ValidationError(
                Speech.say("--rules-to demande --suggest-rules.", "--rules-to needs --suggest-rules."))
        }
        guard !againstRules || pipeline != nil else {
            throw ValidationError(
                Speech.say("--against-rules demande --pipeline.", "--against-rules needs --pipeline."))
        }
    }

    func run() throws {
        let isJSON = common.format == .json
        do {
            var wanted = CollectSettings(pipelines: pipelines ?? SharedFiles.pipelines)
            wanted.output = output
            wanted.author = author
            wanted.date = date
            wanted.pipeline = try pipeline.map { path in
                try PipelineDefinition(reading: path, settings: settings, environment: Speech.environment)
            }
            wanted.comparesWithRules = againstRules
            wanted.proposes = suggestRules ? minSupport : nil
            wanted.packsFolder = rulesTo
            wanted.limits = limits.archive
            let report = try DecisionCollection(wanted).perform(workbooks)
            if isJSON {
                Terminal.print(report.json(Speech.language))
            } else {
                Terminal.show(report.findings)
                Terminal.print(report.text(Speech.language))
            }
            if failOn.isReached(by: report.findings) { throw CommandEnd([], status: .findings) }
        } catch let finding as Finding {
            throw CommandEnd([finding], status: finding.kind.exit, json: isJSON)
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: isJSON)
        }
    }
}
