public import Findings

extension FindingKind {
    /// The layout of the annex is for another measure.
    public static let annexOfAnotherMeasure = FindingKind(
        "ANX001", exit: .usage,
        french: Wording(
            "Cette annexe est celle de la mesure « {wanted} », non de « {measure} ».",
            why: "Ses colonnes n'auraient pas les bonnes cotations.",
            remedy: "Corriger « layout » ou « measure » dans le pipeline."),
        english: Wording(
            "This annex is that of the measure “{wanted}”, not of “{measure}”.",
            why: "Its columns would not have the right ratings.",
            remedy: "Correct “layout” or “measure” in the pipeline."))

    /// Accounts of the perimeter that no line of the annex has.
    public static let accountWithoutAggregate = FindingKind(
        "ANX002", .warning,
        french: Wording(
            "Comptes du périmètre sans ligne dans l'annexe : {accounts} ({amount}).",
            why: "La table officielle des agrégats ne les connaît pas ; l'annexe les montre à part, « Hors agrégats ».",
            remedy: "Vérifier ces comptes ; demander à la DGCL où les présenter avant de transmettre."),
        english: Wording(
            "Accounts of the perimeter without a line in the annex: {accounts} ({amount}).",
            why: "The official table of aggregates does not know them; the annex shows them apart, “Hors agrégats”.",
            remedy: "Check these accounts; ask the DGCL where to present them before sending."))

    /// Aggregates of the source table that were corrected.
    public static let aggregateCorrected = FindingKind(
        "ANX003", .note,
        french: Wording(
            "Agrégats corrigés : {accounts}.",
            why:
                "La table officielle a des cellules recopiées par incrément : ces agrégats n'existent pas dans l'annexe.",
            remedy: "Rien à faire ; le dire si la préfecture compare avec l'outil de l'État."),
        english: Wording(
            "Aggregates corrected: {accounts}.",
            why: "The official table has cells that were filled by dragging: the annex has no such aggregates.",
            remedy: "Nothing to do; say so if the préfecture compares with the State's tool."))

    /// Lines without a line by function.
    public static let lineWithoutFonction = FindingKind(
        "ANX004", .warning,
        french: Wording(
            "{annex} : sans fonction dans l'annexe, {amount} (lignes : {lines}{codes}).",
            why:
                "Le total par nature et celui des fonctions du modèle diffèrent d'autant ; une ligne à part les réconcilie.",
            remedy: "C'est normal dans un budget M4. Sinon, compléter la fonction dans l'export."),
        english: Wording(
            "{annex}: without a function in the annex, {amount} (lines: {lines}{codes}).",
            why:
                "The total by nature and that of the model's functions differ by it; a row of its own reconciles them.",
            remedy: "In an M4 budget this is as it should be. Otherwise, complete the function in the export."))

    /// Cancellations are deducted.
    public static let annexCancellations = FindingKind(
        "ANX005", .note,
        french: Wording(
            "{annex} : annulations déduites, {amount} (lignes : {lines}).",
            why: "L'annexe montre les dépenses nettes des annulations, quel que soit leur trimestre."),
        english: Wording(
            "{annex}: cancellations deducted, {amount} (lines: {lines}).",
            why: "The annex shows expenses net of cancellations, whatever their quarter."))

    /// An amount of the annex is negative.
    public static let annexNegative = FindingKind(
        "ANX006", .warning,
        french: Wording(
            "{annex}, {view} : montants négatifs : {cells}.",
            why:
                "Une annulation est cotée autrement que ce qu'elle annule, ou ce qu'elle annule est d'un autre exercice.",
            remedy: "Donner à l'annulation la cotation du mandat annulé."),
        english: Wording(
            "{annex}, {view}: negative amounts: {cells}.",
            why: "A cancellation is rated otherwise than what it cancels, or what it cancels is of another year.",
            remedy: "Give the cancellation the rating of the mandate that it cancels."))

    /// The matrix has more rows than a sheet.
    public static let matrixTooLong = FindingKind(
        "ANX007", .warning,
        french: Wording(
            "{annex} : la matrice aurait {rows} lignes, une feuille en a {limit} au plus ; elle n'est pas écrite.",
            why: "Ses présentations sont alors des montants, sans formules.",
            remedy: "Couper l'export, par budget ou par section, ou se servir de DATA_BUDGETVERT."),
        english: Wording(
            "{annex}: the matrix would have {rows} rows, a sheet has {limit} at most; it is not written.",
            why: "Its presentations are then amounts, without formulas.",
            remedy: "Cut the export by budget or by section, or use DATA_BUDGETVERT."))

    /// The presentations would make the annotated workbook too slow.
    public static let annexSheetsLeft = FindingKind(
        "ANX008", .note,
        french: Wording(
            "Les présentations de l'annexe ne sont pas dans le classeur annoté : {sums} sommes sur {lines} lignes l'ouvriraient trop lentement.",
            why: "Elles sont dans le classeur de l'annexe.", remedy: "Pour les avoir, annoter chaque budget à part."),
        english: Wording(
            "The presentations of the annex are not in the annotated workbook: {sums} sums over {lines} lines would open it too slowly.",
            why: "They are in the annex's own workbook.", remedy: "To have them, annotate each budget apart."))

    /// Records and budget lines agree.
    public static let recordsAgree = FindingKind(
        "ANX009", .note,
        french: Wording(
            "DATA_BUDGETVERT de {document} : {records} enregistrements, {keys} couples nature × fonction égaux au centime aux lignes du document."
        ),
        english: Wording(
            "DATA_BUDGETVERT of {document}: {records} records, {keys} pairs of nature × fonction equal to the document's lines to the cent."
        ))

    /// Records and budget lines differ.
    public static let recordsDiffer = FindingKind(
        "ANX010", .warning,
        french: Wording(
            "DATA_BUDGETVERT et les lignes de {document} diffèrent pour {count} couples nature × fonction sur {keys} (annexe / document) : {examples}.",
            why: "TotEM compare l'annexe au compte.",
            remedy: "Comparer l'export et le document ; les contrôles en donnent la liste."),
        english: Wording(
            "DATA_BUDGETVERT and the lines of {document} differ for {count} pairs of nature × fonction out of {keys} (annex / document): {examples}.",
            why: "TotEM holds the annex against the account.",
            remedy: "Compare the export and the document; the controls list them."))

    /// The budget document is of another budget or year.
    public static let documentWithoutAnnex = FindingKind(
        "ANX011", .warning,
        french: Wording(
            "Aucune annexe n'est insérée dans {document} : il porte sur le budget {budget}, exercice {exercice} ; l'export, sur {found}.",
            why: "L'annexe d'un autre budget y serait fausse.", remedy: "Donner le document du même budget."),
        english: Wording(
            "No annex is inserted in {document}: it is of budget {budget}, year {exercice}; the export is of {found}.",
            why: "The annex of another budget would be wrong there.", remedy: "Give the document of the same budget."))

    /// Every kind of annexes.
    static let annexKinds: [FindingKind] = [
        .annexOfAnotherMeasure, .accountWithoutAggregate, .aggregateCorrected, .lineWithoutFonction,
        .annexCancellations, .annexNegative, .matrixTooLong, .annexSheetsLeft, .recordsAgree, .recordsDiffer,
        .documentWithoutAnnex,
    ]
}
