public import Findings
public import PublicAccounts
internal import Tabular
internal import Texts

/// What of each line made a rule match it, in few words: `nature 2151*, « piste cyclable »`.
///
/// Lines of which the same parts matched share a text, and a value of a subject is looked at once, so that a million lines
/// cost little more than telling their texts apart.
public struct MatchReasons {
    private let lines: Lines
    private let language: ConditionWords
    private var columns: SubjectColumns
    private var known: [Subject: Lines.Column] = [:]
    /// What was found for the values of the leaf that is looked at, and for which leaf it was.
    private var found: [UInt32] = []
    private var epochs: [UInt32] = []
    private var epoch: UInt32 = 0

    /// The fields that packs and perimeters speak of for whole budgets: they tell nothing of why one line matched.
    private static let common: Set<LineField> = [.exercice, .budget, .nomenclature, .section, .sens, .mouvement]

    /// The reasons for which rules match `lines`, in `language`; `plans` tell what accounts are.
    public init(_ lines: Lines, plans: NomenclatureStore?, language: Language) {
        self.lines = lines
        self.language = ConditionWords(language, shown: 3)
        columns = SubjectColumns(lines, plans: plans)
    }

    /// The reasons for which `rule` matches each of the lines `chosen`, which it does: distinct texts, and the place of each
    /// line's text.
    public mutating func reasons(of rule: RankedRule, chosen: [Int]) -> (texts: [String], codes: [UInt32]) {
        var leaves: [Leaf] = []
        let tree = node(rule.rule.when, &leaves)
        var keys = LineKeys(count: chosen.count)
        for leaf in leaves.indices {
            let codes = witnesses(&leaves[leaf], chosen)
            keys.combine(classCount: leaves[leaf].count + 1) { codes[$0] }
        }
        let texts = keys.representatives.map { place -> String in
            let line = chosen[place]
            return text(
                tree,
                leaves.indices.map {
                    leaves[$0].witness(self.value(leaves[$0].subject, line), lines.amounts[line].value.magnitude)
                }, leaves)
        }
        return (texts, keys.codes)
    }

    // MARK: The condition

    /// A test, and the words of each way to meet it.
    private struct Leaf {
        let subject: Subject
        let test: SubjectTests.Test
        /// The words of each way, in the order of the pack.
        let words: [String]
        /// Whether the words tell anything of why one line matched.
        let isTold: Bool
        private var matcher: TextMatcher?
        private let patterns: [Pattern]

        /// How many ways there are.
        var count: Int { words.count }

        init(_ subject: Subject, _ test: SubjectTests.Test, _ words: [String]) {
            if case .field(let field) = subject { isTold = !common.contains(field) } else { isTold = true }
            self.subject = subject
            self.test = test
            self.words = words
            switch test {
            case .words(let terms): matcher = TextMatcher(terms)
            case .near(let pair): matcher = TextMatcher([], pairs: [pair])
            default: matcher = nil
            }
            if case .value(let wanted) = test {
                patterns = subject.isCompareFolded ? wanted.map(\.folded) : wanted
            } else {
                patterns = []
            }
        }

        /// The first way in which `value` meets the test; `count` when it does not.
        mutating func witness(_ value: String, _ magnitude: UInt64) -> Int {
            switch test {
            case .words, .near:
                var first = words.count
                matcher?.match(value) { first = min(first, $0) }
                return first
            case .value:
                let comparable = subject.comparable(value)
                return patterns.firstIndex { $0.matches(comparable) } ?? words.count
            case .amount(let range): return range.contains(magnitude) ? 0 : words.count
            }
        }
    }

    /// A condition whose tests are places in the leaves.
    private indirect enum Node {
        case leaf(Int)
        case all([Node])
        case any([Node])
        case not(Node)
    }

    private func node(_ condition: Condition, _ leaves: inout [Leaf]) -> Node {
        switch condition {
        case .all(let parts): return .all(parts.map { node($0, &leaves) })
        case .any(let parts): return .any(parts.map { node($0, &leaves) })
        case .not(let part): return .not(node(part, &leaves))
        case .value(let subject, let patterns):
            leaves.append(
                Leaf(subject, .value(patterns), patterns.map { language.words(.value(subject, [$0])) }))
        case .words(let subject, let terms):
            leaves.append(Leaf(subject, .words(terms), terms.map { language.quoted($0.written) }))
        case .near(let subject, let pair): leaves.append(Leaf(subject, .near(pair), [language.near(pair)]))
        case .amount(let range): leaves.append(Leaf(.amount, .amount(range), [language.words(condition)]))
        }
        return .leaf(leaves.count - 1)
    }

    private func text(_ tree: Node, _ witnesses: [Int], _ leaves: [Leaf]) -> String {
        var said: [String] = []
        func walk(_ node: Node) -> Bool {
            switch node {
            case .not(let part):
                // What a line must not be is not told.
                let before = said.count
                let holds = walk(part)
                said.removeLast(said.count - before)
                return !holds
            case .leaf(let place):
                guard witnesses[place] < leaves[place].count else { return false }
                guard leaves[place].isTold else { return true }
                let words = leaves[place].words[witnesses[place]]
                if !said.contains(words) { said.append(words) }
                return true
            case .all(let parts):
                let before = said.count
                for part in parts where !walk(part) {
                    said.removeLast(said.count - before)
                    return false
                }
                return true
            case .any(let parts): return parts.contains { walk($0) }
            }
        }
        _ = walk(tree)
        return said.joined(separator: ", ")
    }

    // MARK: The lines

    /// The way in which each of the lines `chosen` meets `leaf`.
    private mutating func witnesses(_ leaf: inout Leaf, _ chosen: [Int]) -> [UInt32] {
        if leaf.subject == .amount {
            return chosen.map { UInt32(leaf.witness("", lines.amounts[$0].value.magnitude)) }
        }
        let column = column(leaf.subject)
        if found.count < column.values.count {
            found = [UInt32](repeating: 0, count: column.values.count)
            epochs = [UInt32](repeating: 0, count: column.values.count)
            epoch = 0
        }
        epoch += 1
        var codes: [UInt32] = []
        codes.reserveCapacity(chosen.count)
        for line in chosen {
            let value = Int(column.codes[line])
            if epochs[value] != epoch {
                epochs[value] = epoch
                found[value] = UInt32(leaf.witness(column.values[value], 0))
            }
            codes.append(found[value])
        }
        return codes
    }

    private mutating func value(_ subject: Subject, _ line: Int) -> String {
        subject == .amount ? "" : column(subject)[line]
    }

    private mutating func column(_ subject: Subject) -> Lines.Column {
        if let column = known[subject] { return column }
        let column = columns.column(subject)
        known[subject] = column
        return column
    }
}

extension Subject {
    /// `value` as patterns are compared with it.
    fileprivate func comparable(_ value: String) -> String { isCompareFolded ? Folding.fold(value) : value }
}
