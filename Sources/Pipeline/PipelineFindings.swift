public import Findings

extension FindingKind {
    /// A `${variable}` has no value.
    public static let unknownVariable = FindingKind(
        "PIP001", exit: .usage,
        french: Wording(
            "La variable « {name} » n'a pas de valeur.",
            remedy: "La déclarer sous « variables: », ou la donner par --set {name}=…"),
        english: Wording(
            "The variable “{name}” has no value.", remedy: "Declare it under “variables:”, or give it by --set {name}=…"
        ))

    /// A `--set` that is not `name=value`, or names no variable of the pipeline.
    public static let badSetting = FindingKind(
        "PIP002", exit: .usage,
        french: Wording(
            "« --set {setting} » ne correspond à aucune variable de ce pipeline.", remedy: "Variables : {known}."),
        english: Wording(
            "“--set {setting}” matches no variable of this pipeline.", remedy: "Variables: {known}."))

    /// A stage was asked for whose input a former stage has not written.
    public static let stageMissing = FindingKind(
        "PIP003", exit: .usage,
        french: Wording(
            "L'étape « {needed} » n'a pas encore été faite pour ce dossier.",
            remedy: "Lancer d'abord « mesures {needed} » avec le même pipeline."),
        english: Wording(
            "The stage “{needed}” has not been done yet for this folder.",
            remedy: "Run “mesures {needed}” with the same pipeline first."))

    /// A data package was edited or written by another version.
    public static let badPackage = FindingKind(
        "PIP004",
        french: Wording(
            "Le paquet de données est incohérent : {detail}.",
            remedy: "Relancer « mesures import », puis les étapes suivantes."),
        english: Wording(
            "The data package is inconsistent: {detail}.", remedy: "Run “mesures import” again, then the next stages."))

    /// The input changed between two stages.
    public static let inputChanged = FindingKind(
        "PIP005",
        french: Wording(
            "Le fichier source a changé depuis l'étape « import ».",
            why: "Les cotations ne seraient plus en face des bonnes lignes.", remedy: "Relancer « mesures import »."),
        english: Wording(
            "The source file has changed since the stage “import”.",
            why: "Ratings would no longer face the right lines.", remedy: "Run “mesures import” again."))

    /// A control does not hold.
    public static let controlFailed = FindingKind(
        "PIP006",
        french: Wording(
            "Le contrôle « {name} » ne tombe pas juste : {expected} attendus, {found} trouvés.",
            why: "Un total faux rend tout le reste douteux ; aucun classeur n'est produit.",
            remedy: "Signaler ce défaut avec le fichier, ou corriger le total de l'export."),
        english: Wording(
            "The control “{name}” does not hold: {expected} expected, {found} found.",
            why: "A wrong total makes everything else doubtful; no workbook is produced.",
            remedy: "Report this defect with the file, or correct the total of the export."))

    /// The sheet has a column that the annotation would add.
    public static let alreadyAnnotated = FindingKind(
        "PIP007",
        french: Wording(
            "Cette feuille a déjà une colonne « {header} ».",
            why: "L'annoter de nouveau doublerait les colonnes et fausserait la synthèse.",
            remedy: "Repartir de l'export d'origine, non du classeur annoté."),
        english: Wording(
            "This sheet already has a column “{header}”.",
            why: "Annotating it again would double the columns and falsify the synthesis.",
            remedy: "Start from the original export, not from the annotated workbook."))

    /// The rules changed between two stages.
    public static let rulesChanged = FindingKind(
        "PIP008", exit: .usage,
        french: Wording(
            "Ces règles ont changé depuis l'étape « transform ».",
            why: "Le classeur citerait des règles qui n'ont pas servi.", remedy: "Relancer « mesures transform »."),
        english: Wording(
            "These rules have changed since the stage “transform”.",
            why: "The workbook would cite rules that did not serve.", remedy: "Run “mesures transform” again."))

    /// The pipeline file is not there.
    public static let pipelineMissing = FindingKind(
        "PIP009", exit: .usage,
        french: Wording(
            "Ce fichier de pipeline n'existe pas.",
            remedy: "Vérifier le nom et le dossier, par exemple pipelines/budget-vert.yaml."),
        english: Wording(
            "This pipeline file does not exist.",
            remedy: "Check the name and the folder, for example pipelines/budget-vert.yaml."))

