public import Findings

extension FindingKind {
    /// The year comes before the first perimeter of the measure.
    public static let exerciceBeforePerimeter = FindingKind(
        "MES001", .note,
        french: Wording(
            "L'exercice {exercice} précède le premier périmètre de la mesure ({first}) ; celui de {applied} est appliqué.",
            why: "Aucun texte n'impose ce périmètre pour cet exercice.",
            remedy: "Le dire en présentant les résultats, ou ajouter un périmètre à la mesure."),
        english: Wording(
            "The year {exercice} comes before the measure's first perimeter ({first}); that of {applied} is applied.",
            why: "No text requires this perimeter for that year.",
            remedy: "Say so when presenting the results, or add a perimeter to the measure."))

    /// Lines split differently on several axes.
    public static let differentSplits = FindingKind(
        "MES002", .warning,
        french: Wording(
            "Parts différentes selon les axes (lignes : {lines}) : la synthèse de ces lignes reste « {absence} ».",
            why: "Rien ne dit quelle part d'un axe correspond à quelle part de l'autre.",
            remedy: "Donner les mêmes parts, dans le même ordre, aux règles des deux axes."),
        english: Wording(
            "Different shares on different axes (lines: {lines}): the synthesis of these lines stays “{absence}”.",
            why: "Nothing tells which part of one axis is which part of the other.",
            remedy: "Give the rules of both axes the same shares, in the same order."))

    /// Lines without a rating.
    public static let unresolvedLines = FindingKind(
        "MES003", .note,
        french: Wording(
            "{axis} : sans cotation, {amount} (lignes : {lines}, dont {asked} en attente d'une réponse et {unmatched} sans règle).",
            why: "Une absence de cotation n'est jamais comptée comme « neutre ».",
            remedy: "Répondre aux questions de la colonne « à vérifier », ou compléter les règles."),
        english: Wording(
            "{axis}: without a rating, {amount} (lines: {lines}, of which {asked} await an answer and {unmatched} have no rule).",
            why: "A missing rating is never counted as “neutral”.",
            remedy: "Answer the questions of the column “à vérifier”, or complete the rules."))

    /// A sum that no 64-bit number of cents can hold.
    public static let totalTooLarge = FindingKind(
        "MES004",
        french: Wording(
            "La somme des montants dépasse ce qu'un budget peut compter.",
            why: "Une colonne de codes a sans doute été lue comme des montants.",
            remedy: "Vérifier dans le profil quelle colonne porte les montants."),
        english: Wording(
            "The sum of the amounts is more than any budget can hold.",
            why: "A column of codes was probably read as amounts.",
            remedy: "Check in the profile which column holds the amounts."))

    /// An axis for which no pack was given.
    public static let axisWithoutPack = FindingKind(
        "MES005", .warning, exit: .usage,
        french: Wording(
            "Aucune règle n'est donnée pour {axis}.", why: "Toutes ses lignes resteront sans cotation.",
            remedy: "Ajouter un fichier de règles pour cet axe."),
        english: Wording(
            "No rules are given for {axis}.", why: "All its lines will stay without a rating.",
            remedy: "Add a rules file for this axis."))

    /// A remark of the perimeter.
    public static let perimeterNote = FindingKind(
        "MES006", .warning,
        french: Wording(
            "{note} : {amount} (lignes : {lines}).", why: "{because}.",
            remedy: "Examiner ces lignes avant de publier ; elles se trouvent en filtrant la feuille annotée."),
        english: Wording(
            "{note}: {amount} (lines: {lines}).", why: "{because}.",
            remedy: "Look at these lines before publishing; a filter on the annotated sheet finds them."))

    /// No line is inside the perimeter.
    public static let emptyPerimeter = FindingKind(
        "MES013", .warning,
        french: Wording(
            "Aucune ligne n'est dans le périmètre de la mesure (exercice {exercice}, lignes lues : {lines}, leurs exercices : {found}).",
            why: "Chaque ligne dit pourquoi dans la colonne « Périmètre ».",
            remedy:
                "Si l'exercice demandé n'est pas celui du fichier, relancer avec --set exercice=ANNÉE ; sinon vérifier le fichier lu."
        ),
        english: Wording(
            "No line is inside the perimeter of the measure (year {exercice}, lines read: {lines}, their years: {found}).",
            why: "Each line says why in the column “Périmètre”.",
            remedy:
                "If the year asked for is not the file's, run again with --set exercice=YEAR; otherwise check the file that was read."
        ))

    /// A colour that is none.
    public static let badColour = FindingKind(
        "MES007", exit: .usage,
        french: Wording(
            "« {value} » n'est pas une couleur.", remedy: "Écrire six chiffres hexadécimaux, comme B5E3D5."),
        english: Wording("“{value}” is not a colour.", remedy: "Write six hexadecimal digits, such as B5E3D5."))

