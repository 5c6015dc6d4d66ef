public import Findings

/// What an import notices of rows and lines, beside what `importKinds` has.
extension FindingKind {
    /// Rows have an amount and not the code that would tell what it is.
    public static let rowsWithoutCode = FindingKind(
        "IMP034", .warning,
        french: Wording(
            "Rangées avec un montant et sans code : {examples} (en tout : {count}).",
            why: "Elles ne sont pas comptées : un titre, un filtre ou un total de l'export, sans doute.",
            remedy: "Vérifier ces rangées dans l'export."),
        english: Wording(
            "Rows with an amount and no code: {examples} (in all: {count}).",
            why: "They are not counted: a title, a filter or a total of the export, no doubt.",
            remedy: "Check these rows in the export."))

    /// Dates are written in no known way.
    public static let datesUnread = FindingKind(
        "IMP027", .warning,
        french: Wording(
            "Dates laissées comme elles sont écrites : {examples} (lignes : {count}).",
            why: "Ce ne sont pas des jours : une période, plusieurs dates dans une cellule, une faute de frappe.",
            remedy: "Si une règle en dépend, corriger ces dates dans l'export."),
        english: Wording(
            "Dates left as they are written: {examples} (lines: {count}).",
            why: "They are no days: a period, several dates in a cell, a misprint.",
            remedy: "If a rule depends on them, correct these dates in the export."))

    /// Texts were read in a wrong encoding before they came here.
    public static let textsMisread = FindingKind(
        "IMP028", .warning,
        french: Wording(
            "Textes de « {field} » lus dans un mauvais encodage avant d'arriver ici : {examples} (lignes : {count}).",
            why: "« Ã© » est un « é » mal relu : les mots accentués ne sont pas reconnus par les règles.",
            remedy: "Refaire l'export, ou l'ouvrir puis l'enregistrer en choisissant UTF-8."),
        english: Wording(
            "Texts of “{field}” read in a wrong encoding before they came here: {examples} (lines: {count}).",
            why: "“Ã©” is an “é” badly read: rules do not recognise accented words.",
            remedy: "Export again, or open and save the file choosing UTF-8."))

    /// Lines are alike in all that tells lines apart.
    public static let linesAlike = FindingKind(
        "IMP029", .warning,
        french: Wording(
            "Lignes identiques à une autre par {fields} et le montant : {examples} (en tout : {count}).",
            why: "Elles comptent toutes ; un export fait deux fois les double.",
            remedy: "Vérifier ces lignes dans l'export."),
        english: Wording(
            "Lines like another by {fields} and the amount: {examples} (in all: {count}).",
            why: "They all count; an export made twice doubles them.", remedy: "Check these lines in the export."))

    /// Rows give several lines each.
    public static let rowsSplit = FindingKind(
        "IMP030", .note,
        french: Wording(
            "Rangées qui donnent plusieurs lignes : {examples} (en tout : {count}).",
            why: "Leurs colonnes de montants ont chacune leur sens ou leur mouvement."),
        english: Wording(
            "Rows that give several lines: {examples} (in all: {count}).",
            why: "Their amount columns each have their own sens or movement."))

    /// The lines have no amount at all.
    public static let linesWithoutAmounts = FindingKind(
        "IMP031", .note,
        french: Wording(
            "Cette feuille n'a pas de montants : {count} lignes de codes sont lues, chacune de 0 €.",
            why: "Le profil « {profile} » décrit une table de codes."),
        english: Wording(
            "This sheet has no amounts: {count} lines of codes are read, each of €0.",
            why: "The profile “{profile}” describes a table of codes."))

    /// Subtotals written in the sheet are not the sum of the lines above them.
    public static let subtotalsDisagree = FindingKind(
        "IMP032", .warning,
        french: Wording(
            "Sous-totaux qui ne sont la somme d'aucune suite de lignes au-dessus d'eux : {examples} (en tout : {count}).",
            why: "Des lignes manquent ou comptent double.", remedy: "Refaire l'export, ou vérifier ces rangées."),
        english: Wording(
            "Subtotals that are the sum of no run of lines above them: {examples} (in all: {count}).",
            why: "Lines are missing or count twice.", remedy: "Export again, or check these rows."))

    /// Rows give several lines each, and an annotated sheet has one place a row.
    public static let rowsSplitNotAnnotated = FindingKind(
        "IMP033",
        french: Wording(
            "Cette feuille ne peut pas être annotée : la rangée {row} donne plusieurs lignes.",
            why: "Une rangée n'a de place que pour une cotation ; la synthèse n'aurait pas le bon total.",
            remedy: "Se servir des lignes de « donnees », ou exporter dépenses et recettes l'une sous l'autre."),
        english: Wording(
            "This sheet cannot be annotated: row {row} gives several lines.",
            why: "A row has room for one rating only; the synthesis would not have the right total.",
            remedy: "Use the lines of “donnees”, or export expenditure and revenue one below the other."))

    /// The `IMP` kinds of this file.
    static let importLineKinds: [FindingKind] = [
        .rowsWithoutCode, .datesUnread, .textsMisread, .linesAlike, .rowsSplit, .linesWithoutAmounts,
        .subtotalsDisagree,
        .rowsSplitNotAnnotated,
    ]
}
