/// What rules make of a line.
public enum CoverageState: String, Sendable, Hashable, CaseIterable {
    /// A rule puts it in categories.
    case rated
    /// A rule asks a question.
    case asked
    /// No rule speaks of it.
    case unmatched
    /// A rule leaves it out of the measure.
    case excluded
    /// The measure's perimeter leaves it out, whatever rules say.
    case outside
}

/// A number of lines and their sum, in cents.
public struct CoverageSum: Sendable, Hashable {
    /// How many lines.
    public var lines = 0
    /// Their sum, in cents; cancellations count negatively.
    public var cents: Int64 = 0

    mutating func add(_ amount: Int64) {
        lines += 1
        cents += amount
    }
}

/// Lines by what rules make of them.
public struct CoverageTally: Sendable, Hashable {
    /// One sum per state, in the order of `CoverageState`.
    private var sums = [CoverageSum](repeating: CoverageSum(), count: CoverageState.allCases.count)

    /// The sum of one state.
    public internal(set) subscript(_ state: CoverageState) -> CoverageSum {
        get { sums[state.place] }
        _modify { yield &sums[state.place] }
    }

    /// The lines that rules are there for: all but those outside of the perimeter.
    public var inside: CoverageSum {
        CoverageState.allCases.filter { $0 != .outside }.reduce(into: CoverageSum()) {
            $0.lines += self[$1].lines
            $0.cents += self[$1].cents
        }
    }
}

extension CoverageState {
    fileprivate var place: Int {
        switch self {
        case .rated: 0
        case .asked: 1
        case .unmatched: 2
        case .excluded: 3
        case .outside: 4
        }
    }
}
