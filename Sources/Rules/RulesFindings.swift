public import Findings

extension FindingKind {
    /// Two rules have the same id.
    public static let duplicateRule = FindingKind(
        "RUL001", exit: .usage,
        french: Wording(
            "La règle « {rule} » existe déjà, ligne {line}.",
            why: "Le classeur nomme la règle appliquée : son nom doit être unique.",
            remedy: "Changer l'un des deux noms."),
        english: Wording(
            "There is already a rule “{rule}”, on line {line}.",
            why: "The workbook names the rule applied: its name must be unique.", remedy: "Change one of the two names."
        ))

    /// A rule asks nothing of a line.
    public static let emptyRule = FindingKind(
        "RUL002", exit: .usage,
        french: Wording(
            "La règle « {rule} » n'a pas de condition.",
            why: "Elle prendrait toutes les lignes, et les règles suivantes ne serviraient jamais.",
            remedy: "Écrire dans « when » au moins une condition, par exemple { nature: \"2151\" }."),
        english: Wording(
            "The rule “{rule}” has no condition.",
            why: "It would take every line, and the rules after it would never be used.",
            remedy: "Write at least one condition in “when”, for example { nature: \"2151\" }."))

    /// A rule says nothing, or several things.
    public static let oneOutcome = FindingKind(
        "RUL003", exit: .usage,
        french: Wording(
            "La règle « {rule} » doit avoir une décision et une seule ; elle a : {outcomes}.",
            remedy: "Garder une seule clé parmi rate, split, ask, exclude."),
        english: Wording(
            "The rule “{rule}” must have exactly one decision; it has: {outcomes}.",
            remedy: "Keep one key among rate, split, ask, exclude."))

    /// A category that the measure does not have.
    public static let unknownCategory = FindingKind(
        "RUL004", exit: .usage,
        french: Wording(
            "La mesure n'a pas de catégorie « {category} ».", remedy: "Catégories possibles : {known}."),
        english: Wording("The measure has no category “{category}”.", remedy: "Possible categories: {known}."))

    /// Shares that do not sum to 1.
    public static let splitSum = FindingKind(
        "RUL005", exit: .usage,
        french: Wording(
            "Les parts de la règle « {rule} » font {sum}, non 100 %.",
            why: "Une partie du montant serait perdue ou comptée deux fois.",
            remedy: "Corriger les parts ; une fraction comme 1/3 est acceptée."),
        english: Wording(
            "The shares of the rule “{rule}” sum to {sum}, not 100 %.",
            why: "Part of the amount would be lost or counted twice.",
            remedy: "Correct the shares; a fraction such as 1/3 is accepted."))

    /// A split that is not in two.
    public static let splitCount = FindingKind(
        "RUL006", exit: .usage,
        french: Wording(
            "La règle « {rule} » partage la ligne en {count} ; il faut deux catégories.",
            why: "Le classeur montre une ligne avec une cotation et une autre cotation.",
            remedy: "Employer « rate » pour une seule catégorie, ou deux règles plus précises."),
        english: Wording(
            "The rule “{rule}” splits the line in {count}; two categories are needed.",
            why: "The workbook shows a line with one rating and another rating.",
            remedy: "Use “rate” for a single category, or two more precise rules."))

    /// A share that cannot be read.
    public static let badShare = FindingKind(
        "RUL007", exit: .usage,
        french: Wording(
            "« {value} » n'est pas une part entre 0 et 1.", remedy: "Écrire par exemple 40 %, 2/3 ou 0.4."),
        english: Wording("“{value}” is not a share between 0 and 1.", remedy: "Write for example 40 %, 2/3 or 0.4."))

    /// A pattern that cannot be read.
    public static let badPattern = FindingKind(
        "RUL008", exit: .usage,
        french: Wording(
            "« {value} » ne convient pas pour « {field} ».",
            remedy: "Écrire une valeur (2151), un début (2313*) ou des bornes en chiffres (2151..2158)."),
        english: Wording(
            "“{value}” will not do for “{field}”.",
            remedy: "Write a value (2151), a beginning (2313*) or bounds in digits (2151..2158)."))

    /// An amount that cannot be read.
    public static let badAmount = FindingKind(
        "RUL009", exit: .usage,
        french: Wording(
            "« {value} » n'est pas un montant en euros.", remedy: "Écrire par exemple 8000 ou 8000.50."),
        english: Wording("“{value}” is not an amount in euros.", remedy: "Write for example 8000 or 8000.50."))

    /// A text search that looks for nothing.
    public static let emptySearch = FindingKind(
        "RUL010", exit: .usage,
        french: Wording(
            "La recherche dans « {field} » ne contient aucun mot.", remedy: "Donner au moins un mot à any, all ou none."
        ),
        english: Wording(
            "The search in “{field}” holds no word.", remedy: "Give any, all or none at least one word."))

    /// A rule that an earlier one always overtakes.
    public static let unreachableRule = FindingKind(
        "RUL011", exit: .usage,
        french: Wording(
            "La règle « {rule} » ne sert jamais : « {earlier} », ligne {line}, prend déjà toutes ses lignes.",
            why: "La première règle qui convient l'emporte.",
            remedy: "Placer la règle la plus précise avant, ou supprimer l'une des deux."),
        english: Wording(
            "The rule “{rule}” is never used: “{earlier}”, on line {line}, already takes all its lines.",
            why: "The first rule that fits wins.",
            remedy: "Put the more precise rule first, or remove one of the two."))

