internal import ArgumentParser
internal import Pipeline
internal import Tabular

/// How a workbook is written, for every command that writes one.
struct WritingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say("Compression, de 1 (vite) à 9 (petit).", "Compression, 1 (fast) to 9 (small)."), valueName: "1-9"
        ))
    var compression: Int = EditOptions().compression

    @Flag(
        help: ArgumentHelp(
            Speech.say("Accepter que la signature électronique tombe.", "Accept that the digital signature goes.")))
    var dropSignature = false

    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Relire la copie et prouver que rien de l'original n'y manque.",
                "Read the copy again and prove that nothing of the original is missing.")))
    var verify = false

    func validate() throws {
        guard (1...9).contains(compression) else {
            throw ValidationError(Speech.say("--compression va de 1 à 9.", "--compression goes from 1 to 9."))
        }
    }

    /// As the editors take it.
    var edit: EditOptions {
        var options = EditOptions()
        options.compression = compression
        options.mayDropSignature = dropSignature
        return options
    }

    /// As the export stage takes it.
    func export(_ ratings: RatingOptions) -> ExportOptions {
        var options = ExportOptions()
        options.edit = edit
        options.verifies = verify
        options.replacesRatings = ratings.replaceRatings
        return options
    }
}

/// What becomes of ratings that people corrected, for the commands that rate lines.
struct RatingOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Remplacer les cotations corrigées à la main par celles des règles.",
                "Replace ratings corrected by hand by those of the rules.")))
    var replaceRatings = false
}
