internal import ArgumentParser
internal import Findings
internal import Pipeline

/// How a workbook is read as an import reads it, for the commands that are given no pipeline.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Speech.say("La feuille (sinon, la plus probable).", "The sheet (else the likeliest)."), valueName: "nom"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            Speech.say("Le profil d'import (sinon, le plus probable).", "The import profile (else the likeliest)."),
            valueName: "nom"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            Speech.say(
                "Le dossier qui contient profiles, nomenclatures et measures.",
                "The folder that holds profiles, nomenclatures and measures."),
            valueName: "dossier"))
    var pipelines: String?

    /// The folder of profiles, nomenclatures and measures.
    var folder: String { pipelines ?? SharedFiles.pipelines }
}

/// How files of ratings and lines are read.
struct ReadingOptions: ParsableArguments {
    @OptionGroup var source: SourceOptions

    @OptionGroup var limits: LimitOptions

    /// The settings.
    var settings: ReadingSettings {
        ReadingSettings(
            pipelines: source.folder, profile: source.profile, sheet: source.sheet, limits: limits.archive)
    }
}

/// Whether names of persons are shown, for every command that reads a budget document or asks services.
struct NameOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            Speech.say(
                "Garder les noms de personnes des annexes d'un document budgétaire, et les tiers dans les questions.",
                "Keep the names of persons in the annexes of a budget document, and tiers in questions.")))
    var keepNames = false
}
