internal import ArgumentParser
internal import Findings
internal import Pipeline
internal import ZipArchive

/// What `run` and the stage commands share.
struct PipelineOptions: ParsableArguments {
    @Argument(help: ArgumentHelp(Speech.say("Le pipeline (YAML).", "The pipeline (YAML)."), valueName: "pipeline"))
    var pipeline: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            Speech.say("Donne une valeur à une variable du pipeline.", "Gives a variable of the pipeline a value."),
            valueName: "nom=valeur"))
    var settings: [String] = []

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp(Speech.say("Ne rien dire si tout va bien.", "Say nothing when all is well.")))
    var quiet = false

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Gravité à partir de laquelle, ou codes pour lesquels, le statut est 1.",
                "Severity from which, or codes for which, the status is 1."),
            valueName: "note|warning|error|none|CODE,…"))
    var failOn: FailureThreshold = .error

    @OptionGroup var common: CommonOptions

    /// Does `stages`, then says what came out, and ends with the right status.
    func perform(
        _ stages: [Stage], limits: ArchiveLimits = ArchiveLimits(), keepsNames: Bool = false,
        export: ExportOptions = ExportOptions(), against: String? = nil, asks: Bool = false
    ) throws {
        do {
            var definition = try PipelineDefinition(
                reading: pipeline, settings: settings, environment: Speech.environment)
            if let against { try definition.compare(with: against) }
            if asks { definition.askQuestions() }
            let progress = Progress(isShown: !quiet && common.format == .text)
            defer { progress.end() }
            let report = try PipelineRun(
                definition, version: Version.text, limits: limits, keepsNames: keepsNames, export: export
            )
            .perform(stages) { progress.show($0) }
            progress.end()
            let shown = quiet ? report.findings.filter { $0.severity > .note } : report.findings
            Terminal.show(shown, json: common.format == .json)
            if common.format == .json {
                Terminal.print(report.json(Speech.language))
            } else if !quiet {
                Terminal.print(report.text(Speech.language))
            }
            if failOn.isReached(by: report.findings) { throw CommandEnd([], status: .findings) }
        } catch let finding as Finding {
            throw CommandEnd([finding], status: finding.kind.exit, json: common.format == .json)
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: common.format == .json)
        }
    }
}

/// What an import is held against.
struct ControlOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le document budgétaire TOTEM du même budget, auquel comparer l'export.",
                "The TOTEM budget document of the same budget, to hold the export against."), valueName: "fichier"))
    var against: String?
}

/// What is asked of services.
struct QuestionOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Écrire aussi le classeur des questions, une feuille par service.",
                "Also write the workbook of questions, a sheet for each service.")))
    var questions = false
}

/// `mesures run`: the whole pipeline.
struct RunCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "run",
            abstract: Speech.say(
                "Lit, cote et annote : tout le pipeline.", "Reads, rates and annotates: the whole pipeline."))
    }

    @OptionGroup var options: PipelineOptions

    @OptionGroup var limits: LimitOptions

    @OptionGroup var writing: WritingOptions

    @OptionGroup var ratings: RatingOptions

    @OptionGroup var control: ControlOptions

    @OptionGroup var names: NameOptions

    @OptionGroup var asking: QuestionOptions

    func run() throws {
        try options.perform(
            [.import, .transform, .export], limits: limits.archive, keepsNames: names.keepNames,
            export: writing.export(ratings), against: control.against, asks: asking.questions)
    }
}

/// `mesures import`: the first stage.
struct ImportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: Speech.say(
                "Étape 1 : lit le classeur, en fait des lignes contrôlées.",
                "Stage 1: reads the workbook into controlled lines."))
    }

    @OptionGroup var options: PipelineOptions

    @OptionGroup var limits: LimitOptions

    @OptionGroup var control: ControlOptions

    @OptionGroup var names: NameOptions

    func run() throws {
        try options.perform(
            [.import], limits: limits.archive, keepsNames: names.keepNames, against: control.against)
    }
}

/// `mesures transform`: the second stage.
struct TransformCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "transform",
            abstract: Speech.say(
                "Étape 2 : applique les règles aux lignes.", "Stage 2: applies the rules to the lines."))
    }

    @OptionGroup var options: PipelineOptions

    func run() throws { try options.perform([.transform]) }
}

/// `mesures export`: the third stage.
struct ExportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: Speech.say("Étape 3 : écrit le classeur annoté.", "Stage 3: writes the annotated workbook."))
    }

    @OptionGroup var options: PipelineOptions

    @OptionGroup var limits: LimitOptions

    @OptionGroup var writing: WritingOptions

    @OptionGroup var ratings: RatingOptions

    @OptionGroup var names: NameOptions

    @OptionGroup var asking: QuestionOptions

    func run() throws {
        try options.perform(
            [.export], limits: limits.archive, keepsNames: names.keepNames, export: writing.export(ratings),
            asks: asking.questions)
    }
}