    /// Writing again would undo what people corrected.
    public static let correctionsLost = FindingKind(
        "PIP010",
        french: Wording(
            "{count} cotations ou parts du classeur ne sont pas celles que donnent les règles (classeur ≠ règles) : {cells}.",
            why: "Les écrire de nouveau effacerait des corrections.",
            remedy:
                "Les recueillir par « mesures collect » et donner decisions.csv au pipeline ; ou les laisser remplacer, par --replace-ratings."
        ),
        english: Wording(
            "{count} ratings or parts in the workbook are not those that the rules give (workbook ≠ rules): {cells}.",
            why: "Writing them again would undo corrections.",
            remedy:
                "Collect them with “mesures collect” and give decisions.csv to the pipeline; or let them be replaced, with --replace-ratings."
        ))

    /// A column of an earlier run has its header elsewhere than the header row.
    public static let headerMoved = FindingKind(
        "PIP011",
        french: Wording(
            "Une colonne écrite par un passage précédent a ici son en-tête, et non en ligne {row} avec les autres.",
            why: "Elle ne peut pas être remplacée sans laisser de reste.",
            remedy: "Remettre les en-têtes sur une même ligne, ou repartir de l'export d'origine."),
        english: Wording(
            "A column that an earlier run wrote has its header here, not in row {row} with the others.",
            why: "It cannot be replaced without leaving something behind.",
            remedy: "Put the headers back in one row, or start from the original export."))

    /// A column that the measure has nothing to put in.
    public static let columnNotOffered = FindingKind(
        "PIP012", exit: .usage,
        french: Wording(
            "La mesure « {measure} » n'a pas de quoi remplir la colonne « {column} ».",
            why: "Une colonne demandée montre une vue de la mesure (« views » ou « mapping » dans son fichier).",
            remedy: "Ôter la colonne de « export: columns », ou donner cette vue à la mesure."),
        english: Wording(
            "The measure “{measure}” has nothing to fill the column “{column}” with.",
            why: "A column that is asked for shows a view of the measure (“views” or “mapping” in its file).",
            remedy: "Remove the column from “export: columns”, or give the measure that view."))

    /// A run that shall leave no data package would leave that of an earlier one.
    public static let packageOfEarlierRun = FindingKind(
        "PIP013", exit: .usage,
        french: Wording(
            "Ce dossier contient le paquet de données d'un passage précédent, et la chaîne demande « donnees: non ».",
            why: "On le prendrait pour celui du nouveau passage.",
            remedy: "Supprimer ce dossier, choisir un autre dossier de sortie, ou demander « donnees: oui »."),
        english: Wording(
            "This folder holds the data package of an earlier run, and the pipeline asks for “donnees: non”.",
            why: "It would be taken for that of the new run.",
            remedy: "Delete this folder, choose another output folder, or ask for “donnees: oui”."))

    /// A stage was asked for after a run that left no data package.
    public static let stageWithoutPackage = FindingKind(
        "PIP014", exit: .usage,
        french: Wording(
            "Le passage fait dans ce dossier n'a pas laissé de paquet de données : ce que l'étape « {needed} » a donné manque.",
            why: "Les étapes se le transmettent ; « donnees: non » dans la chaîne s'en passe.",
            remedy: "Lancer d'abord « mesures {needed} » avec le même pipeline, ou « mesures run »."),
        english: Wording(
            "The run done in this folder left no data package: what the stage “{needed}” gave is missing.",
            why: "Stages hand it on; “donnees: non” in the pipeline does without.",
            remedy: "Run “mesures {needed}” with the same pipeline first, or “mesures run”."))

    /// Every kind that this target declares.
    public static let pipelineKinds: [FindingKind] =
        [
            .unknownVariable, .badSetting, .stageMissing, .badPackage, .inputChanged, .controlFailed,
            .alreadyAnnotated, .rulesChanged, .pipelineMissing, .correctionsLost, .headerMoved, .columnNotOffered,
            .packageOfEarlierRun, .stageWithoutPackage,
        ] + conversionKinds + consolidationKinds + collectionKinds + explanationKinds + annexKinds + questionKinds
}
