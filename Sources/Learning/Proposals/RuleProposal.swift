public import Decisions
public import Tabular

/// A rule that repeated decisions on one axis suggest, with what speaks for it and against it.
public struct RuleProposal: Sendable, Hashable {
    /// What the lines have in common.
    public enum Ground: Sendable, Hashable {
        /// Their operation.
        case operation(String)
        /// Their nature, their fonction, and a word of their labels, in the singular or the plural.
        case word(String, nature: String, fonction: String)
        /// Their nature, their fonction, and two words of their labels.
        case words(WordPair, nature: String, fonction: String)
        /// Their nature and their fonction.
        case account(nature: String, fonction: String)
    }

    /// The measure's id.
    public var measure: String
    /// The axis' id.
    public var axis: String
    /// What the lines have in common.
    public var ground: Ground
    /// What was decided of them.
    public var rating: DecidedRating
    /// The decisions that say so, as indices.
    public var support: [Int]
    /// Those about such lines that say something else, as indices.
    public var exceptions: [Int]
    /// How many operations the support is about; lines without one count as one.
    public var operations: Int
    /// The sum of the support's lines.
    public var amount: Cents
}

/// What a proposal needs.
public struct ProposalBars: Sendable {
    /// How many decisions must agree.
    public var support: Int
    /// Which part of the decisions about such lines must agree, in percent.
    public var agreement: Int

    /// The bars.
    public init(support: Int = 3, agreement: Int = 80) {
        self.support = support
        self.agreement = agreement
    }
}

extension RuleProposal {
    /// The rules that `decisions` suggest, in the order in which they are to be tried: for each measure and axis, those of an
    /// operation, then those of a word among lines of an account, then those of two words where one is not enough, then
    /// those of an account.
    ///
    /// A decision about a line that a proposal takes counts for no later one, neither as support nor as exception: the first
    /// rule wins. A word must tell more than chance. Decisions that took a rating back (`absences`, the ids of
    /// measures' absences) speak against a proposal, never for it.
    public static func all(
        from decisions: [Decision], absences: Set<String> = ["non-renseigne"], bars: ProposalBars = ProposalBars()
    ) -> [RuleProposal] {
        struct Axis: Hashable {
            var measure: String
            var axis: String
        }
        var places: [Axis: [Int]] = [:]
        for (index, decision) in decisions.enumerated() {
            places[Axis(measure: decision.measure, axis: decision.axis), default: []].append(index)
        }
        return places.sorted { ($0.key.measure, $0.key.axis) < ($1.key.measure, $1.key.axis) }.flatMap { axis, own in
            var search = ProposalSearch(decisions, own, absences: absences, bars: bars)
            return search.proposals(measure: axis.measure, axis: axis.axis)
        }
    }
}
