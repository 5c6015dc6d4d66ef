internal import Measures
internal import PublicAccounts
internal import Tabular

/// The rated parts of the lines of one annex: one for a line that is whole on every axis, several whose cents sum to the
/// line where an axis splits it.
struct AnnexParts {
    /// The line of each part.
    private(set) var lines: [UInt32] = []
    /// The amount of each part.
    private(set) var amounts: [Cents] = []
    /// By axis, the mark of each part.
    private(set) var marks: [[UInt8]]
    /// The mark of each part's synthesis; empty without a synthesis.
    private(set) var synthesis: [UInt8] = []

    /// How many parts there are.
    var count: Int { lines.count }

    /// The parts of the lines in the annex of `budget`.
    init(_ budget: Int, _ keys: AnnexKeys, lines all: Lines, result: MeasureResult) {
        marks = result.axes.map { _ in [] }
        let absence = result.definition.absenceMark
        let axes = result.axes.map { AnnexMarks($0) }
        let syntheses = result.synthesis.map { AnnexMarks($0) }
        for line in 0..<all.count where Int(keys.budget[line]) == budget && keys.fonction[line] != AnnexKeys.none {
            let amount = all.amounts[line]
            guard axes.contains(where: { $0.other(line) != nil }) else {
                lines.append(UInt32(clamping: line))
                amounts.append(amount)
                for place in axes.indices { marks[place].append(axes[place].main(line) ?? absence) }
                if let syntheses { synthesis.append(syntheses.main(line) ?? absence) }
                continue
            }
            var start = Cents.zero
            for end in Self.ends(of: line, amount, result) + [amount] {
                lines.append(UInt32(clamping: line))
                amounts.append(end - start)
                for (place, axis) in result.axes.enumerated() {
                    let rating = axis[line]
                    let isMain = rating.other == nil || Self.reaches(rating.amounts(of: amount).main, over: end)
                    marks[place].append((isMain ? rating.main : rating.other) ?? absence)
                }
                if let rating = result.synthesis?[line] {
                    let isMain = rating.other == nil || Self.reaches(rating.amounts(of: amount).main, over: end)
                    synthesis.append((isMain ? rating.main : rating.other) ?? absence)
                }
                start = end
            }
        }
    }

    /// Where the parts of `line` end, but the last: the main amounts of the axes that split it, the smallest first.
    private static func ends(of line: Int, _ amount: Cents, _ result: MeasureResult) -> [Cents] {
        var ends: Set<Cents> = []
        for axis in result.axes where axis[line].other != nil {
            let main = axis[line].amounts(of: amount).main
            if main != .zero, main != amount { ends.insert(main) }
        }
        return ends.sorted { $0.value.magnitude < $1.value.magnitude }
    }

    /// Whether the main part, which ends at `main`, covers the part that ends at `end`.
    private static func reaches(_ main: Cents, over end: Cents) -> Bool {
        main.value.magnitude >= end.value.magnitude
    }
}
