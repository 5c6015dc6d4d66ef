public import Tabular

/// What one thing (a pièce, or the lines of one budget, operation, nature and fonction) has in one state, in one run.
public struct Holding: Sendable, Hashable {
    /// The state: how the measure came to what it says. A number; states are compared in its order.
    public var state: Int
    /// The money, as the state cuts it.
    public var amount: CutAmount

    /// A holding.
    public init(state: Int, amount: CutAmount) {
        self.state = state
        self.amount = amount
    }
}

/// A part of the difference between two runs that has one cause.
public struct Change: Sendable, Hashable {
    /// Why.
    public var cause: ChangeCause
    /// The state that the money leaves; nil for money that comes.
    public var from: Int?
    /// The state that the money goes to; nil for money that goes.
    public var to: Int?
    /// The money that moves, comes or goes. Money that comes has its sign; so has money that goes: -5 € is 5 € less.
    public var amount: Cents
    /// What it does to each category that it touches.
    public var effects: [Effect]

    /// What a change does to one category.
    public struct Effect: Sendable, Hashable {
        /// The category, as a place in the rows of the comparison.
        public var category: Int
        /// What it adds.
        public var amount: Cents

        /// An effect.
        public init(category: Int, amount: Cents) {
            self.category = category
            self.amount = amount
        }
    }

    /// A change.
    public init(cause: ChangeCause, from: Int?, to: Int?, amount: Cents, effects: [Effect]) {
        self.cause = cause
        self.from = from
        self.to = to
        self.amount = amount
        self.effects = effects
    }
}

/// Tells why the money of one thing is rated otherwise in two runs, so that the effects sum to the difference in whole cents.
///
/// Nothing is valued at a price or a share of its own, so nothing is rounded. The money that both runs have of a thing
/// (`overlap`: the smaller of both amounts) either stays where it was or moves, for the cause that tells both states
/// apart; what only one run has comes or goes. In this order:
///
/// 1. money in the same state in both runs stays;
/// 2. so does money in the same categories, however it came there;
/// 3. of what is left, money moves from states of the first run to states of the second: first where the perimeter is the
///    cause, then rules, then ratings, then what lines say;
/// 4. of what is left then, more or less money in a state that is matched is a change of amounts; in a state that nothing
///    of the other run is matched with, it is new or gone.
///
/// Comparing the other way round gives the opposite of every effect (new being gone): no order of substitution favours one
/// of the runs. `docs/commands/compare.md` says why.
public struct ChangeDecomposition {
    private let parts: [RatedParts]
    private let cause: (_ before: Int, _ after: Int) -> ChangeCause

    /// A decomposition over states that cut money as `parts` says, by state; `cause` tells two different states apart, the
    /// first run's and the second's.
    public init(parts: [RatedParts], cause: @escaping (_ before: Int, _ after: Int) -> ChangeCause) {
        self.parts = parts
        self.cause = cause
    }

    /// What changed from `before` to `after`: the holdings of one thing, one per state, in any order.
    public func changes(from before: [Holding], to after: [Holding]) -> [Change] {
        if before.isEmpty { return after.compactMap { come($0.state, $0.amount, .new) } }
        if after.isEmpty { return before.compactMap { go($0.state, $0.amount, .gone) } }
        var nodes = Self.nodes(before, after)
        var changes: [Change] = []
        stay(&nodes)
        for wanted in ChangeCause.moves { move(&nodes, wanted, &changes) }
        for node in nodes {
            if let change = go(node.state, node.less, node.isMatched ? .amounts : .gone) { changes.append(change) }
            if let change = come(node.state, node.more, node.isMatched ? .amounts : .new) { changes.append(change) }
        }
        return changes
    }

    /// A state, and what is left of it to explain.
    private struct Node {
        var state: Int
        var isBefore: Bool
        var isAfter: Bool
        /// What the first run has more.
        var less: CutAmount
        /// What the second run has more.
        var more: CutAmount
        var isMatched: Bool
    }

