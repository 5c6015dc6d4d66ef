public import Findings

extension FindingKind {
    /// There is no sheet of that name.
    public static let sheetMissing = FindingKind(
        "IMP001", exit: .usage,
        french: Wording(
            "La feuille « {sheet} » n'existe pas. Feuilles : {known}.",
            remedy: "Corriger le nom de la feuille dans le fichier de pipeline."),
        english: Wording(
            "There is no sheet “{sheet}”. Sheets: {known}.", remedy: "Correct the sheet's name in the pipeline file."))

    /// An amount cannot be read.
    public static let amountUnreadable = FindingKind(
        "IMP002",
        french: Wording(
            "Cette cellule de la colonne « {header} » n'est pas un montant.",
            why: "Un total auquel il manque une ligne est faux.",
            remedy: "Corriger la cellule, par exemple « 1234,56 »."),
        english: Wording(
            "This cell of column “{header}” is not an amount.", why: "A total that lacks a line is wrong.",
            remedy: "Correct the cell, for example “1234.56”."))

    /// An amount can be read in two ways.
    public static let amountAmbiguous = FindingKind(
        "IMP003",
        french: Wording(
            "Dans la colonne « {header} », ce montant peut se lire de deux façons, comme « 1.234 ».",
            why: "Le point peut séparer les milliers ou les décimales.", remedy: "Écrire « 1234 » ou « 1,234 »."),
        english: Wording(
            "In column “{header}”, this amount can be read in two ways, like “1.234”.",
            why: "The point may separate thousands or decimals.", remedy: "Write “1234” or “1.23400”."))

    /// Amounts have more than two decimals.
    public static let amountRounded = FindingKind(
        "IMP004", .warning,
        french: Wording(
            "Montants à plus de deux décimales, arrondis au centime : {examples} (en tout : {count}).",
            remedy: "Vérifier qu'il s'agit bien de montants en euros."),
        english: Wording(
            "Amounts with more than two decimals, rounded to the cent: {examples} (in all: {count}).",
            remedy: "Check that these are amounts in euros."))

    /// The sum of all amounts is beyond reckoning.
    public static let amountsTooBig = FindingKind(
        "IMP005",
        french: Wording(
            "La somme des montants dépasse 92 millions de milliards d'euros.",
            remedy: "Vérifier la colonne des montants."),
        english: Wording("The sum of the amounts exceeds 92 million billion euros.", remedy: "Check the amount column.")
    )

    /// Codes got their leading zeros back.
    public static let codesRepaired = FindingKind(
        "IMP006", .warning,
        french: Wording(
            "Codes « {field} » dont les zéros de tête sont rétablis d'après la nomenclature : {examples} (lignes : {count}).",
            why: "Le tableur a pris ces codes pour des nombres.",
            remedy: "Contrôler un ou deux de ces codes ; si l'un est faux, le corriger dans l'export."),
        english: Wording(
            "Codes “{field}” whose leading zeros the nomenclature gives back: {examples} (lines: {count}).",
            why: "The spreadsheet took these codes for numbers.",
            remedy: "Check one or two of these codes; if one is wrong, correct it in the export."))

    /// Codes may have lost a leading zero, and nothing proves it.
    public static let codesDoubtful = FindingKind(
        "IMP007", .warning,
        french: Wording(
            "Codes « {field} » qui ont peut-être perdu un zéro de tête, sans preuve : {examples} (lignes : {count}).",
            why: "Ils sont laissés tels quels ; leur libellé ne correspond ni avec ni sans zéro.",
            remedy: "Corriger ces codes dans l'export si nécessaire."),
        english: Wording(
            "Codes “{field}” that may have lost a leading zero, without proof: {examples} (lines: {count}).",
            why: "They are left as they are; their label matches neither with nor without the zero.",
            remedy: "Correct these codes in the export if need be."))

    /// Lines have no value for a field.
    public static let codesBlank = FindingKind(
        "IMP008", .note,
        french: Wording(
            "Lignes sans « {field} » : {count}.",
            why: "Elles sont gardées ; les règles qui s'appuient sur ce champ ne les voient pas."),
        english: Wording(
            "Lines without “{field}”: {count}.", why: "They are kept; rules that rely on this field do not see them."))

    /// A closed field has values that are not known.
    public static let valuesUnknown = FindingKind(
        "IMP009", .warning,
        french: Wording(
            "Valeurs inconnues de « {field} » : {examples} (lignes : {count}).",
            why: "Ces lignes sont gardées telles quelles.", remedy: "Compléter « values » dans le profil."),
        english: Wording(
            "Unknown values of “{field}”: {examples} (lines: {count}).", why: "They are kept as they are.",
            remedy: "Complete “values” in the profile."))

    /// A field was deduced from the nomenclature.
    public static let fieldDeduced = FindingKind(
        "IMP010", .note,
        french: Wording("« {field} » est déduit de la nature (lignes : {count}).", why: "La feuille ne le donne pas."),
        english: Wording("“{field}” is deduced from the nature (lines: {count}).", why: "The sheet does not give it."))

