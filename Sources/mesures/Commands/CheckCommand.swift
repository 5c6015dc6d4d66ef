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
        parsing: .upToNextOption,
        help: ArgumentHelp(
            Speech.say(
                "Dire ce que les règles cotent de ces exports, en euros.",
                "Tell what the rules rate of these exports, in euros."), valueName: "fichier"))
    var coverage: [String] = []

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le profil d'import de ces exports (sinon, le plus probable).",
                "The import profile of these exports (else the likeliest)."), valueName: "nom"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Gravité à partir de laquelle le statut est 1 ; une erreur donne 2.",
                "Severity from which the status is 1; an error gives 2."), valueName: "note|warning|error|none|CODE,…"))
    var failOn: FailureThreshold = .error

    @OptionGroup var language: LanguageOptions

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Forme du résultat : pour des personnes, ou pour une autre machine.",
                "Form of the result: for people, or for another machine."), valueName: "text|json|github|junit"))
    var format: CheckForm = .text

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        guard coverage.isEmpty || format == .text || format == .json else {
            throw ValidationError(
                Speech.say(
                    "--coverage se lit en texte ou en JSON : --format text ou json.",
                    "--coverage is told as text or JSON: --format text or json."))
        }
    }

    func run() throws {
        let reports = try PackCheck(measure: measure, nomenclatures: nomenclatures).reports(packs)
        let findings = reports.flatMap(\.findings)
        let covered = findings.contains { $0.severity == .error } ? nil : try covered()
        switch format {
        case .text:
            show(reports)
            if let covered { show(covered) }
        case .json: Terminal.print(PackCheck.json(reports, covered, Speech.language))
        case .github: if !findings.isEmpty { Terminal.print(PackCheck.github(reports, Speech.language)) }
        case .junit: Terminal.print(PackCheck.junit(reports, Speech.language))
        }
        if findings.contains(where: { $0.severity == .error }) { throw CommandEnd([], status: .usage) }
        if failOn.isReached(by: findings) { throw CommandEnd([], status: .findings) }
    }

    /// What the packs make of the exports that were named; nil when none was. Packs in error cover nothing.
    private func covered() throws -> Coverage? {
        guard !coverage.isEmpty else { return nil }
        var settings = Coverage.Settings(pipelines: SharedFiles.pipelines)
        settings.measure = measure
        settings.nomenclatures = nomenclatures
        settings.profile = profile
        settings.limits = limits.archive
        do {
            return try Coverage(of: coverage, packs: packs, settings)
        } catch let failure as PipelineFailure {
            throw CommandEnd(failure.findings, status: failure.status, json: format == .json)
        }
    }

    private func show(_ coverage: Coverage) {
        Terminal.show(coverage.findings)
        Terminal.print(coverage.text(Speech.language))
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
