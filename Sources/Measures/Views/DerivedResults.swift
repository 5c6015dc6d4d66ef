internal import Findings
internal import PublicAccounts
internal import Rules

/// What the views of a measure come to: sums over ratings that were made, nothing more.
public struct DerivedResults: Sendable {
    /// Each axis by section; empty when the measure does not ask.
    public internal(set) var sections: [SectionTotals] = []
    /// The weighted views, each of one axis.
    public internal(set) var weighted: [WeightedTotals] = []
    /// The favourable lines, by what the other axes say; nil when the measure does not ask, or looks at one axis.
    public internal(set) var noHarm: NoHarmResult?
    /// The other scale, axis by axis; empty when no other measure was computed.
    public internal(set) var scales: [ScaleComparison] = []

    /// Nothing.
    public init() {}

    /// Whether there is nothing to show.
    public var isEmpty: Bool { sections.isEmpty && weighted.isEmpty && noHarm == nil && scales.isEmpty }
}

extension DerivedResults {
    /// What the views of `definition` make of `axes`, whose lines are `lines`.
    ///
    /// - Throws: `MES004` when a sum is beyond 64 bits.
    init(_ definition: MeasureDefinition, _ axes: [AxisResult], _ lines: Lines) throws(Finding) {
        guard definition.kind == .partition else { return }
        if definition.views.bySection { sections = try SectionTotals.all(definition, axes, lines) }
        weighted = definition.views.weighted.flatMap { view in
            axes.filter { view.axes.contains($0.axis.id) }.map { WeightedTotals(view, $0) }
        }
        if definition.views.noHarm != nil, axes.count > 1 {
            noHarm = try NoHarmResult(definition, axes, lines)
        }
    }
}
