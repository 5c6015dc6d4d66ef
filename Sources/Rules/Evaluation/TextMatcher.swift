/// Finds which of many terms, and of many pairs of terms near each other, a text contains, looking at each of its words
/// once.
struct TextMatcher {
    private var vocabulary = Vocabulary()
    private var phrases: [[Int]] = []
    /// The phrases that begin with a word.
    private var beginning: [[Int]] = []
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
            self.pairs.append((phrases.count, phrases.count + 1, pair.within))
            add(pair.first)
            add(pair.second)
        }
        vocabulary.close()
    }

    private mutating func add(_ term: Term) {
        let numbers = term.words.map { vocabulary.number(of: $0) }
        while beginning.count < vocabulary.count { beginning.append([]) }
        beginning[numbers[0]].append(phrases.count)
        phrases.append(numbers)
    }

    /// Calls `found` with the number of each term and pair that `text` contains, once or more.
    mutating func match(_ text: String, _ found: (Int) -> Void) {
        guard !phrases.isEmpty, !text.isEmpty else { return }
        tokens.read(text)
        hits.removeAll(keepingCapacity: true)
        for position in tokens.words.indices { look(tokens.words[position], at: position, next: position + 1) }
        for cut in tokens.cuts where cut + 1 < tokens.words.count {
            look(tokens.join(cut), at: cut, next: cut + 2)
        }
        guard !hits.isEmpty else { return }
        occurrences.removeAll(keepingCapacity: true)
        for place in hits.indices {
            let hit = hits[place]
            for phrase in beginning[hit.word] where follow(phrase, from: hit.next) {
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
        for (number, pair) in pairs.enumerated() where areNear(pair) { found(termCount + number) }
    }

    private mutating func look(_ word: Range<Int>, at position: Int, next: Int) {
        vocabulary.match(tokens.bytes, word: word, stem: tokens.stem(word)) { number in
            hits.append(Hit(position: position, next: next, word: number))
        }
    }

    /// Whether the words of a phrase after the first follow from `position` on; `positions` is then where it may end. A
    /// cut offers two ways on.
    private mutating func follow(_ phrase: Int, from position: Int) -> Bool {
        positions.removeAll(keepingCapacity: true)
        positions.append(position)
        for place in 1..<max(1, phrases[phrase].count) {
            let word = phrases[phrase][place]
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
