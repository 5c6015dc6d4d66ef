internal import Rules

/// The words that the labels of some decisions have, alone and in pairs.
struct LabelWords {
    /// A condition on words, and the decisions whose labels meet it.
    struct Candidate {
        /// One word, or two.
        var words: [String]
        /// For two words, how many words apart they may be; nil when they may be anywhere.
        var within: Int?
        /// The decisions, as indices.
        var members: [Int]
    }

    /// How far apart two words are when `near` is proposed: what `near` takes when nothing is said.
    static let nearDistance = 5

    /// The decisions whose label has a stem.
    private var byStem: [String: [Int]] = [:]
    /// How often a stem stands as which word.
    private var forms: [String: [String: Int]] = [:]
    /// The words of each decision's label.
    private var labels: [(index: Int, words: [LabelStems.Word])] = []

    /// The words of `labels`, each with the index of its decision.
    init(_ labels: [(index: Int, label: String)]) {
        var reader = LabelStems()
        for (index, label) in labels {
            let words = reader.words(of: label)
            self.labels.append((index, words))
            for word in words {
                forms[word.stem, default: [:]][word.text, default: 0] += 1
                if byStem[word.stem]?.last != index { byStem[word.stem, default: []].append(index) }
            }
        }
    }

    /// The word that stands for `stem`: the commonest, the first of the alphabet among equals.
    private func form(_ stem: String) -> String {
        forms[stem]?.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? stem
    }

    /// The words that at least `support` labels have, those of most labels first. A word that nearly all have, `agreement`
    /// percent of them, tells nothing.
    func single(support: Int, agreement: Int) -> [Candidate] {
        byStem.filter { $0.value.count >= support && $0.value.count * 100 < labels.count * agreement }
            .map { (stem: $0.key, members: $0.value) }
            .sorted { ($1.members.count, $0.stem) < ($0.members.count, $1.stem) }
            .map { Candidate(words: [form($0.stem)], within: nil, members: $0.members) }
    }

    /// Two words together, then two words near each other, that at least `support` labels have and fewer than have either
    /// word (fewer than have both, for those near each other): else the second word adds nothing. Those of most labels first.
    func pairs(support: Int) -> [Candidate] {
        struct Stems: Hashable {
            var first: String
            var second: String
        }
        let frequent = byStem.filter { $0.value.count > support }
        var together: [Stems: [Int]] = [:]
        var near: [Stems: [Int]] = [:]
        for (index, words) in labels {
            let words = words.filter { frequent[$0.stem] != nil }
            for one in words {
                for other in words where one.stem < other.stem {
                    let stems = Stems(first: one.stem, second: other.stem)
                    if together[stems]?.last != index { together[stems, default: []].append(index) }
                    if Self.areNear(one, other), near[stems]?.last != index { near[stems, default: []].append(index) }
                }
            }
        }
        let found = together.flatMap { stems, members -> [(stems: Stems, within: Int?, members: [Int])] in
            guard let first = frequent[stems.first], let second = frequent[stems.second] else { return [] }
            let close = near[stems] ?? []
            var found: [(stems: Stems, within: Int?, members: [Int])] = []
            if members.count < min(first.count, second.count) { found.append((stems, nil, members)) }
            if close.count < members.count { found.append((stems, Self.nearDistance, close)) }
            return found.filter { $0.members.count >= support }
        }
        return found.sorted { left, right in
            let leftKey = (left.within ?? 0, -left.members.count)
            let rightKey = (right.within ?? 0, -right.members.count)
            if leftKey != rightKey { return leftKey < rightKey }
            return (left.stems.first, left.stems.second) < (right.stems.first, right.stems.second)
        }.map {
            Candidate(words: [form($0.stems.first), form($0.stems.second)], within: $0.within, members: $0.members)
        }
    }

    /// Whether two words are as near as `near` takes them; neighbours are one word apart.
    private static func areNear(_ one: LabelStems.Word, _ other: LabelStems.Word) -> Bool {
        let gap =
            one.end <= other.start ? other.start - one.end : other.end <= one.start ? one.start - other.end : -1
        return gap >= 0 && gap < nearDistance
    }
}
