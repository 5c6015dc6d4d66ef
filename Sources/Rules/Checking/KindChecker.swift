internal import Findings
internal import YAML

/// Checks what rules say against what the measure has: categories, posts and units, capitals and templates, indicators;
/// and that it is of the measure's kind.
struct KindChecker {
    let context: PackContext

    /// What a rule says that the measure does not have, the rows of its table included.
    func findings(of rule: Rule) -> [Finding] {
        switch rule.effect {
        case .inherit: []
        case .lookup(let table, let column):
            context.kind == .partition ? rows(of: table, column) : [otherKind(rule, "table")]
        case .verdict(let verdict):
            if let kind = verdict.kind, kind != context.kind {
                [otherKind(rule, kind == .partition ? "rate / split" : kind.ruleKeys[0])]
            } else {
                findings(of: verdict, rule)
            }
        }
    }

    /// Categories that a test expects and that the measure does not have.
    func findings(of test: PackTest) -> [Finding] {
        switch test.expected {
        case .shares(let shares): unknownCategories(shares.map(\.category), at: test.place)
        case .contributions(let contributions): unknownCategories(contributions.map(\.category), at: test.place)
        case .quantities, .posting, .link, .ask, .exclude, .none: []
        }
    }

    private func otherKind(_ rule: Rule, _ key: String) -> Finding {
        Finding(
            .otherKind, at: rule.verdictPlace,
            [
                "key": key, "kind": context.kind.rawValue,
                "known": (context.kind.ruleKeys + ["ask", "exclude", "inherit"]).joined(separator: ", "),
            ])
    }

    private func findings(of verdict: Outcome.Verdict, _ rule: Rule) -> [Finding] {
        switch verdict {
        case .shares(let shares): unknownCategories(shares.map(\.category), at: rule.verdictPlace)
        case .contributions(let contributions):
            unknownCategories(contributions.map(\.category), at: rule.verdictPlace)
        case .quantities(let plan): plan.entries.flatMap { findings(of: $0) }
        case .posting(let posting): findings(of: posting, rule)
        case .link(let link): unknown(link.indicator, among: context.indicators, at: rule.verdictPlace)
        case .ask, .excluded, .unmatched: []
        }
    }

    // MARK: Categories

    private func unknownCategories(_ categories: [String], at place: Place) -> [Finding] {
        let known = context.categories.joined(separator: ", ")
        return categories.filter { !context.categories.contains($0) }.map { category in
            guard let nearest = Nearest.name(to: category, among: context.categories) else {
                return Finding(.unknownCategory, at: place, ["category": category, "known": known])
            }
            return Finding(
                .unknownCategoryNear, at: place, ["category": category, "nearest": nearest, "known": known])
        }
    }

    private func rows(of table: Table, _ column: Int) -> [Finding] {
        let confidence = table.column("confidence")
        return table.rows.indices.flatMap { row -> [Finding] in
            let category = table.rows[row][column]
            var findings = category.isEmpty ? [] : unknownCategories([category], at: table.places[row])
            let word = confidence.map { table.rows[row][$0] } ?? ""
            if !word.isEmpty, Confidence(rawValue: word) == nil {
                let words = Confidence.allCases.map(\.rawValue).joined(separator: ", ")
                findings.append(
                    Finding(
                        .choiceWanted, at: table.places[row], ["key": "confidence", "value": word, "known": words]))
            }
            return findings
        }
    }

    // MARK: Quantities, postings, links

    private func findings(of entry: Quantification.Entry) -> [Finding] {
        entry.posts.flatMap { post -> [Finding] in
            var findings = unknown(post.id, among: context.posts, at: entry.place)
            if let unit = context.unit,
                QuantityUnit.scale(of: entry.base.unit, times: post.factor.unit, in: unit) == nil
            {
                findings.append(
                    Finding(
                        .unitsDoNotCancel, at: entry.place,
                        [
                            "base": entry.base.unit.text, "factor": post.factor.unit.text, "wanted": unit.text,
                            "id": post.factor.id,
                        ]))
            }
            return findings
        }
    }

    private func findings(of posting: Posting, _ rule: Rule) -> [Finding] {
        var findings = unknown(posting.capital, among: context.capitals, at: rule.verdictPlace)
        guard let template = context.templates.first(where: { $0.id == posting.template }) else {
            return findings
                + unknown(posting.template, among: context.templates.map(\.id), at: rule.verdictPlace)
        }
        if !template.section.isEmpty, posting.section != template.section {
            findings.append(
                Finding(
                    .otherSection, at: rule.verdictPlace, ["template": template.id, "section": template.section]))
        }
        return findings
    }

    private func unknown(_ name: String, among known: [String], at place: Place) -> [Finding] {
        known.contains(name) ? [] : [.unknown(name, among: known, at: place)]
    }
}
