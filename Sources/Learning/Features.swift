internal import Decisions
internal import Rules
internal import Texts

/// What a line is in the eyes of a `Tally`: places in its tables, -1 for what no example had.
struct Features {
    /// The nodes of nature, of nature and fonction, of these and the operation.
    var nodes: (Int, Int, Int) = (-1, -1, -1)
    /// The words of the label.
    var words: [Int] = []
    /// The budget's operation, numbered among the words.
    var operation = -1
    /// The lines that stand or fall together: those of the operation, else those with the same label in the budget.
    var group = -1
}

/// Numbers what examples say, and finds these numbers again for other lines.
struct FeatureTable {
    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private var natures: [String: Int] = [:]
    private var fonctions: [Pair: Int] = [:]
    private var codes: [String: Int] = [:]
    private var operations: [Pair: Int] = [:]
    private var words: [String: Int] = [:]
    private var places: [String: Int] = [:]
    private var groups: [String: Int] = [:]
    private var stems = LabelStems()
    /// How many nodes there are.
    private(set) var nodeCount = 0
    /// How many words, operations among them.
    private(set) var wordCount = 0
    /// How many groups.
    var groupCount: Int { groups.count }

    /// What stands between parts of a name: no export has it.
    private static let bar = "\u{1F}"

    /// The features of `line`, all of them numbered.
    mutating func add(_ line: LineIdentity) -> Features {
        var features = Features()
        features.nodes.0 = Self.number(line.nature, &natures, &nodeCount)
        let code = codes[line.fonction] ?? codes.count
        codes[line.fonction] = code
        features.nodes.1 = Self.number(
            Pair(first: features.nodes.0, second: code), &fonctions, &nodeCount)
        if !line.operation.isEmpty {
            let name = Self.place(line)
            let place = places[name] ?? wordCount
            if place == wordCount { wordCount += 1 }
            places[name] = place
            features.operation = place
            features.nodes.2 = Self.number(
                Pair(first: features.nodes.1, second: place), &operations, &nodeCount)
        }
        for stem in stems.stems(of: line.libelle) {
            let word = words[stem] ?? wordCount
            if word == wordCount { wordCount += 1 }
            words[stem] = word
            features.words.append(word)
        }
        let group = Self.group(line)
        features.group = groups[group] ?? groups.count
        groups[group] = features.group
        return features
    }

    /// The number of `key`, the next of `count` where it is new.
    private static func number<Key>(_ key: Key, _ known: inout [Key: Int], _ count: inout Int) -> Int {
        if let number = known[key] { return number }
        known[key] = count
        count += 1
        return count - 1
    }

    /// The features of `line`, whose label has the words `words`.
    func find(_ line: LineIdentity, words: [Int]) -> Features {
        var features = Features()
        features.words = words
        if let nature = natures[line.nature] {
            features.nodes.0 = nature
            if let code = codes[line.fonction], let fonction = fonctions[Pair(first: nature, second: code)] {
                features.nodes.1 = fonction
            }
        }
        if !line.operation.isEmpty, let place = places[Self.place(line)] {
            features.operation = place
            if features.nodes.1 >= 0 {
                features.nodes.2 = operations[Pair(first: features.nodes.1, second: place)] ?? -1
            }
        }
        features.group = groups[Self.group(line)] ?? -1
        return features
    }

    /// The words of `label` that examples had.
    mutating func words(of label: String) -> [Int] { stems.stems(of: label).compactMap { words[$0] } }

    /// The operation of a budget: codes of operations are not the same in all budgets.
    private static func place(_ line: LineIdentity) -> String { line.budget + bar + line.operation }

    /// What names the group of `line`.
    static func group(_ line: LineIdentity) -> String {
        line.operation.isEmpty
            ? line.budget + bar + bar + Folding.fold(line.libelle) : line.budget + bar + line.operation
    }
}
