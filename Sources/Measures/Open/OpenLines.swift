internal import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular

/// Walks over the lines of the perimeter and adds up what is open in them.
struct OpenLines {
    /// The thresholds.
    private(set) var materiality: Materiality
    /// What the synthesis calls favourable on lines that lack a rating, which an unfavourable one takes away.
    private(set) var lost = Cents.zero
    /// What the synthesis does not call favourable and may become so.
    private(set) var gained = Cents.zero

    /// What the parts of a line are on one axis, as bits, so that the axes of a line are put together by one operation. Where
    /// an axis is not split, its rest is what its main part is.
    private struct Facts: OptionSet {
        let rawValue: UInt8
        static let openMain = Facts(rawValue: 1)
        static let unfavourableMain = Facts(rawValue: 2)
        static let openRest = Facts(rawValue: 4)
        static let unfavourableRest = Facts(rawValue: 8)
        static let split = Facts(rawValue: 16)
        static let open: Facts = [.openMain, .openRest]
    }

    init(_ lines: Lines, _ result: MeasureResult, threshold: Cents?) throws(Finding) {
        materiality = Materiality(own: threshold)
        let tables = result.axes.map { axis in axis.ratings.map { Self.facts($0, result.definition) } }
        let codes = result.axes.map(\.codes)
        let positive = result.definition.categories.firstIndex { $0.sign == 1 }
        let absence = result.definition.absenceMark
        let synthesisShares = SynthesisShares(result)
        for line in result.exclusionCodes.indices where result.exclusionCodes[line] == 0 {
            var facts: Facts = []
            for axis in tables.indices { facts.formUnion(tables[axis][Int(codes[axis][line])]) }
            let isOpen = !facts.isDisjoint(with: .open)
            try materiality.add(lines.amounts[line], isOpen: isOpen)
            guard let synthesis = result.synthesis, let positive else { continue }
            let rating = synthesis.ratings[Int(synthesis.codes[line])]
            guard isOpen || rating.isConflict, let main = rating.main else { continue }
            var amounts = (main: lines.amounts[line], rest: Cents.zero)
            if facts.contains(.split) {
                let share = synthesisShares[line]
                let rest = Share(share.denominator - share.numerator, share.denominator)
                let parts = Allocation.split(lines.amounts[line], into: [share, rest])
                amounts = (parts[0], parts[1])
            }
            try add(
                amounts.main, isFavourable: Int(main) == positive, isUnrated: main == absence,
                isOpen: facts.contains(.openMain), isUnfavourable: facts.contains(.unfavourableMain))
            let other = rating.other ?? main
            try add(
                amounts.rest, isFavourable: Int(other) == positive, isUnrated: other == absence,
                isOpen: facts.contains(.openRest), isUnfavourable: facts.contains(.unfavourableRest))
        }
    }

    private static func facts(_ rating: Rating, _ definition: MeasureDefinition) -> Facts {
        guard let main = rating.main else { return [] }
        func isUnfavourable(_ mark: UInt8) -> Bool {
            definition.categories.indices.contains(Int(mark)) && definition.categories[Int(mark)].sign == -1
        }
        let rest = rating.other ?? main
        var facts: Facts = []
        if main == definition.absenceMark { facts.insert(.openMain) }
        if isUnfavourable(main) { facts.insert(.unfavourableMain) }
        if rest == definition.absenceMark { facts.insert(.openRest) }
        if isUnfavourable(rest) { facts.insert(.unfavourableRest) }
        if rating.other != nil { facts.insert(.split) }
        return facts
    }

    /// Adds one part of a line: what its synthesis is, and what its axes are.
    private mutating func add(
        _ amount: Cents, isFavourable: Bool, isUnrated: Bool, isOpen: Bool, isUnfavourable: Bool
    ) throws(Finding) {
        if isFavourable {
            if isOpen { lost = try lost.adding(amount) }
        } else if isOpen ? !isUnfavourable : isUnrated {
            gained = try gained.adding(amount)
        }
    }
}
