internal import Findings
internal import PublicAccounts
internal import Rules
internal import YAML

/// What the file of a measure says of its views and of another measure's scale.
extension MeasureReader {
    /// `views: { sections: oui, weighted: […], no-harm: … }`.
    mutating func views(of node: YAMLNode, _ categories: [Category], _ axes: [Axis]) -> DerivedViews {
        var views = DerivedViews()
        guard let node = node.optional("views") else { return views }
        refuseSum(node)
        check(node, ["sections", "weighted", "no-harm"] + Self.sumKeys)
        if let sections = node.optional("sections") {
            views.bySection = take { () throws(Finding) in try sections.boolean("sections") } ?? false
        }
        if node.optional("weighted") != nil {
            views.weighted = list("weighted", of: node).map { weighted($0, categories, axes) }
            unique(views.weighted.map(\.id), "weighted", of: node)
        }
        views.noHarm = node.optional("no-harm").map { noHarm($0) }
        return views
    }

    private mutating func noHarm(_ node: YAMLNode) -> NoHarmView {
        refuseSum(node)
        check(node, ["label", "source", "confidence", "axe-non-juge"] + Self.sumKeys)
        let unjudged = take { () throws(Finding) in
            try node.required("axe-non-juge").choice("axe-non-juge", among: ["ignorer", "inconnu"])
        }
        return NoHarmView(
            label: text("label", of: node), source: text("source", of: node), confidence: confidence(of: node),
            ignoresUnjudged: unjudged == "ignorer")
    }

    private mutating func weighted(_ node: YAMLNode, _ categories: [Category], _ axes: [Axis]) -> WeightedView {
        refuseSum(node)
        check(node, ["id", "label", "because", "source", "confidence", "axes", "weights"] + Self.sumKeys)
        let named = take { () throws(Finding) in try node.required("axes").list("axes") } ?? []
        let wanted = named.compactMap { name -> String? in
            // `attenuation + adaptation`, `[attenuation, adaptation]`: one view of two axes.
            if name.sequence != nil || name.string?.contains("+") == true {
                conditions.found.add(Finding(.crossAxisSum, at: name.place))
                return nil
            }
            return take { () throws(Finding) in try name.choice("axes", among: axes.map(\.id)) }
        }
        return WeightedView(
            id: text("id", of: node), label: text("label", of: node), because: text("because", of: node),
            source: text("source", of: node), confidence: confidence(of: node), axes: wanted,
            weights: weights(of: node, categories, axes))
    }

    /// A coefficient for each category that is a judgement; the others may have none.
    private mutating func weights(of node: YAMLNode, _ categories: [Category], _ axes: [Axis]) -> [Share?] {
        var weights = [Share?](repeating: nil, count: categories.count)
        let entries = take { () throws(Finding) in try node.required("weights").mapping("weights") } ?? []
        for entry in entries {
            // Coefficients of axes would weigh one axis against another, which is a sum across axes.
            if axes.contains(where: { $0.id == entry.name }) {
                conditions.found.add(Finding(.crossAxisSum, at: entry.key.place))
                continue
            }
            let name = take { () throws(Finding) in
                try entry.key.choice("weights", among: categories.map(\.id))
            }
            guard let place = categories.firstIndex(where: { $0.id == name }) else { continue }
            weights[place] = Share(text: entry.value.string ?? "")
            if weights[place] == nil {
                conditions.found.add(
                    Finding(.badShare, at: entry.value.place, ["value": entry.value.string ?? ""]))
            }
        }
        for (place, category) in categories.enumerated()
        where category.sign != nil && weights[place] == nil && !entries.contains(where: { $0.name == category.id }) {
            conditions.found.add(
                Finding(
                    .judgementWithoutWeight, at: node["weights"]?.place ?? node.place, ["category": category.id]))
        }
        return weights
    }

    /// The words with which a file would ask for a sum across axes.
    private static let sumKeys = ["sum", "total", "across"]

