public import Findings

extension FindingKind {
    /// Ordre does not balance.
    public static let ordreUnbalanced = FindingKind(
        "TOT101", .warning,
        french: Wording(
            "Budget {budget} : les dépenses d'ordre ({expenses}) ne sont pas les recettes d'ordre ({receipts}).",
            why: "Une opération d'ordre est une dépense et une recette du même montant.",
            remedy: "Vérifier le document, ou le produire de nouveau."),
        english: Wording(
            "Budget {budget}: expenses of ordre ({expenses}) are not receipts of ordre ({receipts}).",
            why: "An operation of ordre is an expense and a receipt of the same amount.",
            remedy: "Check the document, or produce it again."))

    /// Another plan of accounts stands in for one that is not shipped.
    public static let planStandsIn = FindingKind(
        "TOT102", .note,
        french: Wording(
            "Le plan de comptes {id} n'est pas livré : {used} en tient lieu.",
            why: "Ses comptes sont les mêmes ; un libellé peut différer."),
        english: Wording(
            "The plan of accounts {id} is not shipped: {used} stands in.",
            why: "Its accounts are the same; a label may differ."))

    /// A record of the green annex has no amount.
    public static let greenRecordInvalid = FindingKind(
        "TOT103",
        french: Wording(
            "Cet enregistrement de l'annexe budget vert n'a pas de montant MtReal exact au centime.",
            why: "La somme par cotation serait fausse.", remedy: "Produire de nouveau le document."),
        english: Wording(
            "This record of the green budget annex has no amount MtReal exact to the cent.",
            why: "The sum by rating would be wrong.", remedy: "Produce the document again."))

    /// Every kind of imports of budget documents.
    static let totemKinds: [FindingKind] = [.ordreUnbalanced, .planStandsIn, .greenRecordInvalid]
}
