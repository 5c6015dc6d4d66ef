public import Findings

/// What is wrong in rules of measures that are no partition.
extension FindingKind {
    /// An outcome of another kind than the measure's.
    public static let otherKind = FindingKind(
        "RUL039", exit: .usage,
        french: Wording(
            "« {key} » ne va pas dans une mesure du genre « {kind} ».",
            why: "Chaque genre de mesure a ses décisions : {known}.", remedy: "Changer de décision, ou de mesure."),
        english: Wording(
            "“{key}” has no place in a measure of the kind “{kind}”.",
            why: "Each kind of measure has its outcomes: {known}.", remedy: "Change the outcome, or the measure."))

    /// A weight that is none.
    public static let badWeight = FindingKind(
        "RUL040", exit: .usage,
        french: Wording(
            "« {value} » n'est pas un poids.", why: "Un poids va de -1 à 1 et n'est pas nul.",
            remedy: "Écrire par exemple +1/2, -0.2 ou 30 %."),
        english: Wording(
            "“{value}” is not a weight.", why: "A weight lies between -1 and 1 and is not zero.",
            remedy: "Write for example +1/2, -0.2 or 30 %."))

    /// A contribution to nothing.
    public static let emptyContribution = FindingKind(
        "RUL041", exit: .usage,
        french: Wording(
            "La règle « {rule} » ne pèse sur aucune catégorie.",
            remedy: "Donner une catégorie et son poids, ou exclure ces lignes avec « exclude »."),
        english: Wording(
            "The rule “{rule}” weighs on no category.",
            remedy: "Give a category and its weight, or leave these lines out with “exclude”."))

    /// A unit that is none.
    public static let badUnit = FindingKind(
        "RUL042", exit: .usage,
        french: Wording(
            "« {value} » n'est pas une unité.",
            why: "Une unité monétaire dit sa taxe, et l'année de ses prix avant elle.",
            remedy: "Écrire par exemple kWh, EUR_HT ou kgCO2e/kEUR_2023_HT."),
        english: Wording(
            "“{value}” is not a unit.", why: "A unit of money says its tax, and the year of its prices before it.",
            remedy: "Write for example kWh, EUR_HT or kgCO2e/kEUR_2023_HT."))

    /// Units that do not cancel.
    public static let unitsDoNotCancel = FindingKind(
        "RUL043", exit: .usage,
        french: Wording(
            "{base} × {factor} ({id}) ne donne pas {wanted}.",
            why: "Le dénominateur du facteur et la base ne se simplifient pas.",
            remedy:
                "Prendre un facteur dont l'unité va avec la base, ou convertir la base (« amount », « vat », « unit »)."
        ),
        english: Wording(
            "{base} × {factor} ({id}) does not give {wanted}.",
            why: "The denominator of the factor and the base do not cancel.",
            remedy: "Take a factor whose unit goes with the base, or convert the base (“amount”, “vat”, “unit”)."))

    /// A factor without its source, licence, vintage or uncertainty.
    public static let incompleteFactor = FindingKind(
        "RUL044", exit: .usage,
        french: Wording(
            "Le facteur « {factor} » n'est pas complet ; il manque : {missing}.",
            why: "Aucun facteur ne vaut sans sa source, sa licence, son millésime et son incertitude.",
            remedy: "Compléter la ligne de la table."),
        english: Wording(
            "The factor “{factor}” is not complete; missing: {missing}.",
            why: "No factor is worth anything without its source, licence, vintage and uncertainty.",
            remedy: "Complete the row of the table."))

    /// A factor whose figures are none.
    public static let badFactor = FindingKind(
        "RUL045", exit: .usage,
        french: Wording(
            "Le facteur « {factor} » a une valeur, un millésime ou un k95 qui ne se lit pas.",
            why: "La valeur est un nombre, le millésime une année, k95 un nombre d'au moins 1.",
            remedy: "Corriger la ligne de la table."),
        english: Wording(
            "The factor “{factor}” has a value, a vintage or a k95 that cannot be read.",
            why: "The value is a number, the vintage a year, k95 a number of at least 1.",
            remedy: "Correct the row of the table."))

    /// A factor whose unit says another year than its vintage.
    public static let otherPriceYear = FindingKind(
        "RUL046", exit: .usage,
        french: Wording(
            "Le facteur « {factor} » est en euros de {year}, mais de millésime {vintage}.",
            remedy: "Corriger l'unité ou le millésime dans la table."),
        english: Wording(
            "The factor “{factor}” is in euros of {year}, but of the vintage {vintage}.",
            remedy: "Correct the unit or the vintage in the table."))

