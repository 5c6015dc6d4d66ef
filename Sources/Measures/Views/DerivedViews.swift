public import Rules

/// What a measure shows besides its ratings: views over them, which are never ratings themselves (`views:` in its file).
///
/// A view looks at one axis at a time, or asks a question of each line. None adds axes up: there is no place to say so.
public struct DerivedViews: Sendable, Hashable {
    /// Whether each axis is shown by section of the budget.
    public var bySection = false
    /// The views that weigh categories.
    public var weighted: [WeightedView] = []
    /// Which favourable lines have no unfavourable axis; nil when nobody asks.
    public var noHarm: NoHarmView?

    /// No views.
    public init() {}
}

/// The amounts of an axis, each category with a coefficient from 0 to 1: the climate coefficients of the European Union, for
/// example, 0, 40 or 100 %.
public struct WeightedView: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The label.
    public var label: String
    /// What the coefficients are.
    public var because: String
    /// The text that gives them.
    public var source: String
    /// How sure they are.
    public var confidence: Confidence
    /// The axes that are weighed, each one alone.
    public var axes: [String]
    /// The coefficient of each of the measure's categories, in their order; nil where it has none.
    public var weights: [Share?]
}

/// Whether a line is favourable on an axis and unfavourable on none, in the spirit of “do no significant harm” (Regulation
/// (EU) 2020/852, art. 17).
public struct NoHarmView: Sendable, Hashable {
    /// The label.
    public var label: String
    /// Where it comes from.
    public var source: String
    /// How sure that source is.
    public var confidence: Confidence
    /// Whether an axis that people decided not to judge (a category without sign) is left aside (`ignorer`) or leaves the
    /// question open (`inconnu`); option `axe-non-juge`.
    public var ignoresUnjudged: Bool
}
