extension Condition {
    /// Whether every line that meets `self` surely meets `other`, in the cases that can be told from the conditions
    /// alone; false when in doubt. The depth is the pack's, which the YAML reader bounds.
    func implies(_ other: Condition) -> Bool {
        switch other {
        case .all(let parts): if parts.allSatisfy({ implies($0) }) { return true }
        case .any(let parts): if parts.contains(where: { implies($0) }) { return true }
        default: break
        }
        switch (self, other) {
        case (.all(let parts), _): return parts.contains { $0.implies(other) }
        case (.any(let parts), _): return !parts.isEmpty && parts.allSatisfy { $0.implies(other) }
        case (.not(let mine), .not(let its)): return its.implies(mine)
        case (.value(let subject, let mine), .value(let its, let patterns)):
            return subject == its && mine.allSatisfy { one in patterns.contains { one.isWithin($0) } }
        case (.words(let subject, let mine), .words(let its, let terms)):
            return subject == its && mine.allSatisfy { one in terms.contains { one.contains($0) } }
        case (.near(let subject, let mine), .words(let its, let terms)):
            return subject == its && terms.contains { mine.first.contains($0) || mine.second.contains($0) }
        case (.near(let subject, let mine), .near(let its, let pair)):
            let isSamePair =
                (mine.first.contains(pair.first) && mine.second.contains(pair.second))
                || (mine.first.contains(pair.second) && mine.second.contains(pair.first))
            // A term longer than the other pair's may have it further away.
            let isSameLength = mine.wordCount == pair.wordCount
            return subject == its && isSamePair && isSameLength && mine.within <= pair.within
        case (.amount(let mine), .amount(let its)): return its.atLeast <= mine.atLeast && mine.atMost <= its.atMost
        default: return false
        }
    }
}

extension Pattern {
    /// Whether every value of this pattern fits `other`.
    func isWithin(_ other: Pattern) -> Bool {
        switch (self, other) {
        case (.exact(let text), _): return other.matches(text)
        case (.prefix(let start), .prefix(let its)): return start.utf8.starts(with: its.utf8)
        case (.prefix(let start), .range(let first, let last)):
            // With as many digits as both bounds, the beginning alone decides.
            return start.utf8.count >= max(first.utf8.count, last.utf8.count) && other.matches(start)
        case (.range(let first, let last), .prefix(let start)):
            return first.utf8.starts(with: start.utf8) && last.utf8.starts(with: start.utf8)
        case (.range(let first, let last), .range(let itsFirst, let itsLast)):
            return !first.utf8.lexicographicallyPrecedes(itsFirst.utf8)
                && !itsLast.utf8.lexicographicallyPrecedes(last.utf8)
                && first.utf8.count == itsFirst.utf8.count && last.utf8.count == itsLast.utf8.count
        case (_, .exact): return false
        }
    }
}

extension Term {
    /// Whether every text with this term surely has `other`: its words follow one another in this term.
    func contains(_ other: Term) -> Bool {
        guard other.words.count <= words.count else { return false }
        return (0...(words.count - other.words.count)).contains { start in
            zip(words[start...], other.words).allSatisfy { mine, its in
                mine == its || (its.isPrefix && mine.stem.utf8.starts(with: its.stem.utf8))
            }
        }
    }
}

extension Near {
    /// How many words both terms have.
    fileprivate var wordCount: Int { first.words.count + second.words.count }
}