    /// The states of both runs in their order, less the money that is in the same state in both.
    private static func nodes(_ before: [Holding], _ after: [Holding]) -> [Node] {
        var nodes: [Node] = before.map {
            Node(
                state: $0.state, isBefore: true, isAfter: false, less: $0.amount, more: CutAmount(main: .zero),
                isMatched: false)
        }
        for holding in after {
            guard let place = nodes.firstIndex(where: { $0.state == holding.state }) else {
                nodes.append(
                    Node(
                        state: holding.state, isBefore: false, isAfter: true, less: CutAmount(main: .zero),
                        more: holding.amount, isMatched: false))
                continue
            }
            nodes[place].isAfter = true
            nodes[place].isMatched = true
            let own = nodes[place].less
            let kept = overlap(own.total, holding.amount.total)
            if kept == own.total {
                nodes[place].more = holding.amount - own
                nodes[place].less = CutAmount(main: .zero)
            } else if kept == holding.amount.total {
                nodes[place].less = own - holding.amount
            } else {
                nodes[place].more = holding.amount
            }
        }
        return nodes.sorted { $0.state < $1.state }
    }

    /// What two amounts have in common: the smaller one; nothing when their signs differ.
    private static func overlap(_ one: Cents, _ other: Cents) -> Cents {
        guard (one.value < 0) == (other.value < 0) else { return .zero }
        return one.value.magnitude <= other.value.magnitude ? one : other
    }

    /// Takes away the money that is in the same categories in both runs, cut the same way on both sides.
    private func stay(_ nodes: inout [Node]) {
        for (before, after) in Self.pairs(nodes.count) where parts[nodes[before].state] == parts[nodes[after].state] {
            let kept = Self.overlap(nodes[before].less.total, nodes[after].more.total)
            guard kept != .zero else { continue }
            let cut = parts[nodes[before].state].cut(kept)
            nodes[before].less = nodes[before].less - cut
            nodes[after].more = nodes[after].more - cut
            nodes[before].isMatched = true
            nodes[after].isMatched = true
        }
    }

    /// Moves money between the states that `wanted` tells apart. Where both runs have both states, nothing says that any
    /// moved: there is only more of one and less of the other.
    private func move(_ nodes: inout [Node], _ wanted: ChangeCause, _ changes: inout [Change]) {
        for (before, after) in Self.pairs(nodes.count) where parts[nodes[before].state] != parts[nodes[after].state] {
            let moved = Self.overlap(nodes[before].less.total, nodes[after].more.total)
            let isOnlyThere = !nodes[before].isAfter
            let isOnlyHere = !nodes[after].isBefore
            guard moved != .zero, wanted == .content ? isOnlyThere && isOnlyHere : isOnlyThere || isOnlyHere,
                cause(nodes[before].state, nodes[after].state) == wanted
            else { continue }
            // All that is left is cut as it was summed up, line by line.
            let less = nodes[before].less
            let more = nodes[after].more
            let left = moved == less.total ? less : parts[nodes[before].state].cut(moved)
            let reached = moved == more.total ? more : parts[nodes[after].state].cut(moved)
            nodes[before].less = less - left
            nodes[after].more = more - reached
            nodes[before].isMatched = true
            nodes[after].isMatched = true
            changes.append(
                Change(
                    cause: wanted, from: nodes[before].state, to: nodes[after].state, amount: moved,
                    effects: effects(
                        (nodes[before].state, CutAmount(main: .zero) - left), (nodes[after].state, reached))))
        }
    }

    /// Every pair of different places, both ways round, in an order that does not favour the run that comes first.
    private static func pairs(_ count: Int) -> [(before: Int, after: Int)] {
        (0..<count).flatMap { one in (0..<one).flatMap { [($0, one), (one, $0)] } }
    }

    private func come(_ state: Int, _ amount: CutAmount, _ cause: ChangeCause) -> Change? {
        let effects = effects((state, amount))
        guard !effects.isEmpty else { return nil }
        return Change(cause: cause, from: nil, to: state, amount: amount.total, effects: effects)
    }

    private func go(_ state: Int, _ amount: CutAmount, _ cause: ChangeCause) -> Change? {
        let effects = effects((state, CutAmount(main: .zero) - amount))
        guard !effects.isEmpty else { return nil }
        return Change(cause: cause, from: state, to: nil, amount: -amount.total, effects: effects)
    }

    /// What `sums`, each in a state, do to categories: each category once, none that nothing happens to.
    private func effects(_ sums: (state: Int, amount: CutAmount)...) -> [Change.Effect] {
        var effects: [Change.Effect] = []
        func add(_ category: Int, _ amount: Cents) {
            if let place = effects.firstIndex(where: { $0.category == category }) {
                effects[place].amount += amount
            } else {
                effects.append(Change.Effect(category: category, amount: amount))
            }
        }
        for sum in sums {
            add(parts[sum.state].main, sum.amount.main)
            if let other = parts[sum.state].other { add(other, sum.amount.other) }
        }
        return effects.filter { $0.amount != .zero }
    }
}
