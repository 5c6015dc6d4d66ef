public import Rules
public import Tabular

/// A loan that an authority owes, and the operations that it financed.
public struct Loan: Sendable, Hashable {
    /// What tells it from the others: its number, that of its contract.
    public var id: String
    /// Who lends, or what for; may be empty.
    public var label = ""
    /// The code of the budget that owes it; empty when nothing says.
    public var budget = ""
    /// The capital that was borrowed; nil when nothing says.
    public var initial: Cents?
    /// The capital that is still owed (capital restant dû).
    public var outstanding: Cents
    /// The operations that it financed; empty when nothing says.
    public var links: [Link] = []

    /// An operation that a loan financed.
    public struct Link: Sendable, Hashable {
        /// The operation's code, as budget lines have it.
        public var operation: String
        /// The part of the loan that went to it; nil when nothing says.
        public var share: Share?

        /// An operation, and the part that went to it.
        public init(_ operation: String, _ share: Share? = nil) {
            self.operation = operation
            self.share = share
        }
    }

    /// A loan.
    public init(_ id: String, outstanding: Cents, links: [Link] = []) {
        self.id = id
        self.outstanding = outstanding
        self.links = links
    }
}
