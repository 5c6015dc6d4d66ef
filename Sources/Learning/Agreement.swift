/// How far raters agree about the same lines.
///
/// Weights are lines (each 1) or euros (each its amount without sign); a rating is any number of a class.
public struct Agreement: Sendable, Hashable {
    /// How many lines both, or all, have rated.
    public var count: Int
    /// The sum of weights on which they agree.
    public var agreed: Double
    /// The sum of all weights.
    public var whole: Double
    /// The part on which they would agree by chance, between 0 and 1.
    public var expected: Double

    /// The part on which they agree, between 0 and 1; nil when there is nothing.
    public var observed: Double? { whole > 0 ? agreed / whole : nil }

    /// Agreement beyond chance: (observed - expected) / (1 - expected); 1 when they agree always, 0 as by chance. Nil when
    /// there is nothing, or when all ratings are the same, so that chance would agree always.
    public var kappa: Double? {
        guard let observed, expected < 1 else { return nil }
        return (observed - expected) / (1 - expected)
    }

    /// The agreement of two raters (Cohen 1960): chance is the sum over classes of the product of the parts that each rater
    /// gives that class. A line is `(first, second, weight)`.
    public static func cohen(_ lines: [(first: Int, second: Int, weight: Double)], classes: Int) -> Agreement {
        var agreement = Agreement(count: lines.count, agreed: 0, whole: 0, expected: 0)
        var first = [Double](repeating: 0, count: classes)
        var second = first
        for line in lines {
            agreement.whole += line.weight
            if line.first == line.second { agreement.agreed += line.weight }
            first[line.first] += line.weight
            second[line.second] += line.weight
        }
        guard agreement.whole > 0 else { return agreement }
        agreement.expected =
            zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / (agreement.whole * agreement.whole)
        return agreement
    }

    /// The agreement of any number of raters, two at least, who have all rated every line (Fleiss 1971): of a line it is the
    /// part of pairs of raters that agree, (Σ nⱼ² - n) / (n (n - 1)); chance is the sum over classes of the square of the
    /// part of all ratings that it has. A line is its ratings and a weight.
    public static func fleiss(_ lines: [(ratings: [Int], weight: Double)], classes: Int) -> Agreement {
        var agreement = Agreement(count: lines.count, agreed: 0, whole: 0, expected: 0)
        var parts = [Double](repeating: 0, count: classes)
        for line in lines where line.ratings.count > 1 {
            let raters = Double(line.ratings.count)
            var counts = [Double](repeating: 0, count: classes)
            for rating in line.ratings { counts[rating] += 1 }
            let pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) } / (raters * (raters - 1))
            agreement.agreed += line.weight * pairs
            agreement.whole += line.weight
            for rating in counts.indices { parts[rating] += line.weight * counts[rating] / raters }
        }
        guard agreement.whole > 0 else { return agreement }
        agreement.expected = parts.reduce(0) { $0 + $1 * $1 } / (agreement.whole * agreement.whole)
        return agreement
    }
}
