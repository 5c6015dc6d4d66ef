public import Findings

extension FindingKind {
    /// What should name a line names none.
    public static let badLineAddress = FindingKind(
        "EXP001", exit: .usage,
        french: Wording(
            "« {address} » ne désigne pas une ligne.",
            remedy: "Donner une cellule (Mandats!A42), une rangée (42) ou une ligne du paquet de données (ligne:37)."),
        english: Wording(
            "“{address}” names no line.",
            remedy: "Give a cell (Mandats!A42), a row (42) or a line of the data package (line:37)."))

    /// A row that is not a line.
    public static let noSuchLine = FindingKind(
        "EXP002", exit: .usage,
        french: Wording(
            "Il n'y a pas de ligne de budget ici.",
            why: "C'est un en-tête, un total, une rangée vide, ou c'est au-delà de la feuille.",
            remedy: "Rangées lues : de {first} à {last} ; lignes : de 1 à {lines}."),
        english: Wording(
            "There is no budget line here.",
            why: "This is a header, a total, an empty row, or beyond the sheet.",
            remedy: "Rows that were read: {first} to {last}; lines: 1 to {lines}."))

    /// Nothing tells which pipeline annotated the workbook.
    public static let unknownPipeline = FindingKind(
        "EXP003", exit: .usage,
        french: Wording(
            "Rien ne dit quelle chaîne a annoté ce classeur.",
            why: "La fiche run.json n'est pas à côté de lui, ou la chaîne qu'elle nomme n'est plus là.",
            remedy: "La donner : --pipeline pipelines/budget-vert.yaml."),
        english: Wording(
            "Nothing tells which pipeline annotated this workbook.",
            why: "The record run.json is not beside it, or the pipeline that it names is gone.",
            remedy: "Give it: --pipeline pipelines/budget-vert.yaml."))

    /// A file of rules is not the one that served.
    public static let ruleFileChanged = FindingKind(
        "EXP004", .warning,
        french: Wording(
            "Ce fichier ({role}) a changé depuis que le classeur a été annoté : version {then} alors, {now} à présent.",
            why: "L'explication dit ce que les règles donnent aujourd'hui.",
            remedy: "Annoter de nouveau, ou reprendre la version d'alors (SHA-256 {sha256})."),
        english: Wording(
            "This file ({role}) has changed since the workbook was annotated: version {then} then, {now} now.",
            why: "The explanation says what the rules give today.",
            remedy: "Annotate again, or take the version of then (SHA-256 {sha256})."))

    /// A file of rules that served then serves no more.
    public static let ruleFileGone = FindingKind(
        "EXP005", .warning,
        french: Wording(
            "Ce fichier ({role}) a servi quand le classeur a été annoté ; il ne sert plus.",
            why: "L'explication dit ce que les règles donnent aujourd'hui.",
            remedy: "Vérifier la chaîne et ses variables (--pipeline, --set), ou annoter de nouveau."),
        english: Wording(
            "This file ({role}) served when the workbook was annotated; it serves no more.",
            why: "The explanation says what the rules give today.",
            remedy: "Check the pipeline and its variables (--pipeline, --set), or annotate again."))

    /// A file of rules serves that did not then.
    public static let ruleFileNew = FindingKind(
        "EXP011", .warning,
        french: Wording(
            "Ce fichier ({role}) sert à présent ; il ne servait pas quand le classeur a été annoté.",
            why: "L'explication dit ce que les règles donnent aujourd'hui.",
            remedy: "Vérifier la chaîne et ses variables (--pipeline, --set), ou annoter de nouveau."),
        english: Wording(
            "This file ({role}) serves now; it did not when the workbook was annotated.",
            why: "The explanation says what the rules give today.",
            remedy: "Check the pipeline and its variables (--pipeline, --set), or annotate again."))

    /// The lines of the workbook are not those that were rated.
    public static let linesChanged = FindingKind(
        "EXP006", .warning,
        french: Wording(
            "Les lignes de ce classeur ne sont plus celles qui ont été cotées.",
            why: "Des rangées ont été ajoutées, retirées ou modifiées, ou elles sont lues autrement (profil).",
            remedy: "Désigner la ligne par sa cellule, donner les variables d'alors (--set), ou annoter de nouveau."),
        english: Wording(
            "The lines of this workbook are no longer those that were rated.",
            why: "Rows were added, removed or changed, or are read otherwise (profile).",
            remedy: "Name the line by its cell, give the variables of then (--set), or annotate again."))

    /// The workbook has a rating that the rules do not give.
    public static let ratingDiffers = FindingKind(
        "EXP007", .warning,
        french: Wording(
            "{axis} : le classeur dit « {found} », les règles donnent « {computed} ».",
            why: "La cotation a été corrigée à la main, ou les règles ont changé depuis."),
        english: Wording(
            "{axis}: the workbook says “{found}”, the rules give “{computed}”.",
            why: "The rating was corrected by hand, or the rules have changed since."))

    /// A sheet that has no lines.
    public static let otherSheet = FindingKind(
        "EXP008", exit: .usage,
        french: Wording(
            "La feuille « {sheet} » n'est pas celle des lignes.", remedy: "Les lignes sont dans « {known} »."),
        english: Wording("The sheet “{sheet}” is not that of the lines.", remedy: "The lines are in “{known}”."))

    /// An axis that the measure does not have that year.
    public static let unknownAxis = FindingKind(
        "EXP009", exit: .usage,
        french: Wording("Il n'y a pas d'axe « {axis} ».", remedy: "Axes : {known}."),
        english: Wording("There is no axis “{axis}”.", remedy: "Axes: {known}."))

    /// A workbook that nobody annotated.
    public static let notAnnotated = FindingKind(
        "EXP010", .note,
        french: Wording(
            "Ce classeur ne dit pas d'où viennent ses cotations.",
            why: "Il n'a pas de feuille de provenance : l'explication dit ce que les règles donneraient."),
        english: Wording(
            "This workbook does not tell where its ratings come from.",
            why: "It has no provenance sheet: the explanation says what the rules would give."))

    /// Every kind of explanations.
    static let explanationKinds: [FindingKind] = [
        .badLineAddress, .noSuchLine, .unknownPipeline, .ruleFileChanged, .ruleFileGone, .linesChanged, .ratingDiffers,
        .otherSheet, .unknownAxis, .notAnnotated,
        .ruleFileNew,
    ]
}
