internal import Decisions
public import Tabular

/// How well past decisions foretell one another, on lines that were held out.
public struct Evaluation: Sendable {
    /// How often something was right.
    public struct Score: Sendable, Hashable {
        /// How many lines were right.
        public var right = 0
        /// How many lines there were.
        public var count = 0
        /// The amounts, without their signs, of the lines that were right.
        public var rightAmount = Cents.zero
        /// The amounts, without their signs, of all of them.
        public var amount = Cents.zero

        /// The share of lines that were right, between 0 and 1; 0 when there was none.
        public var share: Double { count == 0 ? 0 : Double(right) / Double(count) }
        /// Its interval at 95 %.
        public var interval: Interval { .wilson(right, of: count) }

        mutating func add(_ isRight: Bool, _ cents: Cents) {
            // Sums that 64 bits cannot hold stay at the greatest: they weigh no more than that in a figure.
            let magnitude = Int64(clamping: cents.value.magnitude)
            count += 1
            amount = Cents(Self.sum(amount.value, magnitude))
            guard isRight else { return }
            right += 1
            rightAmount = Cents(Self.sum(rightAmount.value, magnitude))
        }

        private static func sum(_ one: Int64, _ other: Int64) -> Int64 {
            let (sum, overflow) = one.addingReportingOverflow(other)
            return overflow ? .max : sum
        }
    }

    /// The lines whose suggestion had a probability within a tenth.
    public struct Bin: Sendable, Hashable {
        /// The least probability; the bin reaches to the next tenth.
        public var from: Double
        /// How many lines.
        public var count = 0
        /// How many of them were right.
        public var right = 0
        /// The mean of their probabilities.
        public var mean = 0.0
    }

    /// The lines whose suggestion had a probability of `threshold` or more.
    public struct Coverage: Sendable, Hashable {
        /// The probability.
        public var threshold: Double
        /// How they did.
        public var score = Score()
    }

    /// What was measured in one way.
    public struct Part: Sendable {
        /// Whether the line's operation was known.
        public var knowledge: Knowledge
        /// How many operations (and labels without operation) the lines are of.
        public var groups: Int
        /// How the baselines did, in the order of `Baseline.allCases`.
        public var baselines: [Score]
        /// How the suggestions did.
        public var suggestions: Score
        /// How probabilities compare with what came true, from the lowest tenth; empty tenths left out.
        public var bins: [Bin]
        /// The mean square of probability less 1 for what was right, 0 for what was wrong (Brier 1950).
        public var brier: Double
        /// The mean distance of a bin's probabilities from what came true, each weighed by its lines (expected calibration
        /// error, Naeini et al. 2015).
        public var calibrationError: Double
        /// How many lines are above thresholds, and how they did.
        public var coverage: [Coverage]
        /// How likely chance alone would beat the commonest rating in as many operations (sign test).
        public var chance: Double

        /// Whether something can be learned.
        public var learns: Bool { chance < Suggester.significance }
    }

    /// What the decisions of earlier years foretold of a later one.
    public struct Year: Sendable {
        /// The later year.
        public var exercice: String
        /// How many earlier decisions there are.
        public var earlier: Int
        /// How the baselines did, in the order of `Baseline.allCases`.
        public var baselines: [Score]
        /// How the suggestions did.
        public var suggestions: Score
    }

    /// The thresholds of `Part.coverage`.
    public static let thresholds = [0.9, 0.95, 0.98]
    /// In how many parts operations are cut, so that no probability is judged by the lines it was calibrated on.
    private static let folds = 5

    /// How many decisions there are.
    public let count: Int
    /// How many of each rating, by its words, the commonest first.
    public let ratings: [(words: String, count: Int)]
    /// Lines of known operations, then of new ones.
    public let parts: [Part]
    /// Each year that has earlier ones, in order.
    public let years: [Year]

    /// Whether something can be learned.
    public var learns: Bool { parts.contains { $0.learns } }

    /// Measures how well `examples` foretell one another.
    public init(_ examples: [Example]) {
        var school = Schooling(examples)
        count = examples.count
        var counts = [Int](repeating: 0, count: school.ratings.count)
        for mark in school.marks { counts[mark] += 1 }
        ratings = zip(school.ratings.map { $0.words() }, counts).map { (words: $0, count: $1) }
            .sorted { ($1.count, $0.words) < ($0.count, $1.words) }
        var parts: [Part] = []
        for knowledge in Knowledge.allCases { parts.append(Self.part(knowledge, &school)) }
        self.parts = parts
        years = Self.years(&school)
    }

    private static func part(_ knowledge: Knowledge, _ school: inout Schooling) -> Part {
        let trials = school.trials(knowledge)
        let folds = trials.map { fold(of: school.examples[$0.example]) }
        let calibrations = (0..<Self.folds).map { fold in
            Calibration(zip(trials, folds).filter { $0.1 != fold }.map(\.0))
        }
        var part = Part(
            knowledge: knowledge, groups: Set(trials.map { school.features[$0.example].group }).count,
            baselines: Baseline.allCases.map { _ in Score() }, suggestions: Score(), bins: [], brier: 0,
            calibrationError: 0, coverage: thresholds.map { Coverage(threshold: $0) },
            chance: school.advantage(trials))
        var bins = (0..<10).map { Bin(from: Double($0) / 10) }
        for (trial, fold) in zip(trials, folds) {
            let amount = school.examples[trial.example].line.amount
            add(trial, amount, &part.baselines, &part.suggestions)
            let probability = calibrations[fold].probability(of: trial.score)
            let miss = probability - (trial.isRight ? 1 : 0)
            part.brier += miss * miss
            let bin = min(9, Int(probability * 10))
            bins[bin].count += 1
            bins[bin].mean += probability
            if trial.isRight { bins[bin].right += 1 }
            for place in part.coverage.indices where probability >= part.coverage[place].threshold {
                part.coverage[place].score.add(trial.isRight, amount)
            }
        }
        part.bins = bins.filter { $0.count > 0 }.map { bin in
            var bin = bin
            bin.mean /= Double(bin.count)
            return bin
        }
        if !trials.isEmpty {
            part.brier /= Double(trials.count)
            part.calibrationError = part.bins.reduce(0) { sum, bin in
                sum + abs(bin.mean * Double(bin.count) - Double(bin.right)) / Double(trials.count)
            }
        }
        return part
    }

    private static func add(_ trial: Trial, _ amount: Cents, _ baselines: inout [Score], _ suggestions: inout Score) {
        for (place, mark) in trial.baselines.enumerated() { baselines[place].add(mark == trial.truth, amount) }
        suggestions.add(trial.isRight, amount)
    }

    private static func years(_ school: inout Schooling) -> [Year] {
        let exercices = Set(school.examples.map(\.line.exercice)).filter { Int($0) != nil }.sorted()
        return exercices.dropFirst().map { exercice in
            let known = school.examples.indices.filter { school.examples[$0].line.exercice < exercice }
            let wanted = school.examples.indices.filter { school.examples[$0].line.exercice == exercice }
            var year = Year(
                exercice: exercice, earlier: known.count, baselines: Baseline.allCases.map { _ in Score() },
                suggestions: Score())
            for trial in school.trials(wanted, from: Set(known)) {
                add(trial, school.examples[trial.example].line.amount, &year.baselines, &year.suggestions)
            }
            return year
        }
    }

    /// The part that an example's group is in, by FNV-1a of what names it: the same for the same lines, in any order.
    private static func fold(of example: Example) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in FeatureTable.group(example.line).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int((hash >> 32) % UInt64(folds))
    }
}
