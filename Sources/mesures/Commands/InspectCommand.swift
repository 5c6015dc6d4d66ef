internal import ArgumentParser
internal import Files
internal import Findings
internal import Pipeline

/// `mesures inspect`: what an import would understand of a workbook.
struct InspectCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inspect",
            abstract: Speech.say(
                "Dit ce que contient un classeur et ce qu'un import y comprendrait.",
                "Tells what a workbook holds and what an import would understand of it."))
    }

    @Argument(help: ArgumentHelp(Speech.say("Le classeur.", "The workbook."), valueName: "fichier"))
    var file: String

    @OptionGroup var source: SourceOptions

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Écrire ici un profil à relire, fait pour ce fichier.",
                "Write here a profile to edit, made for this file."),
            valueName: "profil.yaml"))
    var writeProfile: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Gravité à partir de laquelle, ou codes pour lesquels, le statut est 1.",
                "Severity from which, or codes for which, the status is 1."),
            valueName: "note|warning|error|none|CODE,…"))
    var failOn: FailureThreshold = .error

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func run() throws {
        let settings = InspectionReport.Settings(
            pipelines: source.folder, profile: source.profile, sheet: source.sheet, limits: limits.archive)
        let report = try InspectionReport(of: file, settings)
        if let writeProfile { try write(report, to: writeProfile) }
        if common.format == .json {
            Terminal.print(report.json(Speech.language))
        } else {
            Terminal.print(report.text(Speech.language))
            Terminal.show(report.findings)
        }
        if failOn.isReached(by: report.findings) { throw CommandEnd([], status: .findings) }
    }

    private func write(_ report: InspectionReport, to path: String) throws {
        let profile = try report.profile(id: FilePaths.stem(of: path))
        let output = try AtomicFile(path, sparing: [file])
        try output.write(Array(profile.utf8)[...])
        try output.commit()
    }
}

/// Where the program finds the files that come with it.
enum SharedFiles {
    /// The folder of pipelines: `MESURES_PIPELINES`, else `pipelines` here, else the one installed beside the program.
    static var pipelines: String {
        if let named = Speech.environment("MESURES_PIPELINES") { return named }
        if FileSystem.isFolder("pipelines") { return "pipelines" }
        let program = CommandLine.arguments.first ?? ""
        let installed = FilePaths.join(FilePaths.folder(of: program), "../share/mesures/pipelines")
        return FileSystem.isFolder(installed) ? installed : "pipelines"
    }
}
