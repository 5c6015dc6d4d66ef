public import PublicAccounts
internal import Tabular

/// Which decisions are about which lines of an export, and which of them somebody must look at first.
///
/// A decision speaks for the line of its pièce that says what it said then: same nature, fonction, operation, amount, same
/// label but for case, accents and spaces. A line that says something else is asked about, and so is a decision that fits
/// several lines. Where the export or the decision has no pièce, budget, exercice and all that the line says must name one
/// line alone.
public struct DecisionMatching: Sendable {
    /// Decisions that hold for a line.
    public struct Applied: Sendable, Hashable {
        /// The decision, as an index.
        public var decision: Int
        /// The line.
        public var line: Int
    }

    /// A decision that somebody must look at.
    public struct Asked: Sendable, Hashable {
        /// Why it is not applied.
        public enum Reason: Sendable, Hashable {
            /// The line has changed since.
            case changed
            /// It fits several lines.
            case several
            /// Another decision about the same line says something else.
            case contradicted
        }

        /// The decision, as an index.
        public var decision: Int
        /// The lines that it may be about, one at least.
        public var lines: [Int]
        /// Why it is not applied.
        public var reason: Reason
    }

    /// The decisions that hold, in their order.
    public private(set) var applied: [Applied] = []
    /// The decisions to be looked at, in their order.
    public private(set) var asked: [Asked] = []
    /// The decisions whose line is not there, as indices, in order.
    public private(set) var gone: [Int] = []

    /// Finds the lines of `decisions` among `lines`; `conflicting` are those that others contradict, as indices.
    public init(_ decisions: [Decision], conflicting: Set<Int> = [], in lines: Lines) {
        guard !decisions.isEmpty else { return }
        var search = LineSearch(decisions.map(\.line), ratings: Self.ratings(decisions), in: lines)
        search.find()
        for (index, decision) in decisions.enumerated() {
            switch search.found[decision.line] {
            case .line(let line)? where conflicting.contains(index):
                asked.append(Asked(decision: index, lines: [line], reason: .contradicted))
            case .line(let line)?: applied.append(Applied(decision: index, line: line))
            case .changed(let line)?: asked.append(Asked(decision: index, lines: [line], reason: .changed))
            case .several(let lines)?: asked.append(Asked(decision: index, lines: lines, reason: .several))
            case nil: gone.append(index)
            }
        }
    }

    /// What was decided of each line on its axes.
    private static func ratings(_ decisions: [Decision]) -> [LineIdentity: [String: DecidedRating]] {
        var ratings: [LineIdentity: [String: DecidedRating]] = [:]
        for decision in decisions {
            ratings[decision.line, default: [:]][decision.measure + "/" + decision.axis] = decision.rating
        }
        return ratings
    }
}