    /// Monetary before physical.
    public static let physicalFirst = FindingKind(
        "RUL047", exit: .usage,
        french: Wording(
            "Une entrée « {basis} » vient après une entrée « {earlier} ».",
            why:
                "La première entrée qui convient l'emporte : la mieux connue doit venir d'abord (mesurée, déduite d'un prix, monétaire, approchée).",
            remedy: "Changer l'ordre des entrées."),
        english: Wording(
            "An entry “{basis}” comes after an entry “{earlier}”.",
            why:
                "The first entry that fits wins: what is known best must come first (measured, price-derived, monetary, proxy).",
            remedy: "Change the order of the entries."))

    /// An entry that comes after one that always speaks.
    public static let unreachableEntry = FindingKind(
        "RUL048", exit: .usage,
        french: Wording(
            "L'entrée {number} ne sert jamais : celle d'avant vaut pour toutes les lignes.",
            remedy: "Donner un « if » à celle d'avant, ou ôter celle-ci."),
        english: Wording(
            "The entry {number} is never used: the one before speaks of every line.",
            remedy: "Give the one before an “if”, or remove this one."))

    /// A rule that quantifies nothing.
    public static let emptyQuantification = FindingKind(
        "RUL049", exit: .usage,
        french: Wording(
            "La règle « {rule} » ne dit pas quelle quantité prendre.", remedy: "Donner une entrée à « quantify »."),
        english: Wording(
            "The rule “{rule}” does not say which quantity to take.", remedy: "Give “quantify” an entry."))

    /// An entry with two bases, or none.
    public static let oneBase = FindingKind(
        "RUL050", exit: .usage,
        french: Wording(
            "Une entrée part d'une quantité (« quantity ») ou d'un montant (« amount »), de l'un et un seul.",
            remedy: "Faire une entrée pour chacun."),
        english: Wording(
            "An entry starts from a quantity (“quantity”) or from an amount (“amount”), exactly one of them.",
            remedy: "Make an entry for each."))

    /// A key that says nothing where it stands.
    public static let keyOutOfPlace = FindingKind(
        "RUL051", exit: .usage,
        french: Wording(
            "« {key} » n'a pas sa place dans cette entrée.",
            why:
                "« vat » va avec « amount: HT », « unit » avec « quantity » ou « amount: montant », « price » avec « amount » ; « else » remplace « if », « posts » remplace « factor » et « post ».",
            remedy: "L'ôter, ou changer l'entrée."),
        english: Wording(
            "“{key}” has no place in this entry.",
            why:
                "“vat” goes with “amount: HT”, “unit” with “quantity” or “amount: montant”, “price” with “amount”; “else” replaces “if”, “posts” replaces “factor” and “post”.",
            remedy: "Remove it, or change the entry."))

    /// A number that is none.
    public static let badQuantity = FindingKind(
        "RUL052", exit: .usage,
        french: Wording(
            "« {value} » n'est pas un nombre qui convienne.", remedy: "Écrire par exemple 12,5 (au moins 1 pour k95)."),
        english: Wording(
            "“{value}” is not a number that fits.", remedy: "Write for example 12.5 (at least 1 for k95)."))

    /// A posting for another section than its template's.
    public static let otherSection = FindingKind(
        "RUL053", exit: .usage,
        french: Wording(
            "Le modèle d'écriture « {template} » est pour la section de {section}.",
            remedy: "Écrire « section: {section} » dans « post », ou prendre un autre modèle."),
        english: Wording(
            "The posting template “{template}” is for the section {section}.",
            remedy: "Write “section: {section}” in “post”, or take another template."))

    /// A question for nobody.
    public static let questionWithoutAddressee = FindingKind(
        "RUL054", .warning, exit: .usage,
        french: Wording(
            "La question de la règle « {rule} » ne dit pas à qui elle est posée.",
            why: "Une question sans destinataire reste sans réponse.",
            remedy: "Ajouter « to », par exemple « to: service gestionnaire »."),
        english: Wording(
            "The question of the rule “{rule}” does not say whom it is for.",
            why: "A question for nobody gets no answer.", remedy: "Add “to”, for example “to: service gestionnaire”."))

    /// The kinds of this file.
    public static let ruleKindKinds: [FindingKind] = [
        .otherKind, .badWeight, .emptyContribution, .badUnit, .unitsDoNotCancel, .incompleteFactor, .badFactor,
        .otherPriceYear, .physicalFirst, .unreachableEntry, .emptyQuantification, .oneBase, .keyOutOfPlace,
        .badQuantity, .otherSection, .questionWithoutAddressee,
    ]
}