    /// A test of the pack fails.
    public static let failingTest = FindingKind(
        "RUL012", exit: .usage,
        french: Wording(
            "Ce test attend « {expected} » ; les règles donnent « {found} » (règle : {rule}).",
            remedy: "Corriger la règle, ou le test s'il n'est plus juste."),
        english: Wording(
            "This test expects “{expected}”; the rules give “{found}” (rule: {rule}).",
            remedy: "Correct the rule, or the test if it is no longer right."))

    /// A test whose outcome is right but comes from another rule.
    public static let otherRule = FindingKind(
        "RUL013", exit: .usage,
        french: Wording(
            "Ce test attend la règle « {expected} » ; c'est « {found} » qui décide.",
            remedy: "Corriger l'ordre des règles, ou le test s'il n'est plus juste."),
        english: Wording(
            "This test expects the rule “{expected}”; it is “{found}” that decides.",
            remedy: "Correct the order of the rules, or the test if it is no longer right."))

    /// An account that the nomenclature does not have.
    public static let natureNotInNomenclature = FindingKind(
        "RUL014", .warning, exit: .usage,
        french: Wording(
            "Aucun compte de la nomenclature ne correspond à « {nature} ».", why: "La règle ne servirait jamais.",
            remedy: "Vérifier le compte, ou la nomenclature choisie."),
        english: Wording(
            "No account of the nomenclature fits “{nature}”.", why: "The rule would never be used.",
            remedy: "Check the account, or the nomenclature chosen."))

    /// A pack written for another measure.
    public static let otherMeasure = FindingKind(
        "RUL015", exit: .usage,
        french: Wording(
            "Ces règles sont faites pour la mesure « {measure} », non « {expected} ».",
            remedy: "Corriger « measure », ou ôter ce fichier de la liste."),
        english: Wording(
            "These rules are made for the measure “{measure}”, not “{expected}”.",
            remedy: "Correct “measure”, or take this file off the list."))

    /// An axis that the measure does not have.
    public static let unknownAxis = FindingKind(
        "RUL016", exit: .usage,
        french: Wording("La mesure n'a pas d'axe « {axis} ».", remedy: "Axes possibles : {known}."),
        english: Wording("The measure has no axis “{axis}”.", remedy: "Possible axes: {known}."))

    /// Somebody to ask, and no question.
    public static let addresseeWithoutQuestion = FindingKind(
        "RUL017", exit: .usage,
        french: Wording(
            "La règle « {rule} » a « to » mais pas de question.", remedy: "Ajouter « ask », ou ôter « to »."),
        english: Wording("The rule “{rule}” has “to” but no question.", remedy: "Add “ask”, or remove “to”."))

    /// A rule without what lets somebody explain it.
    public static let unexplainedRule = FindingKind(
        "RUL018", exit: .usage,
        french: Wording(
            "La règle « {rule} » n'a pas de « {key} ».",
            why:
                "Chaque cotation doit pouvoir être expliquée : le classeur montre la raison, sa source et leur solidité.",
            remedy: "Ajouter « {key} » à la règle."),
        english: Wording(
            "The rule “{rule}” has no “{key}”.",
            why: "Every rating must be explainable: the workbook shows the reason, its source and how sure they are.",
            remedy: "Add “{key}” to the rule."))

    /// A pack without rules.
    public static let noRules = FindingKind(
        "RUL019", exit: .usage,
        french: Wording("Ce fichier ne contient aucune règle.", remedy: "Ajouter une règle sous « rules »."),
        english: Wording("This file holds no rule.", remedy: "Add a rule under “rules”."))

    /// Conditions nested too deep to be read by a person.
    public static let nestedConditions = FindingKind(
        "RUL020", exit: .usage,
        french: Wording(
            "Plus de {limit} conditions imbriquées.", why: "Personne ne pourrait expliquer cette règle.",
            remedy: "En faire plusieurs règles : la première qui convient l'emporte."),
        english: Wording(
            "More than {limit} nested conditions.", why: "Nobody could explain this rule.",
            remedy: "Make several rules of it: the first one that fits wins."))

    /// Two packs of the same axis have the same id.
    public static let duplicatePack = FindingKind(
        "RUL021", exit: .usage,
        french: Wording(
            "Le nom « {pack} » est déjà celui de {other}.",
            why: "Le classeur nomme la règle appliquée par son fichier et son nom.",
            remedy: "Changer « pack » dans l'un des deux fichiers, ou n'en garder qu'un."),
        english: Wording(
            "The name “{pack}” is already that of {other}.",
            why: "The workbook names the rule applied by its pack and its name.",
            remedy: "Change “pack” in one of the two files, or keep only one."))

    /// Every kind that this target declares.
    public static let rulesKinds: [FindingKind] = [
        .duplicateRule, .emptyRule, .oneOutcome, .unknownCategory, .splitSum, .splitCount, .badShare, .badPattern,
        .badAmount, .emptySearch, .unreachableRule, .failingTest, .otherRule, .natureNotInNomenclature, .otherMeasure,
        .unknownAxis, .addresseeWithoutQuestion, .unexplainedRule, .noRules, .nestedConditions, .duplicatePack,
    ]
}
