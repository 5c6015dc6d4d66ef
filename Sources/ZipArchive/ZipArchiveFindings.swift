public import Findings

extension FindingKind {
    /// The file is not a zip archive, or its end is missing.
    public static let notAnArchive = FindingKind(
        "ZIP001",
        french: Wording(
            "Ce n'est pas un classeur complet : la fin du fichier manque.",
            why: "Un classeur est une archive dont la table se trouve à la fin.",
            remedy: "Vérifier que la copie ou le téléchargement est allé au bout, ou refaire l'export."),
        english: Wording(
            "This is not a complete workbook: the end of the file is missing.",
            why: "A workbook is an archive whose table is at the end.",
            remedy: "Check that the copy or download was complete, or export it again."))

    /// The archive's directory contradicts the file.
    public static let damagedDirectory = FindingKind(
        "ZIP002",
        french: Wording(
            "La table de l'archive est endommagée ({detail}).", why: "On ne sait plus où sont les parties du classeur.",
            remedy: remedyFR),
        english: Wording(
            "The archive's table is damaged ({detail}).", why: "Where the workbook's parts are is no longer known.",
            remedy: remedyEN))

    /// The contents do not have the checksum that was recorded.
    public static let alteredContents = FindingKind(
        "ZIP003",
        french: Wording(
            "Le contenu est altéré : somme de contrôle {found} au lieu de {expected}.",
            why: "Un montant pourrait être faux sans que cela se voie.", remedy: remedyFR),
        english: Wording(
            "The contents are altered: checksum {found} instead of {expected}.",
            why: "An amount could be wrong without showing it.", remedy: remedyEN))

    /// What precedes the contents contradicts the directory.
    public static let headerMismatch = FindingKind(
        "ZIP004",
        french: Wording(
            "L'archive se contredit sur cette partie ({detail}).",
            why: "Deux programmes pourraient y lire deux contenus différents.", remedy: remedyFR),
        english: Wording(
            "The archive contradicts itself about this part ({detail}).",
            why: "Two programs could read two different contents.", remedy: remedyEN))

    /// The entry is encrypted.
    public static let encryptedEntry = FindingKind(
        "ZIP005",
        french: Wording(
            "Cette partie est protégée par un mot de passe.", why: "Elle ne peut pas être lue.",
            remedy: "Ouvrir le fichier dans le tableur, retirer le mot de passe, enregistrer."),
        english: Wording(
            "This part is protected by a password.", why: "It cannot be read.",
            remedy: "Open the file in the spreadsheet program, remove the password, save."))

    /// The entry's compression is not one that is read.
    public static let unknownCompression = FindingKind(
        "ZIP006",
        french: Wording(
            "La méthode de compression {method} n'est pas reconnue.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau."),
        english: Wording(
            "Compression method {method} is not known.", remedy: "Open the file in the spreadsheet program and save it."
        ))

    /// Two entries have the same name, whatever the case.
    public static let duplicateEntry = FindingKind(
        "ZIP007",
        french: Wording(
            "Deux parties portent ce nom.", why: "On ne sait pas laquelle est la bonne.", remedy: remedyFR),
        english: Wording("Two parts have this name.", why: "Which one is right is not known.", remedy: remedyEN))

    /// Two entries share bytes.
    public static let overlappingEntries = FindingKind(
        "ZIP008",
        french: Wording(
            "Cette partie chevauche « {other} ».", why: "Aucun tableur n'écrit cela ; c'est une attaque connue.",
            remedy: "Ne pas ouvrir ce fichier ; demander l'export d'origine."),
        english: Wording(
            "This part overlaps “{other}”.", why: "No spreadsheet program writes this; it is a known attack.",
            remedy: "Do not open this file; ask for the original export."))

    /// The compressed bytes are not what they should be, or stop short.
    public static let damagedContents = FindingKind(
        "ZIP009",
        french: Wording(
            "Le contenu compressé est endommagé ou incomplet.", why: "Cette partie ne peut pas être lue en entier.",
            remedy: remedyFR),
        english: Wording(
            "The compressed contents are damaged or incomplete.", why: "This part cannot be read in full.",
            remedy: remedyEN))

    /// The contents do not have the size that was recorded.
    public static let sizeMismatch = FindingKind(
        "ZIP010",
        french: Wording(
            "La taille du contenu ({found} octets) n'est pas celle annoncée ({expected}).",
            why: "Le fichier est endommagé, ou fabriqué pour nuire.", remedy: remedyFR),
        english: Wording(
            "The size of the contents ({found} bytes) is not the one announced ({expected}).",
            why: "The file is damaged, or made to harm.", remedy: remedyEN))

