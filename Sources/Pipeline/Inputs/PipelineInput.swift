internal import Texts

/// One input of a pipeline: a workbook, and whose accounts of which year it holds.
public struct PipelineInput: Sendable {
    /// What names it in the outputs, distinct from the others': `principal-2025`; empty in a pipeline of one input.
    public var id: String
    /// Its name for people.
    public var label: String
    /// The budget it holds, as the pipeline names it.
    public var budget: String
    /// What that budget is.
    public var type: BudgetType
    /// The exercice it holds, for which the measure is computed.
    public var exercice: Int
    /// Whether it completes another input of the same budget and exercice.
    public var isComplement: Bool
    /// The workbook and how it is read.
    public var source: PipelineDefinition.Source

    /// What a budget is to the others.
    public enum BudgetType: String, Sendable, Hashable, CaseIterable {
        /// The budget of the authority itself.
        case principal
        /// A budget attached to it.
        case annexe
    }
}

extension PipelineInput {
    /// Writes what the pipeline says of it as members of the object that is open.
    func write(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("label", label)
        json.member("budget", budget)
        json.member("type", type.rawValue)
        json.member("exercice", exercice)
        json.member("complement", isComplement)
    }
}
