internal import Findings
public import Rules
public import Tabular

/// What a measure file says besides what every kind has.
public struct KindDetails: Sendable {
    /// The unit of quantities.
    public var unit: QuantityUnit?
    /// The posts of quantities, in the order they are shown.
    public var posts: [Post] = []
    /// The capitals of postings, in the order they are shown.
    public var capitals: [Capital] = []
    /// The templates of postings.
    public var templates: [PostingTemplate] = []
    /// The account that holds what is owed to a capital, with `{capital}` for its id.
    public var debt = ""
    /// The indicators of links, in the order they are shown.
    public var indicators: [Indicator] = []
    /// Tables that the measure was read from.
    public var files: [String] = []
}

/// What a part of a quantity is for: `4.2`, capital goods.
public struct Post: Sendable, Hashable {
    /// The id that packs use.
    public var id: String
    /// The label.
    public var label: String
}

/// Something to be kept in a good state, which is owed what keeping it costs.
public struct Capital: Sendable, Hashable {
    /// The id that packs use and that account numbers end with.
    public var id: String
    /// The label.
    public var label: String
    /// Its family: natural, human or financial.
    public var family: String
    /// What tells its state, and the state to keep.
    public var indicator: String
    /// The state to keep.
    public var threshold: String
    /// Where that comes from.
    public var source: String
    /// What was owed at the beginning of the exercice.
    public var opening: Cents
    /// What keeping it will cost; nil where nobody has said.
    public var budget: Budget?

    /// The cost of keeping a capital over the time that it is used.
    public struct Budget: Sendable, Hashable {
        /// The whole cost.
        public var amount: Cents
        /// The first year.
        public var from: Int
        /// How many years.
        public var years: Int
        /// What the cost is worked out from: an estimate, a historical cost, a proxy.
        public var basis: String
        /// Where it comes from.
        public var source: String
    }
}

extension Capital.Budget {
    /// What the use of `year` costs: the years' amounts sum to the whole, to the cent.
    public func allowance(of year: Int) -> Cents {
        let place = year - from
        guard place >= 0, place < years else { return .zero }
        func until(_ count: Int) -> Int64 {
            // The quotient fits: a budget is not negative, and `count` is at most `years`.
            Int64(years).dividingFullWidth(amount.value.multipliedFullWidth(by: Int64(count))).quotient
        }
        return Cents(until(place + 1) - until(place))
    }
}

/// Which account is debited and which one credited, and when.
public struct PostingTemplate: Sendable, Hashable {
    /// The id that packs use: `P3F`.
    public var id: String
    /// The label.
    public var label: String
    /// What makes such a posting.
    public var event: Event
    /// The section of the lines that it is for; empty for both.
    public var section: String
    /// The account that is debited, with `{capital}` and `{nature}` for those of the posting.
    public var debit: String
    /// The account that is credited.
    public var credit: String

    /// What makes a posting.
    public enum Event: String, Sendable, Hashable, CaseIterable {
        /// The use of a capital begins: its whole budget.
        case begin
        /// A year of use: that year's part of the budget.
        case year
        /// A line that a rule speaks of.
        case line
    }

    /// The account of `pattern` for a capital and a line's account.
    public func account(_ pattern: String, capital: String, nature: String) -> String {
        pattern.replacing("{capital}", with: capital).replacing("{nature}", with: nature)
    }
}

/// What tells a state, of a table of indicators.
public struct Indicator: Sendable, Hashable {
    /// The id that packs use.
    public var id: String
    /// The label.
    public var label: String
    /// The unit; empty where the table gives none.
    public var unit: String
}

extension Category {
    /// The word for a line that a measure which is no partition says something of.
    static let covered = Category(
        id: "traite", label: "Traité", code: "", sign: nil, fill: "D9D9D9", ink: "333333", chart: "BFBFBF",
        meaning: "Une règle dit quelque chose de la ligne.")
}
