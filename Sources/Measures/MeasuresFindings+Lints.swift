public import Findings

/// What a careful reader of the ratings would ask (`OutcomeLints`).
extension FindingKind {
    /// One reason, two ratings.
    public static let sameReasonTwoRatings = FindingKind(
        "MES018", .warning,
        french: Wording(
            "{axis} : {count} justifications donnent chacune plusieurs cotations ; lignes : {lines}, {amount}, rangées {rows}.",
            why: "Par exemple : « {example} ».", remedy: "Rendre les cotations égales, ou dire ce qui les distingue."),
        english: Wording(
            "{axis}: {count} justifications each give several ratings; lines: {lines}, {amount}, rows {rows}.",
            why: "For example: “{example}”.", remedy: "Make the ratings alike, or say what tells them apart."))

    /// One account, function and operation, several ratings.
    public static let sameGroupSeveralRatings = FindingKind(
        "MES019", .warning,
        french: Wording(
            "{axis} : {count} groupes de même nature, fonction et opération ont plusieurs cotations ; lignes : {lines}, {amount}, rangées {rows}.",
            why: "Des dépenses semblables sont cotées différemment.",
            remedy: "Vérifier que les libellés les distinguent vraiment."),
        english: Wording(
            "{axis}: {count} groups of the same account, function and operation have several ratings; lines: {lines}, {amount}, rows {rows}.",
            why: "Similar spending is rated in different ways.", remedy: "Check that the labels really tell them apart."
        ))

    /// A cancellation that does not follow its mandate.
    public static let cancellationRatedApart = FindingKind(
        "MES020", .warning,
        french: Wording(
            "{axis} : des annulations ne sont pas cotées comme le mandat qu'elles annulent ; lignes : {lines}, {amount}, rangées {rows}.",
            why: "Le mandat et son annulation ne se compensent plus dans leur catégorie.",
            remedy: "Ajouter une règle « inherit: mandat », ou coter l'annulation comme son mandat."),
        english: Wording(
            "{axis}: cancellations are not rated like the mandate that they cancel; lines: {lines}, {amount}, rows {rows}.",
            why: "The mandate and its cancellation no longer make up for each other in their category.",
            remedy: "Add a rule “inherit: mandat”, or rate the cancellation like its mandate."))

    /// A decision not to judge, without a reason.
    public static let unjudgedWithoutReason = FindingKind(
        "MES021", .warning,
        french: Wording(
            "{axis} : des lignes sont non cotées sans que la raison en soit dite ; lignes : {lines}, {amount}, rangées {rows}.",
            why: "Ne pas coter est une décision, qui s'explique.", remedy: "Remplir la justification."),
        english: Wording(
            "{axis}: lines are left without a judgement and no reason is given; lines: {lines}, {amount}, rows {rows}.",
            why: "Not to judge is a decision, which is to be explained.", remedy: "Fill in the justification."))

    /// Rated on one axis, blank on another.
    public static let blankAxis = FindingKind(
        "MES022", .warning,
        french: Wording(
            "{axis} : des lignes cotées sur un autre axe ne le sont pas sur celui-ci, qui est exigé ; lignes : {lines}, {amount}, rangées {rows}.",
            why: "Aucune règle de cet axe ne parle de ces lignes.", remedy: "Compléter les règles de cet axe."),
        english: Wording(
            "{axis}: lines that are rated on another axis are not on this one, which is asked for; lines: {lines}, {amount}, rows {rows}.",
            why: "No rule of this axis speaks of these lines.", remedy: "Complete the rules of this axis."))

    /// Sums by account and by function that differ.
    public static let sumsByNatureAndFunction = FindingKind(
        "MES023", .warning,
        french: Wording(
            "Les totaux par nature ({nature}) et par fonction ({fonction}) diffèrent : lignes sans fonction : {lines}, {amount}, rangées {rows}.",
            why: "Les budgets qui suivent une nomenclature M4 n'ont pas de fonction.",
            remedy: "Présenter ces lignes à part dans ce qui est ventilé par fonction."),
        english: Wording(
            "The totals by account ({nature}) and by function ({fonction}) differ: lines without a function: {lines}, {amount}, rows {rows}.",
            why: "Budgets that follow an M4 nomenclature have no function.",
            remedy: "Show these lines apart in what is broken down by function."))

    /// The kinds of this file.
    static let lintKinds: [FindingKind] = [
        .sameReasonTwoRatings, .sameGroupSeveralRatings, .cancellationRatedApart, .unjudgedWithoutReason, .blankAxis,
        .sumsByNatureAndFunction,
    ]
}
