public import Findings

extension FindingKind {
    /// The document is signed, and any change breaks a signature.
    public static let signedWorkbook = FindingKind(
        "ODS020",
        french: Wording(
            "Ce classeur porte une signature numérique.", why: "Toute modification la rend invalide.",
            remedy: "Annoter une copie non signée, ou autoriser l'abandon de la signature."),
        english: Wording(
            "This workbook has a digital signature.", why: "Any change makes it invalid.",
            remedy: "Annotate an unsigned copy, or allow the signature to be dropped."))

    /// The signature was left out.
    public static let signatureDropped = FindingKind(
        "ODS021", .warning,
        french: Wording(
            "La signature numérique n'est pas reprise dans le classeur annoté.",
            why: "Elle ne vaut que pour l'original.", remedy: "Signer de nouveau si besoin."),
        english: Wording(
            "The digital signature is not carried over to the annotated workbook.",
            why: "It is only valid for the original.", remedy: "Sign again if needed."))

    /// Where the new columns go, something is already there.
    public static let occupiedCell = FindingKind(
        "ODS022",
        french: Wording(
            "La cellule {cell} n'est pas vide alors que des colonnes doivent être ajoutées à partir de {column}.",
            why: "Une valeur de l'original serait perdue.",
            remedy: "Vider ou déplacer cette cellule, ou ajouter les colonnes plus à droite."),
        english: Wording(
            "Cell {cell} is not empty, yet columns are to be added from {column} on.",
            why: "A value of the original would be lost.",
            remedy: "Empty or move this cell, or add the columns further right."))

    /// The new columns do not fit in the grid.
    public static let tooManyColumns = FindingKind(
        "ODS023",
        french: Wording(
            "Il n'y a pas la place d'ajouter {count} colonnes à partir de {column}.",
            why: "Une feuille a 16 384 colonnes.", remedy: "Supprimer des colonnes inutiles à droite de la feuille."),
        english: Wording(
            "There is no room for {count} more columns from {column} on.", why: "A sheet has 16,384 columns.",
            remedy: "Delete useless columns on the right of the sheet."))

    /// The rows to annotate are not all there.
    public static let rowsMissing = FindingKind(
        "ODS024",
        french: Wording(
            "La feuille s'arrête à la ligne {last}, avant la ligne {row} à annoter.",
            remedy: "Relire le classeur : il a changé depuis son import."),
        english: Wording(
            "The sheet ends at row {last}, before row {row} that is to be annotated.",
            remedy: "Read the workbook again: it has changed since it was imported."))

    /// A new sheet cannot have that name.
    public static let badSheetName = FindingKind(
        "ODS025", exit: .usage,
        french: Wording(
            "Une feuille ne peut pas être ajoutée sous le nom « {name} ».",
            why: "Ce nom est déjà pris, trop long, ou contient un caractère interdit.",
            remedy: "Renommer la feuille existante ou choisir un autre nom."),
        english: Wording(
            "A sheet cannot be added under the name “{name}”.",
            why: "That name is taken, too long, or has a forbidden character.",
            remedy: "Rename the existing sheet or choose another name."))

    /// The print range does not hold the new columns.
    public static let outsidePrintRange = FindingKind(
        "ODS026", .note,
        french: Wording(
            "La zone d'impression de la feuille ne comprend pas les colonnes ajoutées.",
            remedy: "L'élargir dans le tableur si elles doivent être imprimées."),
        english: Wording(
            "The sheet's print range does not hold the added columns.",
            remedy: "Widen it in the spreadsheet program if they must be printed."))

    /// Two blocks name the same sheet.
    public static let badEdit = FindingKind(
        "ODS027", exit: .internalError,
        french: Wording("Les colonnes à ajouter sont mal décrites : {detail}.", remedy: "Signaler ce défaut."),
        english: Wording("The columns to add are badly described: {detail}.", remedy: "Report this defect."))

    /// A frozen pane could not be set.
    public static let noViewSettings = FindingKind(
        "ODS028", .note,
        french: Wording("Les lignes de titre des feuilles ajoutées ne sont pas figées à l'écran."),
        english: Wording("The header rows of the added sheets are not frozen."))

    /// The document's structure is protected.
    public static let protectedStructure = FindingKind(
        "ODS029",
        french: Wording(
            "La structure du classeur est protégée : aucune feuille ne peut être ajoutée.",
            why: "Une protection n'est jamais levée en silence.",
            remedy: "Retirer la protection (menu Outils, Protéger la structure du classeur), puis recommencer."),
        english: Wording(
            "The workbook's structure is protected: no sheet can be added.",
            why: "A protection is never lifted silently.",
            remedy: "Unprotect it (Tools menu, Protect Spreadsheet Structure), then start again."))

    /// The sheet is protected; the new cells are as their neighbours.
    public static let protectedSheet = FindingKind(
        "ODS030", .note,
        french: Wording(
            "La feuille est protégée ; les cellules ajoutées sont verrouillées comme leurs voisines.",
            remedy: "Retirer la protection de la feuille pour corriger une valeur."),
        english: Wording(
            "The sheet is protected; the added cells are locked like their neighbours.",
            remedy: "Unprotect the sheet to correct a value."))

    /// A column of an earlier run was merged with others.
    public static let joinedCell = FindingKind(
        "ODS031",
        french: Wording(
            "La cellule {cell}, dans une colonne d'une annotation précédente, est fusionnée avec d'autres.",
            why: "La remplacer couperait la cellule fusionnée.",
            remedy: "Défaire la fusion dans le tableur, puis recommencer."),
        english: Wording(
            "Cell {cell}, in a column of an earlier annotation, is merged with others.",
            why: "Writing it again would cut the merged cell.",
            remedy: "Split the merged cell in the spreadsheet program, then try again."))

    /// Every kind that editing declares.
    static let editingKinds: [FindingKind] = [
        .signedWorkbook, .signatureDropped, .occupiedCell, .tooManyColumns, .rowsMissing, .badSheetName,
        .outsidePrintRange, .badEdit, .noViewSettings, .protectedStructure, .protectedSheet, .joinedCell,
    ]
}
