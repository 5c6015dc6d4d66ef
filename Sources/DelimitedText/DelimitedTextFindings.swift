public import Findings

extension FindingKind {
    /// The encoding is the one that a byte order mark says.
    public static let encodingMarked = FindingKind(
        "CSV001", .note, french: Wording("Encodage {encoding}, annoncé par la marque en tête du fichier."),
        english: Wording("Encoding {encoding}, announced by the mark at the start of the file."))

    /// The encoding is one in which every byte has a meaning.
    public static let encodingFits = FindingKind(
        "CSV002", .note, french: Wording("Encodage {encoding} : tous les octets du fichier s'y accordent."),
        english: Wording("Encoding {encoding}: all bytes of the file agree with it."))

    /// The encoding is what remains, since the bytes are not UTF-8.
    public static let encodingDeduced = FindingKind(
        "CSV003", .note,
        french: Wording(
            "Encodage {encoding}, déduit : cet octet n'existe pas en UTF-8.",
            remedy: "Si des accents paraissent faux, enregistrer le fichier en UTF-8."),
        english: Wording(
            "Encoding {encoding}, deduced: this byte is not UTF-8.",
            remedy: "If accents look wrong, save the file as UTF-8."))

    /// Bytes without a meaning in the encoding.
    public static let meaninglessBytes = FindingKind(
        "CSV004", .warning,
        french: Wording(
            "Des octets n'ont pas de sens en {encoding} ; le premier est à cet endroit.",
            why: "Des caractères ont été perdus dans l'export ; un libellé pourrait être faux.",
            remedy: "Refaire l'export en UTF-8."),
        english: Wording(
            "Some bytes have no meaning in {encoding}; the first is at this place.",
            why: "Characters were lost in the export; a label could be wrong.", remedy: "Export it again as UTF-8."))

    /// The separator that makes the rows most alike.
    public static let separatorFound = FindingKind(
        "CSV005", .note,
        french: Wording("Séparateur « {separator} » : {regular} lignes sur {rows} ont {columns} colonnes."),
        english: Wording("Separator “{separator}”: {regular} rows out of {rows} have {columns} columns."))

    /// The separator that the first line names.
    public static let separatorNamed = FindingKind(
        "CSV006", .note, french: Wording("Séparateur « {separator} », annoncé par la première ligne."),
        english: Wording("Separator “{separator}”, announced by the first line."))

    /// The decimal mark of most numbers.
    public static let decimalMarkFound = FindingKind(
        "CSV007", .note, french: Wording("Signe décimal « {mark} », vu dans {numbers} nombres du début du fichier."),
        english: Wording("Decimal mark “{mark}”, seen in {numbers} numbers at the start of the file."))

    /// The text ends within quotes.
    public static let unterminatedQuote = FindingKind(
        "CSV008",
        french: Wording(
            "Un guillemet ouvert à cette ligne n'est jamais refermé.",
            why: "Tout ce qui suit serait pris pour un seul champ.",
            remedy: "Fermer ou doubler ce guillemet, ou refaire l'export."),
        english: Wording(
            "A quote opened on this line is never closed.", why: "All that follows would be taken for one field.",
            remedy: "Close or double this quote, or export the file again."))

    /// A row takes more room than any row can.
    public static let rowTooLong = FindingKind(
        "CSV009",
        french: Wording(
            "La ligne qui commence ici dépasse un gibioctet.", why: "Ce n'est pas un tableau.",
            remedy: "Vérifier que c'est le bon fichier, et ses guillemets."),
        english: Wording(
            "The row that starts here is over one gibibyte.", why: "This is no table.",
            remedy: "Check that it is the right file, and its quotes."))

    /// Every kind that this target declares.
    public static let delimitedTextKinds: [FindingKind] = [
        .encodingMarked, .encodingFits, .encodingDeduced, .meaninglessBytes, .separatorFound, .separatorNamed,
        .decimalMarkFound, .unterminatedQuote, .rowTooLong,
    ]
}
