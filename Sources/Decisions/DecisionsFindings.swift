public import Findings

extension FindingKind {
    /// A decisions file without the columns it must have.
    public static let otherColumns = FindingKind(
        "DEC001", exit: .usage,
        french: Wording(
            "Ce fichier n'a pas les colonnes d'un fichier de décisions.",
            why: "Sa première ligne doit être : {columns}",
            remedy: "L'enregistrer en CSV UTF-8 séparé par des virgules, ou le refaire par « mesures collect »."),
        english: Wording(
            "This file does not have the columns of a decisions file.", why: "Its first line must be: {columns}",
            remedy: "Save it as comma-separated UTF-8 CSV, or make it again with “mesures collect”."))

    /// A line of a decisions file that means nothing.
    public static let badDecision = FindingKind(
        "DEC002", exit: .usage,
        french: Wording(
            "La colonne {column} de cette décision ne veut rien dire : « {value} ».",
            why: "Une décision à demi comprise ne serait pas celle qui a été prise.",
            remedy:
                "La corriger : montant 1234.50, date 2025-11-20, part 40 % ou 2/3 avec une autre catégorie, 100 % sans."
        ),
        english: Wording(
            "The column {column} of this decision means nothing: “{value}”.",
            why: "A decision half understood would not be the one that was taken.",
            remedy:
                "Correct it: amount 1234.50, date 2025-11-20, share 40 % or 2/3 with another category, 100 % without."))

    /// The same decision twice.
    public static let sameDecision = FindingKind(
        "DEC003", .note,
        french: Wording(
            "Cette décision est déjà en ligne {other}.",
            why: "Une fusion de fichiers en garde parfois deux fois la même.",
            remedy: "Retirer l'une des deux ; la première compte."),
        english: Wording(
            "This decision is already at line {other}.", why: "Merging files sometimes keeps the same one twice.",
            remedy: "Remove one of them; the first one counts."))

    /// Two decisions that contradict each other.
    public static let contradiction = FindingKind(
        "DEC004",
        french: Wording(
            "Deux décisions se contredisent ({axis} ; {line}) : {first} en ligne {other}, {second} ici.",
            why: "Rien ne dit laquelle vaut ; aucune n'est appliquée.", remedy: "N'en garder qu'une."),
        english: Wording(
            "Two decisions contradict each other ({axis}; {line}): {first} at line {other}, {second} here.",
            why: "Nothing tells which one holds; none is applied.", remedy: "Keep one only."))

    /// What git leaves of a merge that nobody finished.
    public static let mergeUnfinished = FindingKind(
        "DEC005", exit: .usage,
        french: Wording(
            "Une fusion de git est restée en plan ici.", why: "Les deux versions sont dans le fichier.",
            remedy: "Choisir les lignes à garder, et retirer les repères <<<<<<<, ======= et >>>>>>>."),
        english: Wording(
            "A git merge was left unfinished here.", why: "Both versions are in the file.",
            remedy: "Choose the lines to keep, and remove the marks <<<<<<<, ======= and >>>>>>>."))

    /// More decisions than a file may have.
    public static let tooManyDecisions = FindingKind(
        "DEC006", exit: .usage,
        french: Wording(
            "Ce fichier a plus de {limit} décisions.", remedy: "Le partager en plusieurs, par budget ou par exercice."),
        english: Wording(
            "This file has more than {limit} decisions.", remedy: "Split it into several, by budget or by year."))

    /// A decision whose line says something else now.
    public static let decidedLineChanged = FindingKind(
        "DEC007", .warning,
        french: Wording(
            "La ligne de cette décision a changé ({axis} ; {line}, rangée {rows}) : {changes}.",
            why: "Décidé : {decision}. Rien ne dit que cela vaut encore : la ligne attend une réponse.",
            remedy: "La coter dans le classeur annoté, puis « mesures collect »."),
        english: Wording(
            "The line of this decision has changed ({axis}; {line}, row {rows}): {changes}.",
            why: "Decided: {decision}. Nothing tells that it still holds: the line awaits an answer.",
            remedy: "Rate it in the annotated workbook, then “mesures collect”."))

    /// A decision that fits several lines.
    public static let decidedLineUnclear = FindingKind(
        "DEC008", .warning,
        french: Wording(
            "Plusieurs lignes peuvent être celle de cette décision ({axis} ; {line}) : rangées {rows}.",
            why: "Décidé : {decision}. Elle n'est appliquée à aucune ; ces lignes attendent une réponse.",
            remedy: "Les coter toutes dans le classeur annoté, puis « mesures collect »."),
        english: Wording(
            "Several lines may be that of this decision ({axis}; {line}): rows {rows}.",
            why: "Decided: {decision}. It is applied to none; these lines await an answer.",
            remedy: "Rate all of them in the annotated workbook, then “mesures collect”."))

    /// A decision that another one about the same line contradicts.
    public static let decisionContradicted = FindingKind(
        "DEC009", .warning,
        french: Wording(
            "Cette décision n'est pas appliquée, une autre dit autre chose ({axis} ; {line}, rangée {rows}).",
            why: "Décidé : {decision}.", remedy: "N'en garder qu'une dans le fichier de décisions."),
        english: Wording(
            "This decision is not applied, another one says something else ({axis}; {line}, row {rows}).",
            why: "Decided: {decision}.", remedy: "Keep one only in the decisions file."))

    /// A decision whose line is no longer there.
    public static let decidedLineGone = FindingKind(
        "DEC010", .warning,
        french: Wording(
            "La ligne de cette décision n'est plus dans l'export ({axis} ; {line}).",
            why: "Décidé : {decision}. L'export a bien des lignes de ce budget et de cet exercice.",
            remedy: "Retirer la décision si la ligne n'existe plus ; sinon, vérifier le numéro de pièce."),
        english: Wording(
            "The line of this decision is no longer in the export ({axis}; {line}).",
            why: "Decided: {decision}. The export does have lines of that budget and year.",
            remedy: "Remove the decision if the line is no more; otherwise, check the number of the pièce."))

    /// How many decisions served.
    public static let decisionsApplied = FindingKind(
        "DEC011", .note,
        french: Wording(
            "Décisions appliquées : {applied} ; à confirmer : {asked} ; sans leur ligne : {gone} ; d'autres budgets ou exercices : {elsewhere}."
        ),
        english: Wording(
            "Decisions applied: {applied}; to be confirmed: {asked}; without their line: {gone}; of other budgets or years: {elsewhere}."
        ))

    /// A decision that names what its measure does not have.
    public static let unknownDecision = FindingKind(
        "DEC012", exit: .usage,
        french: Wording(
            "La mesure {measure} n'a pas de {what} « {name} ».", why: "Cette décision ne veut rien dire pour elle.",
            remedy: "Écrire l'un de : {known}."),
        english: Wording(
            "The measure {measure} has no {what} “{name}”.", why: "This decision means nothing to it.",
            remedy: "Write one of: {known}."))

    /// Every kind that this target declares.
    public static let decisionsKinds: [FindingKind] = [
        .otherColumns, .badDecision, .sameDecision, .contradiction, .mergeUnfinished, .tooManyDecisions,
        .decidedLineChanged, .decidedLineUnclear, .decisionContradicted, .decidedLineGone, .decisionsApplied,
        .unknownDecision,
    ]
}
