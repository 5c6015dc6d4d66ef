public import Findings

extension FindingKind {
    /// The text is not well-formed YAML.
    public static let malformedYAML = FindingKind(
        "YML001", exit: .usage,
        french: Wording(
            "Ce passage n'est pas du YAML correct ({detail}).",
            why: "La suite du fichier ne peut pas être comprise.",
            remedy: "Vérifier l'alignement (espaces, jamais de tabulation), l'espace après « : » et les guillemets."),
        english: Wording(
            "This is not correct YAML ({detail}).", why: "The rest of the file cannot be understood.",
            remedy: "Check the alignment (spaces, never tabs), the space after “:” and the quotes."))

    /// The text uses an anchor or an alias.
    public static let yamlAlias = FindingKind(
        "YML002", exit: .usage,
        french: Wording(
            "Les renvois YAML (« & » et « * ») ne sont pas acceptés ici.",
            why: "Une règle doit se lire là où elle est écrite.",
            remedy: "Recopier la valeur, ou la mettre entre guillemets si « & » ou « * » fait partie du texte."),
        english: Wording(
            "YAML anchors and aliases (“&” and “*”) are not accepted here.",
            why: "A rule must be readable where it is written.",
            remedy: "Repeat the value, or quote it if “&” or “*” is part of the text."))

    /// The text uses a tag.
    public static let yamlTag = FindingKind(
        "YML003", exit: .usage,
        french: Wording(
            "Les types YAML (« ! ») ne sont pas acceptés ici.",
            remedy: "Ôter « {tag} », ou mettre la valeur entre guillemets si « ! » fait partie du texte."),
        english: Wording(
            "YAML tags (“!”) are not accepted here.",
            remedy: "Remove “{tag}”, or quote the value if “!” is part of the text."))

    /// Lists and mappings are nested too deep.
    public static let yamlTooDeep = FindingKind(
        "YML004", exit: .usage,
        french: Wording("Plus de {limit} niveaux imbriqués.", remedy: "Vérifier l'alignement et les crochets."),
        english: Wording("More than {limit} nested levels.", remedy: "Check the alignment and the brackets."))

    /// The file is too big to be a hand-written YAML file.
    public static let yamlTooBig = FindingKind(
        "YML005", exit: .usage,
        french: Wording(
            "Ce fichier YAML est trop gros : {size} octets, au plus {limit}.",
            remedy: "Mettre les grandes tables dans un fichier CSV."),
        english: Wording(
            "This YAML file is too big: {size} bytes, at most {limit}.", remedy: "Put large tables in a CSV file."))

    /// A key appears twice in one mapping.
    public static let yamlDuplicateKey = FindingKind(
        "YML006", exit: .usage,
        french: Wording(
            "La clé « {key} » est déjà écrite ligne {line}.", why: "On ne saurait laquelle des deux valeurs compte.",
            remedy: "N'en garder qu'une."),
        english: Wording(
            "The key “{key}” is already written on line {line}.", why: "Nobody could tell which value counts.",
            remedy: "Keep only one."))

    /// There is nothing in the file.
    public static let yamlEmpty = FindingKind(
        "YML007", exit: .usage,
        french: Wording("Ce fichier YAML est vide.", remedy: "Partir d'un exemple livré avec le programme."),
        english: Wording("This YAML file is empty.", remedy: "Start from an example that comes with the program."))

    /// The file holds several documents.
    public static let yamlSeveralDocuments = FindingKind(
        "YML008", exit: .usage,
        french: Wording(
            "Ce fichier YAML contient plusieurs documents.", remedy: "Faire un fichier par document (ligne « --- »)."),
        english: Wording(
            "This YAML file holds several documents.", remedy: "Make one file for each document (the “---” line)."))

    /// A key is a list or a mapping.
    public static let yamlComplexKey = FindingKind(
        "YML009", exit: .usage,
        french: Wording(
            "Une clé doit être un simple texte.", remedy: "Mettre la clé entre guillemets si elle contient [ ou {."),
        english: Wording("A key must be plain text.", remedy: "Quote the key if it contains [ or {."))

