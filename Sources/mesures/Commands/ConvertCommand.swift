internal import ArgumentParser
internal import Findings
internal import Pipeline
internal import PublicAccounts
internal import Tabular

/// `mesures convert`: any input that opens, in another format.
struct ConvertCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "convert",
            abstract: Speech.say(
                "Écrit un export ou un document budgétaire dans un autre format.",
                "Writes an export or a budget document in another format."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Le classeur, ou le document budgétaire.", "The workbook, or the budget document."),
            valueName: "fichier"))
    var file: String

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            Speech.say("Le format à écrire.", "The format to write."), valueName: "scdl|csv|xlsx|ods|package"))
    var target: ConvertedForm

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            Speech.say("Le fichier à écrire (package : le dossier).", "The file to write (package: the folder)."),
            valueName: "chemin"))
    var output: String

    @OptionGroup var source: SourceOptions

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "SCDL : la décision, pour un fichier qui ne la dit pas.",
                "SCDL: the decision, for a file that does not say it."), valueName: "bp|dm|bs|ca"))
    var natureDecision: DecisionName?

    @Option(
        help: ArgumentHelp(
            Speech.say("SCDL : le SIRET de la collectivité.", "SCDL: the authority's SIRET."), valueName: "siret"))
    var siret: String?

    @Option(
        help: ArgumentHelp(
            Speech.say("SCDL : le nom de la collectivité.", "SCDL: the authority's name."), valueName: "nom"))
    var nom: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "SCDL : l'exercice des lignes qui n'en ont pas.", "SCDL: the year of lines that have none."),
            valueName: "année"))
    var exercice: Int?

    @OptionGroup var names: NameOptions

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "CSV : neutralise ce qu'un tableur prendrait pour une formule.",
                "CSV: neutralise what a spreadsheet would take for a formula.")))
    var csvSafe = false

    @Option(
        help: ArgumentHelp(
            Speech.say("Compression, de 1 (vite) à 9 (petit).", "Compression, 1 (fast) to 9 (small)."),
            valueName: "1-9"))
    var compression: Int = 6

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...9).contains(compression) else {
            throw ValidationError(Speech.say("--compression va de 1 à 9.", "--compression goes from 1 to 9."))
        }
        guard let siret else { return }
        guard siret.utf8.count == 14, siret.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ValidationError(Speech.say("--siret a 14 chiffres.", "--siret has 14 digits."))
        }
    }

    func run() throws {
        let json = common.format == .json
        var settings = Conversion.Settings(pipelines: source.folder)
        settings.sheet = source.sheet
        settings.profile = source.profile
        settings.identity.decision = natureDecision?.decision
        settings.identity.siret = siret
        settings.identity.name = nom
        settings.identity.exercice = exercice.map { String($0) }
        settings.keepsNames = names.keepNames
        settings.neutralisesFormulas = csvSafe
        settings.edit.compression = compression
        settings.limits = limits.archive
        do {
            Terminal.show(try Conversion(of: file, settings).write(target.target, to: output), json: json)
        } catch let finding as Finding {
            throw CommandEnd([finding.inFile(file)], status: finding.kind.exit, json: json)
        }
    }
}

/// The values of `convert --to`.
enum ConvertedForm: String, ExpressibleByArgument, CaseIterable {
    case scdl
    case csv
    case xlsx
    case ods
    case package

    var target: Conversion.Target {
        switch self {
        case .scdl: .scdl
        case .csv: .csv
        case .xlsx: .xlsx
        case .ods: .ods
        case .package: .package
        }
    }
}

/// The values of `convert --nature-decision`.
enum DecisionName: String, ExpressibleByArgument, CaseIterable {
    case bp
    case dm
    case bs
    case ca

    var decision: SCDLDecision {
        switch self {
        case .bp: .primitif
        case .dm: .modificative
        case .bs: .supplementaire
        case .ca: .compteAdministratif
        }
    }
}
