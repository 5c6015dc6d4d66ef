public import Findings

extension FindingKind {
    /// One sheet is written, others are not.
    public static let sheetsLeft = FindingKind(
        "CNV001", .note,
        french: Wording(
            "Seule la feuille « {sheet} » est écrite ; autres feuilles : {count}.",
            why: "Un fichier CSV ne contient qu'une table.", remedy: "Choisir une autre feuille avec --sheet."),
        english: Wording(
            "Only the sheet “{sheet}” is written; other sheets: {count}.", why: "A CSV file holds one table only.",
            remedy: "Choose another sheet with --sheet."))

    /// Every kind of conversions.
    static let conversionKinds: [FindingKind] = [.sheetsLeft]
}
