public import PublicAccounts

/// What of a line a condition looks at.
///
/// Whatever it is, it has a text for every line, empty where it is unknown; lines with the same text are alike to it.
public enum Subject: Sendable, Hashable {
    /// A field of the line.
    case field(LineField)
    /// Whether the line cancels another: `oui` or `non`.
    case cancellation
    /// What the line's account is in the nomenclature of its budget and its year.
    case account(AccountFact)
    /// A column of a joined table, in the row that the line's key finds.
    case column(Table, Int)
    /// Which row of a joined table the line's key finds, as its place from 0.
    case row(Table)
    /// The amount; conditions on it are ranges of magnitudes, not texts.
    case amount
}

/// A fact that a nomenclature tells of an account (`compte:` in a condition).
public enum AccountFact: String, Sendable, Hashable, CaseIterable {
    /// Whether the nomenclature has the account, or one above it: `oui` or `non`; empty when the line has no nomenclature
    /// or no year, or no plan is known for them.
    case connu
    /// Whether it can be an expense of an equipment operation (a receipt, for a line in receipts): `oui` or `non`.
    case equipement
    /// The chapter that it goes to for the line's sens and movement; a line without sens is taken as an expense, one
    /// without movement as real.
    case chapitre
    /// The section of that chapter: `fonctionnement` or `investissement`.
    case section
    /// Its label in the plan.
    case libelle
}

extension Subject {
    /// Whether values are compared without regard to case, accents, spaces and dashes: names of services and the like,
    /// as opposed to codes.
    var isCompareFolded: Bool {
        switch self {
        case .field(let field): field.isCompareFolded
        case .column: true
        case .account(let fact): fact == .libelle
        case .cancellation, .row, .amount: false
        }
    }
}

extension LineField {
    /// Whether values are compared without regard to case, accents, spaces and dashes.
    var isCompareFolded: Bool {
        switch self {
        case .libelle, .libelleNature, .libelleFonction, .type, .tiers, .gestionnaire, .service, .antenne: true
        default: false
        }
    }

    /// The values the field can take, when they are few and known.
    var knownValues: [String]? {
        switch self {
        case .section: ["fonctionnement", "investissement"]
        case .sens: ["depense", "recette"]
        case .mouvement: ["reel", "ordre"]
        default: nil
        }
    }
}

extension AccountFact {
    /// The values the fact can take, when they are few and known.
    var knownValues: [String]? {
        switch self {
        case .connu, .equipement: ["oui", "non"]
        case .section: LineField.section.knownValues
        case .chapitre, .libelle: nil
        }
    }
}
