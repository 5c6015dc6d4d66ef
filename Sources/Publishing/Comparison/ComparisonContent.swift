public import Measures
public import PublicAccounts

/// What the workbook of a comparison shows.
public struct ComparisonContent: Sendable {
    /// The title of the comparison.
    public var title: String
    /// What the first run is called in a column header: `Exercice 2024`.
    public var before: String
    /// What the second run is called.
    public var after: String
    /// What both are, in a line each.
    public var runs: [String]
    /// The axes and the synthesis.
    public var views: [ComparedView]
    /// Whether the second run is the execution of the first, so that rates of execution mean something.
    public var isExecution: Bool
    /// The headers of what tells a thing.
    public var headers: [String]
    /// What tells each thing that a view names, under `headers`.
    public var things: [Int: [String]]
    /// By what lines are the same thing, in words.
    public var matching: String
    /// The rules that changed, in a line each.
    public var rules: [String]
    /// What must reconcile.
    public var controls: [Control]

    /// What it shows.
    public init(
        title: String, before: String, after: String, runs: [String], views: [ComparedView], isExecution: Bool,
        headers: [String], things: [Int: [String]], matching: String, rules: [String], controls: [Control]
    ) {
        self.title = title
        self.before = before
        self.after = after
        self.runs = runs
        self.views = views
        self.isExecution = isExecution
        self.headers = headers
        self.things = things
        self.matching = matching
        self.rules = rules
        self.controls = controls
    }
}
