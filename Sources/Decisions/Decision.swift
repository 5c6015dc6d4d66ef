public import Rules

/// What a person decided about one line on one axis of a measure: stronger than any rule, kept from one export to the next.
public struct Decision: Sendable, Hashable {
    /// The measure's id.
    public var measure: String
    /// The axis's id.
    public var axis: String
    /// Which line it is about, and what that line said when it was decided.
    public var line: LineIdentity
    /// What was decided.
    public var rating: DecidedRating
    /// Who decided.
    public var author: String
    /// When: `2025-11-20`.
    public var date: String
    /// Why, in the person's words; may be empty.
    public var reason: String
    /// The rule that the program followed then, `pack/rule-id`; empty when none spoke.
    public var rule: String
    /// The category that the program gave then, or the id of the absence; empty when it is not known.
    public var programCategory: String

    /// A decision.
    public init(
        measure: String, axis: String, line: LineIdentity, rating: DecidedRating, author: String, date: String,
        reason: String = "", rule: String = "", programCategory: String = ""
    ) {
        self.measure = measure
        self.axis = axis
        self.line = line
        self.rating = rating
        self.author = author
        self.date = date
        self.reason = reason
        self.rule = rule
        self.programCategory = programCategory
    }
}

/// One category, or two with the exact part of the first.
public struct DecidedRating: Sendable, Hashable {
    /// The category, by id; the id of the measure's absence when the rating was taken back.
    public let category: String
    /// The part of the line that falls in `category`: 1 exactly when there is no other.
    public let share: Share
    /// The category of the rest; empty when there is none.
    public let other: String

    /// The whole line in `category`.
    public init(_ category: String) {
        self.init(parts: (category, .one, ""))
    }

    /// `share` of the line in `category`, the rest in `other`; a part of nothing or of all leaves one category, and so do
    /// two that are the same.
    public init(_ category: String, _ share: Share, other: String) {
        if share.numerator == 0 {
            self.init(other)
        } else if share == .one || category == other {
            self.init(category)
        } else {
            self.init(parts: (category, share, other))
        }
    }

    private init(parts: (category: String, share: Share, other: String)) {
        category = parts.category
        share = parts.share
        other = parts.other
    }

    /// The parts, in order; they sum to 1.
    public var shares: [Outcome.CategoryShare] {
        guard !other.isEmpty else { return [Outcome.CategoryShare(category, .one)] }
        let rest = Share(share.denominator - share.numerator, share.denominator)
        return [Outcome.CategoryShare(category, share), Outcome.CategoryShare(other, rest)]
    }
}
