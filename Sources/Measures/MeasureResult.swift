public import Findings
public import PublicAccounts
public import Tabular

/// What a measure says of lines: a few small tables, and one code per line into each.
///
/// ```swift
/// let rating = result.axes[0][line]                    // main, share, other, rule, justification, toCheck
/// let parts = rating.amounts(of: lines.amounts[line])  // parts.main + parts.other == the line's amount
/// let label = rating.main.map { result.definition.marks[Int($0)].label }   // nil: outside the measure
/// ```
public struct MeasureResult: Sendable {
    /// The measure.
    public let definition: MeasureDefinition
    /// The perimeter that was applied.
    public let period: Period
    /// The year that was asked for; nil when all years are taken together.
    public let exercice: Int?
    /// For each line, 0 when it is in the perimeter, else the place in `exclusions` plus 1.
    public let exclusionCodes: [UInt32]
    /// What the perimeter leaves out, met or not, in the order of the definition.
    public let exclusions: [Exclusion]
    /// The axes of the period.
    public let axes: [AxisResult]
    /// The synthesis of those axes, when the measure has one.
    public let synthesis: SynthesisResult?
    /// The totals that must reconcile; all of them hold, else no result is given. After them what two scales say of the
    /// same lines, which people judge.
    public let controls: [Control]
    /// What was noticed.
    public let findings: [Finding]
    /// What the views of the measure come to.
    public let derived: DerivedResults
}

/// Lines left out for one reason.
public struct Exclusion: Sendable, Hashable {
    /// The id of the rule that leaves them out.
    public var id: String
    /// The reason, for people.
    public var reason: String
    /// Why, in more words.
    public var because: String
    /// The text that says so.
    public var source: String
    /// How many lines.
    public var count: Int
    /// Their sum.
    public var total: Cents
}

/// One axis: a table of ratings, and the place of each line's rating in it.
public struct AxisResult: Sendable {
    /// The axis.
    public let axis: Axis
    /// The distinct ratings: no rule, then each rule, then each exclusion of the perimeter; met or not.
    public let ratings: [Rating]
    /// For each line, the place of its rating.
    public let codes: [UInt32]
    /// The sums.
    public let totals: Totals
    /// What the measure's kind says besides.
    public var detail = AxisDetail.partition
    /// How lines in the perimeter came to their ratings.
    public var coverage = Coverage()
    /// What past decisions suggest for lines without a rating; nil when nobody asked.
    public var suggestions: AxisSuggestions?
    /// For each of `ratings`, which of the things that are said it says: rules that say the same have the same number.
    var said: [UInt32] = []

    /// The rating of `line`.
    public subscript(_ line: Int) -> Rating { ratings[Int(codes[line])] }
}

/// The synthesis: a table of ratings, and the place of each line's rating in it.
public struct SynthesisResult: Sendable {
    /// The distinct ratings.
    public let ratings: [SynthesisRating]
    /// For each line, the place of its rating.
    public let codes: [UInt32]
    /// The sums.
    public let totals: Totals

    /// The rating of `line`.
    public subscript(_ line: Int) -> SynthesisRating { ratings[Int(codes[line])] }
}

/// How the lines in the perimeter came to their ratings on one axis: the four sums are all of them.
public struct Coverage: Sendable, Hashable {
    /// A rule says something of them.
    public internal(set) var rated = Part()
    /// A question is open.
    public internal(set) var asked = Part()
    /// No rule speaks of them.
    public internal(set) var unmatched = Part()
    /// A rule leaves them out.
    public internal(set) var setAside = Part()

    /// Some lines.
    public struct Part: Sendable, Hashable {
        /// Their sum.
        public internal(set) var amount = Cents.zero
        /// How many.
        public internal(set) var lines = 0
    }

    /// No lines yet.
    public init() {}
}

/// Sums over lines, by category.
public struct Totals: Sendable, Hashable {
    /// The sum in each of the definition's `marks`, the absence included.
    public internal(set) var amounts: [Cents]
    /// How many lines have a part in each of the `marks`; a split line counts in both.
    public internal(set) var counts: [Int]
    /// Sums of lines left out, by reason, in order of first appearance.
    public internal(set) var excluded: [Excluded]

    /// Lines left out for one reason.
    public struct Excluded: Sendable, Hashable {
        /// The reason.
        public var reason: String
        /// How many lines.
        public var count: Int
        /// Their sum.
        public var total: Cents
    }
}
