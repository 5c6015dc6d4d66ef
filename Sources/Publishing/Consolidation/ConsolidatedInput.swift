public import Measures
public import PublicAccounts
public import Tabular

/// One input of a consolidation: its lines, what the measure says of them, and which of them are internal.
public struct ConsolidatedInput: Sendable {
    /// Its id.
    public var id: String
    /// Its name for people.
    public var label: String
    /// The budget it holds.
    public var budget: String
    /// What that budget is: `principal`, `annexe`.
    public var type: String
    /// The exercice it holds.
    public var exercice: Int
    /// The name of its file.
    public var file: String
    /// The control total read from it.
    public var source: Cents
    /// Its lines.
    public var lines: Lines
    /// What the measure says of them.
    public var result: MeasureResult
    /// For each line, 0 when it is external, else 1 + the place of its side in the consolidation's flows, two sides a
    /// flow: who pays, who is paid.
    public var sides: [UInt32]

    /// An input.
    public init(
        id: String, label: String, budget: String, type: String, exercice: Int, file: String, source: Cents,
        lines: Lines, result: MeasureResult, sides: [UInt32]
    ) {
        self.id = id
        self.label = label
        self.budget = budget
        self.type = type
        self.exercice = exercice
        self.file = file
        self.source = source
        self.lines = lines
        self.result = result
        self.sides = sides
    }
}

/// Money that goes from one budget to another in one exercice, as the consolidated accounts show it.
public struct ConsolidatedFlow: Sendable {
    /// What it is.
    public var label: String
    /// The exercice.
    public var exercice: Int
    /// Who pays: budgets and accounts, in words.
    public var from: (budgets: String, accounts: String)
    /// Who is paid.
    public var to: (budgets: String, accounts: String)
    /// Why both are the same money.
    public var because: String
    /// Where that is written.
    public var source: String
    /// How sure that is, in French.
    public var certainty: String
    /// Whether both budgets are there, so that the flow is taken out.
    public var isInside: Bool

    /// A flow.
    public init(
        label: String, exercice: Int, from: (budgets: String, accounts: String),
        to: (budgets: String, accounts: String), because: String, source: String, certainty: String, isInside: Bool
    ) {
        self.label = label
        self.exercice = exercice
        self.from = from
        self.to = to
        self.because = because
        self.source = source
        self.certainty = certainty
        self.isInside = isInside
    }
}
