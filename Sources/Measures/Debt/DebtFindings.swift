public import Findings

extension FindingKind {
    /// A file without a table of loans.
    public static let debtTableMissing = FindingKind(
        "DET001",
        french: Wording(
            "Aucune feuille n'a les colonnes : {columns}.", why: "Sans elles, rien ne dit ce qui est dû, ni pour quoi.",
            remedy: "Nommer ainsi les colonnes, dans les cinquante premières lignes de la feuille."),
        english: Wording(
            "No sheet has the columns: {columns}.", why: "Without them nothing says what is owed, nor for what.",
            remedy: "Name the columns so, among the first fifty rows of the sheet."))

    /// A budget document without loans.
    public static let debtAnnexMissing = FindingKind(
        "DET002",
        french: Wording(
            "Ce document budgétaire n'a pas d'annexe EMPRUNT.", why: "La dette verte part de l'état de la dette.",
            remedy: "Donner le document complet, avec ses annexes, ou une table des emprunts."),
        english: Wording(
            "This budget document has no annex EMPRUNT.", why: "Green debt starts from the statement of the debt.",
            remedy: "Give the whole document, with its annexes, or a table of loans."))

    /// An amount of a loan that cannot be read.
    public static let debtAmountUnreadable = FindingKind(
        "DET003",
        french: Wording(
            "« {value} » n'est pas un montant exact au centime ({column}).", why: "L'encours serait faux.",
            remedy: "Corriger la cellule."),
        english: Wording(
            "“{value}” is no amount exact to the cent ({column}).", why: "The outstanding debt would be wrong.",
            remedy: "Correct the cell."))

    /// A share of a loan that cannot be read.
    public static let debtShareUnreadable = FindingKind(
        "DET004",
        french: Wording(
            "« {value} » ne donne pas une part à chaque opération.", why: "Rien ne dirait combien va à chacune.",
            remedy: "Écrire autant de parts que d'opérations, par exemple « 60 % ; 40 % » ou « 2/3 ; 1/3 »."),
        english: Wording(
            "“{value}” does not give each operation a share.", why: "Nothing would say how much goes to each.",
            remedy: "Write as many shares as operations, for example “60 % ; 40 %” or “2/3 ; 1/3”."))

    /// A table that has a loan twice.
    public static let loanTwice = FindingKind(
        "DET005",
        french: Wording(
            "L'emprunt {loan} est deux fois dans la table.", why: "Son encours serait compté deux fois.",
            remedy:
                "Une ligne par emprunt ; ses opérations dans une même cellule, séparées par « ; », ou dans une table à part (operations)."
        ),
        english: Wording(
            "The loan {loan} is in the table twice.", why: "Its debt would be counted twice.",
            remedy:
                "One row per loan; its operations in one cell, with “;” between them, or in a table of their own (operations)."
        ))

    /// Contracts that a budget document writes in several records.
    public static let contractInParts = FindingKind(
        "DET006", .warning,
        french: Wording(
            "Contrats qui ont plusieurs enregistrements dans l'annexe EMPRUNT : {loans}.",
            why: "Leurs encours sont additionnés ; ce peut être des tranches, ou une saisie en double.",
            remedy: "Vérifier ces contrats dans l'état de la dette."),
        english: Wording(
            "Contracts with several records in the annex EMPRUNT: {loans}.",
            why: "Their debts are added up; they may be tranches, or entered twice.",
            remedy: "Check these contracts in the statement of the debt."))

    /// Loans whose debt is negative.
    public static let debtNegative = FindingKind(
        "DET007", .warning,
        french: Wording(
            "Capital restant dû négatif : {loans} ({amount}).",
            why: "Une dette négative ne se répartit pas ; elle est montrée à part, à décider.",
            remedy: "Corriger l'état de la dette."),
        english: Wording(
            "Negative outstanding capital: {loans} ({amount}).",
            why: "A negative debt cannot be split; it is shown apart, undecided.",
            remedy: "Correct the statement of the debt."))

    /// Operations that no line has.
    public static let debtOperationUnknown = FindingKind(
        "DET008", .warning,
        french: Wording(
            "Opérations qu'aucune ligne de l'export ne porte : {operations}. Dette à décider, toutes causes : {amount}.",
            why: "Rien ne dit comment elles sont cotées.",
            remedy: "Corriger le code, ou donner l'export de l'exercice où elles ont été payées."),
        english: Wording(
            "Operations that no line of the export has: {operations}. Undecided debt, whatever the cause: {amount}.",
            why: "Nothing says how they are rated.",
            remedy: "Correct the code, or give the export of the year in which they were paid."))

