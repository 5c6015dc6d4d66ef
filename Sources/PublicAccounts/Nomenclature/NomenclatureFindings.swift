public import Findings

extension FindingKind {
    /// A table of nomenclatures cannot be read.
    public static let nomenclatureMissing = FindingKind(
        "NOM001", exit: .usage,
        french: Wording(
            "Cette table de nomenclatures manque ou ne peut pas être lue.",
            remedy: "Vérifier le dossier des nomenclatures."),
        english: Wording(
            "This table of nomenclatures is missing or cannot be read.", remedy: "Check the folder of nomenclatures."))

    /// A line of a table of nomenclatures cannot be understood.
    public static let nomenclatureUnreadable = FindingKind(
        "NOM002", exit: .usage,
        french: Wording(
            "Cette ligne de nomenclature n'a pas la forme attendue.",
            remedy: "Refaire la table avec pipelines/nomenclatures/make.py."),
        english: Wording(
            "This line of a nomenclature is not laid out as expected.",
            remedy: "Make the table again with pipelines/nomenclatures/make.py."))

    /// There is no such nomenclature.
    public static let nomenclatureUnknown = FindingKind(
        "NOM003", exit: .usage,
        french: Wording("La nomenclature « {id} » n'existe pas.", remedy: "Nomenclatures connues : {known}."),
        english: Wording("There is no nomenclature “{id}”.", remedy: "Known nomenclatures: {known}."))

    /// There is no such nomenclature, but one with a similar name.
    public static let nomenclatureUnknownNear = FindingKind(
        "NOM004", exit: .usage,
        french: Wording(
            "La nomenclature « {id} » n'existe pas ; connaissez-vous « {nearest} » ?",
            remedy: "Nomenclatures connues : {known}."),
        english: Wording(
            "There is no nomenclature “{id}”; did you mean “{nearest}”?", remedy: "Known nomenclatures: {known}."))

    /// The plan of another year stands in.
    public static let nomenclatureOtherYear = FindingKind(
        "NOM005", .note,
        french: Wording(
            "La nomenclature {id} de {year} sert pour les exercices {exercices}.",
            why: "Le plan de comptes de ces exercices n'est pas livré ; quelques comptes ont pu changer."),
        english: Wording(
            "The nomenclature {id} of {year} stands in for the years {exercices}.",
            why: "The account plan of these years is not shipped; some accounts may have changed."))

    /// Lines name a nomenclature that is not known.
    public static let lineNomenclatureUnknown = FindingKind(
        "NOM006", .warning,
        french: Wording(
            "Nomenclature inconnue : {examples} (lignes : {count}).",
            why: "Section, chapitre et libellés de ces lignes ne sont pas vérifiés.",
            remedy: "Compléter les valeurs de « nomenclature » dans le profil."),
        english: Wording(
            "Unknown nomenclature: {examples} (lines: {count}).",
            why: "Section, chapter and labels of these lines are not checked.",
            remedy: "Complete the values of “nomenclature” in the profile."))

    /// Lines have an account that the plan does not know.
    public static let accountUnknown = FindingKind(
        "NOM007", .warning,
        french: Wording(
            "Natures inconnues de la nomenclature {id} : {examples} (lignes : {count}).",
            why: "Ces lignes sont gardées ; les règles par nature peuvent les manquer.",
            remedy: "Vérifier la nomenclature du budget, ou compléter les règles."),
        english: Wording(
            "Natures that the nomenclature {id} does not know: {examples} (lines: {count}).",
            why: "They are kept; rules by nature may miss them.",
            remedy: "Check the budget's nomenclature, or complete the rules."))

    /// Lines have an account that the plan does not know, and the plan of another family knows most of them.
    public static let accountUnknownLikely = FindingKind(
        "NOM009", .warning,
        french: Wording(
            "Natures inconnues de la nomenclature {id} : {examples} (lignes : {count}).",
            why: "Ces lignes sont gardées ; les règles par nature peuvent les manquer.",
            remedy: "D'après leurs natures, ces budgets ont plutôt une autre nomenclature : {likely}. "
                + "La vérifier, et l'écrire dans le profil sous « nomenclature: par-budget »."),
        english: Wording(
            "Natures that the nomenclature {id} does not know: {examples} (lines: {count}).",
            why: "They are kept; rules by nature may miss them.",
            remedy: "By their natures, these budgets rather have another nomenclature: {likely}. "
                + "Check it, and write it in the profile under “nomenclature: par-budget”."))

