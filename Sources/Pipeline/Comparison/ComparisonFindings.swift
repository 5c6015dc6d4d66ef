internal import Findings

extension FindingKind {
    /// What should be the output of a run is none.
    static let notARun = FindingKind(
        "CMP001",
        french: Wording(
            "Aucun passage à comparer ici : il manque {missing}.",
            why: "Deux années se comparent par ce que « mesures run » laisse dans son dossier de sortie.",
            remedy:
                "Donner le dossier de sortie d'un passage, ou le classeur annoté qui y est ; pour comparer des personnes, ajouter --raters."
        ),
        english: Wording(
            "There is no run to compare here: {missing} is missing.",
            why: "Two years are compared by what “mesures run” leaves in its output folder.",
            remedy:
                "Give the output folder of a run, or the annotated workbook in it; to compare people, add --raters."))

    /// Two runs of different measures.
    static let otherMeasure = FindingKind(
        "CMP002",
        french: Wording(
            "Ces deux passages n'ont pas la même mesure : {before} et {after}.",
            remedy: "Comparer deux passages de la même mesure."),
        english: Wording(
            "These two runs have different measures: {before} and {after}.",
            remedy: "Compare two runs of the same measure."))

    /// A measure that does not cut amounts into categories.
    static let notComparable = FindingKind(
        "CMP003",
        french: Wording(
            "Ce passage n'a pas de table shares.csv : sa mesure ne partage pas les montants entre des catégories.",
            remedy: "Comparer des passages de mesures de type « partition »."),
        english: Wording(
            "This run has no table shares.csv: its measure does not cut amounts into categories.",
            remedy: "Compare runs of measures of the kind “partition”."))

    /// A run of several exercices.
    static let severalExercices = FindingKind(
        "CMP004",
        french: Wording(
            "Ce passage réunit plusieurs exercices : {exercices}.",
            why: "Des exercices ne s'additionnent pas.", remedy: "Comparer des passages d'un exercice chacun."),
        english: Wording(
            "This run holds several exercices: {exercices}.", why: "Exercices do not add up.",
            remedy: "Compare runs of one exercice each."))

    /// Two runs that ask for no axis in common.
    static let noSharedAxis = FindingKind(
        "CMP005",
        french: Wording(
            "Ces deux passages n'ont aucun axe en commun.", remedy: "Comparer deux exercices plus proches."),
        english: Wording("These two runs have no axis in common.", remedy: "Compare exercices that are closer."))

    /// Axes that one run alone asks for.
    static let axesOfOne = FindingKind(
        "CMP006", .note,
        french: Wording(
            "Un seul des deux passages demande ces axes, qui ne sont pas comparés : {axes}.",
            why: "Ce qu'ils changent à la synthèse est compté dans le périmètre."),
        english: Wording(
            "One of both runs alone asks for these axes, which are not compared: {axes}.",
            why: "What they change in the synthesis is counted as perimeter."))

    /// Two runs that have nothing in common.
    static let nothingMatched = FindingKind(
        "CMP007", .warning,
        french: Wording(
            "Rien de l'un n'est dans l'autre : tout est nouveau ou disparu (appariement par {fields}).",
            why: "Les codes d'un budget, d'une opération ou d'un compte ne s'écrivent peut-être pas pareil.",
            remedy: "Comparer les deux lines.csv, et accorder les profils d'import."),
        english: Wording(
            "Nothing of one is in the other: all is new or gone (matched by {fields}).",
            why: "Codes of budgets, operations or accounts may be written differently.",
            remedy: "Compare both lines.csv, and make the import profiles agree."))

    /// Amounts too large to be added up.
    static let comparedTooLarge = FindingKind(
        "CMP008",
        french: Wording("Les montants de ce passage sont trop grands pour être additionnés."),
        english: Wording("The amounts of this run are too large to be added up."))

    /// Causes that do not sum to the difference.
    static let causesDoNotSum = FindingKind(
        "CMP009", exit: .internalError,
        french: Wording(
            "Les causes ne font pas l'écart, sur {view} : c'est un défaut du programme.", why: "Rien n'a été écrit.",
            remedy: "Signaler ce message avec la version du programme (« mesures --version »)."),
        english: Wording(
            "The causes do not make up the difference on {view}: this is a defect of the program.",
            why: "Nothing has been written.",
            remedy: "Report this message with the program's version (“mesures --version”)."))

    /// A workbook in a format that a comparison is not written in.
    static let comparisonFormat = FindingKind(
        "CMP010", exit: .usage,
        french: Wording("Une comparaison s'écrit en .xlsx ou en .ods, non en « {extension} »."),
        english: Wording("A comparison is written as .xlsx or .ods, not as “{extension}”."))

    /// A run that left no data package.
    static let runWithoutPackage = FindingKind(
        "CMP011",
        french: Wording(
            "Ce passage n'a pas laissé de paquet de données : il manque {missing}.",
            why: "Ses lignes et leurs cotations ne sont que là ; « donnees: non » dans la chaîne s'en passe.",
            remedy: "Refaire le passage avec « donnees: oui »."),
        english: Wording(
            "This run left no data package: {missing} is missing.",
            why: "Its lines and their ratings are only there; “donnees: non” in the pipeline does without.",
            remedy: "Run it again with “donnees: oui”."))

    /// Every kind of comparisons of runs.
    static let comparisonKinds: [FindingKind] = [
        .notARun, .otherMeasure, .notComparable, .severalExercices, .noSharedAxis, .axesOfOne, .nothingMatched,
        .comparedTooLarge, .causesDoNotSum, .comparisonFormat, .runWithoutPackage,
    ]
}
