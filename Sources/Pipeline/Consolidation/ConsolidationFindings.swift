public import Findings

extension FindingKind {
    /// Two inputs hold the same budget and exercice.
    public static let budgetTwice = FindingKind(
        "CSO001", exit: .usage,
        french: Wording(
            "Le budget « {budget} » a deux entrées pour l'exercice {exercice} : « {first} » et « {second} ».",
            why: "Ses lignes seraient comptées deux fois.",
            remedy:
                "Retirer l'une des deux, corriger « budget: » ou « exercice: », ou déclarer la seconde « complement: oui »."
        ),
        english: Wording(
            "The budget “{budget}” has two inputs for the exercice {exercice}: “{first}” and “{second}”.",
            why: "Its lines would be counted twice.",
            remedy: "Remove one of them, correct “budget:” or “exercice:”, or declare the second “complement: oui”."))

    /// Two inputs have the same id.
    public static let inputNameTwice = FindingKind(
        "CSO002", exit: .usage,
        french: Wording(
            "Deux entrées portent le nom « {id} ».", why: "Leurs sorties auraient le même nom.",
            remedy: "Donner à chacune son « id: »."),
        english: Wording(
            "Two inputs are named “{id}”.", why: "Their outputs would have the same name.",
            remedy: "Give each its own “id:”."))

    /// A list or a pattern gives no input.
    public static let noInputs = FindingKind(
        "CSO003", exit: .usage,
        french: Wording(
            "Aucun fichier ne correspond à « {pattern} ».", remedy: "Vérifier le dossier, le nom et l'extension."),
        english: Wording("No file fits “{pattern}”.", remedy: "Check the folder, the name and the extension."))

    /// An id that cannot name a file.
    public static let badInputName = FindingKind(
        "CSO004", exit: .usage,
        french: Wording(
            "« {id} » ne peut pas nommer une entrée.", why: "Les sorties portent ce nom.",
            remedy: "Choisir un « id: » sans « / », qui ne commence pas par un point."),
        english: Wording(
            "“{id}” cannot name an input.", why: "The outputs bear this name.",
            remedy: "Choose an “id:” without “/” that does not begin with a point."))

    /// Two inputs are the same sheet of the same file.
    public static let sourceTwice = FindingKind(
        "CSO005",
        french: Wording(
            "Les entrées « {first} » et « {second} » sont le même fichier et la même feuille « {sheet} ».",
            why: "Ses lignes seraient comptées deux fois.",
            remedy:
                "Retirer l'une des deux, nommer une autre feuille, ou un autre exercice si les lignes portent le leur."),
        english: Wording(
            "The inputs “{first}” and “{second}” are the same file and the same sheet “{sheet}”.",
            why: "Its lines would be counted twice.",
            remedy: "Remove one of them, name another sheet, or another exercice if the lines bear theirs."))

    /// An internal flow names a budget that no input holds.
    public static let unknownBudget = FindingKind(
        "CSO006", exit: .usage,
        french: Wording(
            "Aucune entrée n'est le budget « {budget} » de ce flux interne.", remedy: "Budgets des entrées : {known}."),
        english: Wording(
            "No input is the budget “{budget}” of this internal flow.", remedy: "Budgets of the inputs: {known}."))

    /// The two sides of an internal flow differ.
    public static let flowMismatch = FindingKind(
        "CSO007", .warning,
        french: Wording(
            "Flux interne « {flow} », exercice {exercice} : {from} d'un côté (lignes : {fromLines}), {to} de l'autre (lignes : {toLines}), écart {difference}.",
            why:
                "Chaque côté est retiré pour ce qu'il a inscrit ; l'écart dit qu'un mandat, un titre ou un compte manque.",
            remedy: "Rapprocher les écritures des deux budgets, ou préciser les comptes du flux."),
        english: Wording(
            "Internal flow “{flow}”, exercice {exercice}: {from} on one side (lines: {fromLines}), {to} on the other (lines: {toLines}), difference {difference}.",
            why:
                "Each side is taken out for what it recorded; the difference says that an entry or an account is missing.",
            remedy: "Reconcile the entries of both budgets, or make the flow's accounts more precise."))

    /// An internal flow has no line on either side.
    public static let flowAbsent = FindingKind(
        "CSO008", .note,
        french: Wording("Flux interne « {flow} », exercice {exercice} : aucune ligne, ni d'un côté ni de l'autre."),
        english: Wording("Internal flow “{flow}”, exercice {exercice}: no line on either side."))

    /// An internal flow leads out of the budgets of this exercice.
    public static let flowOutside = FindingKind(
        "CSO009", .note,
        french: Wording(
            "Flux interne « {flow} », exercice {exercice} : le budget « {budget} » n'est pas dans les entrées ; rien n'est retiré.",
            why: "Sans l'autre budget, rien n'est compté deux fois."),
        english: Wording(
            "Internal flow “{flow}”, exercice {exercice}: the budget “{budget}” is not among the inputs; nothing is taken out.",
            why: "Without the other budget, nothing is counted twice."))

    /// A budget document is given beside a pipeline of several inputs.
    public static let documentOfOneInput = FindingKind(
        "CSO010", exit: .usage,
        french: Wording(
            "Cette chaîne a plusieurs entrées ; un document budgétaire n'en contrôle qu'une.",
            remedy: "L'écrire dans la chaîne, sous l'entrée qu'il contrôle : « control: { totem: … } »."),
        english: Wording(
            "This pipeline has several inputs; a budget document controls one of them only.",
            remedy: "Write it in the pipeline, under the input that it controls: “control: { totem: … }”."))

    /// Inputs that are to be put together by a measure that is no partition.
    static let onlyPartitions = FindingKind(
        "CSO011", exit: .usage,
        french: Wording(
            "Une mesure du genre « {kind} » ne se consolide pas.",
            why: "Seules les parts d'une partition se réunissent sans rien compter deux fois.",
            remedy: "Lancer un pipeline par budget, ou prendre une mesure du genre « partition »."),
        english: Wording(
            "A measure of the kind “{kind}” cannot be consolidated.",
            why: "Only the shares of a partition can be put together without counting anything twice.",
            remedy: "Run one pipeline per budget, or take a measure of the kind “partition”."))

    /// Every kind of consolidations.
    static let consolidationKinds: [FindingKind] = [
        .budgetTwice, .inputNameTwice, .noInputs, .badInputName, .sourceTwice, .unknownBudget, .flowMismatch,
        .flowAbsent, .flowOutside, .documentOfOneInput, .onlyPartitions,
    ]
}
