public import Findings

extension FindingKind {
    /// The XML is not well formed.
    public static let malformedMarkup = FindingKind(
        "XML001",
        french: Wording(
            "Le contenu XML est mal formé : {detail}.", why: "La suite du fichier ne peut pas être comprise.",
            remedy: "Ouvrir le fichier dans le tableur et l'enregistrer de nouveau, ou refaire l'export."),
        english: Wording(
            "The XML is not well formed: {detail}.", why: "The rest of the file cannot be understood.",
            remedy: "Open the file in the spreadsheet program and save it again, or export it again."))

    /// The XML declares a document type or entities.
    public static let doctypeRefused = FindingKind(
        "XML002",
        french: Wording(
            "Le contenu XML déclare un type de document ou des entités.",
            why: "Un classeur n'en contient jamais ; c'est une attaque connue.",
            remedy: "Ne pas ouvrir ce fichier ; demander l'export d'origine."),
        english: Wording(
            "The XML declares a document type or entities.", why: "No workbook does; this is a known attack.",
            remedy: "Do not open this file; ask for the original export."))

    /// The encoding of a part is not one that is read.
    public static let unknownEncoding = FindingKind(
        "XML003",
        french: Wording("L'encodage « {encoding} » n'est pas reconnu.", remedy: "Enregistrer le fichier en UTF-8."),
        english: Wording("The encoding “{encoding}” is not known.", remedy: "Save the file as UTF-8."))

    /// Every kind that this target declares.
    public static let markupKinds: [FindingKind] = [.malformedMarkup, .doctypeRefused, .unknownEncoding]
}
