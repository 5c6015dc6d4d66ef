internal import Decisions
internal import Files
public import Findings
internal import Learning
internal import Tabular
internal import Texts

/// How far several people agree about the same lines (`mesures compare --raters`): agreement by line and by euro, what is
/// disputed, the largest amounts first.
public struct RaterComparison {
    /// Two raters.
    struct Pair {
        /// Which, as places among the files.
        var raters: (Int, Int)
        /// By line.
        var lines: Agreement
        /// By euro.
        var euros: Agreement
        /// What each said, both by the first and by the second rater: lines and amounts without sign.
        var confusion: [(first: DecidedRating, second: DecidedRating, count: Int, amount: Cents)]
    }

    /// A line of which raters say different things.
    struct Dispute {
        var line: LineIdentity
        /// What each said; nil where one did not rate the line.
        var opinions: [Opinion?]
    }

    /// One axis.
    struct View {
        var subject: RatedSubject
        var pairs: [Pair]
        /// All of them together, when there are more than two; over the lines that all have rated.
        var together: (lines: Agreement, euros: Agreement)?
        /// The lines that two raters at least have rated.
        var shared: Int
        var sharedAmount: Cents
        var disputes: [Dispute]
        var disputedAmount: Cents
    }

    /// What raters are called, by file.
    let names: [String]
    let views: [View]
    let measures: MeasureFolder
    /// What was noticed.
    public let findings: [Finding]

    /// Compares the files at `paths`: workbooks that the program annotated, decisions, or both.
    ///
    /// - Throws: `RAT001` and what reading throws, `RAT003` when no line is rated twice, `RAT004` for fewer than two files.
    public init(of paths: [String], _ settings: ReadingSettings) throws {
        guard paths.count > 1 else { throw Finding(.twoRaters, ["count": String(paths.count)]) }
        measures = try MeasureFolder(pipelines: settings.pipelines)
        let files = try paths.map { [measures] path in try RatedFile(reading: path, settings, measures) }
        names = Self.names(paths)
        findings = files.flatMap(\.findings)
        let subjects = Set(files.flatMap { $0.opinions.keys }).sorted()
        views = subjects.map { subject in View(subject, files.map { $0.opinions[subject] ?? [:] }) }
            .filter { $0.shared > 0 }
        guard !views.isEmpty else { throw Finding(.nothingShared) }
    }

    /// The files' names without extension, with their paths where these are the same.
    private static func names(_ paths: [String]) -> [String] {
        let stems = paths.map { FilePaths.stem(of: $0) }
        return Set(stems).count == stems.count ? stems : paths
    }
}

extension RaterComparison.View {
    /// What `opinions`, by rater, say on `subject`.
    init(_ subject: RatedSubject, _ opinions: [[LineIdentity: Opinion]]) {
        self.subject = subject
        let lines = Set(opinions.flatMap(\.keys)).sorted().map { line in
            (line: line, opinions: opinions.map { $0[line] })
        }.filter { $0.opinions.count { $0 != nil } > 1 }
        let ratings = Set(lines.flatMap { $0.opinions.compactMap { $0?.rating } }).sorted { $0.words() < $1.words() }
        let numbers = Dictionary(uniqueKeysWithValues: ratings.enumerated().map { ($0.element, $0.offset) })
        func number(_ opinion: Opinion?) -> Int? { opinion.flatMap { numbers[$0.rating] } }

        pairs = []
        for first in opinions.indices {
            for second in opinions.indices where second > first {
                let both = lines.compactMap { line -> (first: Int, second: Int, amount: Cents)? in
                    guard let one = number(line.opinions[first]), let other = number(line.opinions[second]) else {
                        return nil
                    }
                    return (one, other, line.line.amount.magnitude)
                }
                var cells: [Int: (count: Int, amount: Cents)] = [:]
                for line in both {
                    let cell = line.first * ratings.count + line.second
                    cells[cell, default: (0, .zero)].count += 1
                    cells[cell, default: (0, .zero)].amount.add(line.amount)
                }
                pairs.append(
                    RaterComparison.Pair(
                        raters: (first, second),
                        lines: .cohen(both.map { ($0.first, $0.second, 1) }, classes: ratings.count),
                        euros: .cohen(
                            both.map { ($0.first, $0.second, Double($0.amount.value)) }, classes: ratings.count),
                        confusion: cells.sorted { $0.key < $1.key }.map { cell, sum in
                            (ratings[cell / ratings.count], ratings[cell % ratings.count], sum.count, sum.amount)
                        }))
            }
        }
        if opinions.count > 2 {
            let all = lines.compactMap { line -> (ratings: [Int], amount: Cents)? in
                let own = line.opinions.compactMap { number($0) }
                return own.count == opinions.count ? (own, line.line.amount.magnitude) : nil
            }
            together = (
                .fleiss(all.map { ($0.ratings, 1) }, classes: ratings.count),
                .fleiss(all.map { ($0.ratings, Double($0.amount.value)) }, classes: ratings.count)
            )
        }
        shared = lines.count
        sharedAmount = .zero
        disputes = []
        disputedAmount = .zero
        for line in lines {
            sharedAmount.add(line.line.amount.magnitude)
            guard Set(line.opinions.compactMap { $0?.rating }).count > 1 else { continue }
            disputedAmount.add(line.line.amount.magnitude)
            disputes.append(RaterComparison.Dispute(line: line.line, opinions: line.opinions))
        }
        // Sorted lines stay in their order where amounts are the same.
        disputes = disputes.enumerated().sorted { left, right in
            let (one, other) = (left.element.line.amount.magnitude, right.element.line.amount.magnitude)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }
}

extension Cents {
    /// The amount without its sign.
    var magnitude: Cents { Cents(Int64(clamping: value.magnitude)) }

    /// Adds `other`; what 64 bits cannot hold stays at the greatest.
    mutating func add(_ other: Cents) {
        let (sum, overflow) = value.addingReportingOverflow(other.value)
        value = overflow ? .max : sum
    }
}
