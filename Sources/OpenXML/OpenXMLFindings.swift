public import Findings

extension FindingKind {
    /// The zip archive is no SpreadsheetML package.
    public static let notAWorkbook = FindingKind(
        "XLS001",
        french: Wording(
            "Ce fichier n'est pas un classeur Excel.", why: "L'archive ne contient pas de classeur reconnu.",
            remedy: "Vérifier le fichier ; l'ouvrir dans le tableur et l'enregistrer au format .xlsx."),
        english: Wording(
            "This file is not an Excel workbook.", why: "The archive holds no workbook that is known.",
            remedy: "Check the file; open it in the spreadsheet program and save it as .xlsx."))

    /// A part that another one refers to is not in the package.
    public static let partMissing = FindingKind(
        "XLS002",
        french: Wording(
            "Il manque une partie du classeur : {part}.", why: "Le fichier est incomplet.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "A part of the workbook is missing: {part}.", why: "The file is incomplete.",
            remedy: "Open the file in the spreadsheet program and save it again, or export it again."))

    /// The workbook is in the binary format `.xlsb`.
    public static let binaryWorkbook = FindingKind(
        "XLS003",
        french: Wording(
            "Ce classeur est au format binaire (.xlsb), qui n'est pas lu.",
            remedy: "L'ouvrir dans Excel et l'enregistrer au format .xlsx."),
        english: Wording(
            "This workbook is in the binary format (.xlsb), which is not read.",
            remedy: "Open it in Excel and save it as .xlsx."))

    /// A sheet is listed but leads to no part.
    public static let sheetWithoutPart = FindingKind(
        "XLS004",
        french: Wording(
            "La feuille est annoncée mais son contenu est absent du fichier.", why: "Le fichier est incomplet.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "The sheet is listed but its contents are not in the file.", why: "The file is incomplete.",
            remedy: "Open the file in the spreadsheet program and save it again, or export it again."))

    /// A range cannot be read or lies beyond the grid.
    public static let rangeUnreadable = FindingKind(
        "XLS005",
        french: Wording(
            "La plage « {range} » n'est pas valable.",
            why: "Une plage va de A1 à XFD1048576, son premier coin en haut à gauche.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau."),
        english: Wording(
            "The range “{range}” is not valid.",
            why: "A range lies within A1 to XFD1048576, its top left corner first.",
            remedy: "Open the file in the spreadsheet program and save it again."))

    /// A part that is read whole is larger than any real one.
    public static let partTooLarge = FindingKind(
        "XLS006",
        french: Wording(
            "Une partie annexe du classeur dépasse {limit} Mio.", why: "Aucun vrai classeur n'en a de si grande.",
            remedy: "Refaire l'export, ou recopier les données dans un classeur neuf."),
        english: Wording(
            "A secondary part of the workbook exceeds {limit} MiB.", why: "No real workbook has one that large.",
            remedy: "Export it again, or copy the data to a new workbook."))

    /// A sheet's part is no worksheet.
    public static let notAWorksheet = FindingKind(
        "XLS007",
        french: Wording(
            "Le contenu de la feuille n'est pas celui d'une feuille de calcul.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau."),
        english: Wording(
            "The sheet's contents are not those of a worksheet.",
            remedy: "Open the file in the spreadsheet program and save it again."))

    /// A row comes after a later one, or twice.
    public static let rowsOutOfOrder = FindingKind(
        "XLS008",
        french: Wording(
            "La ligne {row} est en double ou n'est pas à sa place.",
            why: "Excel proposerait de réparer ce fichier, au risque de perdre des lignes.",
            remedy: "Ouvrir le fichier dans le tableur, contrôler la feuille et l'enregistrer de nouveau."),
        english: Wording(
            "Row {row} is there twice or is not in its place.",
            why: "Excel would offer to repair this file, and might lose rows.",
            remedy: "Open the file in the spreadsheet program, check the sheet and save it again."))

