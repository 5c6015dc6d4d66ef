public import Findings

extension FindingKind {
    /// The file of columns has no `row` column, or no other.
    public static let columnsMissing = FindingKind(
        "COL001", exit: .usage,
        french: Wording(
            "La première colonne doit s'appeler « row », et il en faut une autre au moins.",
            remedy: "Mettre en première colonne les numéros de ligne de la feuille, sous l'en-tête « row »."),
        english: Wording(
            "The first column must be headed “row”, and there must be another.",
            remedy: "Put the sheet's row numbers in the first column, under the header “row”."))

    /// A column has no header.
    public static let columnUnnamed = FindingKind(
        "COL002", exit: .usage,
        french: Wording("La colonne {column} n'a pas d'en-tête.", remedy: "Lui donner un nom."),
        english: Wording("Column {column} has no header.", remedy: "Give it a name."))

    /// Two columns have the same header.
    public static let columnTwice = FindingKind(
        "COL003", exit: .usage,
        french: Wording(
            "L'en-tête « {column} » est écrit deux fois.", remedy: "Donner un nom différent à chaque colonne."),
        english: Wording("The header “{column}” is written twice.", remedy: "Give each column its own name."))

    /// A row number that is none, or comes twice.
    public static let badRowNumber = FindingKind(
        "COL004", exit: .usage,
        french: Wording(
            "« {value} » n'est pas un numéro de ligne, ou il est donné deux fois.",
            remedy: "Donner chaque ligne une fois, par son numéro dans la feuille."),
        english: Wording(
            "“{value}” is no row number, or is given twice.", remedy: "Give each row once, by its number in the sheet.")
    )

    /// A value that its column's type does not allow.
    public static let badColumnValue = FindingKind(
        "COL005", exit: .usage,
        french: Wording(
            "« {value} » ne convient pas à la colonne « {column} » ({type}).", remedy: "Corriger la valeur ou le type."),
        english: Wording(
            "“{value}” does not fit the column “{column}” ({type}).", remedy: "Correct the value or the type."))

    /// A row that lies in or above the header.
    public static let rowAboveHeader = FindingKind(
        "COL006", exit: .usage,
        french: Wording(
            "La ligne {row} n'est pas sous l'en-tête (ligne {header}).",
            remedy: "Vérifier --header-row et les numéros de ligne."),
        english: Wording(
            "Row {row} is not below the header (row {header}).", remedy: "Check --header-row and the row numbers."))

    /// A drop-down list that a workbook cannot hold.
    public static let badList = FindingKind(
        "COL007", exit: .usage,
        french: Wording(
            "La liste de la colonne « {column} » ne peut pas être écrite.",
            why: "Un classeur n'accepte que 255 caractères en tout, sans virgule dans les valeurs.",
            remedy: "Écrire list(a|b|c), avec des valeurs plus courtes."),
        english: Wording(
            "The list of the column “{column}” cannot be written.",
            why: "A workbook takes 255 characters in all, without a comma in the values.",
            remedy: "Write list(a|b|c), with shorter values."))

    /// The sheet has nothing in it.
    public static let emptySheet = FindingKind(
        "COL008",
        french: Wording("La feuille « {sheet} » est vide.", remedy: "Choisir une autre feuille par --sheet."),
        english: Wording("The sheet “{sheet}” is empty.", remedy: "Choose another sheet by --sheet."))

    /// More cells than are ever appended.
    public static let tooManyCells = FindingKind(
        "COL009", exit: .usage,
        french: Wording(
            "Il y aurait {columns} colonnes à ajouter sur {rows} lignes.",
            why: "Au plus {limit} cellules sont ajoutées.",
            remedy: "Donner moins de colonnes à la fois, ou vérifier les numéros de ligne."),
        english: Wording(
            "There would be {columns} columns to append over {rows} rows.", why: "At most {limit} cells are appended.",
            remedy: "Give fewer columns at a time, or check the row numbers."))

    /// Columns that were given before have their header in another row.
    public static let headerElsewhere = FindingKind(
        "COL010", exit: .usage,
        french: Wording(
            "Ces colonnes sont déjà dans la feuille, mais leur en-tête est en ligne {row}, non en ligne {header}.",
            remedy: "Donner --header-row {row}."),
        english: Wording(
            "These columns are in the sheet already, but their header is in row {row}, not in row {header}.",
            remedy: "Give --header-row {row}."))

    /// Every kind about columns to append.
    static let columnKinds: [FindingKind] = [
        .columnsMissing, .columnUnnamed, .columnTwice, .badRowNumber, .badColumnValue, .rowAboveHeader, .badList,
        .emptySheet, .tooManyCells, .headerElsewhere,
    ]
}
