public import Tabular

/// One axis, or the synthesis, of two runs: the money of each category in both, and the part that each cause has in the
/// difference.
public struct ComparedView: Sendable {
    /// The id of the axis; `synthese` for the synthesis.
    public var id: String
    /// The full label.
    public var label: String
    /// The short label.
    public var short: String
    /// The categories that both runs rate lines with, then what is outside the perimeter: all lines.
    public var rows: [Row]
    /// What changed, thing by thing, in the order of the things.
    public var changes: [Thing]

    /// One category.
    public struct Row: Sendable, Hashable {
        /// The category.
        public var category: Category
        /// Whether it stands for the lines outside the perimeter.
        public var isOutside: Bool
        /// Its money in the first run.
        public var before: Cents
        /// Its money in the second run.
        public var after: Cents
        /// What each cause adds to it, in the order of `ChangeCause`.
        public var effects: [Cents]

        /// A category without money.
        public init(_ category: Category, isOutside: Bool = false) {
            self.category = category
            self.isOutside = isOutside
            before = .zero
            after = .zero
            effects = ChangeCause.allCases.map { _ in .zero }
        }

        /// What `cause` adds.
        public subscript(_ cause: ChangeCause) -> Cents {
            get { effects[cause.rawValue] }
            set { effects[cause.rawValue] = newValue }
        }

        /// The first run's money and all effects; the second run's, or the decomposition is wrong.
        public var explained: Cents { effects.reduce(before, +) }

        /// What the category would have in the second run if everything were rated as in the first: its money, and what
        /// came and went.
        public var atSameRatings: Cents { ChangeCause.money.reduce(before) { $0 + self[$1] } }

        /// Whether nothing is in it, nor was.
        public var isEmpty: Bool { before == .zero && after == .zero && effects.allSatisfy { $0 == .zero } }
    }

    /// What changed of one thing.
    public struct Thing: Sendable, Hashable {
        /// The thing, by its number.
        public var thing: Int
        /// What changed; categories are places in `rows`.
        public var change: Change
        /// Where the money was and goes, in words: `Neutre`, `Favorable 40 %, Neutre`; empty for nowhere.
        public var from: String
        /// Where the money goes.
        public var to: String

        /// What changed.
        public init(thing: Int, change: Change, from: String, to: String) {
            self.thing = thing
            self.change = change
            self.from = from
            self.to = to
        }
    }

    /// A view.
    public init(id: String, label: String, short: String, rows: [Row], changes: [Thing]) {
        self.id = id
        self.label = label
        self.short = short
        self.rows = rows
        self.changes = changes
    }

    /// All categories together.
    public func total(_ value: (Row) -> Cents) -> Cents { rows.reduce(.zero) { $0 + value($1) } }

    /// Whether the effects of every category sum to its difference, and those that only move money sum to nothing.
    public var isAdditive: Bool {
        rows.allSatisfy { $0.explained == $0.after }
            && ChangeCause.moves.allSatisfy { cause in total { $0[cause] } == .zero }
    }
}
