public import Findings

/// What is wrong in the views of a measure, and what two scales say of the same lines.
extension FindingKind {
    /// A sum across axes is asked for.
    public static let crossAxisSum = FindingKind(
        "MES024", exit: .usage,
        french: Wording(
            "Une vue ne peut pas additionner des axes.",
            why: "Chaque axe partage les mêmes euros : leur somme compterait deux fois la même dépense.",
            remedy: "Nommer les axes un à un dans « axes » : chacun aura sa vue."),
        english: Wording(
            "A view cannot add axes up.",
            why: "Each axis cuts up the same euros: their sum would count the same spending twice.",
            remedy: "Name the axes one by one in “axes”: each gets its own view."))

    /// A judgement that a weighted view says nothing of.
    public static let judgementWithoutWeight = FindingKind(
        "MES025", exit: .usage,
        french: Wording(
            "La vue pondérée n'a pas de coefficient pour « {category} ».",
            why: "Seules les catégories sans signe, qui ne jugent pas, peuvent s'en passer.",
            remedy: "Ajouter « {category} » dans « weights », par exemple à 0 %."),
        english: Wording(
            "The weighted view has no coefficient for “{category}”.",
            why: "Only categories without a sign, which are no judgement, may do without.",
            remedy: "Add “{category}” to “weights”, for example at 0 %."))

    /// A category that becomes nothing on the other scale.
    public static let mappingIncomplete = FindingKind(
        "MES026", exit: .usage,
        french: Wording(
            "La correspondance ne dit pas ce que devient « {category} ».",
            why: "Elle doit être totale, vers des catégories de l'autre mesure, avec sa solidité.",
            remedy: "Ajouter ou corriger la ligne de « {category} » dans la table."),
        english: Wording(
            "The mapping does not say what “{category}” becomes.",
            why: "It must be total, lead to categories of the other measure, and say how sure it is.",
            remedy: "Add or correct the row of “{category}” in the table."))

    /// A mapping to a measure that has one itself.
    public static let mappingBackwards = FindingKind(
        "MES027", exit: .usage,
        french: Wording(
            "La mesure vers laquelle mène une correspondance en a une elle-même.",
            why: "Une correspondance va à sens unique, d'une échelle fine vers une plus grosse.",
            remedy: "Ôter « mapping » de l'une des deux mesures."),
        english: Wording(
            "The measure that a mapping leads to has one itself.",
            why: "A mapping goes one way, from a fine scale to a coarser one.",
            remedy: "Remove “mapping” from one of the two measures."))

    /// A mapping to what is no partition.
    public static let mappingTarget = FindingKind(
        "MES028", exit: .usage,
        french: Wording(
            "« {file} » n'est pas une mesure du genre « partition ».",
            why: "Une correspondance mène de catégories à des catégories.",
            remedy: "Nommer dans « mapping: measure » une mesure qui a des catégories."),
        english: Wording(
            "“{file}” is not a measure of the kind “partition”.",
            why: "A mapping leads from categories to categories.",
            remedy: "Name in “mapping: measure” a measure that has categories."))

    /// Lines whose rating is not what their grade becomes.
    public static let scalesDisagree = FindingKind(
        "MES029", .warning,
        french: Wording(
            "{axis} : {lines} lignes, {amount}, n'ont pas en « {other} » la cotation que donne leur grade ; rangées {rows}.",
            why: "Par exemple « {example} ».",
            remedy: "Revoir le grade ou la cotation de ces lignes ; elles sont en tête dans la feuille de synthèse."),
        english: Wording(
            "{axis}: {lines} lines, {amount}, do not have in “{other}” the rating that their grade gives; rows {rows}.",
            why: "For example “{example}”.",
            remedy: "Look at the grade or the rating of these lines; the synthesis sheet shows the largest."))

    /// Every kind that views declare.
    static let viewKinds: [FindingKind] = [
        .crossAxisSum, .judgementWithoutWeight, .mappingIncomplete, .mappingBackwards, .mappingTarget, .scalesDisagree,
    ]
}
