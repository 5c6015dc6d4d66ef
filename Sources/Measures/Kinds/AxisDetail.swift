internal import Findings
internal import PublicAccounts
internal import Rules

/// What an axis says of lines besides whether it says something: nothing in a partition, whose ratings say it all.
public enum AxisDetail: Sendable {
    /// Shares of categories, in the ratings themselves.
    case partition
    /// Signed weights on categories.
    case contribution(ContributionResult)
    /// Quantities, by post.
    case quantity(QuantityResult)
    /// Postings to the accounts of capitals.
    case postings(PostingsResult)
    /// Ties to indicators.
    case links(LinksResult)
}

/// The codes of an axis while its result is put together.
struct AxisDraft {
    /// The ratings; a kind may add some at the end.
    var ratings: [Rating]
    /// What was said, one verdict per rating.
    var verdicts: [Outcome.Verdict]
    /// For each line, the place of its rating.
    var codes: [UInt32]

    /// The number of each verdict, the same for the same verdict.
    var said: [UInt32] {
        var numbers: [Outcome.Verdict: UInt32] = [:]
        return verdicts.map { verdict in
            let number = numbers[verdict] ?? UInt32(numbers.count)
            numbers[verdict] = number
            return number
        }
    }
}

extension AxisDetail {
    /// What an axis of `definition` says of `lines`, whose ratings are in `draft`.
    ///
    /// - Throws: `MES004` when amounts sum beyond 64 bits, `MES009` when totals do not reconcile.
    init(_ definition: MeasureDefinition, _ lines: Lines, exercice: Int?, _ draft: inout AxisDraft) throws(Finding) {
        switch definition.kind {
        case .partition: self = .partition
        case .contribution: self = .contribution(try ContributionResult(definition, lines, draft))
        case .quantity: self = .quantity(try QuantityResult(definition, lines, &draft))
        case .postings: self = .postings(try PostingsResult(definition, lines, exercice: exercice, draft))
        case .link: self = .links(try LinksResult(definition, lines, draft))
        }
    }

    /// The totals that must reconcile.
    var controls: [Control] {
        switch self {
        case .partition, .contribution, .quantity: []
        case .postings(let result): result.controls
        case .links(let result): result.controls
        }
    }

    /// What was noticed.
    func findings(_ definition: MeasureDefinition, exercice: Int?) -> [Finding] {
        switch self {
        case .partition, .contribution, .links: []
        case .quantity(let result): result.findings(exercice: exercice)
        case .postings(let result): result.findings
        }
    }
}
