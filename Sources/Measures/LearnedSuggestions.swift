public import Decisions
internal import Findings
internal import Learning
internal import PublicAccounts
public import Rules
public import Tabular
internal import Texts

/// What past decisions suggest for lines that no rule and nobody has rated, axis by axis; and from which probability on a
/// suggestion is taken as the rating, when it may be at all.
public struct LearnedSuggestions: Sendable {
    /// The least probability of a suggestion that is taken as a rating; nil takes none.
    public let accept: Share?
    private var suggesters: [String: Suggester] = [:]
    private var counts: [String: Int] = [:]

    /// Suggestions less likely than this are wrong more often than right, and not shown.
    private static let least = 0.5

    /// Learns from the decisions of `file` on `definition`; those that contradict each other and ratings that were taken
    /// back teach nothing.
    public init(_ file: DecisionsFile, of definition: MeasureDefinition, accept: Share?) {
        self.accept = accept
        for axis in definition.axes {
            let examples = file.decisions.indices.filter { index in
                let decision = file.decisions[index]
                return decision.measure == definition.id && decision.axis == axis.id
                    && decision.rating.category != definition.absence.id && !file.conflicting.contains(index)
            }.map { Example(file.decisions[$0].line, file.decisions[$0].rating) }
            counts[axis.id] = examples.count
            suggesters[axis.id] = Suggester(examples)
        }
    }

    /// The outcomes of accepted suggestions on the axis `id`: one for each rating that was ever decided there.
    func outcomes(_ id: String, _ definition: MeasureDefinition) -> [Outcome] {
        guard let accept else { return [] }
        return (suggesters[id]?.ratings ?? []).map { rating in
            Outcome(
                verdict: .shares(rating.shares), rule: "suggestion (\(rating.words()))", packVersion: "",
                because: "Suggestion acceptée d'après les décisions passées, de probabilité \(accept.text) au moins",
                source: "", confidence: .unverified)
        }
    }

    /// Suggestions on `axis` for the lines `open`, which have no rating. `amounts` are those of all lines.
    func suggest(_ axis: Axis, _ definition: MeasureDefinition, _ lines: Lines, for open: [Int]) -> AxisSuggestions {
        var suggestions = AxisSuggestions(entries: [], codes: [UInt32](repeating: 0, count: lines.count))
        guard var suggester = suggesters[axis.id] else { return suggestions }
        let labels = Dictionary(definition.marks.map { ($0.id, $0.label) }) { first, _ in first }
        let numbers = Dictionary(uniqueKeysWithValues: suggester.ratings.enumerated().map { ($0.element, $0.offset) })
        let (table, places) = suggester.suggest(lines, for: open)
        var kept: [UInt32] = []
        for suggestion in table {
            guard suggestion.probability >= Self.least else {
                kept.append(0)
                continue
            }
            suggestions.entries.append(
                AxisSuggestions.Entry(
                    rating: suggestion.rating.words { labels[$0] ?? $0 }, number: numbers[suggestion.rating] ?? 0,
                    probability: suggestion.probability,
                    evidence: Self.words(suggestion.evidence, suggester.examples) { labels[$0] ?? $0 }))
            kept.append(UInt32(suggestions.entries.count))
        }
        for (line, place) in zip(open, places) { if let place { suggestions.codes[line] = kept[place] } }
        return suggestions
    }

    /// Whether `entry` is taken as a rating.
    func accepts(_ entry: AxisSuggestions.Entry) -> Bool {
        guard let accept else { return false }
        return entry.probability * Double(accept.denominator) >= Double(accept.numerator)
    }

    /// What there is to say of `suggestions` on `axis`.
    func findings(_ suggestions: AxisSuggestions, _ axis: Axis) -> [Finding] {
        let decisions = FrenchNumber.integer(counts[axis.id] ?? 0)
        guard let suggester = suggesters[axis.id], suggester.learns(.known) || suggester.learns(.new) else {
            return [Finding(.nothingLearned, ["axis": axis.label, "decisions": decisions])]
        }
        let made = suggestions.codes.count { $0 > 0 }
        var found = [
            Finding(
                .suggestionsMade,
                ["axis": axis.label, "lines": FrenchNumber.integer(made), "decisions": decisions], count: made)
        ]
        if suggestions.acceptedLines > 0 {
            found.append(
                Finding(
                    .suggestionsAccepted,
                    [
                        "axis": axis.label, "lines": FrenchNumber.integer(suggestions.acceptedLines),
                        "amount": FrenchNumber.euros(cents: suggestions.acceptedAmount.value),
                        "accept": accept?.text ?? "",
                    ], count: suggestions.acceptedLines))
        }
        return found
    }

    /// `12 décisions sur 13 (mêmes nature et fonction). Les plus proches : « TOITURE » (opération 12), Favorable ; …`
    private static func words(_ evidence: Evidence, _ examples: [Example], _ label: (String) -> String) -> String {
        let basis =
            switch evidence.basis {
            case .operation: "mêmes nature, fonction et opération"
            case .fonction: "mêmes nature et fonction"
            case .nature, .majority: "même nature"
            case nil: "mêmes mots du libellé"
            }
        let all = evidence.votesFor + evidence.votesAgainst
        let nearest = evidence.nearest.map { place in
            let line = examples[place].line
            let operation = line.operation.isEmpty ? "" : " (opération \(line.operation))"
            return "« \(line.libelle) »\(operation), \(examples[place].rating.words(label))"
        }
        let counted =
            "\(FrenchNumber.integer(evidence.votesFor)) décision\(evidence.votesFor > 1 ? "s" : "") sur "
            + "\(FrenchNumber.integer(all)) (\(basis))"
        return nearest.isEmpty ? counted : "\(counted). Les plus proches : " + nearest.joined(separator: " ; ")
    }
}

/// What is suggested on one axis: a table, and the place of each line's suggestion in it.
public struct AxisSuggestions: Sendable {
    /// What is suggested.
    public struct Entry: Sendable, Hashable {
        /// The rating, in the measure's words.
        public var rating: String
        /// Which of the ratings that were ever decided.
        var number: Int
        /// How often such suggestions proved right, between 0 and 1.
        public var probability: Double
        /// What it rests on, for people.
        public var evidence: String
    }

    /// The distinct suggestions.
    public internal(set) var entries: [Entry]
    /// For each line, the place of its suggestion in `entries` plus 1; 0 for none.
    public internal(set) var codes: [UInt32]
    /// How many lines have their rating from an accepted suggestion.
    public internal(set) var acceptedLines = 0
    /// Their sum.
    public internal(set) var acceptedAmount = Cents.zero
}
