public import Rules

/// The rules of one axis, as a measure asks them: what explains an `AxisResult`.
public struct AxisRules: Sendable {
    /// The axis.
    public let axis: Axis
    /// The rules made ready. `evaluator.distinct` stands at the beginning of `AxisResult.ratings`, in the same order.
    public let evaluator: Evaluator
    /// The rules as they were read, in the order in which they are tried.
    public let ranked: [RankedRule]
}

extension Measure {
    /// The rules of `axis`, and what people `decided`, which `compute` was given too.
    public func rules(of axis: Axis, decided: DecidedLines = DecidedLines()) -> AxisRules {
        let own = packs.filter { $0.measure == definition.id && $0.axis == axis.id }
        return AxisRules(
            axis: axis, evaluator: Evaluator(own, plans: plans, decided: decided[axis.id].outcomes),
            ranked: RankedRule.all(own))
    }
}
