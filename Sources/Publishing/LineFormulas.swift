internal import Tabular

/// The live formulas of a line: what the workbook computes again when somebody changes a rating or a part.
struct LineFormulas {
    /// The columns that the formulas read.
    var plan: ColumnPlan
    /// The words of the ratings.
    var words: SynthesisWords

    /// The rated amount of `axis`: the amount times the part, to the cent (half away from zero, as the program rounds
    /// a line in two parts).
    func ratedAmount(_ axis: ColumnPlan.Axis) -> Formula {
        .call(
            "ROUND",
            [.binary(.sameRow(column: plan.amount), .times, .sameRow(column: axis.part)), .number("2")])
    }

    /// The amount of the synthesis rating: up to the first split.
    var synthesisAmount: Formula {
        .call("ROUND", [.binary(.sameRow(column: plan.amount), .times, smallestPart), .number("2")])
    }

    /// The synthesis rating of the part that every axis' main rating covers.
    var synthesisRating: Formula {
        let ratings = plan.axes.map { Formula.sameRow(column: $0.rating) }
        return guarded(merged(ratings))
    }

    /// The synthesis rating of the rest; empty text when no axis is split.
    var synthesisOther: Formula {
        .call("IF", [.binary(smallestPart, .equal, .number("1")), .text(""), guarded(merged(rests))])
    }

    /// The rating of the rest on each axis: the main one where it is not split.
    var rests: [Formula] {
        plan.axes.map { axis in
            .call(
                "IF",
                [
                    .binary(.sameRow(column: axis.part), .less, .number("1")), .sameRow(column: axis.other),
                    .sameRow(column: axis.rating),
                ])
        }
    }

    var smallestPart: Formula { .call("MIN", plan.axes.map { .sameRow(column: $0.part) }) }

    /// `rating`, unless two axes are split at different parts: then nobody can say which rating meets which.
    private func guarded(_ rating: Formula) -> Formula {
        guard plan.axes.count > 1 else { return rating }
        return .call("IF", [differentParts, .text(words.absent), rating])
    }

    /// Whether two axes are split at different parts.
    var differentParts: Formula {
        .call(
            "OR",
            plan.axes.map { axis in
                .call(
                    "AND",
                    [
                        .binary(.sameRow(column: axis.part), .less, .number("1")),
                        .binary(.sameRow(column: axis.part), .greater, smallestPart),
                    ])
            })
    }

    /// The synthesis of one rating per axis, by signs (reference of the measure's `synthesis:`).
    private func merged(_ ratings: [Formula]) -> Formula {
        let positive = count(ratings, of: words.positive)
        let negative = count(ratings, of: words.negative)
        let neutral = count(ratings, of: words.neutral)
        let unrated = count(ratings, of: words.unrated)
        let unsigned: Formula
        switch words.neutralAndUnrated {
        case .neutral: unsigned = choose(neutral, words.neutral[0], words.unrated.first ?? words.neutral[0])
        case .unrated: unsigned = choose(unrated, words.unrated.first ?? words.neutral[0], words.neutral[0])
        }
        let signed = Formula.call(
            "IF",
            [
                isNone(negative), .text(words.positive[0]),
                .call("IF", [isNone(positive), .text(words.negative[0]), .text(words.mixed)]),
            ])
        let rating = Formula.call("IF", [isNone(.binary(positive, .plus, negative)), unsigned, signed])
        let filled = [negative, neutral, unrated].reduce(positive) { .binary($0, .plus, $1) }
        let needed = words.ignoresMissing ? 1 : ratings.count
        return .call("IF", [.binary(filled, .less, .number(String(needed))), .text(words.absent), rating])
    }

    /// How many of `ratings` are one of `labels`.
    func count(_ ratings: [Formula], of labels: [String]) -> Formula {
        if labels.isEmpty { return .number("0") }
        let tests = ratings.flatMap { rating in
            labels.map { Formula.call("IF", [.binary(rating, .equal, .text($0)), .number("1"), .number("0")]) }
        }
        return tests.count == 1 ? tests[0] : .call("SUM", tests)
    }

    func isNone(_ count: Formula) -> Formula { .binary(count, .equal, .number("0")) }

    private func choose(_ count: Formula, _ some: String, _ none: String) -> Formula {
        .call("IF", [.binary(count, .greater, .number("0")), .text(some), .text(none)])
    }
}

/// The words that the synthesis reads and gives.
struct SynthesisWords {
    /// Ratings that count as +1; the first names the result.
    var positive: [String]
    /// Ratings that count as −1; the first names the result.
    var negative: [String]
    /// Ratings that count as 0.
    var neutral: [String]
    /// Ratings that are a decision not to rate.
    var unrated: [String]
    /// Both signs together.
    var mixed: String
    /// No rating at all.
    var absent: String
    /// What a line with neutral and unrated axes only becomes.
    var neutralAndUnrated: NeutralAndUnrated
    /// Whether an axis without a rating is left aside; otherwise the synthesis waits for it.
    var ignoresMissing: Bool

    /// The named option of the synthesis.
    enum NeutralAndUnrated {
        /// Neutral wins.
        case neutral
        /// Unrated wins.
        case unrated
    }
}
