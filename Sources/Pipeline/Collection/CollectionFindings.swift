public import Findings

extension FindingKind {
    /// A workbook without the columns of a run.
    public static let neverAnnotated = FindingKind(
        "REC001",
        french: Wording(
            "Ce classeur n'a pas été annoté par « mesures run ».",
            why: "Il n'a aucune colonne de cotation dont on sache ce qui y avait été écrit.",
            remedy: "Donner le classeur annoté que les agents ont corrigé."),
        english: Wording(
            "This workbook was not annotated by “mesures run”.",
            why: "It has no column of ratings of which one would know what was written there.",
            remedy: "Give the annotated workbook that people corrected."))

    /// What was written is no longer known.
    public static let writtenUnknown = FindingKind(
        "REC002",
        french: Wording(
            "On ne sait plus ce que « mesures run » avait écrit dans cette feuille : le repère caché manque ou a été modifié.",
            why: "Sans lui, ce qui a été corrigé ne se distingue pas de ce que les règles avaient donné.",
            remedy:
                "Repartir d'une copie intacte ; ou comparer à ce que les règles donnent aujourd'hui : --pipeline et --against-rules."
        ),
        english: Wording(
            "What “mesures run” wrote in this sheet is no longer known: the hidden reference is missing or was changed.",
            why: "Without it, what was corrected cannot be told from what the rules gave.",
            remedy:
                "Start from an intact copy; or hold it against what the rules give today: --pipeline and --against-rules."
        ))

    /// Nobody says who decided.
    public static let authorUnknown = FindingKind(
        "REC003", exit: .usage,
        french: Wording(
            "Ce classeur ne dit pas qui l'a enregistré.", why: "Une décision a un auteur.",
            remedy: "Le dire : --author \"A. Martin\"."),
        english: Wording(
            "This workbook does not say who saved it.", why: "A decision has an author.",
            remedy: "Say so: --author \"A. Martin\"."))

    /// Nobody says when it was decided.
    public static let dateUnknown = FindingKind(
        "REC004", exit: .usage,
        french: Wording(
            "Le jour de ces décisions n'est pas connu : « {date} ».",
            why: "Entre deux décisions, la plus récente compte.",
            remedy: "Le dire : --date 2025-11-20."),
        english: Wording(
            "The day of these decisions is not known: “{date}”.", why: "Between two decisions, the latest one counts.",
            remedy: "Say so: --date 2025-11-20."))

    /// A word that is no rating.
    public static let unknownRating = FindingKind(
        "REC005",
        french: Wording(
            "{axis} : « {text} » n'est pas une cotation.", why: "Cette correction n'est pas recueillie.",
            remedy: "Écrire « {nearest} » ? Les cotations : {known}."),
        english: Wording(
            "{axis}: “{text}” is no rating.", why: "This correction is not collected.",
            remedy: "Write “{nearest}”? The ratings: {known}."))

    /// A rating that was erased.
    public static let ratingErased = FindingKind(
        "REC006",
        french: Wording(
            "{axis} : la cotation « {written} » a été effacée.",
            why: "Une case vide ne dit pas si la ligne est non cotée, ou reste à coter.",
            remedy: "Choisir « Non coté », qui est une décision, ou « Non renseigné », qui la laisse ouverte."),
        english: Wording(
            "{axis}: the rating “{written}” was erased.",
            why: "An empty cell does not tell whether the line is not rated, or still to be rated.",
            remedy: "Choose “Non coté”, which is a decision, or “Non renseigné”, which leaves it open."))

    /// A part that is none.
    public static let partOutside = FindingKind(
        "REC007",
        french: Wording(
            "{axis} : « {text} » n'est pas une part de 0 à 100 %.", why: "Cette correction n'est pas recueillie.",
            remedy: "Écrire par exemple 40 %."),
        english: Wording(
            "{axis}: “{text}” is no part from 0 to 100 %.", why: "This correction is not collected.",
            remedy: "Write for example 40 %."))

    /// A part whose rest has no rating.
    public static let partWithoutOther = FindingKind(
        "REC008",
        french: Wording(
            "{axis} : {part} de la ligne est coté, le reste n'a pas d'autre cotation.",
            why: "Les parts d'une ligne font toujours la ligne.",
            remedy: "Choisir l'autre cotation, ou remettre la part à 100 %."),
        english: Wording(
            "{axis}: {part} of the line is rated, the rest has no other rating.",
            why: "The parts of a line always make the line.",
            remedy: "Choose the other rating, or set the part to 100 %."))

    /// An other rating for nothing.
    public static let otherWithoutPart = FindingKind(
        "REC009",
        french: Wording(
            "{axis} : l'autre cotation « {other} » n'a pas de part.",
            why: "La part de la première est de 100 %, ou vide.",
            remedy: "Écrire la part de la première cotation, par exemple 40 %, ou effacer l'autre."),
        english: Wording(
            "{axis}: the other rating “{other}” has no part.", why: "The part of the first one is 100 %, or empty.",
            remedy: "Write the part of the first rating, for example 40 %, or erase the other one."))

