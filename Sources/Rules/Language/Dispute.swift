/// Why people disagree about a rule (`disputed:` in a pack): the rule decides all the same, and what it decides is told.
public struct Dispute: Sendable, Hashable {
    /// What somebody says for the rule or against it.
    public struct Argument: Sendable, Hashable {
        /// The argument.
        public var text: String
        /// Who says so.
        public var by: String
        /// Where.
        public var source: String

        /// An argument.
        public init(text: String, by: String, source: String) {
            self.text = text
            self.by = by
            self.source = source
        }

        /// For people: `Le bois est renouvelable (service énergie, note du 3 mai)`.
        public var words: String { "\(text) (\(by), \(source))" }
    }

    /// What is said for the rule, one argument at least.
    public var arguments: [Argument]
    /// What is said against it, one at least.
    public var objections: [Argument]

    /// A dispute; each side has an argument at least.
    public init(arguments: [Argument], objections: [Argument]) {
        self.arguments = arguments
        self.objections = objections
    }

    /// Both sides, for people.
    public var words: String {
        "Pour : \(arguments.map(\.words).joined(separator: " ; ")). "
            + "Contre : \(objections.map(\.words).joined(separator: " ; "))."
    }
}