    /// A cell is there twice.
    public static let cellTwice = FindingKind(
        "XLS009",
        french: Wording(
            "La cellule est en double dans le fichier.",
            why: "Excel proposerait de réparer ce fichier ; on ne peut savoir quelle valeur est la bonne.",
            remedy: "Ouvrir le fichier dans le tableur, contrôler la cellule et l'enregistrer de nouveau."),
        english: Wording(
            "The cell is in the file twice.",
            why: "Excel would offer to repair this file; there is no telling which value is right.",
            remedy: "Open the file in the spreadsheet program, check the cell and save it again."))

    /// A cell or row reference is none, or lies beyond the grid, or in another row.
    public static let referenceInvalid = FindingKind(
        "XLS010",
        french: Wording(
            "La référence « {reference} » n'est pas valable ici.",
            why: "Une cellule va de A1 à XFD1048576 et se trouve dans sa propre ligne.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "The reference “{reference}” is not valid here.",
            why: "A cell lies within A1 to XFD1048576 and in its own row.",
            remedy: "Open the file in the spreadsheet program and save it again, or export it again."))

    /// A cell refers to a shared string that is not in the workbook.
    public static let sharedStringMissing = FindingKind(
        "XLS011",
        french: Wording(
            "La cellule renvoie au texte n° {index}, qui n'est pas dans le classeur ({count} textes).",
            why: "Le texte de la cellule est perdu.", remedy: "Refaire l'export, ou repartir d'une copie intacte."),
        english: Wording(
            "The cell refers to text number {index}, which is not in the workbook ({count} texts).",
            why: "The cell's text is lost.", remedy: "Export it again, or start from an intact copy."))

    /// A cell's value does not fit its type.
    public static let cellValueInvalid = FindingKind(
        "XLS012",
        french: Wording(
            "La valeur « {value} » ne convient pas au type « {type} » de la cellule.",
            why: "La lire autrement serait deviner.",
            remedy: "Corriger la cellule dans le tableur et enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "The value “{value}” does not fit the cell's type “{type}”.",
            why: "To read it otherwise would be to guess.",
            remedy: "Correct the cell in the spreadsheet program and save it again, or export it again."))

    /// Formulas have no value in the file.
    public static let formulasWithoutValue = FindingKind(
        "XLS013", .note,
        french: Wording(
            "{count} formule(s) sans valeur dans le fichier ; leurs cellules comptent comme vides.",
            why: "Le programme qui a écrit ce fichier ne les a pas calculées.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau pour qu'elles soient calculées."),
        english: Wording(
            "{count} formula(s) without a value in the file; their cells count as empty.",
            why: "The program that wrote this file did not compute them.",
            remedy: "Open the file in the spreadsheet program and save it again to have them computed."))

    /// Cells refer to styles that are not in the workbook.
    public static let styleMissing = FindingKind(
        "XLS014", .warning,
        french: Wording(
            "{count} cellule(s) renvoient à un style qui n'est pas dans le classeur ; lues avec le style ordinaire.",
            why: "Une date y serait lue comme un nombre.",
            remedy: "Contrôler les dates de la feuille, ou refaire l'export."),
        english: Wording(
            "{count} cell(s) refer to a style that is not in the workbook; read with the ordinary style.",
            why: "A date there would be read as a number.", remedy: "Check the sheet's dates, or export it again."))

    /// A row, a text or a comment is larger than any real one.
    public static let rowTooLarge = FindingKind(
        "XLS015",
        french: Wording(
            "Une seule ligne ou un seul texte dépasse {limit} Mio.", why: "Aucun vrai classeur n'en a de si grand.",
            remedy: "Refaire l'export, ou recopier les données dans un classeur neuf."),
        english: Wording(
            "A single row or text exceeds {limit} MiB.", why: "No real workbook has one that large.",
            remedy: "Export it again, or copy the data to a new workbook."))

    /// Every kind that this target declares, the editor's included.
    public static let openXMLKinds: [FindingKind] =
        [
            .notAWorkbook, .partMissing, .binaryWorkbook, .sheetWithoutPart, .rangeUnreadable, .partTooLarge,
            .notAWorksheet, .rowsOutOfOrder, .cellTwice, .referenceInvalid, .sharedStringMissing, .cellValueInvalid,
            .formulasWithoutValue, .styleMissing, .rowTooLarge,
        ] + openXMLEditingKinds
}
