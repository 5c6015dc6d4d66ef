internal import Findings
internal import PublicAccounts
public import Rules
public import Tabular

/// What a line is when one asks whether it is favourable on an axis and unfavourable on none.
public enum NoHarm: UInt8, Sendable, Hashable, CaseIterable {
    /// Favourable on an axis, unfavourable on none, and every axis is judged.
    case harmless
    /// Favourable on an axis, unfavourable on another.
    case harmful
    /// Favourable on an axis and unfavourable on none so far, but an axis has no rating yet, or is not judged.
    case undecided
    /// Favourable on no axis.
    case notFavourable

    /// The id.
    public var id: String {
        switch self {
        case .harmless: "sans-defavorable"
        case .harmful: "avec-defavorable"
        case .undecided: "a-determiner"
        case .notFavourable: "pas-favorable"
        }
    }

    /// The word that cells show.
    public var label: String {
        switch self {
        case .harmless: "Sans défavorable"
        case .harmful: "Avec défavorable"
        case .undecided: "À déterminer"
        case .notFavourable: "Pas favorable"
        }
    }
}

/// The answer for every line in the perimeter, and the sums. Each euro counts once, whatever the number of its axes.
public struct NoHarmResult: Sendable {
    /// What a line is.
    public struct Answer: Sendable, Hashable {
        /// The answer; nil outside the perimeter.
        public var main: NoHarm?
        /// The exact part of the line that it is said of.
        public var share: Share
        /// The answer for the rest, where an axis is split.
        public var other: NoHarm?
    }

    /// The distinct answers.
    public let answers: [Answer]
    /// For each line, the place of its answer.
    public let codes: [UInt32]
    /// The sum of each of `NoHarm.allCases`.
    public private(set) var amounts: [Cents]
    /// How many lines have each as the answer for their main part.
    public private(set) var counts: [Int]

    /// The answer of `line`.
    public subscript(_ line: Int) -> Answer { answers[Int(codes[line])] }

    /// What is favourable on one axis at least.
    public var favourable: Cents { self[.harmless] + self[.harmful] + self[.undecided] }
    /// How many lines are, by their main part.
    public var favourableLines: Int {
        [NoHarm.harmless, .harmful, .undecided].reduce(0) { $0 + counts[Int($1.rawValue)] }
    }

    /// The sum of one answer.
    public subscript(_ answer: NoHarm) -> Cents { amounts[Int(answer.rawValue)] }

    init(_ definition: MeasureDefinition, _ axes: [AxisResult], _ lines: Lines) throws(Finding) {
        let rule = NoHarmRule(definition)
        var keys = LineKeys(count: lines.count)
        for axis in axes { keys.combine(classCount: axis.ratings.count) { axis.codes[$0] } }
        let answers = keys.representatives.map { line in rule.answer(axes.map { $0[line] }) }
        var amounts = [Cents](repeating: .zero, count: NoHarm.allCases.count)
        var counts = [Int](repeating: 0, count: NoHarm.allCases.count)
        for line in keys.codes.indices {
            let answer = answers[Int(keys.codes[line])]
            guard let main = answer.main else { continue }
            let amount = lines.amounts[line]
            let part = answer.other == nil ? amount : answer.share.rounded(of: amount)
            counts[Int(main.rawValue)] += 1
            amounts[Int(main.rawValue)] = try amounts[Int(main.rawValue)].adding(part)
            guard let other = answer.other else { continue }
            amounts[Int(other.rawValue)] = try amounts[Int(other.rawValue)].adding(amount - part)
        }
        self.answers = answers
        codes = keys.codes
        self.amounts = amounts
        self.counts = counts
    }
}

/// How the ratings of a line's axes answer the question, part by part as the synthesis does.
struct NoHarmRule {
    private let definition: MeasureDefinition
    private let ignoresUnjudged: Bool

    init(_ definition: MeasureDefinition) {
        self.definition = definition
        ignoresUnjudged = definition.views.noHarm?.ignoresUnjudged ?? false
    }

    func answer(_ ratings: [Rating]) -> NoHarmResult.Answer {
        let inside = ratings.filter { $0.main != nil }
        guard !inside.isEmpty else { return NoHarmResult.Answer(main: nil, share: .one, other: nil) }
        let shares = Set(inside.filter { $0.other != nil }.map(\.share))
        let mains = inside.compactMap(\.main)
        let rests = inside.compactMap { $0.other ?? $0.main }
        if shares.count > 1 {
            // Nobody can say which part of one axis is which of another.
            let isFavourable = (mains + rests).contains { sign($0) == 1 }
            return NoHarmResult.Answer(main: isFavourable ? .undecided : .notFavourable, share: .one, other: nil)
        }
        let main = answer(of: mains)
        let rest = answer(of: rests)
        guard let share = shares.first, main != rest else {
            return NoHarmResult.Answer(main: main, share: .one, other: nil)
        }
        return NoHarmResult.Answer(main: main, share: share, other: rest)
    }

    private func answer(of marks: [UInt8]) -> NoHarm {
        guard marks.contains(where: { sign($0) == 1 }) else { return .notFavourable }
        if marks.contains(where: { sign($0) == -1 }) { return .harmful }
        let isOpen = marks.contains { mark in
            mark == definition.absenceMark || (!ignoresUnjudged && sign(mark) == nil)
        }
        return isOpen ? .undecided : .harmless
    }

    private func sign(_ mark: UInt8) -> Int? {
        definition.categories.indices.contains(Int(mark)) ? definition.categories[Int(mark)].sign : nil
    }
}
