public import Findings

extension FindingKind {
    /// A cell where a value shall go holds something already.
    public static let cellOccupied = FindingKind(
        "XLE001",
        french: Wording(
            "La cellule {cell}, où une colonne doit être ajoutée, n'est pas vide.",
            why: "Rien de ce qui est dans le classeur n'est jamais écrasé.",
            remedy: "Vider ou déplacer ce qui est à droite du tableau, ou choisir une autre feuille."),
        english: Wording(
            "Cell {cell}, where a column is to be added, is not empty.",
            why: "Nothing that is in the workbook is ever overwritten.",
            remedy: "Empty or move what is to the right of the table, or choose another sheet."))

    /// The sheet has no room left.
    public static let gridExceeded = FindingKind(
        "XLE002",
        french: Wording(
            "La feuille n'a plus de place : il faudrait aller jusqu'à {cell}, la dernière cellule possible est {last}.",
            remedy: "Supprimer des colonnes ou des lignes inutiles, ou répartir les données sur plusieurs feuilles."),
        english: Wording(
            "The sheet has no room left: {cell} would be needed, the last possible cell is {last}.",
            remedy: "Remove useless columns or rows, or spread the data over several sheets."))

    /// The workbook carries a digital signature.
    public static let workbookSigned = FindingKind(
        "XLE003",
        french: Wording(
            "Le classeur porte une signature électronique.", why: "Toute modification la rend invalide.",
            remedy: "Partir d'une copie non signée, ou accepter que la signature soit retirée."),
        english: Wording(
            "The workbook carries a digital signature.", why: "Any change makes it invalid.",
            remedy: "Start from an unsigned copy, or accept that the signature is dropped."))

    /// A digital signature was dropped, as was allowed.
    public static let signatureDropped = FindingKind(
        "XLE004", .warning,
        french: Wording(
            "La signature électronique du classeur a été retirée du résultat.",
            why: "Elle ne vaut que pour l'original, qui reste intact."),
        english: Wording(
            "The workbook's digital signature was dropped from the result.",
            why: "It holds for the original only, which is untouched."))

    /// The workbook's structure is locked.
    public static let structureLocked = FindingKind(
        "XLE005",
        french: Wording(
            "La structure du classeur est protégée : aucune feuille ne peut être ajoutée.",
            why: "Une protection n'est jamais levée en silence.",
            remedy: "Retirer la protection du classeur (onglet Révision), puis recommencer."),
        english: Wording(
            "The workbook's structure is protected: no sheet can be added.",
            why: "A protection is never lifted silently.",
            remedy: "Unprotect the workbook (Review tab), then start again."))

    /// The sheet is protected; the new cells are locked like their neighbours.
    public static let sheetProtected = FindingKind(
        "XLE006", .note,
        french: Wording(
            "La feuille est protégée ; les cellules ajoutées sont verrouillées comme leurs voisines.",
            remedy: "Retirer la protection de la feuille pour corriger une valeur."),
        english: Wording(
            "The sheet is protected; the added cells are locked like their neighbours.",
            remedy: "Unprotect the sheet to correct a value."))

    /// A text is longer than a cell can hold.
    public static let textTooLong = FindingKind(
        "XLE007",
        french: Wording(
            "Un texte de {length} caractères ne tient pas dans une cellule, qui en contient au plus {limit}.",
            remedy: "Raccourcir ce texte : « {start}… »."),
        english: Wording(
            "A text of {length} characters does not fit in a cell, which holds at most {limit}.",
            remedy: "Shorten this text: “{start}…”."))

    /// A new header is already one of the table's.
    public static let headerTaken = FindingKind(
        "XLE008",
        french: Wording(
            "Le tableau {table} a déjà une colonne « {header} ».",
            why: "Deux colonnes d'un tableau ne peuvent pas porter le même nom.",
            remedy: "Renommer cette colonne, ou repartir du classeur sans les colonnes ajoutées auparavant."),
        english: Wording(
            "Table {table} already has a column “{header}”.",
            why: "Two columns of a table cannot have the same name.",
            remedy: "Rename this column, or start from the workbook without the columns added earlier."))

    /// A table next to the new columns was not extended.
    public static let tableNotExtended = FindingKind(
        "XLE009", .note,
        french: Wording(
            "Le tableau {table} n'a pas été étendu aux colonnes ajoutées.",
            why: "Il est alimenté par une requête ou un fichier XML, ou ne couvre pas les mêmes lignes.",
            remedy: "Rien à faire pour les cotations ; pour filtrer sur elles, étendre le tableau dans le tableur."),
        english: Wording(
            "Table {table} was not extended over the added columns.",
            why: "It is fed by a query or an XML file, or does not cover the same rows.",
            remedy: "The ratings are right as they are; to filter on them, extend the table in the spreadsheet program."
        ))