    /// Categories that a synthesis cannot be made of.
    public static let synthesisSigns = FindingKind(
        "MES008", exit: .usage,
        french: Wording(
            "La synthèse demande une catégorie et une seule pour chacun des signes 1, 0 et -1, et une sans signe au plus.",
            why: "Elle se calcule en ajoutant les signes des axes.", remedy: "Corriger « sign » dans « categories »."),
        english: Wording(
            "The synthesis needs exactly one category for each of the signs 1, 0 and -1, and at most one without.",
            why: "It is computed by adding the signs of the axes.", remedy: "Correct “sign” in “categories”."))

    /// A total that does not reconcile.
    public static let controlFails = FindingKind(
        "MES009", exit: .internalError,
        french: Wording(
            "{control} : {found} au lieu de {expected}.", why: "Aucun résultat n'est écrit quand les totaux divergent.",
            remedy: "C'est un défaut du programme : le signaler avec ce message."),
        english: Wording(
            "{control}: {found} instead of {expected}.", why: "No result is written when totals disagree.",
            remedy: "This is a defect of the program: report it with this message."))

    /// Two things of the measure have the same id.
    public static let duplicateID = FindingKind(
        "MES010", exit: .usage,
        french: Wording(
            "« {id} » est déjà employé.", remedy: "Donner un nom différent à chaque catégorie, axe, période."),
        english: Wording("“{id}” is already used.", remedy: "Give each category, axis and period its own name."))

    /// A stage was given ratings by rules that are not those of the packs.
    public static let unknownMatch = FindingKind(
        "MES011", exit: .usage,
        french: Wording(
            "Les cotations enregistrées ne correspondent plus aux règles ({rule}).",
            why: "Les règles ont changé depuis l'étape « transform ».", remedy: "Relancer « mesures transform »."),
        english: Wording(
            "The recorded ratings no longer match the rules ({rule}).",
            why: "The rules have changed since the stage “transform”.", remedy: "Run “mesures transform” again."))

    /// More categories than a measure can have.
    public static let tooManyCategories = FindingKind(
        "MES012", exit: .usage,
        french: Wording(
            "La mesure a {count} catégories, au plus {limit}.",
            remedy: "Regrouper les catégories, ou faire deux mesures."),
        english: Wording(
            "The measure has {count} categories, at most {limit}.",
            remedy: "Group the categories, or make two measures."))

    /// What makes no sense in a kind of measure.
    public static let keyOfOtherKind = FindingKind(
        "MES014", exit: .usage,
        french: Wording(
            "« {key} » n'a pas de sens dans une mesure du genre « {kind} ».",
            why: "{why}.", remedy: "L'ôter, ou changer le genre de la mesure."),
        english: Wording(
            "“{key}” makes no sense in a measure of the kind “{kind}”.", why: "{why}.",
            remedy: "Remove it, or change the kind of the measure."))

    /// Factors of another year than the lines.
    public static let otherVintage = FindingKind(
        "MES015", .note,
        french: Wording(
            "Des facteurs monétaires de millésime {vintages} sont appliqués à l'exercice {exercice} : {factors}.",
            why: "Les prix et les procédés changent : d'une année à l'autre, l'écart n'est pas celui des émissions.",
            remedy: "Le dire en présentant les résultats ; garder le même millésime dans une série."),
        english: Wording(
            "Monetary factors of the vintage {vintages} are applied to the year {exercice}: {factors}.",
            why: "Prices and processes change: from one year to the next the difference is not that of emissions.",
            remedy: "Say so when presenting the results; keep one vintage within a series."))

    /// More was paid for a capital than was owed to it.
    public static let overpaidCapital = FindingKind(
        "MES016", .warning,
        french: Wording(
            "{capital} : {amount} ont été payés au-delà de la dette de préservation.",
            why: "Ce surplus reste une charge ordinaire ; il n'en compense pas un autre.",
            remedy: "Vérifier le budget de préservation et les parts, ou le dire en présentant les résultats."),
        english: Wording(
            "{capital}: {amount} was paid beyond what was owed to it.",
            why: "What is over stays an ordinary charge; it makes up for no other capital.",
            remedy: "Check the budget and the parts, or say so when presenting the results."))

    /// An account pattern that holds no `{capital}`, so that capitals would share accounts.
    public static let accountOfNoCapital = FindingKind(
        "MES017", exit: .usage,
        french: Wording(
            "« {value} » ne contient pas {place}.", why: "Chaque capital a ses propres comptes.",
            remedy: "Écrire par exemple N1.{place}."),
        english: Wording(
            "“{value}” does not hold {place}.", why: "Each capital has accounts of its own.",
            remedy: "Write for example N1.{place}."))

    /// Every kind that this target declares.
    public static let measuresKinds: [FindingKind] =
        [
            .exerciceBeforePerimeter, .differentSplits, .unresolvedLines, .totalTooLarge, .axisWithoutPack,
            .perimeterNote,
            .emptyPerimeter,
            .badColour, .synthesisSigns, .controlFails, .duplicateID, .unknownMatch, .tooManyCategories,
            .keyOfOtherKind, .otherVintage, .overpaidCapital, .accountOfNoCapital,
        ] + lintKinds + viewKinds
}
