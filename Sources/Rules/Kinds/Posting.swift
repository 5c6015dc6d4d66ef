/// What a rule posts of a line to the accounts of a capital (`post:`).
public struct Posting: Sendable, Hashable {
    /// The id of the template in the measure: which account is debited, which one credited.
    public var template: String
    /// The id of the capital in the measure.
    public var capital: String
    /// The part of the line's amount.
    public var part: Share
    /// The section that the rule speaks of; empty for both.
    public var section: String

    /// A posting.
    public init(template: String, capital: String, part: Share, section: String = "") {
        self.template = template
        self.capital = capital
        self.part = part
        self.section = section
    }
}

/// The indicator that a rule ties a line to (`link:`).
public struct IndicatorLink: Sendable, Hashable {
    /// The id of the indicator in the measure.
    public var indicator: String
    /// The part of the line's amount.
    public var part: Share

    /// A link.
    public init(indicator: String, part: Share) {
        self.indicator = indicator
        self.part = part
    }
}
