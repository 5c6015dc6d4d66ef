internal import PublicAccounts
internal import Texts

/// A condition whose tests of values are numbered per field.
indirect enum Expression: Sendable {
    /// Bit `bit` of the value's class in the field at `field`.
    case bit(field: Int, bit: Int)
    case amount(AmountRange)
    case all([Expression])
    case any([Expression])
    case not(Expression)

    /// Whether the condition holds for values of these classes. The depth is the pack's, which its reader bounds.
    func holds(_ bits: [[UInt64]], _ magnitude: UInt64) -> Bool {
        switch self {
        case .bit(let field, let bit): bits[field][bit / 64] & (1 << UInt64(bit % 64)) != 0
        case .amount(let range): range.contains(magnitude)
        case .all(let parts): parts.allSatisfy { $0.holds(bits, magnitude) }
        case .any(let parts): parts.contains { $0.holds(bits, magnitude) }
        case .not(let part): !part.holds(bits, magnitude)
        }
    }
}

/// The tests that packs make of one field's values.
struct FieldConditions: Sendable {
    let field: LineField
    /// The tests, numbered; each one stands once.
    private(set) var tests: [Test] = []
    private var numbers: [Test: Int] = [:]

    enum Test: Sendable, Hashable {
        case value([Pattern])
        case words([Term])
    }

    init(_ field: LineField) { self.field = field }

    mutating func number(of test: Test) -> Int {
        if let known = numbers[test] { return known }
        numbers[test] = tests.count
        tests.append(test)
        return tests.count - 1
    }
}

/// Numbers the tests of conditions.
struct ExpressionBuilder {
    private(set) var fields: [FieldConditions] = []
    private(set) var boundaries: Set<UInt64> = []
    private var places: [LineField: Int] = [:]

    mutating func expression(_ condition: Condition) -> Expression {
        switch condition {
        case .value(let field, let patterns):
            let comparable = field.isCompareFolded ? patterns.map(\.folded) : patterns
            return bit(field, .value(comparable))
        case .words(let field, let terms): return bit(field, .words(terms))
        case .amount(let range):
            if range.atLeast > 0 { boundaries.insert(range.atLeast) }
            if range.atMost < .max { boundaries.insert(range.atMost + 1) }
            return .amount(range)
        case .all(let parts): return .all(parts.map { expression($0) })
        case .any(let parts): return .any(parts.map { expression($0) })
        case .not(let part): return .not(expression(part))
        }
    }

    private mutating func bit(_ field: LineField, _ test: FieldConditions.Test) -> Expression {
        let place: Int
        if let known = places[field] {
            place = known
        } else {
            place = fields.count
            places[field] = place
            fields.append(FieldConditions(field))
        }
        return .bit(field: place, bit: fields[place].number(of: test))
    }
}

/// The classes of one field's distinct values: which tests each of them meets.
struct FieldClasses {
    /// The class of each value.
    private(set) var classes: [UInt32] = []
    /// The tests that the values of each class meet, one bit per test.
    private(set) var bits: [[UInt64]] = []

    init(_ conditions: FieldConditions, values: [String]) {
        let tests = conditions.tests
        let isFolded = conditions.field.isCompareFolded
        var terms: [Term] = []
        var testOfTerm: [Int] = []
        for (number, test) in tests.enumerated() {
            guard case .words(let looked) = test else { continue }
            terms.append(contentsOf: looked)
            testOfTerm.append(contentsOf: repeatElement(number, count: looked.count))
        }
        var matcher = TextMatcher(terms)
        let comparesValues = terms.isEmpty || tests.contains { if case .value = $0 { true } else { false } }
        var known: [[UInt64]: UInt32] = [:]
        classes.reserveCapacity(values.count)
        var met = [UInt64](repeating: 0, count: (tests.count + 63) / 64)
        for value in values {
            for word in met.indices { met[word] = 0 }
            matcher.match(value) { term in met[testOfTerm[term] / 64] |= 1 << UInt64(testOfTerm[term] % 64) }
            if comparesValues {
                let comparable = isFolded ? Folding.fold(value) : value
                for (number, test) in tests.enumerated() {
                    guard case .value(let patterns) = test else { continue }
                    if patterns.contains(where: { $0.matches(comparable) }) {
                        met[number / 64] |= 1 << UInt64(number % 64)
                    }
                }
            }
            if let number = known[met] {
                classes.append(number)
            } else {
                let number = UInt32(bits.count)
                known[met] = number
                bits.append(met)
                classes.append(number)
            }
        }
    }
}

extension Pattern {
    /// The pattern with its text folded.
    var folded: Pattern {
        switch self {
        case .exact(let text): .exact(Folding.fold(text))
        case .prefix(let start): .prefix(Folding.fold(start))
        case .range: self
        }
    }
}
