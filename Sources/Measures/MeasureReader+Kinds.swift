internal import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import YAML

/// What the file of a measure says of its kind.
extension MeasureReader {
    /// The keys that only some kinds have.
    static let kindKeys = ["unit", "posts", "capitals", "templates", "debt", "indicators", "views", "mapping"]

    /// Whether a kind has categories.
    static func hasCategories(_ kind: OutcomeKind) -> Bool { kind == .partition || kind == .contribution }

    private static func keys(of kind: OutcomeKind) -> [String] {
        switch kind {
        case .partition: ["categories", "synthesis", "views", "mapping"]
        case .contribution: ["categories"]
        case .quantity: ["unit", "posts"]
        case .postings: ["capitals", "templates", "debt"]
        case .link: ["indicators"]
        }
    }

    /// Refuses the keys of other kinds: a synthesis above all, which would be a total across what has no common measure.
    mutating func checkKeys(of kind: OutcomeKind, _ node: YAMLNode) {
        let known = Self.keys(of: kind)
        for key in Self.kindKeys + ["categories", "synthesis"] where !known.contains(key) {
            guard let found = node[key] else { continue }
            let why =
                key == "synthesis"
                ? "Les axes et les catégories de ce genre ne s'additionnent pas"
                : "Ce genre a pour clés : \(known.joined(separator: ", "))"
            conditions.found.add(
                Finding(.keyOfOtherKind, at: found.place, ["key": key, "kind": kind.rawValue, "why": why]))
        }
    }

    /// What `kind` has of its own.
    mutating func details(of kind: OutcomeKind, _ node: YAMLNode) -> KindDetails {
        var details = KindDetails()
        switch kind {
        case .partition, .contribution: break
        case .quantity:
            details.unit = unit(of: node)
            details.posts = list("posts", of: node).map { post in
                check(post, ["id", "label"])
                return Post(id: text("id", of: post), label: text("label", of: post))
            }
            unique(details.posts.map(\.id), "posts", of: node)
        case .postings:
            details.capitals = list("capitals", of: node).map { capital($0) }
            unique(details.capitals.map(\.id), "capitals", of: node)
            details.templates = list("templates", of: node).compactMap { template($0) }
            unique(details.templates.map(\.id), "templates", of: node)
            details.debt = account("debt", of: node)
        case .link:
            if let indicators = take({ () throws(Finding) in try node.required("indicators") }) {
                read(indicators, into: &details)
            }
        }
        return details
    }

    private mutating func unit(of node: YAMLNode) -> QuantityUnit? {
        let text = text("unit", of: node)
        guard !text.isEmpty else { return nil }
        guard let unit = QuantityUnit(text), unit.denominator == nil else {
            conditions.found.add(Finding(.badUnit, at: node["unit"]?.place ?? node.place, ["value": text]))
            return nil
        }
        return unit
    }

    // MARK: Postings

    private mutating func capital(_ node: YAMLNode) -> Capital {
        check(node, ["id", "label", "family", "indicator", "threshold", "source", "opening", "budget"])
        let family = take { () throws(Finding) in
            try node.required("family").choice("family", among: ["naturel", "humain", "financier"])
        }
        var capital = Capital(
            id: text("id", of: node), label: text("label", of: node), family: family ?? "",
            indicator: text("indicator", of: node), threshold: text("threshold", of: node),
            source: text("source", of: node), opening: .zero)
        if node.optional("opening") != nil { capital.opening = amount("opening", of: node) }
        guard let budget = node.optional("budget") else { return capital }
        check(budget, ["amount", "from", "years", "basis", "source"])
        let from = take { () throws(Finding) in try budget.required("from").integer("from") } ?? 0
        let years = take { () throws(Finding) in try budget.required("years").integer("years") } ?? 1
        if !(1...100).contains(years) {
            conditions.found.add(
                Finding(
                    .choiceWanted, at: budget["years"]?.place ?? budget.place,
                    ["key": "years", "value": String(years), "known": "1 … 100"]))
        }
        let basis = take { () throws(Finding) in
            try budget.required("basis").choice("basis", among: ["devis", "cout-historique", "proxy"])
        }
        capital.budget = Capital.Budget(
            amount: amount("amount", of: budget), from: from, years: min(max(years, 1), 100), basis: basis ?? "",
            source: text("source", of: budget))
        return capital
    }

    /// An amount in euros that is not negative.
    private mutating func amount(_ key: String, of node: YAMLNode) -> Cents {
        let text = text(key, of: node)
        guard let cents = ConditionReader.cents(text), cents >= 0 else {
            if !text.isEmpty {
                conditions.found.add(Finding(.badAmount, at: node[key]?.place ?? node.place, ["value": text]))
            }
            return .zero
        }
        return Cents(cents)
    }

    private mutating func template(_ node: YAMLNode) -> PostingTemplate? {
        check(node, ["id", "label", "on", "section", "debit", "credit"])
        let event = take { () throws(Finding) in
            try node.required("on").choice("on", among: PostingTemplate.Event.allCases.map(\.rawValue))
        }
        let section = node.optional("section").flatMap { section in
            take { () throws(Finding) in
                try section.choice("section", among: ["fonctionnement", "investissement"])
            }
        }
        guard let event = event.flatMap({ PostingTemplate.Event(rawValue: $0) }) else { return nil }
        return PostingTemplate(
            id: text("id", of: node), label: text("label", of: node), event: event, section: section ?? "",
            debit: account("debit", of: node), credit: text("credit", of: node))
    }

    /// An account pattern with `{capital}`.
    private mutating func account(_ key: String, of node: YAMLNode) -> String {
        let pattern = text(key, of: node)
        if !pattern.isEmpty, !pattern.contains("{capital}") {
            conditions.found.add(
                Finding(
                    .accountOfNoCapital, at: node[key]?.place ?? node.place, ["value": pattern, "place": "{capital}"]))
        }
        return pattern
    }

    // MARK: Indicators

    /// `{ file: …, key: id, label: titre, unit: unite, source: … }`.
    private mutating func read(_ node: YAMLNode, into details: inout KindDetails) {
        check(node, ["file", "key", "label", "unit", "source"])
        _ = text("source", of: node)
        let file = text("file", of: node)
        let names = ["key", "label", "unit"].map { key in
            key == "unit" && node.optional(key) == nil ? "" : text(key, of: node)
        }
        guard !file.isEmpty, !names[0].isEmpty else { return }
        let path = Self.join(folder, file)
        let table = take { () throws(Finding) in
            try Table(
                reading: path, name: "indicators", key: .nature, header: names[0], takesPrefix: false,
                at: node["file"]?.place ?? node.place)
        }
        guard let table, let key = table.column(names[0]) else { return }
        for name in names.dropFirst() where !name.isEmpty && table.column(name) == nil {
            conditions.found.add(
                Finding(
                    .tableWithoutColumn, at: node.place,
                    ["column": name, "table": "indicators", "known": table.columns.joined(separator: ", ")]))
        }
        let label = table.column(names[1])
        let unit = table.column(names[2])
        details.files.append(path)
        details.indicators = table.rows.filter { !$0[key].isEmpty }.map { row in
            Indicator(id: row[key], label: label.map { row[$0] } ?? "", unit: unit.map { row[$0] } ?? "")
        }
    }
}