    private mutating func refuseSum(_ node: YAMLNode) {
        for entry in node.mapping ?? [] where Self.sumKeys.contains(entry.name) {
            conditions.found.add(Finding(.crossAxisSum, at: entry.key.place))
        }
    }

    // MARK: Another scale

    /// `mapping: { measure: …, table: …, from: …, to: …, axes: { own: other }, version, source, confidence }`.
    mutating func mapping(
        of node: YAMLNode, _ categories: [Category], _ axes: [Axis], tables: inout [String]
    ) -> ScaleMapping? {
        guard let node = node.optional("mapping") else { return nil }
        check(node, ["measure", "table", "from", "to", "axes", "version", "source", "confidence"])
        let file = Self.join(folder, text("measure", of: node))
        let place = node["measure"]?.place ?? node.place
        guard let other = otherScale(file, at: place) else { return nil }
        let path = Self.join(folder, text("table", of: node))
        guard let entries = entries(of: node, path, categories, other.categories) else { return nil }
        tables.append(path)
        var pairs: [ScaleMapping.Pair] = []
        for entry in take({ () throws(Finding) in try node.required("axes").mapping("axes") }) ?? [] {
            let own = take { () throws(Finding) in try entry.key.choice("axes", among: axes.map(\.id)) }
            let others = take { () throws(Finding) in
                try entry.value.choice("axes", among: other.axes.map(\.id))
            }
            if let own, let others { pairs.append(ScaleMapping.Pair(own: own, other: others)) }
        }
        return ScaleMapping(
            file: file, measure: other.id, title: other.title, categories: other.categories, absence: other.absence,
            version: text("version", of: node), source: text("source", of: node), confidence: confidence(of: node),
            axes: pairs, entries: entries)
    }

    /// The measure of the other scale: a partition that has no mapping itself, so that nothing leads back.
    private mutating func otherScale(_ file: String, at place: Place) -> MeasureDefinition? {
        guard readsMapping else {
            conditions.found.add(Finding(.mappingBackwards, at: place))
            return nil
        }
        let reading = Self.read(path: file, readsMapping: false)
        let errors = reading.findings.filter { $0.severity == .error }
        conditions.found.add(errors)
        guard errors.isEmpty, let other = reading.definition else { return nil }
        guard other.kind == .partition else {
            conditions.found.add(Finding(.mappingTarget, at: place, ["file": file]))
            return nil
        }
        return other
    }

    private mutating func entries(
        of node: YAMLNode, _ path: String, _ categories: [Category], _ others: [Category]
    ) -> [ScaleMapping.Entry]? {
        let headers = ["from", "to"].map { text($0, of: node) } + ["because", "source", "confidence"]
        let place = node["table"]?.place ?? node.place
        let read = take { () throws(Finding) in
            try Table(reading: path, name: "mapping", key: .nature, header: headers[0], takesPrefix: false, at: place)
        }
        guard let table = read else { return nil }
        let columns = headers.map { table.column($0) }
        for (header, column) in zip(headers, columns) where column == nil {
            conditions.found.add(
                Finding(
                    .tableWithoutColumn, at: place,
                    ["column": header, "table": "mapping", "known": table.columns.joined(separator: ", ")]))
        }
        let found = columns.compactMap { $0 }
        guard found.count == headers.count else { return nil }
        var entries: [ScaleMapping.Entry] = []
        for category in categories {
            guard let row = table.rows.first(where: { $0[found[0]] == category.id }),
                let target = others.firstIndex(where: { $0.id == row[found[1]] }),
                let confidence = Confidence(rawValue: row[found[4]])
            else {
                conditions.found.add(Finding(.mappingIncomplete, at: Place(file: path), ["category": category.id]))
                continue
            }
            entries.append(
                ScaleMapping.Entry(
                    place: target, because: row[found[2]], source: row[found[3]], confidence: confidence))
        }
        return entries.count == categories.count ? entries : nil
    }
}
