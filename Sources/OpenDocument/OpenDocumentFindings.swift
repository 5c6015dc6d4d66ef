public import Findings

extension FindingKind {
    /// The package is not an OpenDocument spreadsheet.
    public static let notASpreadsheet = FindingKind(
        "ODS001",
        french: Wording(
            "Ce fichier n'est pas un classeur OpenDocument : {detail}.",
            why: "Seuls les classeurs .ods et .ots peuvent être lus ainsi.",
            remedy: "Vérifier le fichier, ou l'enregistrer au format .ods depuis le tableur."),
        english: Wording(
            "This file is not an OpenDocument spreadsheet: {detail}.",
            why: "Only .ods and .ots workbooks can be read this way.",
            remedy: "Check the file, or save it as .ods from the spreadsheet program."))

    /// The package is encrypted.
    public static let encryptedWorkbook = FindingKind(
        "ODS002",
        french: Wording(
            "Ce classeur est protégé par un mot de passe à l'ouverture.",
            why: "Son contenu est chiffré et ne peut pas être lu.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer sans mot de passe."),
        english: Wording(
            "This workbook asks for a password when it is opened.", why: "Its contents are encrypted.",
            remedy: "Open it in the spreadsheet program and save it without a password."))

    /// A repetition or a span is no count.
    public static let badCount = FindingKind(
        "ODS003",
        french: Wording(
            "Le nombre « {count} » de l'attribut {attribute} n'est pas valable.",
            why: "La place des cellules suivantes serait fausse.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "The number “{count}” of the attribute {attribute} is not valid.",
            why: "The place of the cells that follow would be wrong.",
            remedy: "Open the file in the spreadsheet program and save it again, or export it again."))

    /// A cell that is not empty lies outside the grid.
    public static let outsideGrid = FindingKind(
        "ODS004",
        french: Wording(
            "Des cellules remplies dépassent la dernière ligne ou la dernière colonne d'une feuille.",
            why: "Aucun tableur ne peut les montrer.", remedy: "Répartir les données sur plusieurs feuilles."),
        english: Wording(
            "Filled cells lie beyond the last row or column of a sheet.", why: "No spreadsheet program can show them.",
            remedy: "Spread the data over several sheets."))

    /// A typed value cannot be read.
    public static let badValue = FindingKind(
        "ODS005",
        french: Wording(
            "La valeur « {value} » n'est pas valable pour {attribute}.",
            why: "Le montant ou la date de la cellule serait faux.",
            remedy: "Corriger la cellule dans le tableur et enregistrer de nouveau."),
        english: Wording(
            "The value “{value}” is not valid for {attribute}.",
            why: "The amount or the date of the cell would be wrong.",
            remedy: "Correct the cell in the spreadsheet program and save again."))

    /// There is no such sheet.
    public static let noSuchSheet = FindingKind(
        "ODS006",
        french: Wording("La feuille n° {number} n'existe pas.", remedy: "Vérifier le choix de la feuille."),
        english: Wording("There is no sheet number {number}.", remedy: "Check which sheet was asked for."))

    /// A text is longer than a batch can address.
    public static let tooMuchText = FindingKind(
        "ODS007",
        french: Wording(
            "Une ligne contient plus de texte qu'un tableur n'en accepte.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau."),
        english: Wording(
            "A row holds more text than a spreadsheet program accepts.",
            remedy: "Open the file in the spreadsheet program and save it again."))

    /// Every kind that reading declares.
    static let readingKinds: [FindingKind] = [
        .notASpreadsheet, .encryptedWorkbook, .badCount, .outsideGrid, .badValue, .noSuchSheet, .tooMuchText,
    ]

    /// Every kind that this target declares.
    public static let openDocumentKinds: [FindingKind] = readingKinds + editingKinds
}
