public import Findings

extension FindingKind {
    /// A profile file cannot be read.
    public static let profilesMissing = FindingKind(
        "PRF001", exit: .usage,
        french: Wording(
            "Ce fichier de profil manque ou ne peut pas être lu.", remedy: "Vérifier le dossier des profils."),
        english: Wording("This profile file is missing or cannot be read.", remedy: "Check the folder of profiles."))

    /// There is no such profile.
    public static let profileUnknown = FindingKind(
        "PRF002", exit: .usage,
        french: Wording(
            "Le profil « {profile} » n'existe pas.",
            remedy: "Profils connus : {known} ; ou donner le chemin d'un fichier .yaml."),
        english: Wording(
            "There is no profile “{profile}”.", remedy: "Known profiles: {known}; or give the path of a .yaml file."))

    /// There is no such profile, but one with a similar name.
    public static let profileUnknownNear = FindingKind(
        "PRF003", exit: .usage,
        french: Wording(
            "Le profil « {profile} » n'existe pas ; connaissez-vous « {nearest} » ?",
            remedy: "Profils connus : {known} ; ou donner le chemin d'un fichier .yaml."),
        english: Wording(
            "There is no profile “{profile}”; did you mean “{nearest}”?",
            remedy: "Known profiles: {known}; or give the path of a .yaml file."))

    /// A column that the profile needs is not in the sheet.
    public static let columnMissing = FindingKind(
        "PRF004",
        french: Wording(
            "Il manque la colonne « {field} » (profil {profile}). En-têtes lus : {headers}.",
            why: "Sans elle, les lignes ne peuvent pas être comprises.",
            remedy:
                "Rendre son nom à la colonne, ou ajouter son nouvel en-tête aux « aliases » du profil, par exemple « {field}: [Nom de la colonne] »."
        ),
        english: Wording(
            "The column “{field}” is missing (profile {profile}). Headers read: {headers}.",
            why: "Without it, the lines cannot be understood.",
            remedy:
                "Give the column its name back, or add its new header to the profile's “aliases”, for example “{field}: [Column name]”."
        ))

    /// A column that the profile needs is missing, but one has a similar name.
    public static let columnMissingNear = FindingKind(
        "PRF005",
        french: Wording(
            "Il manque la colonne « {field} » (profil {profile}) ; est-ce « {nearest} » ? En-têtes lus : {headers}.",
            why: "Sans elle, les lignes ne peuvent pas être comprises.",
            remedy: "Rendre son nom à la colonne, ou ajouter « {field}: [{nearest}] » aux « aliases » du profil."),
        english: Wording(
            "The column “{field}” is missing (profile {profile}); is it “{nearest}”? Headers read: {headers}.",
            why: "Without it, the lines cannot be understood.",
            remedy: "Give the column its name back, or add “{field}: [{nearest}]” to the profile's “aliases”."))

    /// No row looks like a header.
    public static let headerMissing = FindingKind(
        "PRF006",
        french: Wording(
            "Aucune ligne d'en-têtes n'est reconnue dans les {limit} premières lignes. Textes lus : {headers}.",
            remedy: "Vérifier que la bonne feuille est choisie, ou décrire l'export dans un profil."),
        english: Wording(
            "No header row is recognised in the first {limit} rows. Texts read: {headers}.",
            remedy: "Check that the right sheet is chosen, or describe the export in a profile."))

    /// Several profiles fit as well.
    public static let profileAmbiguous = FindingKind(
        "PRF007",
        french: Wording(
            "Plusieurs profils conviennent autant : {profiles}.", why: "Ils ne donneraient pas le même résultat.",
            remedy: "Nommer le profil dans le fichier de pipeline, ou par --set profil=NOM."),
        english: Wording(
            "Several profiles fit equally well: {profiles}.", why: "They would not give the same result.",
            remedy: "Name the profile in the pipeline file, or with --set profil=NAME."))

    /// Two columns could be the same field.
    public static let columnContested = FindingKind(
        "PRF008", .warning,
        french: Wording(
            "Deux colonnes peuvent être « {field} » : {chosen} est prise, {other} laissée.",
            remedy: "Si c'est l'autre, la nommer dans les « aliases » du profil."),
        english: Wording(
            "Two columns could be “{field}”: {chosen} is taken, {other} left.",
            remedy: "If it is the other one, name it in the profile's “aliases”."))

    /// The only amount column is taken although the profile wants another.
    public static let amountChosen = FindingKind(
        "PRF009", .note,
        french: Wording(
            "Pas de colonne {basis} : la colonne « {header} » sert de montant.",
            why: "C'est la seule colonne de montants de la feuille.",
            remedy: "Vérifier que ces montants sont bien {basis}."),
        english: Wording(
            "There is no {basis} column: the column “{header}” serves as the amount.",
            why: "It is the only amount column of the sheet.",
            remedy: "Check that these amounts are {basis}."))

