public import Findings

extension FindingKind {
    /// The standard wants a value that nothing gives.
    public static let scdlValueMissing = FindingKind(
        "SCD001", exit: .usage,
        french: Wording(
            "Il manque {column}, que le format SCDL Budget exige et que ce fichier ne dit pas.",
            remedy: "Le donner avec {option}."),
        english: Wording(
            "{column} is missing, which SCDL Budget requires and this file does not say.",
            remedy: "Give it with {option}."))

    /// Cells that the standard wants filled are empty.
    public static let scdlCellsEmpty = FindingKind(
        "SCD002", .warning,
        french: Wording(
            "Cellules vides de la colonne {column}, que le format SCDL Budget exige : {count}.",
            why: "Le document ne donne pas ce code (vote par fonction, résultat reporté), ou le plan de comptes ne le"
                + " connaît pas ; un validateur le signalera."),
        english: Wording(
            "Empty cells of column {column}, which SCDL Budget requires: {count}.",
            why: "The document does not give the code (vote by function, result brought forward), or the plan of"
                + " accounts does not know it; a validator will say so."))

    /// No plan labels the codes.
    public static let scdlPlanUnknown = FindingKind(
        "SCD003", .warning,
        french: Wording(
            "Le plan de comptes « {id} » n'est pas connu : les libellés restent vides.",
            remedy: "Ajouter ce plan au dossier des nomenclatures."),
        english: Wording(
            "The plan of accounts “{id}” is not known: labels stay empty.",
            remedy: "Add this plan to the folder of nomenclatures."))

    /// Every kind of the SCDL formats.
    static let scdlKinds: [FindingKind] = [.scdlValueMissing, .scdlCellsEmpty, .scdlPlanUnknown]
}