    /// A rating on a line that the measure does not look at.
    public static let ratedOutside = FindingKind(
        "REC010",
        french: Wording(
            "{axis} : cette ligne est hors du périmètre, « {text} » n'est pas recueilli.",
            why: "La mesure ne compte pas cette ligne, quelle que soit sa cotation.",
            remedy: "Effacer la cotation, ou revoir le périmètre dans la mesure."),
        english: Wording(
            "{axis}: this line is outside the perimeter, “{text}” is not collected.",
            why: "The measure does not count this line, whatever its rating.",
            remedy: "Erase the rating, or review the perimeter in the measure."))

    /// A corrected row whose line is another one.
    public static let correctedLineChanged = FindingKind(
        "REC011",
        french: Wording(
            "Corrections non recueillies : {count}. Ces rangées ne disent plus ce qu'elles disaient quand elles ont été annotées : {rows}.",
            why:
                "Des rangées triées sans leurs cotations, ou un montant changé : la correction viserait une autre ligne.",
            remedy:
                "Relancer « mesures run » sur l'export, y reporter ces corrections ; ou donner le pipeline qui a lu l'export : --pipeline."
        ),
        english: Wording(
            "Corrections not collected: {count}. These rows no longer say what they said when they were annotated: {rows}.",
            why: "Rows sorted without their ratings, or an amount changed: the correction would be about another line.",
            remedy:
                "Run “mesures run” on the export again, make the corrections there; or give the pipeline that read the export: --pipeline."
        ))

    /// A row whose line is another one, with nothing corrected.
    public static let annotatedLineChanged = FindingKind(
        "REC012", .warning,
        french: Wording(
            "Lignes qui ne disent plus ce qu'elles disaient quand elles ont été annotées : {count}, rangées {rows}.",
            why: "Leurs cotations sont peut-être celles d'autres lignes. Rien n'y a été corrigé.",
            remedy: "Relancer « mesures run » ; ou donner le pipeline qui a lu l'export : --pipeline."),
        english: Wording(
            "Lines that no longer say what they said when they were annotated: {count}, rows {rows}.",
            why: "Their ratings may be those of other lines. Nothing was corrected there.",
            remedy: "Run “mesures run” again; or give the pipeline that read the export: --pipeline."))

    /// Ratings on rows that no run annotated.
    public static let ratedWithoutMark = FindingKind(
        "REC013",
        french: Wording(
            "Cotations sur des rangées que « mesures » n'a pas annotées : {count}, rangées {rows}.",
            why: "On ne sait pas si elles ont été décidées ou copiées ; elles ne sont pas recueillies.",
            remedy: "Annoter l'export qui contient ces lignes, puis les coter."),
        english: Wording(
            "Ratings on rows that “mesures” did not annotate: {count}, rows {rows}.",
            why: "Nothing tells whether they were decided or copied; they are not collected.",
            remedy: "Annotate the export that holds these lines, then rate them."))

    /// A reason without a rating.
    public static let reasonAlone = FindingKind(
        "REC014", .warning,
        french: Wording(
            "{axis} : une justification est écrite, sans cotation.", why: "Il n'y a rien de décidé.",
            remedy: "Choisir la cotation."),
        english: Wording(
            "{axis}: a justification is written, without a rating.", why: "Nothing is decided.",
            remedy: "Choose the rating."))

    /// Two workbooks that contradict each other.
    public static let workbooksDisagree = FindingKind(
        "REC015",
        french: Wording(
            "Deux classeurs se contredisent ({axis} ; {line}) : {first} dans {other}, {second} ici.",
            why: "Aucune des deux décisions n'est recueillie.",
            remedy: "Se mettre d'accord, corriger l'un des classeurs."),
        english: Wording(
            "Two workbooks contradict each other ({axis}; {line}): {first} in {other}, {second} here.",
            why: "Neither decision is collected.", remedy: "Agree, and correct one of the workbooks."))

    /// A decision that takes the place of another.
    public static let decisionReplaced = FindingKind(
        "REC016", .note,
        french: Wording("Décision remplacée ({axis} ; {line}) : {old} devient {new}."),
        english: Wording("Decision replaced ({axis}; {line}): {old} becomes {new}."))

    /// A workbook that is older than what was decided.
    public static let olderDecision = FindingKind(
        "REC017",
        french: Wording(
            "Une décision plus récente est gardée ({axis} ; {line}) : {old} ; le classeur dit {new}.",
            why: "Ce classeur a été enregistré avant elle.",
            remedy: "Si c'est le classeur qui vaut, donner le jour de la correction par --date."),
        english: Wording(
            "A later decision is kept ({axis}; {line}): {old}; the workbook says {new}.",
            why: "This workbook was saved before it.",
            remedy: "If it is the workbook that holds, give the day of the correction with --date."))

    /// Every kind of collecting.
    static let collectionKinds: [FindingKind] = [
        .neverAnnotated, .writtenUnknown, .authorUnknown, .dateUnknown, .unknownRating, .ratingErased, .partOutside,
        .partWithoutOther, .otherWithoutPart, .ratedOutside, .correctedLineChanged, .annotatedLineChanged,
        .ratedWithoutMark, .reasonAlone, .workbooksDisagree, .decisionReplaced, .olderDecision,
    ]
}
