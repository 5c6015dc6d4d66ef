public import Findings

extension FindingKind {
    /// A file that should hold ratings and holds none.
    static let notRated = FindingKind(
        "RAT001",
        french: Wording(
            "Ce classeur n'a aucune colonne de cotation que le programme ait écrite.",
            why: "Les cotations sont reconnues aux noms cachés de leurs colonnes.",
            remedy: "Donner un classeur annoté par « mesures run », ou un decisions.csv."),
        english: Wording(
            "This workbook has no rating column that the program wrote.",
            why: "Ratings are known by the hidden names of their columns.",
            remedy: "Give a workbook annotated by “mesures run”, or a decisions.csv."))

    /// Ratings that are none of the measure's words.
    static let unknownRatings = FindingKind(
        "RAT002", .warning,
        french: Wording(
            "{count} cotations ne sont aucun mot de la mesure, et sont laissées de côté : {words}.",
            remedy: "Les corriger, en les choisissant dans la liste de la cellule."),
        english: Wording(
            "{count} ratings are no word of the measure, and are left aside: {words}.",
            remedy: "Correct them, choosing from the list of the cell."))

    /// Files that have rated no line in common.
    static let nothingShared = FindingKind(
        "RAT003",
        french: Wording(
            "Aucune ligne n'est cotée dans deux de ces fichiers.",
            why: "Une ligne est la même par son budget, son exercice, sa pièce et ce qu'elle dit.",
            remedy: "Donner des classeurs annotés à partir du même export."),
        english: Wording(
            "No line is rated in two of these files.",
            why: "A line is the same by its budget, year, pièce and what it says.",
            remedy: "Give workbooks annotated from the same export."))

    /// Too few files to compare.
    static let twoRaters = FindingKind(
        "RAT004", exit: .usage,
        french: Wording(
            "Il faut deux fichiers au moins, non {count}.",
            remedy: "Par exemple : mesures compare --raters A.xlsx B.xlsx"),
        english: Wording(
            "Two files at least are needed, not {count}.", remedy: "For example: mesures compare --raters A.xlsx B.xlsx"
        ))

    /// A comparison that does not say what of.
    public static let comparisonUnsaid = FindingKind(
        "RAT005", exit: .usage,
        french: Wording(
            "Que comparer n'est pas dit.",
            remedy: "Donner deux dossiers de sortie ; ou ajouter --raters, pour comparer ceux qui ont coté."),
        english: Wording(
            "What to compare is not said.",
            remedy: "Give two output folders; or add --raters, to compare those who rated."))

    /// Every kind of comparisons of raters.
    static let ratersKinds: [FindingKind] = [
        .notRated, .unknownRatings, .nothingShared, .twoRaters, .comparisonUnsaid,
    ]
}
