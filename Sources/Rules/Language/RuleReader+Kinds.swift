internal import Findings
internal import PublicAccounts
internal import YAML

/// What rules say in measures that are no partition: weights, postings, links. Quantities have a file of their own.
extension RuleReader {
    /// `{ alimentation: +1/2, sante: -0.2 }`.
    static func contributions(
        _ node: YAMLNode, _ id: String, _ conditions: inout ConditionReader
    ) -> Outcome.Verdict {
        let before = conditions.found.findings.count
        let found = weights(node, &conditions)
        guard conditions.found.findings.count == before else { return .unmatched }
        guard !found.isEmpty else {
            conditions.found.add(Finding(.emptyContribution, at: node.place, ["rule": id]))
            return .unmatched
        }
        return .contributions(found)
    }

    private static func weights(_ node: YAMLNode, _ conditions: inout ConditionReader) -> [Outcome.Contribution] {
        guard let entries = conditions.found.take({ () throws(Finding) in try node.mapping("contribute") }) else {
            return []
        }
        return entries.compactMap { entry in
            let text = entry.value.string ?? ""
            guard let weight = Weight(text: text) else {
                conditions.found.add(Finding(.badWeight, at: entry.value.place, ["value": text]))
                return nil
            }
            return Outcome.Contribution(entry.name, weight)
        }
    }

    /// `{ template: P3F, capital: sols, part: 1/2, section: fonctionnement }`.
    static func posting(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Outcome.Verdict {
        guard conditions.found.take({ () throws(Finding) in try node.mapping("post") }) != nil else {
            return .unmatched
        }
        conditions.found.add(node.unknownKeys(besides: ["template", "capital", "part", "section"]))
        let sections = LineField.section.knownValues ?? []
        let section = node.optional("section").flatMap { value in
            conditions.found.take { () throws(Finding) in try value.choice("section", among: sections) }
        }
        guard let template = text("template", of: node, &conditions),
            let capital = text("capital", of: node, &conditions), let part = part(of: node, &conditions)
        else { return .unmatched }
        return .posting(Posting(template: template, capital: capital, part: part, section: section ?? ""))
    }

    /// `{ indicateur: cae_1.a, part: 1 }`.
    static func link(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Outcome.Verdict {
        guard conditions.found.take({ () throws(Finding) in try node.mapping("link") }) != nil else {
            return .unmatched
        }
        conditions.found.add(node.unknownKeys(besides: ["indicateur", "part"]))
        guard let indicator = text("indicateur", of: node, &conditions), let part = part(of: node, &conditions) else {
            return .unmatched
        }
        return .link(IndicatorLink(indicator: indicator, part: part))
    }

    /// The condition that a posting's section adds to its rule.
    static func sections(of effect: Rule.Effect) -> [Condition] {
        guard case .verdict(.posting(let posting)) = effect, !posting.section.isEmpty else { return [] }
        return [.value(.field(.section), [.exact(posting.section)])]
    }

    private static func text(_ key: String, of node: YAMLNode, _ conditions: inout ConditionReader) -> String? {
        conditions.found.take { () throws(Finding) in try node.required(key).text(key) }
    }

    /// The part of the amount: the whole where none is given, never nothing.
    private static func part(of node: YAMLNode, _ conditions: inout ConditionReader) -> Share? {
        guard let value = node.optional("part") else { return .one }
        guard let part = Share(text: value.string ?? ""), part.numerator > 0 else {
            conditions.found.add(Finding(.badShare, at: value.place, ["value": value.string ?? ""]))
            return nil
        }
        return part
    }
}

extension PackTest.Expectation {
    /// The keys of what a test may expect of measures that are no partition.
    static let keys = ["contribute", "quantify", "post", "link"]
}

extension RuleReader {
    /// `contribute: {…}`, `quantify: { poste: 12,5 }`, `post: {…}` or `link: {…}`: what a test expects.
    static func expectation(_ entry: YAMLEntry, _ conditions: inout ConditionReader) -> PackTest.Expectation? {
        switch entry.name {
        case "contribute":
            return .contributions(weights(entry.value, &conditions).sorted { $0.category < $1.category })
        case "quantify":
            guard let posts = conditions.found.take({ () throws(Finding) in try entry.value.mapping("quantify") })
            else { return nil }
            var quantities: [PackTest.Quantity] = []
            for post in posts {
                let text = post.value.string ?? ""
                guard let value = FactorTable.number(text) else {
                    conditions.found.add(Finding(.badQuantity, at: post.value.place, ["value": text]))
                    continue
                }
                let decimals = text.firstIndex { $0 == "." || $0 == "," }.map { text[$0...].utf8.count - 1 } ?? 0
                quantities.append(
                    PackTest.Quantity(
                        post: post.name, value: value, tolerance: QuantityUnit.scaled(0.5001, by: -decimals)))
            }
            return .quantities(quantities)
        case "post":
            guard case .posting(let posting) = posting(entry.value, &conditions) else { return nil }
            return .posting(posting)
        default:
            guard case .link(let link) = link(entry.value, &conditions) else { return nil }
            return .link(link)
        }
    }
}
