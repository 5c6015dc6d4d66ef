/// The interval of a proportion.
public struct Interval: Sendable, Hashable {
    /// The lower bound.
    public var low: Double
    /// The upper bound.
    public var high: Double

    /// Wilson's score interval at 95 % (Wilson 1927) of `right` out of `count`; from 0 to 1 when nothing was counted:
    ///
    ///     (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n),  z = 1.959964
    public static func wilson(_ right: Int, of count: Int) -> Interval {
        guard count > 0 else { return Interval(low: 0, high: 1) }
        let z = 1.959964
        let n = Double(count)
        let p = Double(right) / n
        let centre = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let whole = 1 + z * z / n
        // The bounds that are exact are not left to rounding.
        return Interval(
            low: right == 0 ? 0 : (centre - spread) / whole, high: right == count ? 1 : (centre + spread) / whole)
    }
}

/// The sign test (Arbuthnott 1710): how likely `wins` or more out of `count` are when winning and losing are as likely.
enum SignTest {
    /// The probability; 1 when nothing was won or lost.
    static func probability(wins: Int, of count: Int) -> Double {
        guard count > 0, wins > 0 else { return 1 }
        // Binomial weights beside the greatest one, so that none of weight overflows; those too small to count are zero.
        let middle = count / 2
        var weights = [Double](repeating: 0, count: count + 1)
        weights[middle] = 1
        for k in stride(from: middle + 1, through: count, by: 1) {
            weights[k] = weights[k - 1] * Double(count - k + 1) / Double(k)
        }
        for k in stride(from: middle - 1, through: 0, by: -1) {
            weights[k] = weights[k + 1] * Double(k + 1) / Double(count - k)
        }
        return weights[wins...].reduce(0, +) / weights.reduce(0, +)
    }
}

/// The binomial distribution.
enum Binomial {
    /// How likely `least` or more out of `count` are when each comes at `rate`, from 0 to 1.
    static func tail(atLeast least: Int, of count: Int, rate: Double) -> Double {
        guard least > 0 else { return 1 }
        guard least <= count, rate > 0 else { return 0 }
        guard rate < 1 else { return 1 }
        // Weights beside that of the likeliest count, so that none of weight overflows; those too small to count are zero.
        let odds = rate / (1 - rate)
        let likeliest = min(count, Int(Double(count + 1) * rate))
        var weights = [Double](repeating: 0, count: count + 1)
        weights[likeliest] = 1
        for k in stride(from: likeliest + 1, through: count, by: 1) {
            weights[k] = weights[k - 1] * Double(count - k + 1) / Double(k) * odds
        }
        for k in stride(from: likeliest - 1, through: 0, by: -1) {
            weights[k] = weights[k + 1] * Double(k + 1) / Double(count - k) / odds
        }
        return weights[least...].reduce(0, +) / weights.reduce(0, +)
    }
}