    /// The workbook has as many cell styles as it can.
    public static let tooManyStyles = FindingKind(
        "XLE010",
        french: Wording(
            "Le classeur a déjà {count} formats de cellule ; il n'en admet pas davantage.",
            remedy: "Nettoyer les styles inutilisés du classeur, puis recommencer."),
        english: Wording(
            "The workbook already has {count} cell formats and admits no more.",
            remedy: "Clean unused styles from the workbook, then start again."))

    /// A new sheet cannot have this name.
    public static let sheetNameRefused = FindingKind(
        "XLE011",
        french: Wording(
            "Une feuille ne peut pas s'appeler « {name} » : nom déjà pris, trop long ou avec un caractère interdit.",
            remedy: "Choisir un autre nom, de 31 caractères au plus, sans [ ] : * ? / \\ ; "
                + "si la feuille vient d'un passage précédent, repartir du classeur d'origine."),
        english: Wording(
            "A sheet cannot be called “{name}”: the name is taken, too long, or has a forbidden character.",
            remedy: "Choose another name, of at most 31 characters, without [ ] : * ? / \\; "
                + "if the sheet comes from an earlier run, start from the original workbook."))

    /// The values of a drop-down do not fit.
    public static let choicesTooLong = FindingKind(
        "XLE012",
        french: Wording(
            "La liste déroulante de la colonne « {header} » ne peut pas contenir ces valeurs : "
                + "plus de 255 caractères, une virgule, ou aucune valeur.",
            remedy: "Raccourcir les valeurs, ou les prendre dans une plage de cellules."),
        english: Wording(
            "The drop-down of column “{header}” cannot hold these values: "
                + "more than 255 characters, a comma, or no value.",
            remedy: "Shorten the values, or take them from a range of cells."))

    /// The sheet's rows are not laid out as they must be.
    public static let sheetUnfit = FindingKind(
        "XLE013",
        french: Wording(
            "La feuille n'est pas construite comme elle devrait : {detail}.",
            why: "Des cellules ajoutées pourraient tomber au mauvais endroit.",
            remedy: "Ouvrir le classeur dans le tableur, l'enregistrer de nouveau, puis recommencer."),
        english: Wording(
            "The sheet is not built as it should be: {detail}.", why: "Added cells might land in the wrong place.",
            remedy: "Open the workbook in the spreadsheet program, save it again, then start again."))

    /// What is shown beside a chosen cell is too long.
    public static let promptTooLong = FindingKind(
        "XLE014",
        french: Wording(
            "Le message d'aide de la colonne « {header} » a {length} caractères ; une cellule en montre au plus 255.",
            remedy: "Raccourcir ce message."),
        english: Wording(
            "The prompt of column “{header}” has {length} characters; a cell shows at most 255.",
            remedy: "Shorten this prompt."))

    /// The sheet to replace cannot be.
    public static let sheetNotReplaced = FindingKind(
        "XLE015",
        french: Wording(
            "La feuille « {name} » ne peut pas prendre la place de la feuille n° {number}.",
            why: "Cette place n'existe pas, ou une autre feuille la prend déjà.",
            remedy: "Repartir du classeur d'origine, ou signaler cette erreur."),
        english: Wording(
            "Sheet “{name}” cannot take the place of sheet number {number}.",
            why: "There is no such place, or another sheet takes it already.",
            remedy: "Start from the original workbook, or report this error."))

    /// A sheet of an earlier run got another name.
    public static let sheetRenamed = FindingKind(
        "XLE016", .warning,
        french: Wording(
            "La feuille « {old} » s'appelle désormais « {new} ».",
            why: "Les noms définis du classeur ont suivi ; les formules d'autres feuilles qui la citent, non.",
            remedy: "Si des formules citent « {old} », remplacer ce nom par « {new} » dans le tableur."),
        english: Wording(
            "Sheet “{old}” is now called “{new}”.",
            why: "The defined names of the workbook followed; formulas of other sheets that speak of it did not.",
            remedy: "If formulas speak of “{old}”, replace that name by “{new}” in the spreadsheet program."))

    /// Columns on which people put a validation of their own.
    public static let validationKept = FindingKind(
        "XLE017", .note,
        french: Wording(
            "{headers} : la validation des données que quelqu'un y a mise est restée, à la place de la liste du programme.",
            why: "Deux validations sur une même cellule s'excluent.",
            remedy: "Pour retrouver la liste : l'effacer dans Données › Validation, puis recommencer."),
        english: Wording(
            "{headers}: the data validation that someone put there has stayed, in the place of the program's list.",
            why: "Two validations on one cell exclude each other.",
            remedy: "To get the list back: clear it in Data › Validation, then start again."))

    /// Every kind that editing declares.
    public static let openXMLEditingKinds: [FindingKind] = [
        .cellOccupied, .gridExceeded, .workbookSigned, .signatureDropped, .structureLocked, .sheetProtected,
        .textTooLong, .headerTaken, .tableNotExtended, .tooManyStyles, .sheetNameRefused, .choicesTooLong, .sheetUnfit,
        .promptTooLong, .sheetNotReplaced, .sheetRenamed, .validationKept,
    ]
}