    /// The archive has too many entries.
    public static let tooManyEntries = FindingKind(
        "ZIP011",
        french: Wording(
            "L'archive a plus de {maximum} parties.", why: "Aucun classeur n'en a autant.",
            remedy:
                "Ne pas ouvrir ce fichier ; demander l'export d'origine. S'il est sûr, relever la limite avec --max-entries."
        ),
        english: Wording(
            "The archive has more than {maximum} parts.", why: "No workbook has that many.",
            remedy:
                "Do not open this file; ask for the original export. If it is safe, raise the limit with --max-entries."
        ))

    /// An entry is too large once inflated.
    public static let entryTooLarge = FindingKind(
        "ZIP012",
        french: Wording(
            "Cette partie dépasse {maximum} octets une fois décompressée.", why: "Elle épuiserait la mémoire.",
            remedy:
                "Scinder l'export, par exemple par exercice, ou relever la limite avec --max-entry-size (par exemple 4G)."
        ),
        english: Wording(
            "This part is over {maximum} bytes once inflated.", why: "It would exhaust the memory.",
            remedy: "Split the export, for example by year, or raise the limit with --max-entry-size (for example 4G).")
    )

    /// An entry inflates to absurdly more than it takes.
    public static let suspiciousRatio = FindingKind(
        "ZIP013",
        french: Wording(
            "Cette partie se décompresse en plus de {maximum} fois sa taille.",
            why: "C'est le signe d'une « bombe », faite pour épuiser la mémoire.",
            remedy:
                "Ne pas ouvrir ce fichier ; demander l'export d'origine. S'il est sûr, relever la limite avec --max-ratio."
        ),
        english: Wording(
            "This part inflates to over {maximum} times its size.",
            why: "That is the mark of a “bomb”, made to exhaust the memory.",
            remedy:
                "Do not open this file; ask for the original export. If it is safe, raise the limit with --max-ratio."))

    /// The entries read are too large all together.
    public static let archiveTooLarge = FindingKind(
        "ZIP014",
        french: Wording(
            "Les parties lues dépassent ensemble {maximum} octets une fois décompressées.",
            why: "Elles épuiseraient la mémoire.",
            remedy:
                "Scinder l'export, par exemple par exercice, ou relever la limite avec --max-total-size (par exemple 16G)."
        ),
        english: Wording(
            "The parts that were read are together over {maximum} bytes once inflated.",
            why: "They would exhaust the memory.",
            remedy: "Split the export, for example by year, or raise the limit with --max-total-size (for example 16G)."
        ))

    /// Names that would be dangerous as paths.
    public static let oddEntryName = FindingKind(
        "ZIP015", .warning,
        french: Wording(
            "Une partie porte un nom inhabituel : « {name} ».",
            why: "Sans danger ici, car aucun fichier n'est extrait ; d'autres programmes pourraient s'y tromper."),
        english: Wording(
            "A part has an unusual name: “{name}”.",
            why: "Harmless here, since no file is extracted; other programs could be misled."))

    /// The entry goes beyond the archive.
    public static let truncatedEntry = FindingKind(
        "ZIP016",
        french: Wording(
            "Cette partie est incomplète dans l'archive.", why: "Elle ne peut pas être lue en entier.", remedy: remedyFR
        ),
        english: Wording(
            "This part is incomplete in the archive.", why: "It cannot be read in full.", remedy: remedyEN))

    /// An entry cannot be written.
    public static let entryNotWritable = FindingKind(
        "ZIP017", exit: .cannotWrite,
        french: Wording(
            "Cette partie ne peut pas être écrite dans l'archive ({detail}).",
            remedy: "Signaler ce défaut avec le fichier d'origine."),
        english: Wording(
            "This part cannot be written to the archive ({detail}).",
            remedy: "Report this defect with the original file."))

    private static let remedyFR =
        "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."
    private static let remedyEN = "Open the file in the spreadsheet program and save it again, or export it again."

    /// Every kind that this target declares.
    public static let zipArchiveKinds: [FindingKind] = [
        .notAnArchive, .damagedDirectory, .alteredContents, .headerMismatch, .encryptedEntry, .unknownCompression,
        .duplicateEntry, .overlappingEntries, .damagedContents, .sizeMismatch, .tooManyEntries, .entryTooLarge,
        .suspiciousRatio, .archiveTooLarge, .oddEntryName, .truncatedEntry, .entryNotWritable,
    ]
}
