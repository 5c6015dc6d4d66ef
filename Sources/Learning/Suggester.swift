public import Decisions
public import PublicAccounts
internal import Rules
internal import Tabular

/// What past decisions say of a line that nobody has decided.
public struct Suggestion: Sendable, Hashable {
    /// The rating.
    public var rating: DecidedRating
    /// How often such a suggestion proved right on lines that were held out, for the lines decided so far.
    public var probability: Double
    /// Whether lines of its operation were decided before.
    public var knowledge: Knowledge
    /// What it rests on.
    public var evidence: Evidence
}

/// The past decisions that a suggestion rests on.
public struct Evidence: Sendable, Hashable {
    /// What the decided lines share with the line, the most particular that was decided before; nil when only words speak.
    public var basis: Baseline?
    /// How many of them say the same as the suggestion.
    public var votesFor: Int
    /// How many say something else.
    public var votesAgainst: Int
    /// The closest of them, as places among the examples, closest first.
    public var nearest: [Int]
}

/// Suggests ratings from past decisions: plain counts, no network, nothing about tiers, the same on every machine.
public struct Suggester: Sendable {
    /// How unlikely it must be that guesses beat the commonest rating by chance, before anything is suggested: files and
    /// axes are many, and one in a hundred would soon be met.
    public static let significance = 0.001
    /// How many of the nearest decisions are named.
    static let shown = 3
    /// Among how many the nearest are looked for.
    static let searched = 64

    /// The past decisions.
    public let examples: [Example]
    /// The distinct ratings among them, in the order of their words.
    public var ratings: [DecidedRating] { school.ratings }
    private var school: Schooling
    private let calibrations: [Knowledge: Calibration]
    private let byNode: [[Int]]
    private let byWord: [[Int]]

    /// Learns from `examples`.
    public init(_ examples: [Example]) {
        var school = Schooling(examples)
        var calibrations: [Knowledge: Calibration] = [:]
        for knowledge in Knowledge.allCases {
            let trials = school.trials(knowledge)
            guard school.advantage(trials) < Self.significance else { continue }
            calibrations[knowledge] = Calibration(trials)
        }
        var byNode = [[Int]](repeating: [], count: school.table.nodeCount)
        var byWord = [[Int]](repeating: [], count: school.table.wordCount)
        for (index, features) in school.features.enumerated() {
            for node in [features.nodes.0, features.nodes.1, features.nodes.2] where node >= 0 {
                byNode[node].append(index)
            }
            for word in features.words { byWord[word].append(index) }
        }
        self.examples = examples
        self.school = school
        self.calibrations = calibrations
        self.byNode = byNode
        self.byWord = byWord
    }

    /// Whether something can be learned about such lines: guesses on lines that were held out beat the commonest rating.
    public func learns(_ knowledge: Knowledge) -> Bool { calibrations[knowledge] != nil }

    /// Suggestions for the lines `wanted`: a table, and for each of them its place there, nil where nothing is suggested.
    /// Lines that say the same in what counts are looked at once.
    public mutating func suggest(_ lines: Lines, for wanted: [Int]) -> (table: [Suggestion], places: [Int?]) {
        var table: [Suggestion] = []
        guard !calibrations.isEmpty, !wanted.isEmpty else { return (table, wanted.map { _ in nil }) }
        var keys = LineKeys(count: wanted.count)
        for field in [LineField.budget, .nature, .fonction, .operation, .libelle] {
            let column = lines[field]
            keys.combine(classCount: column.values.count) { column.codes[wanted[$0]] }
        }
        var words: [UInt32: [Int]] = [:]
        let places = keys.representatives.map { place -> Int? in
            let line = wanted[place]
            let label = lines[.libelle].codes[line]
            let known = words[label] ?? school.words(of: lines[.libelle, line])
            words[label] = known
            let identity = LineIdentity(
                budget: lines[.budget, line], operation: lines[.operation, line], nature: lines[.nature, line],
                fonction: lines[.fonction, line], libelle: lines[.libelle, line], amount: .zero)
            guard let suggestion = suggestion(school.table.find(identity, words: known)) else { return nil }
            table.append(suggestion)
            return table.count - 1
        }
        return (table, keys.codes.map { places[Int($0)] })
    }

    private mutating func suggestion(_ features: Features) -> Suggestion? {
        let knowledge: Knowledge = features.group >= 0 ? .known : .new
        guard let calibration = calibrations[knowledge], let guess = school.guess(features) else { return nil }
        // A line of which no example has anything can only be given the commonest rating, which is no suggestion.
        guard features.nodes.0 >= 0 || features.operation >= 0 || !features.words.isEmpty else { return nil }
        return Suggestion(
            rating: school.ratings[guess.mark], probability: calibration.probability(of: guess.score),
            knowledge: knowledge, evidence: evidence(features, guess.mark))
    }

    private func evidence(_ features: Features, _ mark: Int) -> Evidence {
        let path = [(features.nodes.2, Baseline.operation), (features.nodes.1, .fonction), (features.nodes.0, .nature)]
        var evidence = Evidence(basis: nil, votesFor: 0, votesAgainst: 0, nearest: [])
        var candidates: ArraySlice<Int> = []
        if let (node, basis) = path.first(where: { $0.0 >= 0 }) {
            evidence.basis = basis
            (evidence.votesFor, evidence.votesAgainst) = school.tally.votes(at: node, for: mark)
            candidates = byNode[node].prefix(Self.searched)
        } else {
            // The rarest word is the most particular one.
            let word = features.words.min { (byWord[$0].count, $0) < (byWord[$1].count, $1) }
            let named = word.map { byWord[$0] } ?? []
            evidence.votesFor = named.count { school.marks[$0] == mark }
            evidence.votesAgainst = named.count - evidence.votesFor
            candidates = named.prefix(Self.searched)
        }
        let own = Set(features.words)
        let ranked = candidates.map { (example: $0, shared: school.features[$0].words.count { own.contains($0) }) }
        evidence.nearest = ranked.sorted { ($1.shared, $0.example) < ($0.shared, $1.example) }
            .prefix(Self.shown).map(\.example)
        return evidence
    }
}
