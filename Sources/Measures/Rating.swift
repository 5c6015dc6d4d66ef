public import Rules
public import Tabular

/// What a line is on one axis, as a workbook shows it.
public struct Rating: Sendable, Hashable {
    /// How the line came to its rating.
    public enum State: Sendable, Hashable {
        /// A rule rated it.
        case rated
        /// A question is open.
        case asked
        /// No rule spoke.
        case unmatched
        /// It is outside the measure.
        case excluded
    }

    /// How it came to be.
    public var state: State
    /// The category, as a place in the definition's `marks`; the absence when asked or unmatched, nil when excluded.
    public var main: UInt8?
    /// The exact part of the line that falls in `main`; the rest falls in `other`. 1 when there is no other.
    public var share: Share
    /// The other category, when the line is split.
    public var other: UInt8?
    /// The rule that decided, `pack/rule-id`; empty when none did.
    public var rule: String
    /// That pack's version.
    public var packVersion: String
    /// Why, and according to which source.
    public var justification: String
    /// What somebody should check: the open question, a rule that is not certain, the absence of a rule; may be empty.
    public var toCheck: String
    /// Why the line is outside the measure; empty when it is inside.
    public var exclusion: String
    /// How sure the rule's source is.
    public var confidence: Confidence
    /// Why people disagree about the rule; nil when nobody is known to.
    public var dispute: Dispute?

    /// The amounts in `main` and in `other`, which sum to `amount` to the cent.
    public func amounts(of amount: Cents) -> (main: Cents, other: Cents) {
        guard other != nil else { return (amount, .zero) }
        let rest = Share(share.denominator - share.numerator, share.denominator)
        let parts = Allocation.split(amount, into: [share, rest])
        return (parts[0], parts[1])
    }
}

extension Rating {
    /// What an outcome is in `definition`. The first category of a split is the main one, whatever its part.
    init(_ outcome: Outcome, _ definition: MeasureDefinition) {
        self.init(
            state: .rated, main: nil, share: .one, other: nil, rule: outcome.rule, packVersion: outcome.packVersion,
            justification: Self.justification(outcome), toCheck: Self.caution(outcome.confidence), exclusion: "",
            confidence: outcome.confidence)
        dispute = outcome.dispute
        switch outcome.verdict {
        case .shares(let shares):
            let places = shares.map { share in
                definition.categories.firstIndex { $0.id == share.category }.map { UInt8(clamping: $0) }
            }
            // A pack that passed its checks names categories of the measure, one or two of them.
            main = places.first.flatMap { $0 } ?? definition.absenceMark
            share = shares.first?.share ?? .one
            if places.count > 1, share != .one { other = places[1] ?? definition.absenceMark }
        case .contributions, .quantities, .posting, .link: main = 0
        case .ask(let question, let to):
            state = .asked
            main = definition.absenceMark
            toCheck = question + (to.isEmpty ? "" : " (à demander : \(to))")
        case .excluded(let reason):
            state = .excluded
            exclusion = reason
        case .unmatched:
            state = .unmatched
            main = definition.absenceMark
            toCheck = "Aucune règle ne correspond à cette ligne."
        }
        if let dispute { toCheck = (toCheck.isEmpty ? "" : toCheck + " ") + "Règle contestée. " + dispute.words }
    }

    /// What an accepted suggestion is in `definition`: somebody should still look at it.
    init(accepted outcome: Outcome, _ definition: MeasureDefinition) {
        self.init(outcome, definition)
        toCheck = "Suggestion acceptée, que personne n'a décidée : à vérifier (voir ses preuves)."
    }

    private static func justification(_ outcome: Outcome) -> String {
        guard !outcome.because.isEmpty else { return "" }
        return outcome.source.isEmpty ? outcome.because : "\(outcome.because) [\(outcome.source)]"
    }

    private static func caution(_ confidence: Confidence) -> String {
        switch confidence {
        case .verified, .observed: ""
        case .inferred: "Règle déduite des sources, à confirmer."
        case .unverified: "Règle non vérifiée, à contrôler avant de publier."
        }
    }
}
