public import Findings

/// One rule of a pack.
public struct Rule: Sendable {
    /// The rule's id in its pack.
    public var id: String
    /// The id of the pack it was written in; empty for the pack that holds it.
    public var pack = ""
    /// The version of the pack it was written in; empty for that of the pack that holds it.
    public var packVersion = ""
    /// The lines it speaks of, its validity included.
    public var when: Condition
    /// What it says of them.
    public var effect: Effect
    /// Why, in words that the workbook shows.
    public var because: String
    /// Where it comes from.
    public var source: String
    /// How sure that source is.
    public var confidence: Confidence
    /// Why people disagree about it; nil when nobody is known to.
    public var dispute: Dispute?
    /// Where it was read.
    public var place: Place
    /// Where its outcome was read.
    public var verdictPlace: Place

    /// What a rule says of the lines it speaks of.
    public enum Effect: Sendable, Hashable {
        /// The same of all.
        case verdict(Outcome.Verdict)
        /// The category that a table gives in a column. A line that the table gives nothing is not spoken of.
        case lookup(Table, column: Int)
        /// What was said of another line. A line for which none is found is not spoken of.
        case inherit(Inheritance)
    }

    /// The line that another one follows (`inherit:`).
    public enum Inheritance: String, Sendable, Hashable, CaseIterable {
        /// The other lines of the same budget and operation, when those that a rule cuts into categories all have the same
        /// shares.
        case operation
        /// The mandate that a cancellation cancels: same budget and year, and the same piece number without
        /// another tiers, else the same tiers and the opposite amount.
        case mandat
    }

    /// A rule.
    public init(
        id: String, when: Condition, effect: Effect, because: String, source: String, confidence: Confidence,
        place: Place = Place()
    ) {
        self.id = id
        self.when = when
        self.effect = effect
        self.because = because
        self.source = source
        self.confidence = confidence
        self.place = place
        verdictPlace = place
    }

    /// A rule that says the same of all its lines.
    public init(
        id: String, when: Condition, verdict: Outcome.Verdict, because: String, source: String, confidence: Confidence,
        place: Place = Place()
    ) {
        self.init(
            id: id, when: when, effect: .verdict(verdict), because: because, source: source, confidence: confidence,
            place: place)
    }
}
