internal import ArgumentParser
internal import Findings
internal import Pipeline

/// `mesures findings`: every finding there can be, or one.
struct FindingsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "findings",
            abstract: Speech.say("Explique les messages du programme.", "Explains the program's messages."))
    }

    @Argument(
        help: ArgumentHelp(Speech.say("Un code, par exemple ZIP003.", "A code, for example ZIP003."), valueName: "code")
    )
    var code: String?

    @OptionGroup var language: LanguageOptions

    func run() throws {
        let all = (FindingCatalogue.all + FindingKind.commandKinds).sorted { $0.code < $1.code }
        let wanted = code?.uppercased()
        let shown = all.filter { wanted == nil || $0.code == wanted }
        guard !shown.isEmpty else {
            throw CommandEnd(
                [
                    Finding(
                        .badUsage,
                        [
                            "detail": Speech.say(
                                "aucun message n'a le code \(code ?? "")", "no message has the code \(code ?? "")"),
                            "help": "mesures findings",
                        ])
                ], status: .usage)
        }
        for kind in shown {
            let words = kind.wording(Speech.language)
            Terminal.print("\(kind.code)  \(words.what)")
            if wanted != nil {
                if !words.why.isEmpty { Terminal.print(Speech.say("Pourquoi : ", "Why: ") + words.why) }
                if !words.remedy.isEmpty { Terminal.print(Speech.say("À faire : ", "To do: ") + words.remedy) }
            }
        }
    }
}
