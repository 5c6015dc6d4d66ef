internal import Findings
internal import PublicAccounts
internal import Tabular
public import YAML

/// Reads a list of rules: those of a pack, or those that say what a measure leaves out.
public enum RuleReader {
    /// The keys that decide something, in a pack.
    public static let outcomes = [
        "rate", "split", "ask", "exclude", "table", "inherit", "contribute", "quantify", "post", "link",
    ]
    /// The keys of a rule's validity.
    static let validity = ["from", "until", "nomenclature"]

    /// The rules of a list; findings go to `conditions`. A rule with a mistake is read as far as possible.
    public static func rules(_ nodes: [YAMLNode], _ conditions: inout ConditionReader, outcomes: [String]) -> [Rule] {
        var rules: [Rule] = []
        var lines: [String: Int] = [:]
        for node in nodes {
            guard let rule = rule(node, &conditions, outcomes) else { continue }
            if !rule.id.isEmpty, let line = lines.updateValue(node.line, forKey: rule.id) {
                conditions.found.add(
                    Finding(
                        .duplicateRule, at: node["id"]?.place ?? node.place, ["rule": rule.id, "line": String(line)]))
            }
            rules.append(rule)
        }
        return rules
    }

    private static func rule(_ node: YAMLNode, _ conditions: inout ConditionReader, _ outcomes: [String]) -> Rule? {
        guard conditions.found.take({ () throws(Finding) in try node.mapping("rules") }) != nil else { return nil }
        let others =
            ["because", "source", "confidence"] + (outcomes.contains("ask") ? ["disputed"] : []) + validity
            + (outcomes.contains("ask") ? ["to"] : [])
        conditions.found.add(node.unknownKeys(besides: ["id", "when"] + outcomes + others))
        let id = conditions.found.take { () throws(Finding) in try node.required("id").text("id") } ?? ""
        let because = reason("because", of: node, id, &conditions)
        let source = reason("source", of: node, id, &conditions)
        var confidence = Confidence.unverified
        if node.optional("confidence") == nil {
            conditions.found.add(Finding(.unexplainedRule, at: node.place, ["rule": id, "key": "confidence"]))
        } else if let value = node["confidence"],
            let word = conditions.found.take({ () throws(Finding) in
                try value.choice("confidence", among: Confidence.allCases.map(\.rawValue))
            })
        {
            confidence = Confidence(rawValue: word) ?? .unverified
        }
        let before = conditions.found.findings.count
        let when = node.optional("when").map { conditions.readWhole($0, "when") } ?? .all([])
        if when == .all([]), conditions.found.findings.count == before {
            conditions.found.add(Finding(.emptyRule, at: node["when"]?.place ?? node.place, ["rule": id]))
        }
        let valid = validity(of: node, &conditions)
        let effect = effect(node, id, &conditions, outcomes)
        let parts = valid + sections(of: effect)
        var rule = Rule(
            id: id, when: parts.isEmpty ? when : .all(parts + [when]), effect: effect, because: because,
            source: source, confidence: confidence, place: node.place)
        rule.dispute = DisputeReader.dispute(of: node, &conditions.found)
        rule.verdictPlace = outcomes.compactMap { node[$0]?.place }.first ?? node.place
        return rule
    }

    /// What `from`, `until` and `nomenclature` ask: a line without a year or a nomenclature meets neither.
    static func validity(of node: YAMLNode, _ conditions: inout ConditionReader) -> [Condition] {
        var parts: [Condition] = []
        let years = ["from", "until"].map { key in
            node.optional(key).flatMap { value in
                conditions.found.take { () throws(Finding) in try value.integer(key) }
            }
        }
        if years[0] != nil || years[1] != nil {
            if let from = years[0], let until = years[1], from > until {
                conditions.found.add(
                    Finding(
                        .emptyValidity, at: node["from"]?.place ?? node.place,
                        ["from": String(from), "until": String(until)]))
            }
            parts.append(.value(.field(.exercice), [.years(from: years[0], until: years[1])]))
        }
        if let plans = node.optional("nomenclature") {
            let patterns = conditions.patterns(plans, "nomenclature", known: nil).map(\.pattern)
            parts.append(.value(.field(.nomenclature), patterns))
        }
        return parts
    }

    private static func reason(
        _ key: String, of node: YAMLNode, _ id: String, _ conditions: inout ConditionReader
    ) -> String {
        guard let value = node.optional(key) else {
            conditions.found.add(
                Finding(.unexplainedRule, at: node[key]?.place ?? node.place, ["rule": id, "key": key]))
            return ""
        }
        let text = text(value, key, &conditions)
        if value.string != nil, !text.isEmpty || value.string?.first != "$", text.allSatisfy(\.isWhitespace) {
            conditions.found.add(Finding(.unexplainedRule, at: value.place, ["rule": id, "key": key]))
        }
        return text
    }

