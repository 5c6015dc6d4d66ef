public import Findings

extension FindingKind {
    /// Ordre does not balance.
    public static let ordreUnbalanced = FindingKind(
        "CTL001", .warning,
        french: Wording(
            "Budget {budget} : les dépenses d'ordre ({expenses}) ne sont pas les recettes d'ordre ({receipts}), écart {difference}.",
            why: "Une opération d'ordre est une dépense et une recette du même montant.",
            remedy: "Vérifier les lignes d'ordre, ou produire le fichier de nouveau."),
        english: Wording(
            "Budget {budget}: expenses of ordre ({expenses}) are not receipts of ordre ({receipts}), difference {difference}.",
            why: "An operation of ordre is an expense and a receipt of the same amount.",
            remedy: "Check the lines of ordre, or produce the file again."))

    /// Lines are on headings.
    public static let accountHeading = FindingKind(
        "CTL002", .warning,
        french: Wording(
            "Comptes de regroupement de {id} qui portent des lignes : {examples} ({amount}, lignes {rows}).",
            why: "Le plan de comptes veut qu'une ligne porte l'un des comptes qu'ils regroupent.",
            remedy: "Vérifier la nature de ces lignes, ou la nomenclature du budget."),
        english: Wording(
            "Headings of {id} that bear lines: {examples} ({amount}, rows {rows}).",
            why: "The account plan wants a line to bear one of the accounts below them.",
            remedy: "Check the nature of these lines, or the budget's nomenclature."))

    /// Lines are on accounts that their sens does not have.
    public static let accountNotInSens = FindingKind(
        "CTL003", .warning,
        french: Wording(
            "Comptes de {id} que le plan n'admet pas dans ce sens : {examples} ({amount}, lignes {rows}).",
            why: "Une dépense sur un compte de recette, ou l'inverse, fausse le total de chaque section.",
            remedy: "Vérifier le sens et la nature de ces lignes."),
        english: Wording(
            "Accounts of {id} that the plan does not admit in this sens: {examples} ({amount}, rows {rows}).",
            why: "An expense on an account of receipts, or the reverse, falsifies the total of each section.",
            remedy: "Check the sens and the nature of these lines."))

    /// Lines are on accounts that their section does not have.
    public static let accountNotInSection = FindingKind(
        "CTL004", .warning,
        french: Wording(
            "Comptes de {id} que le plan n'admet pas dans cette section : {examples} ({amount}, lignes {rows}).",
            why: "Le total de la section et le périmètre de l'annexe en dépendent.",
            remedy: "Vérifier la section et la nature de ces lignes."),
        english: Wording(
            "Accounts of {id} that the plan does not admit in this section: {examples} ({amount}, rows {rows}).",
            why: "The total of the section and the perimeter of the annex depend on it.",
            remedy: "Check the section and the nature of these lines."))

    /// Lines are on accounts that their movement does not have.
    public static let accountNotInMouvement = FindingKind(
        "CTL005", .warning,
        french: Wording(
            "Comptes de {id} que le plan n'admet pas pour ce mouvement : {examples} ({amount}, lignes {rows}).",
            why: "Ce qui est réel et ce qui est d'ordre en dépend, donc le périmètre de l'annexe.",
            remedy: "Vérifier le mouvement et la nature de ces lignes."),
        english: Wording(
            "Accounts of {id} that the plan does not admit for this movement: {examples} ({amount}, rows {rows}).",
            why: "What is real and what is ordre depends on it, hence the perimeter of the annex.",
            remedy: "Check the movement and the nature of these lines."))

    /// The lines are not those of the budget document.
    public static let documentDiffers = FindingKind(
        "CTL006", .warning,
        french: Wording(
            "L'export n'est pas le document budgétaire : {count} écarts, soit {difference} ({examples}).",
            why: "Ce qui manque à l'export, ou s'y trouve en trop, fausse toute la suite.",
            remedy: "Chercher chaque écart dans controls.csv, puis refaire l'export."),
        english: Wording(
            "The export is not the budget document: {count} differences, {difference} in all ({examples}).",
            why: "What the export lacks, or has too much, falsifies all that follows.",
            remedy: "Look for each difference in controls.csv, then export again."))

    /// What was held against the budget document.
    public static let documentCompared = FindingKind(
        "CTL007", .note,
        french: Wording(
            "L'export est comparé au document budgétaire {document} par {keys} : {perimeter} ; {same} totaux identiques sur {count}."
        ),
        english: Wording(
            "The export is held against the budget document {document} by {keys}: {perimeter}; {same} totals of {count} are the same."
        ))

    /// The lines and the budget document have nothing in common.
    public static let documentOfAnother = FindingKind(
        "CTL008",
        french: Wording(
            "Aucune ligne de l'export n'est du budget {budget}, exercice {exercice}, de ce document budgétaire.",
            why: "L'export a : {found}.", remedy: "Donner le document du même budget et du même exercice."),
        english: Wording(
            "No line of the export is of the budget {budget}, year {exercice}, of this budget document.",
            why: "The export has: {found}.", remedy: "Give the document of the same budget and year."))

    /// What an export is held against is no budget document.
    public static let documentWanted = FindingKind(
        "CTL009", exit: .usage,
        french: Wording(
            "Ce fichier n'est pas un document budgétaire TOTEM : l'export ne peut pas lui être comparé.",
            remedy: "Donner le fichier XML envoyé en préfecture."),
        english: Wording(
            "This file is no TOTEM budget document: the export cannot be held against it.",
            remedy: "Give the XML file that was sent to the prefecture."))

    /// Lines are on accounts that the plan says are removed.
    public static let accountRemoved = FindingKind(
        "CTL010", .warning,
        french: Wording(
            "Comptes supprimés de {id} avant l'exercice : {examples} ({amount}, lignes {rows}).",
            why: "Le plan de comptes ne les admet plus.", remedy: "Vérifier la nature de ces lignes."),
        english: Wording(
            "Accounts removed from {id} before the year: {examples} ({amount}, rows {rows}).",
            why: "The account plan does not admit them any more.", remedy: "Check the nature of these lines."))

    /// The `CTL` kinds.
    static let controlKinds: [FindingKind] = [
        .ordreUnbalanced, .accountHeading, .accountNotInSens, .accountNotInSection, .accountNotInMouvement,
        .documentDiffers, .documentCompared, .documentOfAnother, .documentWanted, .accountRemoved,
    ]
}
