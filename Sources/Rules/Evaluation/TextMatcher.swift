/// Finds which of many terms, and of many pairs of terms near each other, a text contains, looking at each of its words
/// once.
struct TextMatcher {
    private var vocabulary = Vocabulary()
    /// The words of phrases, one phrase after the other, and where each one ends.
    private var words: [Int] = []
    private var ends: [Int] = []
    /// The phrases that begin with a word, one word after the other, and where each word's end.
    private var begun: [Int] = []
    private var begunEnds: [Int] = []
    private let termCount: Int
    private var pairs: [(first: Int, second: Int, within: Int)] = []
    private var tokens = Tokens()
    private var hits: [Hit] = []
    private var positions: [Int] = []
    private var occurrences: [Occurrence] = []

    /// A word of a term met in the text: at which place, and where the text goes on.
    private struct Hit {
        var position: Int
        var next: Int
        var word: Int
    }

    /// A term of a pair met in the text: its first word, and where the text goes on.
    private struct Occurrence {
        var start: Int
        var end: Int
        var phrase: Int
    }

    /// A matcher of `terms`, which it numbers in order, and of `pairs`, whose numbers follow.
    init(_ terms: [Term], pairs: [Near] = []) {
        termCount = terms.count
        for term in terms { add(term) }
        for pair in pairs {
            self.pairs.append((ends.count, ends.count + 1, pair.within))
            add(pair.first)
            add(pair.second)
        }
        vocabulary.close()
        var beginning = [[Int]](repeating: [], count: vocabulary.count)
        for phrase in ends.indices { beginning[words[phrase == 0 ? 0 : ends[phrase - 1]]].append(phrase) }
        for phrases in beginning {
            begun += phrases
            begunEnds.append(begun.count)
        }
    }

    private mutating func add(_ term: Term) {
        words += term.words.map { vocabulary.number(of: $0) }
        ends.append(words.count)
    }

    /// Calls `found` with the number of each term and pair that `text` contains, once or more.
    @inline(__always)
    mutating func match(_ text: String, _ found: (Int) -> Void) {
        guard !ends.isEmpty, !text.isEmpty else { return }
        tokens.read(text)
        findWords()
        guard !hits.isEmpty else { return }
        occurrences.removeAll(keepingCapacity: true)
        for place in hits.indices {
            let hit = hits[place]
            for entry in (hit.word == 0 ? 0 : begunEnds[hit.word - 1])..<begunEnds[hit.word] {
                let phrase = begun[entry]
                guard follow(phrase, from: hit.next) else { continue }
                if phrase < termCount {
                    found(phrase)
                } else {
                    for end in positions {
                        occurrences.append(Occurrence(start: hit.position, end: end, phrase: phrase))
                    }
                }
            }
        }
        guard !occurrences.isEmpty else { return }
        for number in pairs.indices where areNear(pairs[number]) { found(termCount + number) }
    }

    private mutating func findWords() {
        hits.removeAll(keepingCapacity: true)
        let count = tokens.words.count
        for position in 0..<count { look(tokens.words[position], at: position, next: position + 1) }
        for place in tokens.cuts.indices {
            let cut = tokens.cuts[place]
            if cut + 1 < count { look(tokens.join(cut), at: cut, next: cut + 2) }
        }
    }

    private mutating func look(_ word: Range<Int>, at position: Int, next: Int) {
        let number = vocabulary.number(tokens.bytes, stem: tokens.stem(word))
        if number >= 0 { hits.append(Hit(position: position, next: next, word: number)) }
        vocabulary.beginnings(tokens.bytes, word: word) { number in
            hits.append(Hit(position: position, next: next, word: number))
        }
    }

    /// Whether the words of a phrase after the first follow from `position` on; `positions` is then where it may end. A
    /// cut offers two ways on.
    private mutating func follow(_ phrase: Int, from position: Int) -> Bool {
        let start = phrase == 0 ? 0 : ends[phrase - 1]
        // Most terms are one word: where it ends matters to pairs only.
        if ends[phrase] - start == 1, phrase < termCount { return true }
        positions.removeAll(keepingCapacity: true)
        positions.append(position)
        for place in (start + 1)..<max(start + 1, ends[phrase]) {
            let word = words[place]
            let ways = positions.count
            for way in 0..<ways {
                for hit in hits where hit.position == positions[way] && hit.word == word { positions.append(hit.next) }
            }
            positions.removeFirst(ways)
            if positions.isEmpty { return false }
        }
        return true
    }

    private func areNear(_ pair: (first: Int, second: Int, within: Int)) -> Bool {
        for one in occurrences where one.phrase == pair.first {
            for other in occurrences where other.phrase == pair.second {
                // Neighbours are one word apart.
                let gap =
                    one.end <= other.start ? other.start - one.end : other.end <= one.start ? one.start - other.end : -1
                if gap >= 0, gap < pair.within { return true }
            }
        }
        return false
    }
}
