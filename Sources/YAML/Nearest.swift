internal import Texts

/// Finds the name that someone probably meant.
public enum Nearest {
    /// The candidate closest to `name` by letters added, removed, changed or swapped, case and accents aside; nil when
    /// none is close: a third of its letters at most, and never more than 4. The first one wins among equals.
    public static func name(to name: String, among candidates: [String]) -> String? {
        let wanted = Array(Folding.fold(name).utf8.prefix(64))
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates {
            let letters = Array(Folding.fold(candidate).utf8.prefix(64))
            let limit = min(4, max(1, max(wanted.count, letters.count) / 3))
            let distance = distance(wanted, letters)
            if distance <= limit, distance < bestDistance {
                best = candidate
                bestDistance = distance
            }
        }
        return best
    }

    /// The optimal string alignment distance.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
