internal import ArgumentParser
internal import Files
internal import Findings
internal import Pipeline
internal import PublicAccounts

/// `mesures nomenclature`: what the account plans say.
struct NomenclatureCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "nomenclature",
            abstract: Speech.say(
                "Explique un compte, un chapitre ou une fonction ; ajoute un plan de comptes.",
                "Explains an account, a chapter or a function; adds an account plan."),
            subcommands: [NomenclatureExplainCommand.self, NomenclatureImportCommand.self],
            defaultSubcommand: NomenclatureExplainCommand.self)
    }
}

/// `mesures nomenclature CODE`: what a plan says of a code, or of words.
struct NomenclatureExplainCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: Speech.say(
                "Explique un compte, un chapitre ou une fonction (par défaut).",
                "Explains an account, a chapter or a function (the default)."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say(
                "Un code, ou des mots d'un libellé ; sans rien, la liste des plans.",
                "A code, or words of a label; nothing lists the plans."), valueName: "code"))
    var code: [String] = []

    @Option(
        help: ArgumentHelp(Speech.say("La nomenclature.", "The nomenclature."), valueName: "M57_D"))
    var norme: String = "M57_D"

    @Option(
        help: ArgumentHelp(
            Speech.say("L'exercice (sinon, le dernier connu).", "The year (else the last one known)."),
            valueName: "année"))
    var exercice: Int?

    @Option(
        help: ArgumentHelp(
            Speech.say("Un dossier de nomenclatures de plus, prioritaire.", "One more folder of nomenclatures, first."),
            valueName: "dossier"))
    var nomenclatures: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let store = NomenclatureStore(folders: nomenclatures + [SharedFiles.nomenclatures])
        let json = common.format == .json
        do {
            let words = code.joined(separator: " ")
            let report =
                words.isEmpty
                ? try NomenclatureReport(plansOf: store)
                : try NomenclatureReport(of: words, in: norme, exercice: exercice ?? .max, store: store)
            Terminal.print(json ? report.json(Speech.language) : report.text(Speech.language))
            if !json { Terminal.show(report.findings) }
        } catch {
            throw CommandEnd([error], status: error.kind.exit, json: json)
        }
    }
}

/// `mesures nomenclature import`: adds a published plan to a folder.
struct NomenclatureImportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: Speech.say(
                "Ajoute un plan de comptes publié (planDeCompte.xml) à un dossier.",
                "Adds a published account plan (planDeCompte.xml) to a folder."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Le plan de comptes.", "The account plan."), valueName: "planDeCompte.xml"))
    var file: String

    @Option(
        help: ArgumentHelp(
            Speech.say("La nomenclature, si le fichier se trompe.", "The nomenclature, where the file is wrong."),
            valueName: "M57_D"))
    var norme: String?

    @Option(
        help: ArgumentHelp(
            Speech.say("L'exercice, si le fichier se trompe.", "The year, where the file is wrong."),
            valueName: "année"))
    var exercice: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            Speech.say("Le dossier (sinon, celui du pipeline).", "The folder (else the pipeline's)."),
            valueName: "dossier"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le pipeline dont le premier dossier de nomenclatures reçoit le plan.",
                "The pipeline whose first folder of nomenclatures takes the plan."), valueName: "pipeline"))
    var pipeline: String?

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Remplacer le plan du même nom et du même exercice.", "Replace the plan of the same name and year.")))
    var replace = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        do {
            let added = try NomenclatureFolder(folder())
                .add(file, id: norme, exercice: exercice, replaces: replace)
            Terminal.show(added.findings)
            let counts = Speech.say(
                "\(added.accounts) comptes, \(added.fonctions) fonctions",
                "\(added.accounts) accounts, \(added.fonctions) functions")
            let unchanged = added.isUnchanged ? Speech.say(" (déjà là, inchangé)", " (already there, unchanged)") : ""
            Terminal.print("\(added.id) \(added.exercice) : \(counts) → \(added.path)\(unchanged)")
        } catch let finding as Finding {
            throw CommandEnd([finding], status: finding.kind.exit, json: common.format == .json)
        }
    }

    private func folder() throws -> String {
        if let output { return output }
        guard let pipeline else { return SharedFiles.nomenclatures }
        let definition = try PipelineDefinition(
            reading: pipeline, settings: [], environment: Speech.environment)
        return definition.source.nomenclatures.first ?? SharedFiles.nomenclatures
    }
}

extension SharedFiles {
    /// The folder of account plans that come with the program.
    static var nomenclatures: String { FilePaths.join(pipelines, "nomenclatures") }
}
