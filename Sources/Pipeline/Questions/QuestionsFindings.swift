public import Findings

extension FindingKind {
    /// A threshold that is no amount.
    public static let thresholdRefused = FindingKind(
        "QUE001", exit: .usage,
        french: Wording(
            "Le seuil « {text} » n'est pas un montant en euros au-dessus de zéro.",
            remedy: "Écrire par exemple seuil: 8000, ou l'ôter."),
        english: Wording(
            "The threshold “{text}” is no amount of euros above zero.",
            remedy: "Write for example seuil: 8000, or remove it."))

    /// A deadline that is no day.
    public static let deadlineRefused = FindingKind(
        "QUE002", exit: .usage,
        french: Wording(
            "« {text} » n'est pas un jour.", why: "Les services lisent dans le classeur avant quand répondre.",
            remedy: "Écrire par exemple before: 2025-12-15, ou l'ôter."),
        english: Wording(
            "“{text}” is no day.", why: "Services read in the workbook by when to answer.",
            remedy: "Write for example before: 2025-12-15, or remove it."))

    /// A service has more questions than a sheet has rows.
    public static let questionsCut = FindingKind(
        "QUE003", .warning,
        french: Wording(
            "« {service} » : {asked} questions, plus qu'une feuille n'a de rangées ; les {kept} plus grosses sont dans le classeur.",
            why: "Les autres attendent que celles-ci aient une réponse.",
            remedy: "Écrire des règles pour les plus petites lignes, ou recueillir les réponses et relancer."),
        english: Wording(
            "“{service}”: {asked} questions, more than a sheet has rows; the {kept} largest are in the workbook.",
            why: "The others wait until these have answers.",
            remedy: "Write rules for the smallest lines, or collect the answers and run again."))

    /// An answer on a row whose hidden mark says nothing any more.
    public static let questionUnknown = FindingKind(
        "QUE004",
        french: Wording(
            "Réponses non recueillies : {count}. Le repère caché de ces rangées manque ou a été modifié : {rows}.",
            why: "On ne sait plus à quelle ligne elles répondent.",
            remedy: "Reporter ces réponses dans une copie intacte du classeur de questions."),
        english: Wording(
            "Answers not collected: {count}. The hidden mark of these rows is missing or was changed: {rows}.",
            why: "Which lines they are about is no longer known.",
            remedy: "Put these answers in an intact copy of the workbook of questions."))

    /// An answer on a row that shows another line than the one that was asked about.
    public static let questionChanged = FindingKind(
        "QUE005",
        french: Wording(
            "Réponses non recueillies : {count}. Ces rangées ne montrent plus la ligne sur laquelle portait la question : {rows}.",
            why: "Des colonnes triées sans les autres, ou un montant changé : la réponse viserait une autre ligne.",
            remedy: "Reporter ces réponses dans une copie intacte du classeur de questions."),
        english: Wording(
            "Answers not collected: {count}. These rows no longer show the line that was asked about: {rows}.",
            why: "Columns sorted without the others, or an amount changed: the answer would be about another line.",
            remedy: "Put these answers in an intact copy of the workbook of questions."))

    /// Something written in a row without an answer.
    public static let answerMissing = FindingKind(
        "QUE006", .warning,
        french: Wording(
            "Rangées où une part, une autre cotation ou une justification est écrite, sans réponse : {count}, rangées {rows}.",
            why: "Il n'y a rien de décidé.", remedy: "Choisir la réponse dans sa liste."),
        english: Wording(
            "Rows where a part, another rating or a justification is written, without an answer: {count}, rows {rows}.",
            why: "Nothing is decided.", remedy: "Choose the answer in its list."))

    /// A sheet of questions that has lost a column.
    public static let questionColumnsMissing = FindingKind(
        "QUE007",
        french: Wording(
            "Il manque à cette feuille de questions : {columns}.",
            why: "Sans ces colonnes, les réponses ne se relient plus aux lignes.",
            remedy: "Remettre leurs en-têtes tels qu'ils étaient, ou partir d'une copie intacte."),
        english: Wording(
            "This sheet of questions lacks: {columns}.",
            why: "Without these columns, answers cannot be linked to lines.",
            remedy: "Put their headers back as they were, or start from an intact copy."))

    /// Every kind of the workbook of questions.
    static let questionKinds: [FindingKind] = [
        .thresholdRefused, .deadlineRefused, .questionsCut, .questionUnknown, .questionChanged, .answerMissing,
        .questionColumnsMissing,
    ]
}