    /// A field that the nomenclature leaves open was assumed.
    public static let fieldAssumed = FindingKind(
        "IMP011", .warning,
        french: Wording(
            "« {field} » est supposé « {value} », la nature admettant plusieurs valeurs (lignes : {count}).",
            why: "La feuille ne le donne pas et le profil en décide.",
            remedy: "Si l'export peut donner ce champ, l'ajouter."),
        english: Wording(
            "“{field}” is assumed to be “{value}”, the nature admitting several values (lines: {count}).",
            why: "The sheet does not give it and the profile decides.",
            remedy: "If the export can give this field, add it."))

    /// A field could not be deduced.
    public static let fieldUnknown = FindingKind(
        "IMP012", .warning,
        french: Wording(
            "« {field} » reste inconnu (lignes : {count}).", why: "Ni la feuille ni la nomenclature ne le donnent.",
            remedy: "Ajouter ce champ à l'export, ou vérifier la nature de ces lignes."),
        english: Wording(
            "“{field}” stays unknown (lines: {count}).", why: "Neither the sheet nor the nomenclature gives it.",
            remedy: "Add this field to the export, or check the nature of these lines."))

    /// Rows that are not lines.
    public static let rowsLeftOut = FindingKind(
        "IMP013", .note,
        french: Wording(
            "Lignes de la feuille qui ne sont pas des lignes de budget ({reason}) : {examples} (en tout : {count})."),
        english: Wording("Rows of the sheet that are not budget lines ({reason}): {examples} (in all: {count})."))

    /// Rows have a nature but no amount.
    public static let rowsWithoutAmount = FindingKind(
        "IMP014", .warning,
        french: Wording(
            "Lignes avec une nature et sans montant : {examples} (en tout : {count}).",
            why: "Elles ne sont pas comptées.",
            remedy: "Vérifier que ces montants sont bien vides dans l'export."),
        english: Wording(
            "Rows with a nature and no amount: {examples} (in all: {count}).", why: "They are not counted.",
            remedy: "Check that these amounts are really empty in the export."))

    /// HT and TVA do not make TTC.
    public static let taxesDisagree = FindingKind(
        "IMP015", .warning,
        french: Wording(
            "Lignes où HT + TVA ne fait pas TTC : {examples} (en tout : {count}).",
            why: "L'un des trois montants est faux.",
            remedy: "Vérifier ces lignes dans l'export."),
        english: Wording(
            "Lines where HT + TVA is not TTC: {examples} (in all: {count}).", why: "One of the three amounts is wrong.",
            remedy: "Check these lines in the export."))

    /// The total written in the sheet is not the sum of the lines.
    public static let totalDisagrees = FindingKind(
        "IMP016", .warning,
        french: Wording(
            "Le total écrit dans la feuille ({written}) n'est pas la somme des lignes ({sum}).",
            why: "Des lignes manquent ou comptent double.", remedy: "Refaire l'export, ou vérifier la ligne de total."),
        english: Wording(
            "The total written in the sheet ({written}) is not the sum of the lines ({sum}).",
            why: "Lines are missing or count twice.", remedy: "Export again, or check the total row."))

    /// Cancellations without the entry they cancel.
    public static let cancellationsAlone = FindingKind(
        "IMP017", .note,
        french: Wording(
            "Annulations, entières ou partielles, sans écriture du montant opposé dans ce fichier : lignes {examples} (en tout : {count}).",
            why: "Elles diminuent le total ; l'écriture d'origine peut être d'un autre exercice."),
        english: Wording(
            "Cancellations, whole or partial, without an entry of the opposite amount in this file: rows {examples} (in all: {count}).",
            why: "They lower the total; the original entry may be of another year."))

    /// Cancellations with a positive amount.
    public static let cancellationsPositive = FindingKind(
        "IMP018", .warning,
        french: Wording(
            "Annulations dont le montant est positif : lignes {examples} (en tout : {count}).",
            why: "Le profil les attend en négatif ; elles sont gardées telles quelles et augmentent le total.",
            remedy: "Si l'export les écrit toujours ainsi, mettre « amounts: positive » dans le profil."),
        english: Wording(
            "Cancellations with a positive amount: rows {examples} (in all: {count}).",
            why: "The profile expects them negative; they are kept as they are and raise the total.",
            remedy: "If the export always writes them so, put “amounts: positive” in the profile."))

    /// Words that the export cut were joined.
    public static let wordsHealed = FindingKind(
        "IMP019", .note,
        french: Wording(
            "Mots coupés par l'export après le {position}e caractère du « {field} », recollés (lignes : {count})."),
        english: Wording(
            "Words that the export cut after character {position} of “{field}”, joined again (lines: {count})."))

    /// The sheet has a header and no line.
    public static let noLines = FindingKind(
        "IMP020",
        french: Wording(
            "Aucune ligne de budget n'est lue dans cette feuille.",
            why: "Aucune ligne n'a de montant, ou aucune n'est de l'exercice demandé.",
            remedy: "Vérifier la feuille, l'exercice et la colonne des montants."),
        english: Wording(
            "No budget line is read from this sheet.", why: "No row has an amount, or none is of the wanted year.",
            remedy: "Check the sheet, the year and the amount column."))