    /// Shares of loans that do not sum to 1.
    public static let debtSharesUnbalanced = FindingKind(
        "DET009", .warning,
        french: Wording(
            "Emprunts dont les parts ne font pas 100 % : {loans} ({amount}).",
            why: "Leur dette reste à décider : le reste n'est attribué à personne.",
            remedy: "Donner une part à chaque opération de l'emprunt, 100 % en tout ; ou n'en donner aucune."),
        english: Wording(
            "Loans whose shares are not 100 %: {loans} ({amount}).",
            why: "Their debt stays undecided: the rest is nobody's.",
            remedy: "Give each operation of the loan a share, 100 % in all; or give none."))

    /// Operations tied to loans that are not there.
    public static let loanUnknown = FindingKind(
        "DET010", .warning,
        french: Wording(
            "Emprunts liés à une opération, mais absents de l'état de la dette : {loans}.",
            why: "Ces liens ne servent à rien.",
            remedy: "Corriger le numéro de l'emprunt ; un emprunt remboursé n'y est plus."),
        english: Wording(
            "Loans tied to an operation, but not in the statement of the debt: {loans}.",
            why: "These ties serve nothing.",
            remedy: "Correct the loan's number; a loan that was paid back is no longer there."))

    /// Loans of no budget that has an annex.
    public static let debtUnplaced = FindingKind(
        "DET011", .warning,
        french: Wording(
            "Emprunts d'aucun budget de l'annexe : {loans} ({amount}).",
            why: "Ils ne sont dans le classeur d'aucune annexe ; leur encours est compté à part.",
            remedy: "Remplir la colonne « budget » avec les codes de l'export."),
        english: Wording(
            "Loans of no budget of the annex: {loans} ({amount}).",
            why: "They are in no annex's workbook; their debt is counted apart.",
            remedy: "Fill the column “budget” with the codes of the export."))

    /// An amount of no loan.
    public static let debtWithoutLoan = FindingKind(
        "DET012",
        french: Wording(
            "Cette ligne a un capital restant dû, mais pas d'emprunt.",
            why: "Un total oublié compterait la dette deux fois.",
            remedy: "Donner le numéro de l'emprunt ; écrire « Total » devant un total."),
        english: Wording(
            "This row has an outstanding capital, but no loan.", why: "A forgotten total would count the debt twice.",
            remedy: "Give the loan's number; write “Total” before a total."))

    /// What the annex lists that its authority does not owe.
    public static let debtLeftOut = FindingKind(
        "DET013", .note,
        french: Wording(
            "Hors de la dette de la collectivité : {reason}, {amount} (enregistrements : {count}).",
            why: "L'annexe EMPRUNT les liste, mais la collectivité ne les doit pas."),
        english: Wording(
            "No debt of the authority: {reason}, {amount} (records: {count}).",
            why: "The annex EMPRUNT lists them, but the authority does not owe them."))

    /// Loans that nothing ties to an operation.
    public static let loansWithoutOperation = FindingKind(
        "DET014", .note,
        french: Wording(
            "Emprunts sans opération : {loans} ({amount}).",
            why: "Un emprunt global ne finance pas une opération en particulier ; sa dette n'est pas cotée.",
            remedy: "Dire quelles opérations il a financées, si des pièces le montrent."),
        english: Wording(
            "Loans without an operation: {loans} ({amount}).",
            why: "A general loan finances no operation in particular; its debt is not rated.",
            remedy: "Say which operations it financed, where documents show it."))

    /// Operations that spend nothing to follow.
    public static let debtOperationIdle = FindingKind(
        "DET015", .warning,
        french: Wording(
            "Opérations sans dépense à suivre dans le périmètre : {operations}. Dette à décider, toutes causes : {amount}.",
            why: "Rien n'est payé sur elles dans cet export, ou les annulations dépassent les mandats d'une cotation.",
            remedy: "Donner l'export de l'exercice où elles ont été payées."),
        english: Wording(
            "Operations without an expense to follow in the perimeter: {operations}. Undecided debt, whatever the cause: {amount}.",
            why: "Nothing is paid on them in this export, or cancellations exceed the mandates of a rating.",
            remedy: "Give the export of the year in which they were paid."))

    /// A total that the table states, and that its loans do not come to.
    public static let debtTotalDiffers = FindingKind(
        "DET016", .warning,
        french: Wording(
            "Le total écrit dans la table est {stated} ; ses emprunts font {found}.",
            why: "Un emprunt manque, ou est compté deux fois.", remedy: "Comparer la table à l'état de la dette."),
        english: Wording(
            "The total written in the table is {stated}; its loans come to {found}.",
            why: "A loan is missing, or counted twice.", remedy: "Compare the table with the statement of the debt."))

    /// Every kind of the debt.
    public static let debtKinds: [FindingKind] = [
        .debtTableMissing, .debtAnnexMissing, .debtAmountUnreadable, .debtShareUnreadable, .loanTwice,
        .contractInParts, .debtNegative, .debtOperationUnknown, .debtSharesUnbalanced, .loanUnknown, .debtUnplaced,
        .debtWithoutLoan, .debtLeftOut, .loansWithoutOperation, .debtOperationIdle,
        .debtTotalDiffers,
    ]
}