    /// A text, or the constant that it names.
    private static func text(_ node: YAMLNode, _ key: String, _ conditions: inout ConditionReader) -> String {
        guard let text = conditions.found.take({ () throws(Finding) in try node.text(key) }) else { return "" }
        guard let constant = conditions.constant(text, at: node.place) else { return text }
        return constant.joined(separator: ", ")
    }

    private static func effect(
        _ node: YAMLNode, _ id: String, _ conditions: inout ConditionReader, _ outcomes: [String]
    ) -> Rule.Effect {
        let present = outcomes.filter { node[$0] != nil }
        guard present.count == 1, let key = present.first, let value = node.optional(key) else {
            conditions.found.add(
                Finding(
                    .oneOutcome, at: node.place,
                    ["rule": id, "outcomes": present.isEmpty ? "-" : present.joined(separator: ", ")]))
            return .verdict(.unmatched)
        }
        if key != "ask", let to = node["to"] {
            conditions.found.add(Finding(.addresseeWithoutQuestion, at: to.place, ["rule": id]))
        }
        switch key {
        case "split": return .verdict(split(value, id, &conditions))
        case "ask":
            let to = node.optional("to").map { text($0, "to", &conditions) }
            return .verdict(.ask(question: text(value, key, &conditions), to: to ?? ""))
        case "exclude", "note": return .verdict(.excluded(reason: text(value, key, &conditions)))
        case "table": return lookup(value, &conditions)
        case "contribute": return .verdict(contributions(value, id, &conditions))
        case "quantify": return .verdict(quantification(value, id, &conditions))
        case "post": return .verdict(posting(value, &conditions))
        case "link": return .verdict(link(value, &conditions))
        case "inherit":
            let word = conditions.found.take { () throws(Finding) in
                try value.choice(key, among: Rule.Inheritance.allCases.map(\.rawValue))
            }
            return word.flatMap { Rule.Inheritance(rawValue: $0) }.map { .inherit($0) } ?? .verdict(.unmatched)
        default:
            guard let category = conditions.found.take({ () throws(Finding) in try value.text(key) }) else {
                return .verdict(.unmatched)
            }
            return .verdict(.shares([Outcome.CategoryShare(category, .one)]))
        }
    }

    /// `{ comptes: cotation }`: a table's name and the column that holds the category.
    private static func lookup(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Rule.Effect {
        guard let entries = conditions.found.take({ () throws(Finding) in try node.mapping("table") }) else {
            return .verdict(.unmatched)
        }
        guard entries.count == 1, let entry = entries.first else {
            conditions.found.add(Finding(.oneTable, at: node.place, ["count": String(entries.count)]))
            return .verdict(.unmatched)
        }
        guard let table = conditions.definitions.tables[entry.name] else {
            conditions.found.add(
                .unknown(entry.name, among: conditions.definitions.tables.keys.sorted(), at: entry.key.place))
            return .verdict(.unmatched)
        }
        guard
            let name = conditions.found.take({ () throws(Finding) in
                try entry.value.choice(entry.name, among: table.columns)
            }), let column = table.column(name)
        else { return .verdict(.unmatched) }
        return .lookup(table, column: column)
    }

    private static func split(_ node: YAMLNode, _ id: String, _ conditions: inout ConditionReader) -> Outcome.Verdict {
        let before = conditions.found.findings.count
        let shares = shares(node, &conditions)
        guard conditions.found.findings.count == before else { return .unmatched }
        // Two, as the workbook shows a line with one rating and another one; the fifteen split lines of the annex read
        // so far (Montpellier, compte administratif 2024) all have two.
        let parts = shares.count { $0.share.numerator > 0 }
        guard shares.count == 2, parts == 2 else {
            conditions.found.add(Finding(.splitCount, at: node.place, ["rule": id, "count": String(parts)]))
            return .unmatched
        }
        guard Share.sumToOne(shares.map(\.share)) else {
            conditions.found.add(
                Finding(.splitSum, at: node.place, ["rule": id, "sum": Share.sumText(shares.map(\.share))]))
            return .unmatched
        }
        return .shares(shares)
    }

    /// The categories and shares of a mapping.
    static func shares(_ node: YAMLNode, _ conditions: inout ConditionReader) -> [Outcome.CategoryShare] {
        guard let entries = conditions.found.take({ () throws(Finding) in try node.mapping("split") }) else {
            return []
        }
        return entries.compactMap { entry in
            let text = entry.value.string ?? ""
            guard let share = Share(text: text) else {
                conditions.found.add(Finding(.badShare, at: entry.value.place, ["value": text]))
                return nil
            }
            return Outcome.CategoryShare(entry.name, share)
        }
    }
}
