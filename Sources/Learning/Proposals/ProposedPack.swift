public import Decisions
internal import Rules
internal import Texts

/// Proposals of one axis as a pack, in YAML to read, to correct and to keep.
public struct ProposedPack: Sendable {
    /// The measure's id.
    public let measure: String
    /// The axis' id.
    public let axis: String
    /// The proposals, in the order in which they are tried.
    public let proposals: [RuleProposal]
    /// The id of the rule of each proposal.
    public let rules: [String]
    private let decisions: [Decision]

    /// The packs of `proposals`, which `decisions` suggest: one for each measure and axis.
    public static func all(of proposals: [RuleProposal], _ decisions: [Decision]) -> [ProposedPack] {
        var packs: [ProposedPack] = []
        var rest = proposals[...]
        while let first = rest.first {
            let own = rest.prefix { $0.measure == first.measure && $0.axis == first.axis }
            packs.append(ProposedPack(Array(own), decisions))
            rest = rest.dropFirst(own.count)
        }
        return packs
    }

    private init(_ proposals: [RuleProposal], _ decisions: [Decision]) {
        measure = proposals[0].measure
        axis = proposals[0].axis
        self.proposals = proposals
        self.decisions = decisions
        var taken: [String: Int] = [:]
        rules = proposals.map { proposal in
            let name = Self.name(of: proposal.ground)
            taken[name, default: 0] += 1
            let number = taken[name, default: 1]
            return number == 1 ? name : "\(name)-\(number)"
        }
    }

    /// The pack's id.
    public var id: String { "\(measure)/propositions-\(axis)" }

    /// The YAML of the pack.
    public var yaml: String { yaml(remarks: []) }

    /// The YAML of the pack, with what is to be known of each rule, as comments above it.
    public func yaml(remarks: [[String]]) -> String {
        // Who decided is in the decisions file; a pack may be published.
        let source = "Décisions recueillies"
        var lines = [
            "# Proposées par « mesures collect --suggest-rules », d'après des décisions répétées : à relire avant de s'en servir.",
            "pack: \(Self.quoted(id))", "version: \"1\"", "title: \(Self.quoted("Règles proposées, axe \(axis)"))",
            "measure: \(Self.quoted(measure))", "axis: \(Self.quoted(axis))", "source: \(Self.quoted(source))",
            "licence: EUPL-1.2", "rules:",
        ]
        for (number, (proposal, rule)) in zip(proposals, rules).enumerated() {
            for remark in remarks.indices.contains(number) ? remarks[number] : [] { lines.append(Self.comment(remark)) }
            for index in proposal.exceptions {
                let decision = decisions[index]
                lines.append(Self.comment("exception : \(decision.line.words) : \(decision.rating.words())"))
            }
            let dates = proposal.support.map { decisions[$0].date }.filter { !$0.isEmpty }
            let until = dates.max().map { ", jusqu'au \($0)" } ?? ""
            lines += [
                "  - id: \(Self.quoted(rule))", "    when: \(Self.condition(proposal.ground))",
                "    \(Self.outcome(proposal.rating))", "    because: \(Self.quoted(Self.reason(proposal)))",
                "    source: \(Self.quoted(source + until))", "    confidence: observed",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Why, in figures.
    static func reason(_ proposal: RuleProposal) -> String {
        let all = proposal.support.count + proposal.exceptions.count
        let about =
            switch proposal.ground {
            case .operation: "décisions sur cette opération"
            case .word: "décisions sur ce compte, cette fonction et ce mot"
            case .words: "décisions sur ce compte, cette fonction et ces deux mots"
            case .account: "décisions sur ce compte et cette fonction"
            }
        return "\(proposal.support.count) \(about) sur \(all) disent la même chose"
    }

    private static func condition(_ ground: RuleProposal.Ground) -> String {
        switch ground {
        case .operation(let operation): "{ operation: \(quoted(operation)) }"
        case .account(let nature, let fonction):
            "{ nature: \(quoted(nature)), fonction: \(quoted(fonction)) }"
        case .word(let word, let nature, let fonction):
            "{ nature: \(quoted(nature)), fonction: \(quoted(fonction)), libelle: [\(quoted(word))] }"
        case .words(let pair, let nature, let fonction):
            "{ nature: \(quoted(nature)), fonction: \(quoted(fonction)), libelle: \(condition(pair)) }"
        }
    }

    private static func condition(_ pair: WordPair) -> String {
        let words = "[\(quoted(pair.first)), \(quoted(pair.second))]"
        return pair.within.map { "{ near: \(words), within: \($0) }" } ?? "{ all: \(words) }"
    }

    private static func outcome(_ rating: DecidedRating) -> String {
        let shares = rating.shares
        if shares.count == 1 { return "rate: \(quoted(rating.category))" }
        let parts = shares.map { "\(quoted($0.category)): \(quoted($0.share.text))" }
        return "split: { \(parts.joined(separator: ", ")) }"
    }

    private static func name(of ground: RuleProposal.Ground) -> String {
        let words =
            switch ground {
            case .operation(let operation): "operation \(operation)"
            case .account(let nature, let fonction):
                "compte \(nature) fonction \(fonction.isEmpty ? "absente" : fonction)"
            case .word(let word, let nature, let fonction): "compte \(nature) fonction \(fonction) \(word)"
            case .words(let pair, let nature, let fonction):
                "compte \(nature) fonction \(fonction) \(pair.first) \(pair.second)"
            }
        var name = ""
        for scalar in Folding.fold(words).unicodeScalars {
            let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isKept { name.unicodeScalars.append(scalar) } else if name.last != "-" { name += "-" }
        }
        while name.last == "-" { name.removeLast() }
        return name
    }

    /// A comment above a rule, on one line.
    private static func comment(_ text: String) -> String {
        "  # " + String(text.unicodeScalars.map { $0.properties.isWhitespace ? " " : Character($0) })
    }

    /// `text` between quotes: a JSON string is a YAML one.
    private static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
