/// Finds which of many terms a text contains, looking at each of its words once.
struct TextMatcher {
    private var vocabulary = Vocabulary()
    private var phrases: [[Int]] = []
    /// The phrases that begin with a word.
    private var beginning: [[Int]] = []
    private var tokens = Tokens()
    private var hits: [Hit] = []
    private var positions: [Int] = []

    /// A word of a term met in the text: at which place, and where the text goes on.
    private struct Hit {
        var position: Int
        var next: Int
        var word: Int
    }

    /// A matcher of `terms`, which it numbers in order.
    init(_ terms: [Term]) {
        for term in terms {
            let numbers = term.words.map { vocabulary.number(of: $0) }
            while beginning.count < vocabulary.count { beginning.append([]) }
            beginning[numbers[0]].append(phrases.count)
            phrases.append(numbers)
        }
        vocabulary.close()
    }

    /// Calls `found` with the number of each term that `text` contains, once or more.
    mutating func match(_ text: String, _ found: (Int) -> Void) {
        guard !phrases.isEmpty, !text.isEmpty else { return }
        tokens.read(text)
        hits.removeAll(keepingCapacity: true)
        for (position, word) in tokens.words.enumerated() { look(word, at: position, next: position + 1) }
        for cut in tokens.cuts where cut + 1 < tokens.words.count {
            look(tokens.join(cut), at: cut, next: cut + 2)
        }
        for hit in hits.indices {
            for phrase in beginning[hits[hit].word] where continues(phrase, at: hits[hit].next) { found(phrase) }
        }
    }

    private mutating func look(_ word: Range<Int>, at position: Int, next: Int) {
        vocabulary.match(tokens.bytes, word: word, stem: tokens.stem(word)) { number in
            hits.append(Hit(position: position, next: next, word: number))
        }
    }

    /// Whether the words of a phrase after the first follow from `position` on. A cut offers two ways on.
    private mutating func continues(_ phrase: Int, at position: Int) -> Bool {
        let words = phrases[phrase]
        guard words.count > 1 else { return true }
        positions.removeAll(keepingCapacity: true)
        positions.append(position)
        for word in words.dropFirst() {
            let ways = positions.count
            for way in 0..<ways {
                for hit in hits where hit.position == positions[way] && hit.word == word { positions.append(hit.next) }
            }
            positions.removeFirst(ways)
            if positions.isEmpty { return false }
        }
        return true
    }
}
