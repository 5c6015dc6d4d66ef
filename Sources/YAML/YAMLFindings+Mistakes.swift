public import Findings

/// The mistakes by which a text is usually no YAML, each with what to do about it. What none of them explains is `YML001`.
extension FindingKind {
    /// Bytes that are not UTF-8.
    public static let notUTF8 = FindingKind(
        "YML019", exit: .usage,
        french: Wording(
            "Ce fichier n'est pas en UTF-8 : l'octet {byte} n'y a pas de sens.",
            why:
                "Il a sans doute été enregistré en Windows-1252 (« ANSI ») ou en UTF-16 ; ses accents seraient perdus.",
            remedy: "L'enregistrer en UTF-8 (Bloc-notes : Enregistrer sous, Encodage : UTF-8)."),
        english: Wording(
            "This file is not in UTF-8: the byte {byte} means nothing there.",
            why: "It was probably saved in Windows-1252 (“ANSI”) or UTF-16; its accents would be lost.",
            remedy: "Save it in UTF-8 (Notepad: Save as, Encoding: UTF-8)."))

    /// A character that no text has.
    public static let controlCharacter = FindingKind(
        "YML020", exit: .usage,
        french: Wording(
            "Un caractère de commande ({code}) est dans le texte.",
            why: "Il ne se voit pas, et vient souvent d'un copier-coller.", remedy: "Effacer et retaper la ligne."),
        english: Wording(
            "A control character ({code}) is in the text.", why: "It does not show, and often comes from a paste.",
            remedy: "Delete the line and type it again."))

    /// A tab where spaces align.
    public static let tabIndent = FindingKind(
        "YML021", exit: .usage,
        french: Wording(
            "Une tabulation sert d'alignement.",
            why: "Une tabulation n'a pas de largeur : YAML n'aligne que des espaces.",
            remedy: "La remplacer par des espaces, autant que sur les lignes voisines."),
        english: Wording(
            "A tab is used for alignment.", why: "A tab has no width: YAML aligns spaces alone.",
            remedy: "Replace it by spaces, as many as on the lines around."))

    /// A space that does not break, where a plain one is wanted.
    public static let noBreakSpace = FindingKind(
        "YML022", exit: .usage,
        french: Wording(
            "Une espace insécable sert d'espace.", why: "Elle ne se voit pas ; YAML ne connaît que l'espace ordinaire.",
            remedy: "La remplacer par une espace ordinaire."),
        english: Wording(
            "A no-break space is used as a space.", why: "It does not show; YAML knows the plain space alone.",
            remedy: "Replace it by a plain space."))

    /// A dash that makes no list.
    public static let longDash = FindingKind(
        "YML023", exit: .usage,
        french: Wording(
            "Un tiret long commence cette ligne.", why: "Un élément de liste commence par le tiret court.",
            remedy: "Écrire « - » et une espace."),
        english: Wording(
            "A long dash begins this line.", why: "An item of a list begins with a hyphen.",
            remedy: "Write “-” and a space."))

    /// A colon without its space.
    public static let spaceWanted = FindingKind(
        "YML024", exit: .usage,
        french: Wording("Il manque une espace après « {key}: ».", remedy: "Écrire « {key}: {value} »."),
        english: Wording("There is no space after “{key}:”.", remedy: "Write “{key}: {value}”."))

    /// A colon in a text that is not quoted.
    public static let colonInText = FindingKind(
        "YML025", exit: .usage,
        french: Wording(
            "La valeur de « {key} » contient un deux-points suivi d'une espace.",
            why: "Un deux-points et une espace séparent une clé de sa valeur.",
            remedy: "Mettre la valeur entre guillemets droits : {key}: \"{value}\"."),
        english: Wording(
            "The value of “{key}” holds a colon and a space.", why: "A colon and a space part a key from its value.",
            remedy: "Put the value between straight quotes: {key}: \"{value}\"."))

    /// A quote that ends too early, or never.
    public static let unbalancedQuote = FindingKind(
        "YML026", exit: .usage,
        french: Wording(
            "Le texte qui commence par {quote} est fermé trop tôt, ou jamais.",
            why: "Entre apostrophes, une apostrophe ferme le texte.",
            remedy: "Employer des guillemets droits (\"l'école\"), ou doubler l'apostrophe ('l''école')."),
        english: Wording(
            "The text that begins with {quote} is closed too early, or never.",
            why: "Between apostrophes, an apostrophe closes the text.",
            remedy: "Use straight quotes (\"l'école\"), or double the apostrophe ('l''école')."))

    /// A bracket without its other half.
    public static let unclosedBracket = FindingKind(
        "YML027", exit: .usage,
        french: Wording(
            "« {open} » n'est pas fermée par « {close} », ou il manque une virgule avant la ligne {line}.",
            remedy: "Ajouter « {close} » au bon endroit, ou la virgule."),
        english: Wording(
            "“{open}” is not closed by “{close}”, or a comma is missing before line {line}.",
            remedy: "Add “{close}” in its place, or the comma."))

    /// A line that begins in another column than those of its block.
    public static let misaligned = FindingKind(
        "YML028", exit: .usage,
        french: Wording(
            "Cette ligne commence à la colonne {found}, celle d'avant à la colonne {before} : elles ne vont pas ensemble.",
            why: "L'alignement dit ce qui va ensemble.",
            remedy: "Commencer les clés d'une même règle dans la même colonne."),
        english: Wording(
            "This line begins in column {found}, the one before in column {before}: they do not go together.",
            why: "The alignment says what goes together.",
            remedy: "Begin the keys of one rule in the same column."))

    /// A comma that parts two keys where a text was meant.
    public static let strayComma = FindingKind(
        "YML029", exit: .usage,
        french: Wording(
            "« {key} » n'a pas de valeur : entre accolades, la virgule sépare deux clés.",
            remedy:
                "Mettre entre guillemets ce qui contient une virgule (\"0,4\"), ou écrire une liste : [piste, vélo]."),
        english: Wording(
            "“{key}” has no value: between braces, a comma parts two keys.",
            remedy: "Quote what holds a comma (\"0,4\"), or write a list: [piste, vélo]."))

    /// The kinds of this file.
    public static let yamlMistakes: [FindingKind] = [
        .notUTF8, .controlCharacter, .tabIndent, .noBreakSpace, .longDash, .spaceWanted, .colonInText, .unbalancedQuote,
        .unclosedBracket, .misaligned, .strayComma,
    ]
}
