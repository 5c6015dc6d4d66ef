internal import Texts

/// The tests that packs make of one subject's values, numbered.
struct SubjectTests: Sendable {
    let subject: Subject
    /// The tests; each one stands once.
    private(set) var tests: [Test] = []
    /// Whether every value is a class of its own: outcomes depend on the value itself.
    var separatesValues = false
    private var numbers: [Test: Int] = [:]

    enum Test: Sendable, Hashable {
        case value([Pattern])
        case words([Term])
        case near(Near)
        case amount(AmountRange)
    }

    init(_ subject: Subject) { self.subject = subject }

    /// How many words of 64 bits hold one bit per test.
    var width: Int { (tests.count + 63) / 64 }

    mutating func number(of test: Test) -> Int {
        if let known = numbers[test] { return known }
        numbers[test] = tests.count
        tests.append(test)
        return tests.count - 1
    }

    /// The magnitudes where a test on the amount begins or ceases to hold, sorted.
    var boundaries: [UInt64] {
        var all: Set<UInt64> = []
        for case .amount(let range) in tests {
            if range.atLeast > 0 { all.insert(range.atLeast) }
            if range.atMost < .max { all.insert(range.atMost + 1) }
        }
        return all.sorted()
    }
}

/// The classes of one subject's distinct values: which tests the values of each class meet.
struct ValueClasses {
    /// The class of each value.
    private(set) var classes: [UInt32] = []
    /// The tests that each class meets: one bit per test, `width` words per class.
    private(set) var bits: [UInt64] = []
    /// How many classes there are.
    private(set) var count = 0

    /// The classes of texts.
    init(_ asked: SubjectTests, values: [String]) {
        let tests = asked.tests
        let isFolded = asked.subject.isCompareFolded
        var terms: [Term] = []
        var testOfTerm: [Int] = []
        var pairs: [Near] = []
        var testOfPair: [Int] = []
        var patterns: [(number: Int, patterns: [Pattern])] = []
        for (number, test) in tests.enumerated() {
            switch test {
            case .words(let looked):
                terms.append(contentsOf: looked)
                testOfTerm.append(contentsOf: repeatElement(number, count: looked.count))
            case .near(let pair):
                pairs.append(pair)
                testOfPair.append(number)
            case .value(let wanted): patterns.append((number, isFolded ? wanted.map(\.folded) : wanted))
            case .amount: continue
            }
        }
        testOfTerm += testOfPair
        var matcher = TextMatcher(terms, pairs: pairs)
        var known: [[UInt64]: UInt32] = [:]
        classes.reserveCapacity(values.count)
        var met = [UInt64](repeating: 0, count: asked.width)
        for value in values {
            for word in met.indices { met[word] = 0 }
            matcher.match(value) { term in met[testOfTerm[term] >> 6] |= 1 << UInt64(testOfTerm[term] & 63) }
            if !patterns.isEmpty {
                let comparable = isFolded ? Folding.fold(value) : value
                for (number, wanted) in patterns where wanted.contains(where: { $0.matches(comparable) }) {
                    met[number >> 6] |= 1 << UInt64(number & 63)
                }
            }
            if asked.separatesValues {
                append(met)
            } else if let number = known[met] {
                classes.append(number)
            } else {
                known[met] = UInt32(count)
                append(met)
            }
        }
    }

    /// The classes of amounts: the spans between `boundaries`, each one its own class.
    init(_ asked: SubjectTests, boundaries: [UInt64]) {
        for least in [0] + boundaries {
            var met = [UInt64](repeating: 0, count: asked.width)
            for (number, test) in asked.tests.enumerated() {
                guard case .amount(let range) = test, range.contains(least) else { continue }
                met[number >> 6] |= 1 << UInt64(number & 63)
            }
            append(met)
        }
    }

    private mutating func append(_ met: [UInt64]) {
        classes.append(UInt32(count))
        bits.append(contentsOf: met)
        count += 1
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
