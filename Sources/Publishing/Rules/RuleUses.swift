internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// What the rules of one axis, or those of the perimeter, have decided in a workbook.
struct RuleUses {
    /// What one rule has decided.
    struct Use {
        /// Its code: the place of its rating among those of the axis, of its exclusion among those of the perimeter.
        var code: Int
        /// Its name as the workbook shows it; empty for the lines of which no rule speaks.
        var name: String
        /// What it gives.
        var rating: Rating
        /// The rule; nil for what no file says, as that a line is of another year.
        var rule: RankedRule?
        /// The rule that it follows, when it inherits.
        var followed: RankedRule?
        /// Why, and according to which source.
        var because: String
        var source: String
        /// How many lines, their sum, and the first of them.
        var count = 0
        var amount = Cents.zero
        var first = 0
    }

    /// What the rules are about: the axis, or the perimeter.
    let title: String
    /// Those that decided a line at least, in the order in which they are tried.
    private(set) var uses: [Use] = []

    /// What decided on `axis`, whose rules are `rules`.
    init(of axis: AxisResult, _ rules: AxisRules, _ lines: Lines) {
        title = axis.axis.label
        let distinct = rules.evaluator.distinct
        uses = distinct.indices.map { code in
            let origin = rules.evaluator.origins[code]
            let followed = origin.follows.flatMap { rules.evaluator.origins[$0].rule }
            return Use(
                code: code, name: axis.ratings[code].rule, rating: axis.ratings[code],
                rule: origin.rule.map { rules.ranked[$0] }, followed: followed.map { rules.ranked[$0] },
                because: distinct[code].because, source: distinct[code].source)
        }
        count(axis.codes, lines)
    }

    /// What the perimeter of `result` leaves out; `ratings` are its exclusions as ratings.
    init(perimeterOf result: MeasureResult, _ rules: [RankedRule], ratings: [Rating], _ lines: Lines) {
        title = "Hors du périmètre"
        uses = result.exclusions.enumerated().map { code, exclusion in
            Use(
                code: code, name: exclusion.id, rating: ratings[code], rule: rules.first { $0.name == exclusion.id },
                because: exclusion.because, source: exclusion.source)
        }
        // Inside the perimeter is 0.
        count(result.exclusionCodes.map { $0 &- 1 }, lines)
    }

    private mutating func count(_ codes: [UInt32], _ lines: Lines) {
        for line in codes.indices.reversed() where Int(codes[line]) < uses.count {
            let code = Int(codes[line])
            uses[code].count += 1
            uses[code].amount = uses[code].amount + lines.amounts[line]
            uses[code].first = line
        }
        uses.removeAll { $0.count == 0 }
    }
}
