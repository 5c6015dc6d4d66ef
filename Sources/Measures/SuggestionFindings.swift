public import Findings

extension FindingKind {
    /// Suggestions stand beside lines without a rating.
    public static let suggestionsMade = FindingKind(
        "SUG001", .note,
        french: Wording(
            "{axis} : {lines} lignes sans cotation ont une suggestion, d'après {decisions} décisions passées.",
            why: "Une suggestion n'est pas une cotation : elle a ses propres colonnes.",
            remedy: "Coter ces lignes en s'aidant de la probabilité et des preuves."),
        english: Wording(
            "{axis}: {lines} lines without a rating have a suggestion, from {decisions} past decisions.",
            why: "A suggestion is no rating: it has columns of its own.",
            remedy: "Rate these lines with the help of the probability and the evidence."))

    /// Suggestions were taken as ratings, as the pipeline says.
    public static let suggestionsAccepted = FindingKind(
        "SUG002", .warning,
        french: Wording(
            "{axis} : {lines} lignes ({amount}) ont pour cotation une suggestion acceptée, de probabilité {accept} au moins.",
            why: "Le pipeline le demande (« suggest: accept »).",
            remedy: "Vérifier ces lignes : leur règle commence par « suggestion »."),
        english: Wording(
            "{axis}: {lines} lines ({amount}) have an accepted suggestion as their rating, of probability {accept} at least.",
            why: "The pipeline asks for it (“suggest: accept”).",
            remedy: "Check these lines: their rule begins with “suggestion”."))

    /// Past decisions do not foretell one another.
    public static let nothingLearned = FindingKind(
        "SUG003", .note,
        french: Wording(
            "{axis} : rien ne s'apprend des {decisions} décisions passées ; rien n'est suggéré.",
            why: "Sur des lignes mises de côté, deviner ne fait pas sûrement mieux que la cotation la plus fréquente.",
            remedy: "Voir « mesures evaluate »."),
        english: Wording(
            "{axis}: nothing can be learned from the {decisions} past decisions; nothing is suggested.",
            why: "On lines held out, guessing is not surely better than the commonest rating.",
            remedy: "See “mesures evaluate”."))

    /// Every kind of suggestions.
    public static let suggestionKinds: [FindingKind] = [.suggestionsMade, .suggestionsAccepted, .nothingLearned]
}
