internal import ArgumentParser
internal import Findings

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
                "Le dossier qui contient profiles et nomenclatures.",
                "The folder that holds profiles and nomenclatures."),
            valueName: "dossier"))
    var pipelines: String?

    /// The folder of profiles and nomenclatures.
    var folder: String { pipelines ?? SharedFiles.pipelines }
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