    /// Lines have an account that subdivides one of the plan.
    public static let accountSubdivided = FindingKind(
        "NOM010", .note,
        french: Wording(
            "Natures qui subdivisent un compte de la nomenclature {id} : {examples} (lignes : {count}).",
            why: "La nomenclature ne les liste pas ; section, chapitre et libellé sont ceux du compte subdivisé."),
        english: Wording(
            "Natures that subdivide an account of the nomenclature {id}: {examples} (lines: {count}).",
            why:
                "The nomenclature does not list them; section, chapter and label are those of the account they subdivide."
        ))

    /// Lines have a function that the plan does not know.
    public static let fonctionUnknown = FindingKind(
        "NOM008", .warning,
        french: Wording(
            "Fonctions inconnues de la nomenclature {id} : {examples} (lignes : {count}).",
            why: "Ces lignes sont gardées ; les règles par fonction peuvent les manquer.",
            remedy: "Vérifier la nomenclature du budget, ou corriger les codes."),
        english: Wording(
            "Fonctions that the nomenclature {id} does not know: {examples} (lines: {count}).",
            why: "They are kept; rules by fonction may miss them.",
            remedy: "Check the budget's nomenclature, or correct the codes."))

    /// A code is in no account, chapter or function of the plan.
    public static let codeNotInPlan = FindingKind(
        "NOM011", exit: .usage,
        french: Wording(
            "La nomenclature {id} de {year} n'a ni compte, ni chapitre, ni fonction {code}.",
            remedy: "Les plus proches : {nearest}."),
        english: Wording(
            "The nomenclature {id} of {year} has no account, chapter or function {code}.",
            remedy: "The nearest: {nearest}."))

    /// A file is not a published account plan.
    public static let planDocumentInvalid = FindingKind(
        "NOM012",
        french: Wording(
            "Ce fichier n'est pas un plan de comptes planDeCompte.xml : {detail} manque ou n'a pas de sens.",
            remedy: "Prendre le fichier publié sur odm-budgetaire.org ; ou donner --norme et --exercice."),
        english: Wording(
            "This file is no account plan planDeCompte.xml: {detail} is missing or makes no sense.",
            remedy: "Take the file published on odm-budgetaire.org; or give --norme and --exercice."))

    /// The folder has another table of the same plan and year.
    public static let planAlreadyThere = FindingKind(
        "NOM013", exit: .usage,
        french: Wording(
            "La nomenclature {id} de {year} est déjà là, et ce n'est pas la même.",
            why: "La remplacer changerait les résultats de cet exercice.", remedy: "Si c'est voulu, ajouter --replace."),
        english: Wording(
            "The nomenclature {id} of {year} is already there, and it is not the same.",
            why: "Replacing it would change the results of that year.", remedy: "If it is meant, add --replace."))

    /// Accounts lead to chapters that the plan does not declare.
    public static let chapterUndeclared = FindingKind(
        "NOM014", .warning,
        french: Wording(
            "Comptes dont le chapitre n'est pas déclaré par ce plan : {examples} (en tout : {count}).",
            why: "La section de leurs lignes ne peut pas en être déduite."),
        english: Wording(
            "Accounts whose chapter this plan does not declare: {examples} (in all: {count}).",
            why: "The section of their lines cannot be deduced from it."))

    /// The aggregate of an account is not the one of the source.
    public static let aggregateCorrected = FindingKind(
        "NOM015", .note,
        french: Wording(
            "L'agrégat du compte {code} de {id} est corrigé : {aggregate} et non {source}.", why: "{reason}."),
        english: Wording(
            "The aggregate of the account {code} of {id} is corrected: {aggregate}, not {source}.", why: "{reason}."))

    /// No label has the words.
    public static let wordsNotInPlan = FindingKind(
        "NOM016", exit: .usage,
        french: Wording(
            "Aucun libellé de la nomenclature {id} de {year} n'a tous ces mots : {words}.",
            remedy: "Donner moins de mots, ou un code."),
        english: Wording(
            "No label of the nomenclature {id} of {year} has all these words: {words}.",
            remedy: "Give fewer words, or a code."))

    /// The `NOM` kinds.
    static let nomenclatureKinds: [FindingKind] = [
        .nomenclatureMissing, .nomenclatureUnreadable, .nomenclatureUnknown, .nomenclatureUnknownNear,
        .nomenclatureOtherYear, .lineNomenclatureUnknown, .accountUnknown, .fonctionUnknown,
        .accountUnknownLikely, .accountSubdivided, .codeNotInPlan, .planDocumentInvalid, .planAlreadyThere,
        .chapterUndeclared, .aggregateCorrected, .wordsNotInPlan,
    ]
}
