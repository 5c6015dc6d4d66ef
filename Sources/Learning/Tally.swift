/// How many examples of each class there are: in all, at each node and with each word. Examples are taken out and put back,
/// so that each can be judged by the others.
struct Tally {
    /// How many classes there are.
    let classes: Int
    private var counts: [Int32]
    /// By node, then class.
    private var nodes: [Int32]
    /// By word, then class.
    private var words: [Int32]
    private var base: [Double]
    private var scores: [Double]
    private var total = 0

    /// How many examples an assumption weighs as much as, at each step from the general to the particular (the
    /// concentration of a Dirichlet prior centred on the step before).
    private static let prior = 1.0
    /// The same for what one word tells.
    private static let wordPrior = 2.0
    /// How many words speak: the most telling ones, for words of one label are no independent witnesses.
    private static let speakers = 4

    init(classes: Int, nodes: Int, words: Int) {
        self.classes = classes
        counts = [Int32](repeating: 0, count: classes)
        self.nodes = [Int32](repeating: 0, count: nodes * classes)
        self.words = [Int32](repeating: 0, count: words * classes)
        base = [Double](repeating: 0, count: classes)
        scores = base
    }

    /// Puts in (`by` 1) or takes out (`by` -1) an example.
    mutating func count(_ features: Features, as mark: Int, by step: Int32) {
        total += Int(step)
        counts[mark] += step
        for node in [features.nodes.0, features.nodes.1, features.nodes.2] where node >= 0 {
            nodes[node * classes + mark] += step
        }
        for word in features.words { words[word * classes + mark] += step }
        if features.operation >= 0 { words[features.operation * classes + mark] += step }
    }

    /// The likeliest class of a line and its score between 0 and 1; nil when there is no example.
    ///
    /// From the general to the particular, P(c | node) = (n(node, c) + a P(c | above)) / (n(node) + a): nature, then
    /// fonction, then operation. The most telling words and the operation then multiply it by P(c | word) / P(c), smoothed
    /// alike. Sums, products and quotients only: the same on every machine. A score is no probability yet: words repeat
    /// one another, so `Calibration` says what scores are worth.
    mutating func guess(_ features: Features) -> (mark: Int, score: Double)? {
        guard total > 0 else { return nil }
        for mark in 0..<classes {
            base[mark] = (Double(counts[mark]) + 1 / Double(classes)) / (Double(total) + 1)
            scores[mark] = base[mark]
        }
        step(features.nodes.0)
        step(features.nodes.1)
        step(features.nodes.2)
        multiply(features.operation)
        speak(features.words)
        var sum = 0.0
        var best = 0
        for mark in 0..<classes {
            sum += scores[mark]
            if scores[mark] > scores[best] { best = mark }
        }
        return (best, scores[best] / sum)
    }

    private mutating func step(_ node: Int) {
        guard node >= 0 else { return }
        var sum = 0.0
        for mark in 0..<classes { sum += Double(nodes[node * classes + mark]) }
        for mark in 0..<classes {
            scores[mark] = (Double(nodes[node * classes + mark]) + Self.prior * scores[mark]) / (sum + Self.prior)
        }
    }

    private mutating func multiply(_ word: Int) {
        guard word >= 0 else { return }
        let sum = count(of: word)
        guard sum > 0 else { return }
        for mark in 0..<classes { scores[mark] *= ratio(word, mark, sum) }
    }

    /// Lets the most telling of `told` speak.
    private mutating func speak(_ told: [Int]) {
        // Insertion into a few places, the most telling first; among equals the first in the label.
        var chosen = (-1, -1, -1, -1)
        var strengths = (0.0, 0.0, 0.0, 0.0)
        for word in told {
            let strength = strength(word)
            if strength > strengths.0 {
                chosen = (word, chosen.0, chosen.1, chosen.2)
                strengths = (strength, strengths.0, strengths.1, strengths.2)
            } else if strength > strengths.1 {
                chosen = (chosen.0, word, chosen.1, chosen.2)
                strengths = (strengths.0, strength, strengths.1, strengths.2)
            } else if strength > strengths.2 {
                chosen = (chosen.0, chosen.1, word, chosen.2)
                strengths = (strengths.0, strengths.1, strength, strengths.2)
            } else if strength > strengths.3 {
                chosen.3 = word
                strengths.3 = strength
            }
        }
        multiply(chosen.0)
        multiply(chosen.1)
        multiply(chosen.2)
        multiply(chosen.3)
    }

    /// How far a word moves classes, each by its weight.
    private func strength(_ word: Int) -> Double {
        let sum = count(of: word)
        guard sum > 0 else { return 0 }
        var strength = 0.0
        for mark in 0..<classes {
            let move = ratio(word, mark, sum) - 1
            strength += base[mark] * move * move
        }
        return strength
    }

    private func count(of word: Int) -> Double {
        var sum: Int32 = 0
        for mark in 0..<classes { sum += words[word * classes + mark] }
        return Double(sum)
    }

    private func ratio(_ word: Int, _ mark: Int, _ sum: Double) -> Double {
        (Double(words[word * classes + mark]) + Self.wordPrior * base[mark])
            / ((sum + Self.wordPrior) * base[mark])
    }

    /// What `baseline` says of a line: the commonest class there, the commonest of all where nothing is known; nil when
    /// there is no example.
    func guess(_ features: Features, by baseline: Baseline) -> Int? {
        guard total > 0 else { return nil }
        let path = [features.nodes.0, features.nodes.1, features.nodes.2].prefix(baseline.depth)
        for node in path.reversed() where node >= 0 {
            let row = nodes[(node * classes)..<((node + 1) * classes)]
            if row.contains(where: { $0 > 0 }) { return commonest(row) }
        }
        return commonest(counts[...])
    }

    /// The class with most; among equals, the commoner one in all, then the first.
    private func commonest(_ row: ArraySlice<Int32>) -> Int {
        var best = 0
        for mark in 1..<max(1, classes) {
            let own = row[row.startIndex + mark]
            let other = row[row.startIndex + best]
            if own > other || own == other && counts[mark] > counts[best] { best = mark }
        }
        return best
    }

    /// How many examples at `node` are of class `mark`, and how many are not.
    func votes(at node: Int, for mark: Int) -> (for: Int, against: Int) {
        let row = nodes[(node * classes)..<((node + 1) * classes)]
        let own = Int(row[row.startIndex + mark])
        return (own, row.reduce(0) { $0 + Int($1) } - own)
    }
}

/// What learning is held against: the commonest past rating, of all lines or of those alike.
public enum Baseline: String, Sendable, Hashable, CaseIterable {
    /// Of all.
    case majority
    /// Of the same nature.
    case nature
    /// Of the same nature and fonction.
    case fonction
    /// Of the same nature, fonction and operation.
    case operation

    /// How many of these fields count.
    var depth: Int {
        switch self {
        case .majority: 0
        case .nature: 1
        case .fonction: 2
        case .operation: 3
        }
    }
}
