/// What scores are worth: how often the guesses with such a score proved right, on lines that were held out.
///
/// Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan 2002), with Laplace's rule of
/// succession in each pool: (share × support + 1) / (support + 2). The share is that of lines that were right; the support is
/// that of operations, for the lines of one stand or fall together. So a probability of 0.98 needs 48 operations without a line
/// that was wrong, whatever the score.
struct Calibration {
    /// A guess about a line that was held out.
    struct Guess {
        /// The score.
        var score: Double
        /// Whether it was right.
        var isRight: Bool
        /// How much it adds to the support: the part that it is of its operation's guesses.
        var weight: Double
    }

    private struct Pool {
        var least: Double
        var right = 0
        var count = 0
        var support = 0.0
        /// How often guesses were right.
        var share: Double { Double(right) / Double(count) }
        /// How often the next one may be trusted to be.
        var value: Double { (share * support + 1) / (support + 2) }

        mutating func take(_ above: Pool) {
            right += above.right
            count += above.count
            support += above.support
        }
    }

    /// From the highest score down.
    private var pools: [Pool] = []

    /// The worth of scores as `guesses` show it.
    init(_ guesses: [Guess]) {
        let sorted = guesses.sorted { $0.score > $1.score }
        var raw: [Pool] = []
        var place = 0
        while place < sorted.count {
            var pool = Pool(least: sorted[place].score)
            // Guesses of one score are one.
            while place < sorted.count, sorted[place].score == pool.least {
                pool.count += 1
                pool.support += sorted[place].weight
                if sorted[place].isRight { pool.right += 1 }
                place += 1
            }
            while let above = raw.last, above.share <= pool.share {
                pool.take(above)
                raw.removeLast()
            }
            raw.append(pool)
        }
        // A small pool on top may be trusted less than a large one below: then both are one.
        for var pool in raw {
            while let above = pools.last, above.value <= pool.value {
                pool.take(above)
                pools.removeLast()
            }
            pools.append(pool)
        }
    }

    /// The probability that a guess of `score` is right; for a score below all that were seen, that of the lowest; nothing
    /// seen, nothing known: 0.
    func probability(of score: Double) -> Double {
        var low = 0
        var high = pools.count
        while low < high {
            let middle = (low + high) / 2
            if pools[middle].least <= score { high = middle } else { low = middle + 1 }
        }
        if low < pools.count { return pools[low].value }
        return pools.last?.value ?? 0
    }
}
