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
            remedy: "Garder une seule clé parmi rate, split, ask, exclude, table, inherit."),
        english: Wording(
            "The rule “{rule}” must have exactly one decision; it has: {outcomes}.",
            remedy: "Keep one key among rate, split, ask, exclude, table, inherit."))

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
            remedy: "Écrire une valeur ({exact}), un début ({beginning}) ou des bornes ({bounds})."),
        english: Wording(
            "“{value}” will not do for “{field}”.",
            remedy: "Write a value ({exact}), a beginning ({beginning}) or bounds ({bounds})."))

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
            "Aucun compte ne correspond à « {nature} » (plans : {plans}).", why: "La règle ne servirait jamais.",
            remedy: "Vérifier le compte, ou la nomenclature choisie."),
        english: Wording(
            "No account fits “{nature}” (plans: {plans}).", why: "The rule would never be used.",
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

    /// A rule that earlier ones, taken together, always overtake.
    public static let shadowedRule = FindingKind(
        "RUL022", .warning, exit: .usage,
        french: Wording(
            "La règle « {rule} » ne sert jamais : d'autres, ensemble, prennent déjà toutes ses lignes ({earlier}).",
            why: "La première règle qui convient l'emporte.",
            remedy: "Placer la règle plus haut, ou la supprimer."),
        english: Wording(
            "The rule “{rule}” is never used: others together already take all its lines ({earlier}).",
            why: "The first rule that fits wins.", remedy: "Move the rule up, or remove it."))

    /// Two rules with different outcomes fit the same lines, and their order decides.
    public static let orderDecides = FindingKind(
        "RUL023", .note, exit: .usage,
        french: Wording(
            "« {rule} » et « {earlier} » (ligne {line}) disent autre chose des mêmes lignes ; l'ordre donne raison à « {earlier} ».",
            why: "Exemple : {example} → {first}, sinon {second}.",
            remedy: "Vérifier que c'est voulu ; sinon préciser l'une des deux règles, ou changer leur ordre."),
        english: Wording(
            "“{rule}” and “{earlier}” (line {line}) say different things of the same lines; the order decides for “{earlier}”.",
            why: "Example: {example} → {first}, otherwise {second}.",
            remedy: "Check that this is meant; otherwise make one of them more precise, or change their order."))

    /// Accounts in scope of which no rule speaks when the label says nothing.
    public static let uncoveredAccounts = FindingKind(
        "RUL024", .note, exit: .usage,
        french: Wording(
            "{count} comptes de {plan} n'ont pas de règle quand le libellé ne dit rien : {accounts}.",
            why: "Leurs lignes resteraient non renseignées.",
            remedy: "Ajouter une règle à la fin, avec « ask » si rien ne permet de trancher."),
        english: Wording(
            "{count} accounts of {plan} have no rule when the label says nothing: {accounts}.",
            why: "Their lines would stay without a rating.",
            remedy: "Add a rule at the end, with “ask” if nothing decides."))

    /// Rules that no test of the pack makes decide.
    public static let untestedRules = FindingKind(
        "RUL025", .note, exit: .usage,
        french: Wording(
            "{count} règles sur {all} ne décident d'aucun test : {rules}.",
            why: "Rien ne dirait qu'une modification les a rendues fausses.", remedy: "Écrire un test pour chacune."),
        english: Wording(
            "{count} rules of {all} decide no test: {rules}.", why: "Nothing would tell that a change made them wrong.",
            remedy: "Write a test for each."))

    /// Lines whose rule inherits, and nothing to inherit.
    public static let nothingToInherit = FindingKind(
        "RUL026", .warning, exit: .usage,
        french: Wording(
            "La règle « {rule} » n'a rien trouvé à reprendre pour {lines} lignes.",
            why:
                "Ni opération dont les lignes ont toutes la même cotation, ni mandat annulé certain : elles passent à la règle suivante.",
            remedy: "Coter ces lignes, ou compléter l'export (opération, numéro de pièce, tiers)."),
        english: Wording(
            "The rule “{rule}” found nothing to inherit for {lines} lines.",
            why:
                "Neither an operation whose lines all have the same rating nor a certain cancelled mandate: they go on to the next rule.",
            remedy: "Rate these lines, or complete the export (operation, number, third party)."))

    /// A name that nobody defined, close to one that is.
    public static let unknownNameNear = FindingKind(
        "RUL027", exit: .usage,
        french: Wording(
            "« {name} » n'est défini nulle part ; connaissez-vous « {nearest} » ?", remedy: "Noms possibles : {known}."),
        english: Wording(
            "“{name}” is not defined anywhere; did you mean “{nearest}”?", remedy: "Possible names: {known}."))

    /// A name that nobody defined.
    public static let unknownName = FindingKind(
        "RUL028", exit: .usage,
        french: Wording(
            "« {name} » n'est défini nulle part.",
            remedy: "Le définir avant de l'employer (« define », « tables »). Noms possibles : {known}."),
        english: Wording(
            "“{name}” is not defined anywhere.",
            remedy: "Define it before it is used (“define”, “tables”). Possible names: {known}."))

    /// A table that cannot be read.
    public static let tableUnreadable = FindingKind(
        "RUL029", exit: .usage,
        french: Wording(
            "La table « {table} » ne peut pas être lue : {file}.",
            remedy: "Vérifier le chemin, vu depuis le dossier du fichier de règles."),
        english: Wording(
            "The table “{table}” cannot be read: {file}.", remedy: "Check the path, seen from the folder of the pack."))

    /// A table without its key.
    public static let tableWithoutColumn = FindingKind(
        "RUL030", exit: .usage,
        french: Wording(
            "La table « {table} » n'a pas de colonne « {column} ».",
            remedy: "Donner le nom de la colonne avec « column ». Colonnes : {known}."),
        english: Wording(
            "The table “{table}” has no column “{column}”.",
            remedy: "Give the column's name with “column”. Columns: {known}."))

    /// A key that stands twice in a table.
    public static let duplicateTableKey = FindingKind(
        "RUL031", exit: .usage,
        french: Wording(
            "La clé de cette ligne de la table « {table} » est déjà celle de la ligne {line}.",
            why: "On ne saurait laquelle des deux compte.", remedy: "N'en garder qu'une."),
        english: Wording(
            "The key of this row of the table “{table}” is already that of line {line}.",
            why: "Nobody could tell which of the two counts.", remedy: "Keep only one."))

    /// Not exactly one table to look in.
    public static let oneTable = FindingKind(
        "RUL032", exit: .usage,
        french: Wording(
            "« table » doit nommer une table et une colonne ; il y en a {count}.",
            remedy: "Écrire par exemple table: { comptes: cotation }."),
        english: Wording(
            "“table” must name one table and one column; there are {count}.",
            remedy: "Write for example table: { comptes: cotation }."))

    /// A pack that extends itself, or too long a chain.
    public static let endlessExtension = FindingKind(
        "RUL033", exit: .usage,
        french: Wording(
            "Ces règles ne peuvent pas étendre {file}.",
            why: "Ce fichier s'étend lui-même, ou plus de {limit} fichiers se suivent.",
            remedy: "Faire étendre un fichier qui n'étend pas celui-ci."),
        english: Wording(
            "These rules cannot extend {file}.", why: "The file extends itself, or more than {limit} files follow.",
            remedy: "Extend a file that does not extend this one."))

    /// Rules to remove, and no pack to remove them from.
    public static let removeWithoutExtends = FindingKind(
        "RUL034", exit: .usage,
        french: Wording(
            "« remove » n'a de sens qu'avec « extends ».", remedy: "Ajouter « extends », ou ôter « remove »."),
        english: Wording("“remove” means nothing without “extends”.", remedy: "Add “extends”, or remove “remove”."))

    /// Words near each other that are not two.
    public static let nearWantsTwo = FindingKind(
        "RUL035", exit: .usage,
        french: Wording(
            "« near » veut deux mots, non {count}.",
            remedy: "Écrire par exemple { near: [isolation, toiture], within: 5 }."
        ),
        english: Wording(
            "“near” wants two words, not {count}.",
            remedy: "Write for example { near: [isolation, toiture], within: 5 }."))

    /// A validity that ends before it begins.
    public static let emptyValidity = FindingKind(
        "RUL036", exit: .usage,
        french: Wording(
            "Cette validité finit ({until}) avant de commencer ({from}).", remedy: "Corriger « from » ou « until »."),
        english: Wording(
            "This validity ends ({until}) before it begins ({from}).", remedy: "Correct “from” or “until”."))

    /// Facts of accounts that were asked for and no plan that tells them.
    public static let factsWithoutPlan = FindingKind(
        "RUL037", .warning, exit: .usage,
        french: Wording(
            "Des règles interrogent la nomenclature (« compte »), mais ces plans manquent : {plans}.",
            why: "Ces conditions ne sont alors jamais remplies.",
            remedy: "Vérifier la nomenclature et l'exercice des lignes, et le dossier des nomenclatures."),
        english: Wording(
            "Rules ask the nomenclature (“compte”), but these plans are missing: {plans}.",
            why: "These conditions then never hold.",
            remedy: "Check the nomenclature and the year of the lines, and the folder of nomenclatures."))

    /// A condition made of too many, through names.
    public static let largeCondition = FindingKind(
        "RUL038", exit: .usage,
        french: Wording(
            "Plus de {limit} conditions en une, par les noms qu'elle emploie.",
            why: "Personne ne pourrait expliquer cette règle.",
            remedy: "En faire plusieurs règles, ou des listes de valeurs."),
        english: Wording(
            "More than {limit} conditions in one, through the names it uses.",
            why: "Nobody could explain this rule.", remedy: "Make several rules of it, or lists of values."))

    /// A category that the measure does not have, close to one that it has.
    public static let unknownCategoryNear = FindingKind(
        "RUL055", exit: .usage,
        french: Wording(
            "La mesure n'a pas de catégorie « {category} » ; connaissez-vous « {nearest} » ?",
            why: "Une catégorie s'écrit par son identifiant : sans majuscule ni accent.",
            remedy: "Catégories possibles : {known}."),
        english: Wording(
            "The measure has no category “{category}”; did you mean “{nearest}”?",
            why: "A category is written by its id: without capitals or accents.",
            remedy: "Possible categories: {known}."))

    /// A table that is no delimited text.
    public static let tableNotText = FindingKind(
        "RUL056", exit: .usage,
        french: Wording(
            "La table « {table} » n'est pas un CSV : {file}.",
            why: "Une table se lit et se compare ligne à ligne, comme les règles.",
            remedy: "L'enregistrer en CSV (UTF-8) depuis le tableur, et nommer ce fichier."),
        english: Wording(
            "The table “{table}” is no CSV: {file}.", why: "A table is read and compared line by line, as rules are.",
            remedy: "Save it as CSV (UTF-8) from the spreadsheet program, and name that file."))

    /// Every kind that this target declares.
    public static let rulesKinds: [FindingKind] = [
        .duplicateRule, .emptyRule, .oneOutcome, .unknownCategory, .splitSum, .splitCount, .badShare, .badPattern,
        .badAmount, .emptySearch, .unreachableRule, .failingTest, .otherRule, .natureNotInNomenclature, .otherMeasure,
        .unknownAxis, .addresseeWithoutQuestion, .unexplainedRule, .noRules, .nestedConditions, .duplicatePack,
        .shadowedRule, .orderDecides, .uncoveredAccounts, .untestedRules, .nothingToInherit, .unknownNameNear,
        .unknownName, .tableUnreadable, .tableWithoutColumn, .duplicateTableKey, .oneTable, .endlessExtension,
        .removeWithoutExtends, .nearWantsTwo, .emptyValidity, .factsWithoutPlan, .largeCondition, .unknownCategoryNear,
        .tableNotText,
    ]
}
