internal import Decisions
internal import Rules
internal import Tabular

/// Looks for what decisions on one axis have in common.
struct ProposalSearch {
    private let decisions: [Decision]
    /// Those of the axis.
    private let own: [Int]
    private let absences: Set<String>
    private let bars: ProposalBars
    /// Those about lines that an earlier proposal takes: the first rule wins.
    private var taken: Set<Int> = []

    init(_ decisions: [Decision], _ own: [Int], absences: Set<String>, bars: ProposalBars) {
        self.decisions = decisions
        self.own = own
        self.absences = absences
        self.bars = bars
    }

    /// The proposals, in the order in which they are to be tried.
    mutating func proposals(measure: String, axis: String) -> [RuleProposal] {
        var found: [RuleProposal] = []
        func take(_ proposal: RuleProposal?) -> Bool {
            guard var proposal else { return false }
            proposal.measure = measure
            proposal.axis = axis
            found.append(proposal)
            return true
        }
        let operations = groups(own) { index in
            let operation = decisions[index].line.operation
            return Self.isPlain(operation) ? [operation] : nil
        }
        for (operation, members) in operations { _ = take(propose(.operation(operation), members)) }
        let accounts = groups(own) { index in
            let line = decisions[index].line
            guard Self.isPlain(line.nature), line.fonction.isEmpty || Self.isPlain(line.fonction) else { return nil }
            return [line.nature + "\u{1F}" + line.fonction]
        }
        var whole: [(RuleProposal.Ground, [Int])] = []
        for (_, members) in accounts {
            let line = decisions[members[0]].line
            // An account whose decisions differ: words may tell them apart.
            let mixed = members.filter { !taken.contains($0) }
            if isMixed(mixed) {
                let candidates = labelWords(of: mixed).single(support: bars.support, agreement: bars.agreement)
                for word in candidates where tells(word.members, among: mixed, tries: candidates.count) {
                    _ = take(
                        propose(.word(word.words[0], nature: line.nature, fonction: line.fonction), word.members))
                }
            }
            // What single words leave mixed: two of them together may tell.
            let left = mixed.filter { !taken.contains($0) }
            if isMixed(left) {
                let candidates = labelWords(of: left).pairs(support: bars.support)
                for pair in candidates where tells(pair.members, among: left, tries: candidates.count) {
                    let words = WordPair(pair.words[0], pair.words[1], within: pair.within)
                    _ = take(propose(.words(words, nature: line.nature, fonction: line.fonction), pair.members))
                }
            }
            whole.append((.account(nature: line.nature, fonction: line.fonction), members))
        }
        for (ground, members) in whole { _ = take(propose(ground, members)) }
        return found
    }

    /// Whether a condition takes `code` for itself alone: not for the beginning of others, a span of them or a name.
    private static func isPlain(_ code: String) -> Bool {
        !code.isEmpty && !code.hasSuffix("*") && !code.contains("..") && !code.hasPrefix("$")
    }

    /// `indices` by the names that `names` gives each, sorted by name; nil leaves one out.
    private func groups(_ indices: [Int], _ names: (Int) -> [String]?) -> [(name: String, members: [Int])] {
        var groups: [String: [Int]] = [:]
        for index in indices { for name in names(index) ?? [] { groups[name, default: []].append(index) } }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The rating of most `members`, and those that have it.
    private func majority(_ members: [Int]) -> (rating: DecidedRating, support: [Int])? {
        var byRating: [DecidedRating: [Int]] = [:]
        for index in members where !absences.contains(decisions[index].rating.category) {
            byRating[decisions[index].rating, default: []].append(index)
        }
        return byRating.max { ($0.value.count, $1.key.words()) < ($1.value.count, $0.key.words()) }
            .map { ($0.key, $0.value) }
    }

    private func agrees(_ members: [Int]) -> Bool {
        guard let support = majority(members)?.support else { return false }
        return support.count * 100 >= members.count * bars.agreement
    }

    /// A proposal on `ground`, which all of `members` share; nil when too few of those that no earlier proposal takes agree.
    private mutating func propose(_ ground: RuleProposal.Ground, _ members: [Int]) -> RuleProposal? {
        let open = members.filter { !taken.contains($0) }
        guard agrees(open), let (rating, support) = majority(open), support.count >= bars.support else { return nil }
        taken.formUnion(open)
        let operations = Set(support.map { decisions[$0].line.operation }).count
        return RuleProposal(
            measure: "", axis: "", ground: ground, rating: rating, support: support,
            exceptions: open.filter { !support.contains($0) }, operations: operations,
            amount: support.reduce(Cents.zero) { $0 + decisions[$1].line.amount })
    }

    /// Whether a word that `members` have tells more of them than chance would among `all`, of which `tries` words were
    /// tried: the chance that as many have the rating of their majority, at its rate among all, times the tries, is below
    /// 5 % (binomial, Bonferroni).
    private func tells(_ members: [Int], among all: [Int], tries: Int) -> Bool {
        guard let (rating, support) = majority(members) else { return false }
        let rate = Double(all.count { decisions[$0].rating == rating }) / Double(all.count)
        return Binomial.tail(atLeast: support.count, of: members.count, rate: rate) * Double(tries) < 0.05
    }

    private func isMixed(_ members: [Int]) -> Bool { !members.isEmpty && !agrees(members) }

    private func labelWords(of members: [Int]) -> LabelWords {
        LabelWords(members.map { ($0, decisions[$0].line.libelle) })
    }
}
