internal import ArgumentParser
internal import Files
internal import Findings
internal import Pipeline
internal import Tabular
internal import Workbooks

/// `mesures annotate`: columns of one's own on any workbook.
struct AnnotateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "annotate",
            abstract: Speech.say(
                "Ajoute à un classeur les colonnes d'un fichier CSV, et rien d'autre.",
                "Appends the columns of a CSV file to a workbook, and nothing else."))
    }

    @Argument(help: ArgumentHelp(Speech.say("Le classeur.", "The workbook."), valueName: "fichier"))
    var file: String

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp(
            Speech.say(
                "Les colonnes : row, puis nom, nom:number, nom:date ou nom:list(a|b|c).",
                "The columns: row, then name, name:number, name:date or name:list(a|b|c)."), valueName: "colonnes.csv"))
    var columns: String

    @Option(
        help: ArgumentHelp(
            Speech.say("La feuille (sinon, la première).", "The sheet (else the first)."), valueName: "nom"))
    var sheet: String?

    @Option(help: ArgumentHelp(Speech.say("La ligne de l'en-tête.", "The header's row."), valueName: "n"))
    var headerRow: Int = 1

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(Speech.say("Le classeur à écrire.", "The workbook to write."), valueName: "fichier"))
    var output: String

    @OptionGroup var writing: WritingOptions

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...SheetLimits.rows).contains(headerRow) else {
            throw ValidationError(Speech.say("--header-row commence à 1.", "--header-row starts at 1."))
        }
    }

    func run() throws {
        let json = common.format == .json
        let progress = Progress(isShown: !json)
        defer { progress.end() }
        do {
            progress.show(.reading(file))
            let reading = ColumnReading(of: columns)
            let workbook = try Workbook(opening: file, limits: limits.archive)
            let sink = try AtomicFile(output, sparing: [file, columns])
            let own = try reading.columns()
            progress.show(.writing(output))
            var (edit, findings) = try workbook.append(
                own, sheet: sheet, headerRow: headerRow - 1, to: sink, options: writing.edit)
            if writing.verify {
                progress.show(.verifying(output))
                findings += try workbook.verify(sink.written(), edit).findings(file: file)
            }
            try sink.commit()
            progress.end()
            Terminal.show(findings.map { $0.inFile(file) }, json: json)
        } catch let finding as Finding {
            throw CommandEnd([finding.inFile(file)], status: finding.kind.exit, json: json)
        }
    }
}