    /// The amount column that a budget needs is missing.
    public static let amountMissing = FindingKind(
        "PRF010",
        french: Wording(
            "Le budget {budget} se compte en {basis}, et cette colonne manque. Colonnes de montants : {columns}.",
            why: "HT et TTC ne donnent pas le même total.",
            remedy: "Corriger « montant » dans le profil ou le pipeline."),
        english: Wording(
            "The budget {budget} counts in {basis}, and this column is missing. Amount columns: {columns}.",
            why: "Amounts with and without taxes do not give the same total.",
            remedy: "Correct “montant” in the profile or the pipeline."))

    /// Profiles start from one another without end.
    public static let profileCircle = FindingKind(
        "PRF011", exit: .usage,
        french: Wording(
            "Le profil « {profile} » part d'un profil qui finit par repartir de lui.",
            remedy: "Corriger « base » : un profil part d'un autre, quatre fois de suite au plus."),
        english: Wording(
            "The profile “{profile}” starts from a profile that ends up starting from it.",
            remedy: "Correct “base”: a profile starts from another, four times in a row at most."))

    /// Columns that such an export usually has are missing.
    public static let columnsAbsent = FindingKind(
        "PRF012", .note,
        french: Wording(
            "Colonnes que cet export a d'habitude et qui manquent ici : {fields}.",
            why: "Les lignes sont lues sans elles."),
        english: Wording(
            "Columns that this export usually has and that are missing here: {fields}.",
            why: "The lines are read without them."))

    /// A column that such an export usually has is missing, and another header is close to its name.
    public static let columnAbsentNear = FindingKind(
        "PRF013", .warning,
        french: Wording(
            "La colonne « {field} » n'est pas reconnue ; est-ce « {nearest} » ?",
            why: "Les lignes sont lues sans elle.",
            remedy: "Rendre son nom à la colonne, ou ajouter « {field}: [{nearest}] » aux « aliases » du profil."),
        english: Wording(
            "The column “{field}” is not recognised; is it “{nearest}”?", why: "The lines are read without it.",
            remedy: "Give the column its name back, or add “{field}: [{nearest}]” to the profile's “aliases”."))

    /// Columns that hold amounts are left aside.
    public static let amountsAside = FindingKind(
        "PRF014", .warning,
        french: Wording(
            "Colonnes de montants laissées de côté : {others} ; « {header} » sert de montant.",
            why: "Un autre de ces montants est peut-être celui qu'il faut.",
            remedy: "Si c'est un autre, le nommer dans les « aliases » du profil : « montant: [En-tête] »."),
        english: Wording(
            "Amount columns left aside: {others}; “{header}” serves as the amount.",
            why: "Another of these amounts may be the right one.",
            remedy: "If it is another one, name it in the profile's “aliases”: “montant: [Header]”."))

    /// The columns are there, and the headers that tell this export from others are not.
    public static let signatureMissing = FindingKind(
        "PRF015",
        french: Wording(
            "Rien ne dit de quel export il s'agit ; le profil {profile} est le plus proche. En-têtes lus : {headers}.",
            why: "Les colonnes nécessaires y sont, non les en-têtes propres à cet export.",
            remedy: "Nommer le profil dans le fichier de pipeline, ou par --set profil=NOM."),
        english: Wording(
            "Nothing tells which export this is; the profile {profile} is the closest. Headers read: {headers}.",
            why: "The needed columns are there, the headers of this very export are not.",
            remedy: "Name the profile in the pipeline file, or with --set profil=NAME."))

    /// A column stands in for the one that the profile asks for.
    public static let columnStandsIn = FindingKind(
        "PRF016", .warning,
        french: Wording(
            "« {field} » est lu dans la colonne « {header} », faute de « {wanted} ».",
            why: "Le profil attend l'autre colonne, qui peut dire autre chose.",
            remedy: "Vérifier la colonne, ou ajouter « {field}: [{header}] » aux « aliases » du profil."),
        english: Wording(
            "“{field}” is read in the column “{header}”, for want of “{wanted}”.",
            why: "The profile expects the other column, which may say something else.",
            remedy: "Check the column, or add “{field}: [{header}]” to the profile's “aliases”."))

    /// The `PRF` kinds.
    static let profileKinds: [FindingKind] = [
        .profilesMissing, .profileUnknown, .profileUnknownNear, .columnMissing, .columnMissingNear, .headerMissing,
        .profileAmbiguous, .columnContested, .amountChosen, .amountMissing, .profileCircle,
        .columnsAbsent, .columnAbsentNear, .amountsAside, .signatureMissing, .columnStandsIn,
    ]
}
