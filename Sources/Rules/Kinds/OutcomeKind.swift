/// What kind of thing a measure says of lines, and so what its rules may say.
public enum OutcomeKind: String, Sendable, Hashable, CaseIterable {
    /// Each axis cuts every line into categories, whose parts sum to the line (`rate`, `split`, `table`).
    case partition
    /// A line weighs on categories, for or against; weights are never summed across categories (`contribute`).
    case contribution
    /// A line stands for physical quantities, by factors (`quantify`).
    case quantity
    /// A line is posted to the accounts of a capital (`post`).
    case postings
    /// A line is tied to an indicator (`link`).
    case link

    /// The keys of rules that say such things, as a pack writes them; what every kind shares is not among them.
    public var ruleKeys: [String] {
        switch self {
        case .partition: ["rate", "split", "table"]
        case .contribution: ["contribute"]
        case .quantity: ["quantify"]
        case .postings: ["post"]
        case .link: ["link"]
        }
    }
}

extension Outcome.Verdict {
    /// The kind of measure that such a verdict is for; nil for those that every kind shares.
    public var kind: OutcomeKind? {
        switch self {
        case .shares: .partition
        case .contributions: .contribution
        case .quantities: .quantity
        case .posting: .postings
        case .link: .link
        case .ask, .excluded, .unmatched: nil
        }
    }
}