    /// Lines have no nomenclature.
    public static let nomenclatureUnset = FindingKind(
        "IMP021", .warning,
        french: Wording(
            "Lignes sans nomenclature : {count}.", why: "Section, chapitre et libellés ne sont pas vérifiés.",
            remedy: "Donner « nomenclature » dans le profil ou le pipeline."),
        english: Wording(
            "Lines without nomenclature: {count}.", why: "Section, chapter and labels are not checked.",
            remedy: "Give “nomenclature” in the profile or the pipeline."))

    /// Amounts with and without taxes differ, and the profile does not say which of them some budgets count.
    public static let basisAssumed = FindingKind(
        "IMP022", .warning,
        french: Wording(
            "Montant budgétaire pris en {basis} faute d'indication dans le profil, alors que HT et TTC diffèrent : {sums}.",
            why: "Un budget assujetti à la TVA se compte HT, les autres TTC : le total en dépend.",
            remedy: "Écrire dans le profil « {montant} », avec HT ou TTC à la place de « … »."),
        english: Wording(
            "Budgetary amount taken as {basis} for want of a word in the profile, although HT and TTC differ: {sums}.",
            why: "A budget that recovers VAT counts HT (without), the others TTC (with): the total depends on it.",
            remedy: "Write “{montant}” in the profile, with HT or TTC in place of “…”."))

    /// Several budgets have the default plan of the profile, or a budget has it that hardly fits.
    public static let planAssumed = FindingKind(
        "IMP023", .warning,
        french: Wording(
            "Nomenclature {plans} prise faute d'indication dans le profil pour les budgets : {budgets}.",
            why: "Un budget annexe a souvent la sienne ; section, chapitre et règles en dépendent.",
            remedy: "Écrire dans le profil « {nomenclature} », avec la nomenclature de chacun à la place de « … »."),
        english: Wording(
            "Nomenclature {plans} taken for want of a word in the profile for the budgets: {budgets}.",
            why: "An annexed budget often has its own; section, chapter and rules depend on it.",
            remedy: "Write “{nomenclature}” in the profile, with the nomenclature of each in place of “…”."))

    /// Both of the above.
    public static let basisAndPlanAssumed = FindingKind(
        "IMP024", .warning,
        french: Wording(
            "Faute d'indication dans le profil, montant budgétaire pris en {basis} alors que HT et TTC diffèrent : {sums} ; "
                + "et nomenclature {plans} pour les budgets : {budgets}.",
            why: "Un budget assujetti à la TVA se compte HT, et un budget annexe a souvent sa nomenclature : "
                + "le total, les chapitres et les règles en dépendent.",
            remedy: "Écrire dans le profil « {montant} » (HT ou TTC) et « {nomenclature} » (M57_D, M49_D, M43…)."),
        english: Wording(
            "For want of a word in the profile, budgetary amount taken as {basis} although HT and TTC differ: {sums}; "
                + "and nomenclature {plans} for the budgets: {budgets}.",
            why:
                "A budget that recovers VAT counts HT (without), and an annexed budget often has its own nomenclature: "
                + "the total, the chapters and the rules depend on it.",
            remedy: "Write in the profile “{montant}” (HT or TTC) and “{nomenclature}” (M57_D, M49_D, M43…)."))

    /// Other sheets look like the one that is read.
    public static let sheetContested = FindingKind(
        "IMP025", .warning,
        french: Wording(
            "Plusieurs feuilles conviennent autant : « {chosen} » est lue, non {others}.",
            why: "Une seule feuille est lue à la fois.",
            remedy: "Si c'est une autre, la nommer dans le fichier de pipeline, ou par --set feuille=NOM."),
        english: Wording(
            "Several sheets fit equally well: “{chosen}” is read, not {others}.", why: "One sheet is read at a time.",
            remedy: "If it is another one, name it in the pipeline file, or with --set feuille=NAME."))

    /// The sheet that was asked for is one that the program wrote.
    public static let sheetWritten = FindingKind(
        "IMP026", exit: .usage,
        french: Wording(
            "Cette feuille a été écrite par le programme lors d'un passage précédent : elle n'est pas un export.",
            remedy: "Nommer la feuille de l'export, ou n'en nommer aucune."),
        english: Wording(
            "This sheet was written by the program in an earlier run: it is no export.",
            remedy: "Name the sheet of the export, or none."))

    /// The `IMP` kinds.
    static let importKinds: [FindingKind] = [
        .sheetMissing, .amountUnreadable, .amountAmbiguous, .amountRounded, .amountsTooBig, .codesRepaired,
        .codesDoubtful, .codesBlank, .valuesUnknown, .fieldDeduced, .fieldAssumed, .fieldUnknown, .rowsLeftOut,
        .rowsWithoutAmount, .taxesDisagree, .totalDisagrees, .cancellationsAlone, .cancellationsPositive, .wordsHealed,
        .noLines, .nomenclatureUnset, .basisAssumed, .planAssumed, .basisAndPlanAssumed, .sheetContested,
        .sheetWritten,
    ]
}
