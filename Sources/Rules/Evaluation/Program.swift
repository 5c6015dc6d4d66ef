/// A condition as a row of nodes: children stand together, before the node that has them.
struct Program: Sendable {
    /// A node: what it is, and two numbers.
    struct Node: Sendable {
        var kind: Kind
        /// For a test, its subject; otherwise where the children begin.
        var first: Int32
        /// For a test, its bit; otherwise how many children there are.
        var second: Int32
    }

    enum Kind: Sendable { case test, all, any, not }

    /// The nodes of all conditions.
    private(set) var nodes: [Node] = []

    /// Adds a condition; gives its node.
    mutating func add(_ expression: Expression) -> Int {
        let node = node(expression)
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func node(_ expression: Expression) -> Node {
        switch expression {
        case .bit(let subject, let bit): return Node(kind: .test, first: Int32(subject), second: Int32(bit))
        case .all(let parts): return family(.all, parts)
        case .any(let parts): return family(.any, parts)
        case .not(let part): return family(.not, [part])
        }
    }

    private mutating func family(_ kind: Kind, _ parts: [Expression]) -> Node {
        let children = parts.map { node($0) }
        let start = nodes.count
        nodes.append(contentsOf: children)
        return Node(kind: kind, first: Int32(start), second: Int32(children.count))
    }

    /// Whether the condition at `place` holds where `meets(subject, bit)` tells each test. The depth is the pack's, which
    /// its reader bounds.
    func holds(_ place: Int, _ meets: (_ subject: Int, _ bit: Int) -> Bool) -> Bool {
        let node = nodes[place]
        let start = Int(node.first)
        let end = start + Int(node.second)
        switch node.kind {
        case .test: return meets(Int(node.first), Int(node.second))
        case .all:
            for child in start..<end where !holds(child, meets) { return false }
            return true
        case .any:
            for child in start..<end where holds(child, meets) { return true }
            return false
        case .not: return !holds(start, meets)
        }
    }
}

/// A condition whose tests are numbered by subject, before it is made a program.
indirect enum Expression {
    /// Test `bit` of the subject at `subject`.
    case bit(subject: Int, bit: Int)
    case all([Expression])
    case any([Expression])
    case not(Expression)

    /// The parts that must all hold, nested `all` laid flat.
    var conjuncts: [Expression] {
        guard case .all(let parts) = self else { return [self] }
        return parts.flatMap(\.conjuncts)
    }

    /// The subjects that it looks at.
    var subjects: Set<Int> {
        switch self {
        case .bit(let subject, _): [subject]
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.subjects) }
        case .not(let part): part.subjects
        }
    }
}

/// Numbers the tests of conditions.
struct ExpressionBuilder {
    private(set) var subjects: [SubjectTests] = []
    private var places: [Subject: Int] = [:]

    mutating func expression(_ condition: Condition) -> Expression {
        switch condition {
        case .value(let subject, let patterns): return bit(subject, .value(patterns))
        case .words(let subject, let terms): return bit(subject, .words(terms))
        case .near(let subject, let pair): return bit(subject, .near(pair))
        case .amount(let range): return bit(.amount, .amount(range))
        case .all(let parts): return .all(parts.map { expression($0) })
        case .any(let parts): return .any(parts.map { expression($0) })
        case .not(let part): return .not(expression(part))
        }
    }

    /// The place of `subject`, whose values are told apart one by one from now on.
    mutating func separate(_ subject: Subject) -> Int {
        let place = place(of: subject)
        subjects[place].separatesValues = true
        return place
    }

    private mutating func bit(_ subject: Subject, _ test: SubjectTests.Test) -> Expression {
        let place = place(of: subject)
        return .bit(subject: place, bit: subjects[place].number(of: test))
    }

    private mutating func place(of subject: Subject) -> Int {
        if let known = places[subject] { return known }
        places[subject] = subjects.count
        subjects.append(SubjectTests(subject))
        return subjects.count - 1
    }
}
