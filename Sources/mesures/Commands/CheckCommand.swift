internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures check`: are these rules fit to be used?
struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: Speech.say(
                "Vérifie des règles : écriture, portée, tests qu'elles portent.",
                "Checks rules: spelling, scope, the tests that they carry."))
    }

    @Argument(
        help: ArgumentHelp(
            Speech.say("Les fichiers de règles, ou leur dossier.", "The files of rules, or their folder."),
            valueName: "règles"))
    var packs: [String]

    @Option(
        help: ArgumentHelp(
            Speech.say("La mesure (sinon trouvée d'après les règles).", "The measure (else found from the rules)."),
            valueName: "fichier"))
    var measure: String?

    @Option(
        help: ArgumentHelp(
            Speech.say("Le dossier des nomenclatures.", "The folder of nomenclatures."), valueName: "dossier"))
    var nomenclatures: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Gravité à partir de laquelle le statut est 1 ; une erreur donne 2.",
                "Severity from which the status is 1; an error gives 2."), valueName: "note|warning|error|none|CODE,…"))
    var failOn: FailureThreshold = .error

    @OptionGroup var common: CommonOptions

    func run() throws {
        let reports = try PackCheck(measure: measure, nomenclatures: nomenclatures).reports(packs)
        let findings = reports.flatMap(\.findings)
        let json = common.format == .json
        Terminal.show(findings, json: json)
        if !json {
            for report in reports where !report.title.isEmpty {
                let verdict =
                    report.findings.contains { $0.severity == .error }
                    ? Speech.say("à corriger", "to be corrected") : Speech.say("en ordre", "in order")
                Terminal.print(
                    Speech.say(
                        "\(report.title) : \(report.rules) règles, \(report.tests) tests, \(verdict)",
                        "\(report.title): \(report.rules) rules, \(report.tests) tests, \(verdict)"))
            }
        }
        if findings.contains(where: { $0.severity == .error }) { throw CommandEnd([], status: .usage) }
        if failOn.isReached(by: findings) { throw CommandEnd([], status: .findings) }
    }
}
