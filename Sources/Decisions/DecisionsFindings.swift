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
                "La corriger : montant 1234.50, date 2025-11-20, part 40 % ou 2/3 avec une autre catégorie, 100 % sans."),
        english: Wording(
            "The column {column} of this decision means nothing: “{value}”.",
            why: "A decision half understood would not be the one that was taken.",
            remedy:
                "Correct it: amount 1234.50, date 2025-11-20, share 40 % or 2/3 with another category, 100 % without."))

    /// The same decision twice.
    public static let sameDecision = FindingKind(
        "DEC003", .note,
        french: Wording(
            "Cette décision est déjà en ligne {other}.", why: "Une fusion de fichiers en garde parfois deux fois la même.",
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

    /// Every kind that this target declares.
    public static let decisionsKinds: [FindingKind] = [
        .otherColumns, .badDecision, .sameDecision, .contradiction, .mergeUnfinished, .tooManyDecisions,
    ]
}