    /// A key that nobody knows here, close to one that is known.
    public static let unknownKeyNear = FindingKind(
        "YML010", exit: .usage,
        french: Wording(
            "La clé « {key} » n'existe pas ici ; connaissez-vous « {nearest} » ?",
            why: "Une clé mal écrite serait ignorée sans que rien ne le dise.", remedy: "Clés possibles : {known}."),
        english: Wording(
            "There is no key “{key}” here; did you mean “{nearest}”?",
            why: "A misspelt key would be ignored and nothing would tell.", remedy: "Possible keys: {known}."))

    /// A key that nobody knows here.
    public static let unknownKey = FindingKind(
        "YML011", exit: .usage,
        french: Wording(
            "La clé « {key} » n'existe pas ici.",
            why: "Une clé mal écrite serait ignorée sans que rien ne le dise.", remedy: "Clés possibles : {known}."),
        english: Wording(
            "There is no key “{key}” here.", why: "A misspelt key would be ignored and nothing would tell.",
            remedy: "Possible keys: {known}."))

    /// A key that must be there is not.
    public static let missingKey = FindingKind(
        "YML012", exit: .usage,
        french: Wording("Il manque « {key} ».", remedy: "Ajouter une ligne « {key}: … »."),
        english: Wording("“{key}” is missing.", remedy: "Add a line “{key}: …”."))

    /// Text was wanted.
    public static let textWanted = FindingKind(
        "YML013", exit: .usage,
        french: Wording(
            "« {key} » doit être un texte.", remedy: "Écrire la valeur sur la même ligne, entre guillemets au besoin."),
        english: Wording("“{key}” must be text.", remedy: "Write the value on the same line, quoted if need be."))

    /// A list was wanted.
    public static let listWanted = FindingKind(
        "YML014", exit: .usage,
        french: Wording(
            "« {key} » doit être une liste.", remedy: "Écrire [valeur, valeur], ou une ligne « - » par valeur."),
        english: Wording("“{key}” must be a list.", remedy: "Write [value, value], or one “-” line for each value."))

    /// A mapping was wanted.
    public static let mappingWanted = FindingKind(
        "YML015", exit: .usage,
        french: Wording(
            "« {key} » doit être une suite de « clé: valeur ».",
            remedy: "Écrire une ligne « clé: valeur » pour chaque clé."),
        english: Wording(
            "“{key}” must be a series of “key: value”.",
            remedy: "Write one “key: value” line for each key."))

    /// A whole number was wanted.
    public static let integerWanted = FindingKind(
        "YML016", exit: .usage,
        french: Wording("« {key} » doit être un nombre entier, non « {value} ».", remedy: "Écrire des chiffres."),
        english: Wording("“{key}” must be a whole number, not “{value}”.", remedy: "Write digits."))

    /// Yes or no was wanted.
    public static let booleanWanted = FindingKind(
        "YML017", exit: .usage,
        french: Wording("« {key} » doit être oui ou non, non « {value} ».", remedy: "Écrire oui ou non."),
        english: Wording("“{key}” must be yes or no, not “{value}”.", remedy: "Write yes or no."))

    /// The value is not one of those possible.
    public static let choiceWanted = FindingKind(
        "YML018", exit: .usage,
        french: Wording("« {value} » n'est pas une valeur de « {key} ».", remedy: "Valeurs possibles : {known}."),
        english: Wording("“{value}” is not a value of “{key}”.", remedy: "Possible values: {known}."))

    /// Every kind that this target declares.
    public static let yamlKinds: [FindingKind] =
        [
            .malformedYAML, .yamlAlias, .yamlTag, .yamlTooDeep, .yamlTooBig, .yamlDuplicateKey, .yamlEmpty,
            .yamlSeveralDocuments, .yamlComplexKey, .unknownKeyNear, .unknownKey, .missingKey, .textWanted, .listWanted,
            .mappingWanted, .integerWanted, .booleanWanted, .choiceWanted,
        ] + yamlMistakes
}
