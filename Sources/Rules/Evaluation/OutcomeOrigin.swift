/// Which rule gives an outcome (`Evaluator.distinct`).
public struct OutcomeOrigin: Sendable, Hashable {
    /// The rule, as a place in `Evaluator.rules`; nil when no rule spoke.
    public var rule: Int?
    /// The row of its table, from 0, when it looks the outcome up.
    public var row: Int?
    /// The outcome that it follows, as a place in `Evaluator.distinct`, when it inherits.
    public var follows: Int?

    /// An origin; of no rule unless said otherwise.
    public init(rule: Int? = nil, row: Int? = nil, follows: Int? = nil) {
        self.rule = rule
        self.row = row
        self.follows = follows
    }
}

extension OutcomeOrigin {
    /// Those of the outcomes from `start` to `end`, which rules inherit.
    static func inherited(_ inheritance: [Int: InheritedCodes], from start: Int, to end: Int) -> [OutcomeOrigin] {
        var origins = [OutcomeOrigin](repeating: OutcomeOrigin(), count: end - start)
        for (rule, codes) in inheritance {
            for (outcome, code) in codes.ofOutcome.enumerated() where code > 0 {
                origins[Int(code) - start] = OutcomeOrigin(rule: rule, follows: outcome)
            }
        }
        return origins
    }
}
