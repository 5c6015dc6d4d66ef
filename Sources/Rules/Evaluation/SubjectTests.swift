internal import Tabular
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
    init(_ asked: SubjectTests, values: TextList) {
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
        var known = ClassTable(width: asked.width)
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
            } else {
                let number = known.number(of: met, &bits)
                count = known.count
                classes.append(number)
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

/// Numbers sets of tests, whose bits stand one after the other in an array that its owner keeps.
struct ClassTable {
    /// How many sets there are.
    private(set) var count = 0
    private let width: Int
    /// The number of each slot's set, plus one; 0 for an empty slot.
    private var slots = [UInt32](repeating: 0, count: 64)
    private let factor = UInt64.random(in: .min ... .max) | 1

    /// No sets of `width` words yet.
    init(width: Int) { self.width = width }

    /// The number of the set `met`; it is added to `bits` when it is new.
    mutating func number(of met: [UInt64], _ bits: inout [UInt64]) -> UInt32 {
        var slot = position(of: met, at: 0)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if isSame(met, bits, at: Int(number) * width) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        bits.append(contentsOf: met)
        count += 1
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { grow(bits) }
        return UInt32(count - 1)
    }

    private func isSame(_ met: [UInt64], _ bits: [UInt64], at start: Int) -> Bool {
        for word in 0..<width where met[word] != bits[start + word] { return false }
        return true
    }

    private mutating func grow(_ bits: [UInt64]) {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = position(of: bits, at: number * width)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// Sums of products by a random odd number: no input can choose its collisions.
    private func position(of bits: [UInt64], at start: Int) -> Int {
        var hash: UInt64 = 0
        for word in 0..<width {
            hash = (hash ^ bits[start + word]) &* factor
            hash ^= hash >> 32
        }
        return Int(truncatingIfNeeded: hash) & (slots.count - 1)
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
