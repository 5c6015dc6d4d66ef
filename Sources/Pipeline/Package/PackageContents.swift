internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules

/// What the stages of one run know so far of one input: in memory during `run`, in the data package between stages.
struct PackageContents {
    /// The lines.
    var lines: Lines
    /// Where they come from.
    var state: ImportState
    /// The files of rules that rated them; empty before `transform`.
    var ruleFiles: [RuleFile] = []
    /// The controls of each stage that was done.
    var controls: [Stage: [Control]] = [:]
    /// The findings of each stage that was done.
    var findings: [Stage: [Finding]] = [:]
    /// The stages that were done, in order.
    var stages: [Stage] = []
    /// The axes of the measure's period, in order; empty before `transform`.
    var axes: [String] = []
    /// The measure's kind: which tables there are.
    var kind = OutcomeKind.partition
    /// Whether the measure has views: whether there is a table of them.
    var hasViews = false
}

/// What the stages of one run say of all inputs together.
struct WholeContents {
    /// The controls of each stage.
    var controls: [Stage: [Control]] = [:]
    /// The findings of each stage.
    var findings: [Stage: [Finding]] = [:]
}
