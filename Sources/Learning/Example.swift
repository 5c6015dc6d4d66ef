public import Decisions

/// A past decision as learning sees it: a line, and the rating that a person gave it.
///
/// Of the line, nature, fonction, budget, operation and the words of the label are looked at; the amount weighs in figures by
/// euro. Tiers are no part of it.
public struct Example: Sendable, Hashable {
    /// The line.
    public var line: LineIdentity
    /// What was decided: one category, or two with their parts.
    public var rating: DecidedRating

    /// The rating of a line.
    public init(_ line: LineIdentity, _ rating: DecidedRating) {
        self.line = line
        self.rating = rating
    }
}
