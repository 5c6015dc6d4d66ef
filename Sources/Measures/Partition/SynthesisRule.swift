public import Rules
public import Tabular

/// What a line is when its axes come together.
public struct SynthesisRating: Sendable, Hashable {
    /// The category, as a place in the definition's `marks`; nil when the line is outside the measure.
    public var main: UInt8?
    /// The exact part of the line that falls in `main`.
    public var share: Share
    /// The category of the rest, when there is one.
    public var other: UInt8?
    /// Whether the axes are split at different parts, so that the line cannot be rated.
    public var isConflict: Bool
}

/// The rule of the synthesis: with +1, 0 or -1 for each axis that has a judgement, S their sum and A the sum of their
/// magnitudes, A = 0 is neutral, S = A favourable, S = -A unfavourable, anything else mixed.
///
/// Inferred from the columns « Somme des codes » and « Somme des valeurs absolues des codes » of the tool that makes the
/// official annex. The definition's options settle what no source says.
struct SynthesisRule {
    private let definition: MeasureDefinition
    private let synthesis: Synthesis
    private let positive: UInt8
    private let neutral: UInt8
    private let negative: UInt8

    init?(_ definition: MeasureDefinition) {
        func mark(_ sign: Int) -> UInt8? {
            definition.categories.firstIndex { $0.sign == sign }.map { UInt8(clamping: $0) }
        }
        guard let synthesis = definition.synthesis, let positive = mark(1), let neutral = mark(0),
            let negative = mark(-1)
        else { return nil }
        self.definition = definition
        self.synthesis = synthesis
        self.positive = positive
        self.neutral = neutral
        self.negative = negative
    }

    /// The category of one part of a line, from its category on each axis.
    func combine(_ marks: [UInt8]) -> UInt8 {
        let absence = definition.absenceMark
        let filled = marks.filter { $0 != absence }
        guard !filled.isEmpty, synthesis.ignoresMissingAxes || filled.count == marks.count else { return absence }
        let signs = filled.compactMap { definition.categories[Int($0)].sign }
        let sum = signs.reduce(0, +)
        let magnitude = signs.reduce(0) { $0 + abs($1) }
        if magnitude > 0 { return sum == magnitude ? positive : sum == -magnitude ? negative : definition.mixedMark }
        guard signs.count < filled.count else { return neutral }
        guard !signs.isEmpty else { return filled[0] }
        return definition.categories.firstIndex { $0.id == synthesis.neutralAndUnjudged }.map { UInt8(clamping: $0) }
            ?? neutral
    }

    /// The synthesis of a line from its ratings. Split axes must be split at the same part, in the same order.
    func combine(_ ratings: [Rating]) -> SynthesisRating {
        let inside = ratings.filter { $0.main != nil }
        guard !inside.isEmpty else { return SynthesisRating(main: nil, share: .one, other: nil, isConflict: false) }
        let shares = Set(inside.filter { $0.other != nil }.map(\.share))
        if shares.count > 1 {
            return SynthesisRating(main: definition.absenceMark, share: .one, other: nil, isConflict: true)
        }
        let main = combine(inside.compactMap(\.main))
        let rest = combine(inside.compactMap { $0.other ?? $0.main })
        guard let share = shares.first, main != rest else {
            return SynthesisRating(main: main, share: .one, other: nil, isConflict: false)
        }
        return SynthesisRating(main: main, share: share, other: rest, isConflict: false)
    }
}

extension SynthesisRating {
    /// The amounts in `main` and in `other`, which sum to `amount` to the cent.
    public func amounts(of amount: Cents) -> (main: Cents, other: Cents) {
        guard other != nil else { return (amount, .zero) }
        let rest = Share(share.denominator - share.numerator, share.denominator)
        let parts = Allocation.split(amount, into: [share, rest])
        return (parts[0], parts[1])
    }
}
