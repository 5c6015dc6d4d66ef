internal import Findings
public import PublicAccounts
internal import Tabular

/// Which rule spoke for each line: what one stage tells the next.
public struct RuleMatches: Sendable {
    /// The id of the exclusion that leaves the line out of the perimeter; empty inside.
    public var perimeter: Lines.Column
    /// For each axis of the period, the id of the rule (`pack/rule-id`) or exclusion; empty when none spoke.
    public var axes: [Lines.Column]

    /// Which rule spoke.
    public init(perimeter: Lines.Column, axes: [Lines.Column]) {
        self.perimeter = perimeter
        self.axes = axes
    }
}

extension MeasureResult {
    /// Which rule spoke for each line.
    public var matches: RuleMatches {
        RuleMatches(
            perimeter: Lines.Column(codes: exclusionCodes, in: [""] + exclusions.map(\.id)),
            axes: axes.map { Lines.Column(codes: $0.codes, in: $0.ratings.map(\.rule)) })
    }
}

extension Lines.Column {
    /// The column of `codes` in `table`.
    fileprivate init(codes: [UInt32], in table: [String]) {
        self.init()
        values = TextList(table)
        self.codes = codes
    }

    /// The places of the column's values in `table`, one per line.
    ///
    /// - Throws: `MES011` when `table` lacks a value that a line has, or when there are not `count` lines.
    func places(in table: [String], count: Int) throws(Finding) -> [UInt32] {
        guard codes.count == count else { throw Finding(.unknownMatch, ["rule": "\(codes.count) ≠ \(count)"]) }
        let known = Dictionary(
            table.enumerated().map { ($0.element, UInt32(clamping: $0.offset)) },
            uniquingKeysWith: { first, _ in first })
        let found = values.map { known[$0] }
        var places: [UInt32] = []
        places.reserveCapacity(count)
        for code in codes {
            guard Int(code) < found.count, let place = found[Int(code)] else {
                throw Finding(.unknownMatch, ["rule": Int(code) < values.count ? values[Int(code)] : "\(code)"])
            }
            places.append(place)
        }
        return places
    }
}
