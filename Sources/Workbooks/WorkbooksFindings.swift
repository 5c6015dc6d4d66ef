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
            remedy: "Donner un fichier .xlsx, .ods ou .csv."),
        english: Wording(
            "This zip archive is no workbook: it holds no sheet.", remedy: "Give a .xlsx, .ods or .csv file."))

    /// An OLE container.
    public static let compoundFile = FindingKind(
        "CLA003",
        french: Wording(
            "Ce fichier est un ancien classeur .xls, ou un classeur chiffré par un mot de passe.",
            why: "Ni l'un ni l'autre ne peut être lu sans le tableur.",
            remedy: "L'ouvrir dans le tableur, retirer le mot de passe, l'enregistrer au format .xlsx ou .ods."),
        english: Wording(
            "This file is an old .xls workbook, or a workbook encrypted with a password.",
            why: "Neither can be read without the spreadsheet program.",
            remedy: "Open it in the spreadsheet program, remove the password, save it as .xlsx or .ods."))

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

    /// XML or HTML that is no workbook we read.
    public static let markupFile = FindingKind(
        "CLA006",
        french: Wording(
            "Ce fichier est du texte XML ou HTML, non un classeur.",
            why: "Certains logiciels nomment .xls une page HTML ou un ancien format XML.",
            remedy: "L'ouvrir dans le tableur et l'enregistrer au format .xlsx ou .ods."),
        english: Wording(
            "This file is XML or HTML text, not a workbook.",
            why: "Some software gives the name .xls to an HTML page or to an old XML format.",
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
            .emptyFile, .notAWorkbook, .compoundFile, .pdfFile, .gzipFile, .markupFile, .sheetMissing,
            .binaryFile,
        ] + columnKinds
}
