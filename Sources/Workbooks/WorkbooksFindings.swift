public import Findings

extension FindingKind {
    /// The file has no bytes.
    public static let emptyFile = FindingKind(
        "CLA001",
        french: Wording("Ce fichier est vide.", remedy: "Refaire l'export depuis le logiciel de gestion financière."),
        english: Wording("This file is empty.", remedy: "Export it again from the finance software."))

    /// A zip archive that is no workbook.
    public static let notAWorkbook = FindingKind(
        "CLA002",
        french: Wording(
            "Cette archive zip n'est pas un classeur : elle n'en contient aucune feuille.",
            remedy: "Donner un fichier .xlsx, .ods ou .csv ; si l'archive en contient un, l'en extraire d'abord."),
        english: Wording(
            "This zip archive is no workbook: it holds no sheet.",
            remedy: "Give a .xlsx, .ods or .csv file; if the archive holds one, extract it first."))

    /// An old binary workbook, in an OLE container.
    public static let oldWorkbook = FindingKind(
        "CLA003",
        french: Wording(
            "Ce fichier est un ancien classeur Excel binaire (.xls, Excel 97 à 2003).",
            why: "Ce format n'est pas lu.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer au format .xlsx ou .ods."),
        english: Wording(
            "This file is an old binary Excel workbook (.xls, Excel 97 to 2003).", why: "This format is not read.",
            remedy: "Open it in the spreadsheet program and save it as .xlsx or .ods."))

    /// An OpenXML workbook encrypted with a password, in an OLE container.
    public static let encryptedOpenXML = FindingKind(
        "CLA009",
        french: Wording(
            "Ce classeur est protégé par un mot de passe à l'ouverture.",
            why: "Son contenu est chiffré et ne peut pas être lu.",
            remedy: "L'ouvrir dans le tableur, retirer le mot de passe et l'enregistrer au format .xlsx."),
        english: Wording(
            "This workbook asks for a password when it is opened.", why: "Its contents are encrypted.",
            remedy: "Open it in the spreadsheet program, remove the password and save it as .xlsx."))

    /// A document of a program that makes no workbooks.
    public static let otherDocument = FindingKind(
        "CLA010",
        french: Wording(
            "Ce fichier est un document {program}, pas un classeur.",
            remedy: "Demander l'export tableur (.xlsx, .ods, .csv) au logiciel de gestion financière."),
        english: Wording(
            "This file is a {program} document, not a workbook.",
            remedy: "Ask the finance software for a spreadsheet export (.xlsx, .ods, .csv)."))

    /// An OLE container with no stream that is known.
    public static let compoundFile = FindingKind(
        "CLA011",
        french: Wording(
            "Ce fichier est un conteneur OLE, comme les anciens .xls, mais aucun classeur n'y est reconnu.",
            why: "Il est endommagé, ou vient d'un autre programme.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer au format .xlsx ou .ods, ou refaire l'export."),
        english: Wording(
            "This file is an OLE container, as old .xls files are, but no workbook is recognised in it.",
            why: "It is damaged, or another program's.",
            remedy: "Open it in the spreadsheet program and save it as .xlsx or .ods, or export it again."))

    /// A PDF document.
    public static let pdfFile = FindingKind(
        "CLA004",
        french: Wording(
            "Ce fichier est un document PDF.", why: "Un PDF montre des lignes mais ne les contient pas comme données.",
            remedy: "Demander l'export tableur (.xlsx, .ods, .csv) au logiciel de gestion financière."),
        english: Wording(
            "This file is a PDF document.", why: "A PDF shows lines but does not hold them as data.",
            remedy: "Ask the finance software for a spreadsheet export (.xlsx, .ods, .csv)."))

    /// A gzip stream.
    public static let gzipFile = FindingKind(
        "CLA005",
        french: Wording("Ce fichier est compressé (gzip).", remedy: "Le décompresser, puis donner son contenu."),
        english: Wording("This file is compressed (gzip).", remedy: "Decompress it, then give its content."))

    /// XML that is no workbook.
    public static let markupFile = FindingKind(
        "CLA006",
        french: Wording(
            "Ce fichier est du texte XML ou HTML dans lequel aucun tableau n'est reconnu.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer au format .xlsx ou .ods, ou refaire l'export."),
        english: Wording(
            "This file is XML or HTML text in which no table is recognised.",
            remedy: "Open it in the spreadsheet program and save it as .xlsx or .ods, or export it again."))

    /// The annotated copy of a text format is a new workbook.
    public static let layoutLeft = FindingKind(
        "CLA013", .note,
        french: Wording(
            "La copie est un nouveau classeur .xlsx : toutes les feuilles et leurs valeurs, sans la mise en forme"
                + " (couleurs, largeurs) ni les formules de l'original.",
            why: "Le format de l'original ne peut pas être complété sur place."),
        english: Wording(
            "The copy is a new .xlsx workbook: every sheet and its values, without the layout (colours, widths) or the"
                + " formulas of the original.",
            why: "The original's format cannot be added to in place."))

    /// A converted workbook holds values alone.
    public static let valuesAlone = FindingKind(
        "CLA015", .note,
        french: Wording(
            "Le classeur écrit contient toutes les feuilles et leurs valeurs, sans mise en forme, formules ni graphiques.",
            why:
                "Une conversion passe par les valeurs ; « annotate » et « run » gardent tout, dans le format d'origine."
        ),
        english: Wording(
            "The written workbook holds every sheet and its values, without layout, formulas or charts.",
            why: "A conversion goes through values; “annotate” and “run” keep everything, in the original format."))

    /// A sheet has its few cells too far apart to be copied.
    public static let sheetTooSparse = FindingKind(
        "CLA014",
        french: Wording(
            "Les cellules de cette feuille sont trop éparses pour être recopiées dans un nouveau classeur.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer au format .xlsx ou .ods."),
        english: Wording(
            "The cells of this sheet are too far apart to be copied into a new workbook.",
            remedy: "Open it in the spreadsheet program and save it as .xlsx or .ods."))

    /// The sheet that was asked for is not in the workbook.
    public static let sheetMissing = FindingKind(
        "CLA007", exit: .usage,
        french: Wording(
            "Le classeur n'a pas de feuille « {sheet} ».", remedy: "Choisir parmi : {sheets}."),
        english: Wording("The workbook has no sheet “{sheet}”.", remedy: "Choose among: {sheets}."))

    /// A file that is neither a workbook nor text.
    public static let binaryFile = FindingKind(
        "CLA008",
        french: Wording(
            "Ce fichier n'est ni un classeur ni du texte.", remedy: "Donner un fichier .xlsx, .ods ou .csv."),
        english: Wording("This file is neither a workbook nor text.", remedy: "Give a .xlsx, .ods or .csv file."))

    /// Every kind that this target declares.
    public static let workbooksKinds: [FindingKind] =
        [
            .emptyFile, .notAWorkbook, .oldWorkbook, .pdfFile, .gzipFile, .markupFile, .sheetMissing, .binaryFile,
            .encryptedOpenXML, .otherDocument, .compoundFile, .layoutLeft, .valuesAlone, .sheetTooSparse,
        ] + columnKinds + verificationKinds
}
