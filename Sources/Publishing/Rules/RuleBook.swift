internal import Findings
public import Measures
internal import PublicAccounts
internal import Rules

/// The rules behind a measure's result: what the annotated workbook says of why lines are what they are.
public struct RuleBook: Sendable {
    /// The rules of each axis of the result.
    let axes: [AxisRules]
    /// The rules of its perimeter.
    let perimeter: [RankedRule]
    /// What tells rules what accounts are.
    let plans: NomenclatureStore?
    /// The path of a file of rules as the workbook shows it.
    private let shown: @Sendable (String) -> String

    /// The rules of `measure` behind `result`, which it gave of lines of which people `decided` some; `shown` makes of a path
    /// what the workbook shows.
    public init(
        _ measure: Measure, _ result: MeasureResult, decided: DecidedLines = DecidedLines(),
        shown: @escaping @Sendable (String) -> String = { $0 }
    ) {
        axes = result.axes.map { measure.rules(of: $0.axis, decided: decided) }
        perimeter = RankedRule.all([result.period.exclusions])
        plans = measure.plans
        self.shown = shown
    }

    /// `pipelines/rules/velo.yaml:12`.
    func place(of rule: RankedRule) -> String {
        guard let file = rule.place.file else { return "" }
        return shown(file) + (rule.place.line.map { ":\($0)" } ?? "")
    }
}
