/// Who says what a line is on one axis, as far as the data package tells.
public enum RatingOrigin: Sendable, Hashable {
    /// An exclusion of the perimeter, by its id.
    case outside(String)
    /// A rule, `pack/rule-id`.
    case rule(String)
    /// A person: a decision, or one that somebody must confirm. Whose, and of when, does not matter here.
    case decision
    /// An accepted suggestion.
    case suggestion
    /// Nobody: no rule spoke.
    case nobody

    /// The origin that `ratings.csv` names: what `RuleMatches` gives for an axis.
    public init(rule text: String) {
        // A pack's id has no accent and no space: `DecidedLines` and `LearnedSuggestions` give these rules their names.
        if text.isEmpty {
            self = .nobody
        } else if text.hasPrefix("décision ") {
            self = .decision
        } else if text.hasPrefix("suggestion ") {
            self = .suggestion
        } else {
            self = .rule(text)
        }
    }

    /// A text that orders origins.
    public var key: String {
        switch self {
        case .outside(let id): "0\(id)"
        case .rule(let id): "1\(id)"
        case .decision: "2"
        case .suggestion: "3"
        case .nobody: "4"
        }
    }
}
