public import Findings

extension FindingKind {
    /// The document holds no budget.
    public static let budgetMissing = FindingKind(
        "TOT001",
        french: Wording(
            "Ce document XML ne contient aucun budget TOTEM (DocumentBudgetaire, Budget).",
            why: "Son élément racine en a le nom, mais pas l'espace de noms ou pas le contenu.",
            remedy: "Vérifier que c'est le bon fichier, ou le produire de nouveau."),
        english: Wording(
            "This XML document holds no TOTEM budget (DocumentBudgetaire, Budget).",
            why: "Its root has the name, but not the namespace or not the content.",
            remedy: "Check that it is the right file, or produce it again."))

    /// An amount is none.
    public static let budgetAmountInvalid = FindingKind(
        "TOT002",
        french: Wording(
            "Le montant {name} de cette ligne, « {value} », n'est pas un nombre à deux décimales au plus.",
            why: "Un total auquel il manque une ligne est faux.", remedy: "Produire de nouveau le document."),
        english: Wording(
            "The amount {name} of this line, “{value}”, is no number of two decimals at most.",
            why: "A total that lacks a line is wrong.", remedy: "Produce the document again."))

    /// A code that a line needs is missing or unknown.
    public static let budgetCodeInvalid = FindingKind(
        "TOT003",
        french: Wording(
            "Le code {name} de cette ligne vaut « {value} » ; il doit valoir : {known}.",
            why: "Sans lui, on ne sait pas de quel côté compter la ligne.", remedy: "Produire de nouveau le document."),
        english: Wording(
            "The code {name} of this line is “{value}”; it must be one of: {known}.",
            why: "Without it, nobody knows on which side the line counts.", remedy: "Produce the document again."))

    /// What the document is.
    public static let budgetDocumentRead = FindingKind(
        "TOT004", .note,
        french: Wording(
            "Document budgétaire TOTEM (schéma {version}, {encoding}) : {lines} lignes ;"
                + " {calculated} totaux calculés laissés de côté."),
        english: Wording(
            "TOTEM budget document (schema {version}, {encoding}): {lines} lines;"
                + " {calculated} calculated totals left out."))

    /// Names of natural persons are masked.
    public static let namesMasked = FindingKind(
        "TOT005", .note,
        french: Wording(
            "Valeurs des annexes qui peuvent nommer des personnes physiques, masquées : {count}.",
            why: "Ce sont des données personnelles (CRPA, L312-1-2).",
            remedy: "Pour les garder, si la loi le permet : --keep-names."),
        english: Wording(
            "Values of the annexes that may name natural persons, masked: {count}.",
            why: "They are personal data (CRPA, L312-1-2).", remedy: "To keep them, if the law allows: --keep-names."))

    /// Names of natural persons are kept.
    public static let namesKept = FindingKind(
        "TOT006", .warning,
        french: Wording(
            "Valeurs des annexes qui peuvent nommer des personnes physiques, gardées : {count}.",
            why: "Ce sont des données personnelles (CRPA, L312-1-2).",
            remedy: "Ne pas publier ce qui est écrit ici."),
        english: Wording(
            "Values of the annexes that may name natural persons, kept: {count}.",
            why: "They are personal data (CRPA, L312-1-2).", remedy: "Do not publish what is written here."))

    /// The document has more parts than any real one.
    public static let budgetDocumentTooWide = FindingKind(
        "TOT007",
        french: Wording(
            "Ce document a plus de {count} budgets, annexes ou champs distincts.",
            why: "Aucun document budgétaire n'en a autant.", remedy: "Vérifier que c'est le bon fichier."),
        english: Wording(
            "This document has more than {count} budgets, annexes or distinct fields.",
            why: "No budget document has as many.", remedy: "Check that it is the right file."))

    /// The decision's code is not known.
    public static let budgetDecisionUnknown = FindingKind(
        "TOT008", .warning,
        french: Wording(
            "La nature de la décision (NatDec) « {value} » n'est pas connue ; le réalisé compte, sinon le voté.",
            remedy: "Vérifier quel montant doit compter."),
        english: Wording(
            "The decision's code (NatDec) “{value}” is not known; what was done counts, else what was voted.",
            remedy: "Check which amount should count."))

    /// A seal no longer holds.
    public static let sealBroken = FindingKind(
        "TOT009", .warning,
        french: Wording(
            "Le scellement du document (Scellement) ne correspond plus : le document a été complété.",
            why: "Il est calculé sur tout le document.", remedy: "Le sceller de nouveau avec TotEM avant de l'envoyer."),
        english: Wording(
            "The document's seal (Scellement) no longer holds: the document was completed.",
            why: "It is computed over the whole document.", remedy: "Seal it again with TotEM before it is sent."))

    /// Every kind of budget documents.
    static let budgetDocumentKinds: [FindingKind] = [
        .budgetMissing, .budgetAmountInvalid, .budgetCodeInvalid, .budgetDocumentRead, .namesMasked, .namesKept,
        .budgetDocumentTooWide, .budgetDecisionUnknown, .sealBroken,
    ]
}
