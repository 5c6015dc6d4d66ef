/// What the rules say of a line for one axis of a measure.
public struct Outcome: Sendable, Hashable {
    /// The verdict.
    public var verdict: Verdict
    /// The rule that decided: `pack/rule-id`; empty when none matched.
    public var rule: String
    /// The pack's version; empty when no rule matched.
    public var packVersion: String
    /// Why, as the rule says.
    public var because: String
    /// Where the rule comes from.
    public var source: String
    /// How sure the source is.
    public var confidence: Confidence
    /// Why people disagree about the rule; nil when nobody is known to.
    public var dispute: Dispute?

    /// What the rules say.
    public init(
        verdict: Verdict, rule: String, packVersion: String, because: String, source: String, confidence: Confidence
    ) {
        self.verdict = verdict
        self.rule = rule
        self.packVersion = packVersion
        self.because = because
        self.source = source
        self.confidence = confidence
    }

    /// What was decided.
    public enum Verdict: Sendable, Hashable {
        /// Parts of the line in categories, by category id, in declared order; they sum to exactly 1.
        case shares([CategoryShare])
        /// Signed weights on categories, in declared order; never summed across categories.
        case contributions([Contribution])
        /// Quantities, by factors.
        case quantities(Quantification)
        /// A posting to the accounts of a capital.
        case posting(Posting)
        /// A tie to an indicator.
        case link(IndicatorLink)
        /// Open: somebody must answer the question first.
        case ask(question: String, to: String)
        /// Outside the measure, for this reason.
        case excluded(reason: String)
        /// No rule spoke.
        case unmatched
    }

    /// A part of a line in a category.
    public struct CategoryShare: Sendable, Hashable {
        /// The category's id in the measure, for example `favorable`.
        public var category: String
        /// The part.
        public var share: Share

        /// A part.
        public init(_ category: String, _ share: Share) {
            self.category = category
            self.share = share
        }
    }
}

extension Outcome {
    /// How a line weighs on a category.
    public struct Contribution: Sendable, Hashable {
        /// The category's id in the measure.
        public var category: String
        /// The weight.
        public var weight: Weight

        /// A contribution.
        public init(_ category: String, _ weight: Weight) {
            self.category = category
            self.weight = weight
        }
    }
}

/// How sure a rule's source is (`confidence:` in a pack).
public enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Read in the cited source.
    case verified
    /// Seen in real data.
    case observed
    /// Inferred from the sources.
    case inferred
    /// From memory, to be checked.
    case unverified
}
