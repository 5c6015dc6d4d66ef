public import Findings

extension FindingKind {
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
    static let totemKinds: [FindingKind] = [.planStandsIn, .greenRecordInvalid]
}
