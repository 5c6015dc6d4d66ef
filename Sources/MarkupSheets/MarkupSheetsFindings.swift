public import Findings

extension FindingKind {
    /// A cell's value is not of the type that the file says.
    public static let typedValueInvalid = FindingKind(
        "SML001",
        french: Wording(
            "Cette cellule dit contenir une valeur de type {type}, mais contient « {value} ».",
            remedy: "Refaire l'export, ou ouvrir le fichier dans le tableur et l'enregistrer au format .xlsx."),
        english: Wording(
            "This cell says that it holds a value of type {type}, but it holds “{value}”.",
            remedy: "Export it again, or open the file in the spreadsheet program and save it as .xlsx."))

    /// A row or a cell is numbered backwards, or the number is none.
    public static let positionInvalid = FindingKind(
        "SML002",
        french: Wording(
            "La position « {value} » ({name}) n'est pas possible à cet endroit.",
            why: "Les lignes et les cellules sont écrites dans l'ordre, sans retour en arrière.",
            remedy: "Refaire l'export."),
        english: Wording(
            "The position “{value}” ({name}) is not possible here.",
            why: "Rows and cells are written in order, without going back.", remedy: "Export it again."))

    /// A cell lies beyond the grid.
    public static let beyondGrid = FindingKind(
        "SML003",
        french: Wording(
            "Une cellule dépasse la feuille, qui a 1 048 576 lignes et 16 384 colonnes.",
            why: "Aucun tableur ne l'ouvrirait en entier.", remedy: "Vérifier que c'est le bon fichier."),
        english: Wording(
            "A cell lies beyond the sheet, which has 1,048,576 rows and 16,384 columns.",
            why: "No spreadsheet program would open all of it.", remedy: "Check that it is the right file."))

    /// Formulas have no value.
    public static let valuesMissing = FindingKind(
        "SML004", .note,
        french: Wording(
            "{count} formule(s) sans valeur dans le fichier ; leurs cellules comptent comme vides.",
            why: "Le programme qui a écrit ce fichier ne les a pas calculées.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau pour qu'elles soient calculées."),
        english: Wording(
            "{count} formula(s) without a value in the file; their cells count as empty.",
            why: "The program that wrote this file did not compute them.",
            remedy: "Open the file in the spreadsheet program and save it again to have them computed."))

    /// The workbook has no sheet, or more than can be.
    public static let sheetCount = FindingKind(
        "SML005",
        french: Wording(
            "Ce fichier a {count} feuille(s) ; un classeur en a de 1 à 10 000.", remedy: "Refaire l'export."),
        english: Wording("This file has {count} sheet(s); a workbook has 1 to 10,000.", remedy: "Export it again."))

    /// What an HTML page or a SpreadsheetML file was read as.
    public static let markupRead = FindingKind(
        "SML006", .note,
        french: Wording(
            "Ce fichier est du {format}, quelle que soit son extension ; il est lu comme tel ({encoding}).",
            why: "L'extension ne dit pas toujours ce que contient un fichier."),
        english: Wording(
            "This file is {format}, whatever its extension; it is read as such ({encoding}).",
            why: "An extension does not always say what a file holds."))

    /// An HTML page has no table.
    public static let pageWithoutTable = FindingKind(
        "HTM001",
        french: Wording(
            "Cette page HTML ne contient aucun tableau.",
            why: "C'est parfois la page d'erreur ou d'accueil d'un logiciel, enregistrée à la place de l'export.",
            remedy: "Refaire l'export tableur (.xlsx, .ods, .csv)."),
        english: Wording(
            "This HTML page holds no table.",
            why: "It may be a program's error or welcome page, saved instead of the export.",
            remedy: "Export a spreadsheet again (.xlsx, .ods, .csv)."))

    /// An HTML page ends within a table.
    public static let tableUnfinished = FindingKind(
        "HTM002", .warning,
        french: Wording(
            "La page se termine au milieu d'un tableau.",
            why: "Le fichier est sans doute coupé : des lignes peuvent manquer.",
            remedy: "Refaire l'export et comparer les totaux."),
        english: Wording(
            "The page ends within a table.", why: "The file was probably cut: rows may be missing.",
            remedy: "Export it again and compare the totals."))

    /// An HTML page declares UTF-8 and is not.
    public static let pageEncodingWrong = FindingKind(
        "HTM003", .warning,
        french: Wording(
            "La page annonce l'encodage {encoding}, mais ses octets n'en sont pas ; elle est lue en windows-1252.",
            remedy: "Vérifier les accents."),
        english: Wording(
            "The page declares the encoding {encoding}, but its bytes are not; it is read as windows-1252.",
            remedy: "Check the accents."))

    /// Cells span more rows than a table has.
    public static let spansRefused = FindingKind(
        "HTM004",
        french: Wording(
            "Plus de 1 000 cellules de ce tableau s'étendent en même temps sur plusieurs lignes.",
            why: "Ce n'est pas un tableau qu'un logiciel exporte.", remedy: "Vérifier que c'est le bon fichier."),
        english: Wording(
            "More than 1,000 cells of this table span several rows at once.",
            why: "No software exports such a table.", remedy: "Check that it is the right file."))

    /// Every kind that this target declares.
    public static let markupSheetsKinds: [FindingKind] =
        [
            .typedValueInvalid, .positionInvalid, .beyondGrid, .valuesMissing, .sheetCount, .markupRead,
            .pageWithoutTable,
            .tableUnfinished, .pageEncodingWrong, .spansRefused,
        ] + budgetDocumentKinds
}
