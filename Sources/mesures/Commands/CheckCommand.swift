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

    @Option(help: ArgumentHelp(Speech.say("Langue des messages.", "Language of messages."), valueName: "fr|en"))
    var lang: SpokenLanguage?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Forme du résultat : pour des personnes, ou pour une autre machine.",
                "Form of the result: for people, or for another machine."), valueName: "text|json|github|junit"))
    var format: CheckForm = .text

    func run() throws {
        let reports = try PackCheck(measure: measure, nomenclatures: nomenclatures).reports(packs)
        let findings = reports.flatMap(\.findings)
        switch format {
        case .text: show(reports)
        case .json: Terminal.print(PackCheck.json(reports, Speech.language))
        case .github: if !findings.isEmpty { Terminal.print(PackCheck.github(reports, Speech.language)) }
        case .junit: Terminal.print(PackCheck.junit(reports, Speech.language))
        }
        if findings.contains(where: { $0.severity == .error }) { throw CommandEnd([], status: .usage) }
        if failOn.isReached(by: findings) { throw CommandEnd([], status: .findings) }
    }

    private func show(_ reports: [PackCheck.Report]) {
        for report in reports {
            let (shown, more) = report.shortened
            Terminal.show(shown)
            for (kind, count) in more {
                Terminal.tell(
                    Speech.say(
                        "note[\(kind.code)] : \(count) de plus ; --format json les donne toutes",
                        "note[\(kind.code)]: \(count) more; --format json gives them all"))
            }
            if report.title.isEmpty { continue }
            let verdict =
                report.hasErrors
                ? Speech.say("à corriger", "to be corrected") : Speech.say("en ordre", "in order")
            let tests = report.tests.count
            Terminal.print(
                Speech.say(
                    "\(report.title) : \(report.rules) règles, dont \(report.testedRules) éprouvées par \(tests) tests, \(verdict)",
                    "\(report.title): \(report.rules) rules, \(report.testedRules) of them proved by \(tests) tests, \(verdict)"
                ))
        }
    }
}

/// The values of `--format` for a check.
enum CheckForm: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case github
    case junit
}
