public import PublicAccounts

/// What a rule asks of a line (`when:` in a pack).
public indirect enum Condition: Sendable, Hashable {
    /// The field's value fits one of the patterns.
    case value(LineField, [Pattern])
    /// The field's text contains one of the terms.
    case words(LineField, [Term])
    /// The amount lies between bounds.
    case amount(AmountRange)
    /// Every condition holds; none at all holds always.
    case all([Condition])
    /// One condition holds at least.
    case any([Condition])
    /// The condition does not hold.
    case not(Condition)
}

/// Bounds on an amount, in cents, both included.
///
/// The magnitude is compared, so that a cancellation falls under the rule of the line it cancels.
public struct AmountRange: Sendable, Hashable {
    /// The least magnitude, in cents.
    public var atLeast: UInt64
    /// The greatest magnitude, in cents.
    public var atMost: UInt64

    /// Bounds, both included.
    public init(atLeast: UInt64 = 0, atMost: UInt64 = .max) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// Whether a magnitude lies within the bounds.
    public func contains(_ magnitude: UInt64) -> Bool { atLeast <= magnitude && magnitude <= atMost }
}

/// What a field's value must look like.
public enum Pattern: Sendable, Hashable {
    /// This value: `2151`. The empty text stands for a missing value.
    case exact(String)
    /// Any value that begins so: `2313*`.
    case prefix(String)
    /// Any account from the first to the last, sub-accounts of both included: `2151..2158` holds for `21581`.
    case range(String, String)

    /// Whether `value` fits.
    public func matches(_ value: String) -> Bool {
        switch self {
        case .exact(let text): return value == text
        case .prefix(let start): return value.utf8.starts(with: start.utf8)
        case .range(let first, let last):
            // Codes of digits: comparing as many digits as the bound has takes the sub-accounts in.
            let bytes = value.utf8
            guard bytes.count >= first.utf8.count else { return false }
            return !bytes.prefix(first.utf8.count).lexicographicallyPrecedes(first.utf8)
                && !last.utf8.lexicographicallyPrecedes(bytes.prefix(last.utf8.count))
        }
    }

    /// The pattern as a pack writes it.
    public var text: String {
        switch self {
        case .exact(let text): text
        case .prefix(let start): start + "*"
        case .range(let first, let last): first + ".." + last
        }
    }
}

extension LineField {
    /// Whether values are compared without regard to case, accents, spaces and dashes: names of services and the like,
    /// as opposed to codes.
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
