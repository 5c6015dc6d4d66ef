internal import Decisions

/// Whether something of the line's operation was decided before. Lines without operation stand with those of the same label.
public enum Knowledge: String, Sendable, Hashable, CaseIterable {
    /// Other lines of the operation were decided: judged by leaving out one line at a time.
    case known
    /// None was: judged by leaving out one operation at a time.
    case new
}

/// What was guessed of an example from the others.
struct Trial {
    /// Which example.
    var example: Int
    /// Its class.
    var truth: Int
    /// The class that was guessed.
    var mark: Int
    /// The score of that guess.
    var score: Double
    /// What the baselines guessed, in the order of `Baseline.allCases`.
    var baselines: [Int]
    /// How much it counts where operations count once.
    var weight: Double

    var isRight: Bool { mark == truth }
}

/// Examples, numbered, and what is known of each class.
struct Schooling {
    let examples: [Example]
    /// The distinct ratings, in the order of their words.
    let ratings: [DecidedRating]
    /// The class of each example.
    let marks: [Int]
    let features: [Features]
    /// The examples of each group, in order.
    let groups: [[Int]]
    private(set) var table = FeatureTable()
    private(set) var tally: Tally
    /// The commonest class of all.
    private let commonest: Int

    /// Counts `examples`, whose order changes nothing but the order of what is shown.
    init(_ examples: [Example]) {
        let ratings = Set(examples.map(\.rating)).sorted { $0.words() < $1.words() }
        let numbers = Dictionary(uniqueKeysWithValues: ratings.enumerated().map { ($0.element, $0.offset) })
        var table = FeatureTable()
        let features = examples.map { table.add($0.line) }
        let marks = examples.map { numbers[$0.rating] ?? 0 }
        var groups = [[Int]](repeating: [], count: table.groupCount)
        for (index, own) in features.enumerated() { groups[own.group].append(index) }
        var tally = Tally(classes: ratings.count, nodes: table.nodeCount, words: table.wordCount)
        for (own, mark) in zip(features, marks) { tally.count(own, as: mark, by: 1) }
        self.examples = examples
        self.ratings = ratings
        self.marks = marks
        self.features = features
        self.groups = groups
        self.table = table
        self.tally = tally
        commonest = tally.guess(Features(), by: .majority) ?? 0
    }

    /// The words of `label` that examples had.
    mutating func words(of label: String) -> [Int] { table.words(of: label) }

    /// The likeliest class of a line, and its score.
    mutating func guess(_ features: Features) -> (mark: Int, score: Double)? { tally.guess(features) }

    /// Guesses each example from those that are not held out with it: of its operation the others (`known`), or none
    /// (`new`).
    mutating func trials(_ knowledge: Knowledge) -> [Trial] {
        var trials: [Trial] = []
        for group in groups {
            let weight = 1 / Double(group.count)
            switch knowledge {
            case .known:
                // What is alone in its operation has no other line to learn from.
                guard group.count > 1 else { continue }
                for example in group { hold([example], weight, &trials) }
            case .new: hold(group, weight, &trials)
            }
        }
        return trials
    }

    private mutating func hold(_ out: [Int], _ weight: Double, _ trials: inout [Trial]) {
        for example in out { tally.count(features[example], as: marks[example], by: -1) }
        for example in out {
            guard var trial = trial(example, weight) else { continue }
            // Holding lines out makes their rating rarer, so that the commonest of the rest would be wrong too often where
            // ratings are about as common, and anything else seem learned. The commonest of all is the fair judge.
            trial.baselines[0] = commonest
            trials.append(trial)
        }
        for example in out { tally.count(features[example], as: marks[example], by: 1) }
    }

    private mutating func trial(_ example: Int, _ weight: Double) -> Trial? {
        guard let guess = tally.guess(features[example]) else { return nil }
        return Trial(
            example: example, truth: marks[example], mark: guess.mark, score: guess.score,
            baselines: Baseline.allCases.map { tally.guess(features[example], by: $0) ?? 0 }, weight: weight)
    }

    /// Guesses the examples `wanted` from the examples `known` alone.
    mutating func trials(_ wanted: [Int], from known: Set<Int>) -> [Trial] {
        let out = examples.indices.filter { !known.contains($0) }
        for example in out { tally.count(features[example], as: marks[example], by: -1) }
        let trials = wanted.compactMap { trial($0, 1) }
        for example in out { tally.count(features[example], as: marks[example], by: 1) }
        return trials
    }

    /// Whether guesses beat the commonest rating of all: the groups in which they are right more often, against those in
    /// which they are right less often, in a sign test.
    func advantage(_ trials: [Trial]) -> Double {
        var differences = [Int](repeating: 0, count: groups.count)
        for trial in trials {
            let common = trial.baselines[0] == trial.truth
            differences[features[trial.example].group] += (trial.isRight ? 1 : 0) - (common ? 1 : 0)
        }
        let wins = differences.count { $0 > 0 }
        return SignTest.probability(wins: wins, of: wins + differences.count { $0 < 0 })
    }
}

extension Calibration {
    init(_ trials: [Trial]) {
        self.init(trials.map { Guess(score: $0.score, isRight: $0.isRight, weight: $0.weight) })
    }
}
