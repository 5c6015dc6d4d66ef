public import Findings

/// How a rule makes a quantity of a line (`quantify:`): the first entry that can speak of the line does, and it alone, so
/// that a physical quantity and an amount are never both in a total.
public struct Quantification: Sendable, Hashable {
    /// The entries, better evidence first.
    public var entries: [Entry]

    /// The entries, in the order in which they are tried.
    public init(entries: [Entry]) { self.entries = entries }

    /// How well a quantity is known, best first.
    public enum Basis: String, Sendable, Hashable, CaseIterable {
        /// A quantity that somebody measured.
        case measured
        /// A quantity found from an amount and a price.
        case priceDerived = "price-derived"
        /// An amount of money.
        case monetary
        /// Something that stands in for what is meant.
        case proxy
    }

    /// One way to find the quantity.
    public struct Entry: Sendable, Hashable {
        /// What the factors multiply.
        public var base: Base
        /// The joined table that must have a row for the line; nil where none need have.
        public var condition: Table?
        /// How well the quantity is known.
        public var basis: Basis
        /// The 95 % geometric factor of the base itself, 1 where it is taken as exact.
        public var k95: Double
        /// The factor of each post that the quantity falls in.
        public var posts: [Post]
        /// Where it is written.
        public var place: Place

        /// An entry.
        public init(
            base: Base, condition: Table? = nil, basis: Basis, k95: Double = 1, posts: [Post], place: Place = Place()
        ) {
            self.base = base
            self.condition = condition
            self.basis = basis
            self.k95 = k95
            self.posts = posts
            self.place = place
        }
    }

    /// A post and its factor.
    public struct Post: Sendable, Hashable {
        /// The post's id in the measure.
        public var id: String
        /// The factor.
        public var factor: Factor

        /// A post.
        public init(id: String, factor: Factor) {
            self.id = id
            self.factor = factor
        }
    }

    /// What the factors of an entry multiply.
    public enum Base: Sendable, Hashable {
        /// The line's amount in euros, divided by `divisor` (1 + the rate of value-added tax where it is taken off, times
        /// a price where one is given), in `unit`.
        case amount(divisor: Double, unit: QuantityUnit)
        /// The quantity in a column of a joined table, in `unit`. Lines that find the same row share its quantity in
        /// proportion to their amounts.
        case column(Table, Int, unit: QuantityUnit)

        /// Its unit.
        public var unit: QuantityUnit {
            switch self {
            case .amount(_, let unit), .column(_, _, let unit): unit
            }
        }
    }
}

extension Quantification.Entry {
    /// What one unit of the base stands for in each post, in `unit`; nil when the units do not cancel.
    public func coefficients(in unit: QuantityUnit) -> [Double]? {
        var found: [Double] = []
        for post in posts {
            guard let exponent = QuantityUnit.scale(of: base.unit, times: post.factor.unit, in: unit) else {
                return nil
            }
            found.append(QuantityUnit.scaled(post.factor.value, by: exponent))
        }
        return found
    }

    /// The table that must have a row for the line, whether the entry says so or its quantity comes from it.
    var neededTable: Table? {
        if case .column(let table, _, _) = base { return table }
        return condition
    }
}
