internal import Findings
internal import YAML

/// How rules make quantities of lines (`quantify:`).
extension RuleReader {
    private static let entryKeys = [
        "if", "else", "quantity", "unit", "amount", "vat", "price", "k95", "basis", "factor", "post", "posts",
    ]

    /// A list of entries, the first that can speak of a line being the one that does.
    static func quantification(
        _ node: YAMLNode, _ id: String, _ conditions: inout ConditionReader
    ) -> Outcome.Verdict {
        let before = conditions.found.findings.count
        guard let nodes = conditions.found.take({ () throws(Finding) in try node.list("quantify") }) else {
            return .unmatched
        }
        var entries: [Quantification.Entry] = []
        for (number, node) in nodes.enumerated() {
            guard let entry = entry(node, &conditions) else { continue }
            if let last = entries.last, last.neededTable == nil {
                conditions.found.add(Finding(.unreachableEntry, at: node.place, ["number": String(number + 1)]))
            } else if let last = entries.last, entry.basis.rank < last.basis.rank {
                conditions.found.add(
                    Finding(
                        .physicalFirst, at: node.place,
                        ["basis": entry.basis.rawValue, "earlier": last.basis.rawValue]))
            }
            entries.append(entry)
        }
        if nodes.isEmpty { conditions.found.add(Finding(.emptyQuantification, at: node.place, ["rule": id])) }
        guard conditions.found.findings.count == before, !entries.isEmpty else { return .unmatched }
        return .quantities(Quantification(entries: entries))
    }

    private static func entry(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Quantification.Entry? {
        guard conditions.found.take({ () throws(Finding) in try node.mapping("quantify") }) != nil else { return nil }
        conditions.found.add(node.unknownKeys(besides: entryKeys))
        let before = conditions.found.findings.count
        let condition = node.optional("if").flatMap { table($0, "if", &conditions) }
        if let otherwise = node["else"] {
            _ = conditions.found.take { () throws(Finding) in try otherwise.choice("else", among: ["true", "oui"]) }
            if node["if"] != nil { conditions.found.add(outOfPlace("else", at: otherwise)) }
        }
        let isMeasured = node["quantity"] != nil
        guard isMeasured != (node["amount"] != nil) else {
            conditions.found.add(Finding(.oneBase, at: node.place))
            return nil
        }
        let base = isMeasured ? quantity(node, &conditions) : amount(node, &conditions)
        let usual: Quantification.Basis = isMeasured ? .measured : node["price"] == nil ? .monetary : .priceDerived
        let basis = node.optional("basis").flatMap { value in
            conditions.found.take { () throws(Finding) in
                try value.choice("basis", among: Quantification.Basis.allCases.map(\.rawValue))
            }
        }
        let posts = posts(node, &conditions)
        var k95 = 1.0
        if let value = node.optional("k95") {
            guard let number = FactorTable.number(value.string ?? ""), number >= 1 else {
                conditions.found.add(Finding(.badQuantity, at: value.place, ["value": value.string ?? ""]))
                return nil
            }
            k95 = number
        }
        guard let base, conditions.found.findings.count == before else { return nil }
        return Quantification.Entry(
            base: base, condition: condition, basis: basis.flatMap { Quantification.Basis(rawValue: $0) } ?? usual,
            k95: k95, posts: posts, place: node.place)
    }

    // MARK: The base

    /// `quantity: { releves: kwh }, unit: kWh`: a column of a joined table.
    private static func quantity(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Quantification.Base? {
        for key in ["vat", "price"] {
            if let value = node[key] { conditions.found.add(outOfPlace(key, at: value)) }
        }
        guard let named = node.optional("quantity"),
            let entries = conditions.found.take({ () throws(Finding) in try named.mapping("quantity") })
        else { return nil }
        guard entries.count == 1, let entry = entries.first else {
            conditions.found.add(Finding(.oneTable, at: named.place, ["count": String(entries.count)]))
            return nil
        }
        guard let table = table(entry.key, entry.name, &conditions),
            let name = conditions.found.take({ () throws(Finding) in
                try entry.value.choice(entry.name, among: table.columns)
            }), let column = table.column(name), let unit = unit(of: node, "unit", &conditions)
        else { return nil }
        for row in table.rows.indices
        where !table.rows[row][column].isEmpty && FactorTable.number(table.rows[row][column]) == nil {
            conditions.found.add(
                Finding(.badQuantity, at: table.places[row], ["value": table.rows[row][column]]))
        }
        return .column(table, column, unit: unit)
    }

    /// `amount: HT, vat: 20 %`: the amount without the tax that it holds; `amount: TTC`: the amount, which holds its tax;
    /// `amount: montant, unit: EUR_HT`: the amount as the budget counts it, the unit saying how that is. `price:` makes a
    /// physical quantity of it.
    private static func amount(_ node: YAMLNode, _ conditions: inout ConditionReader) -> Quantification.Base? {
        guard let value = node.optional("amount"),
            let word = conditions.found.take({ () throws(Finding) in
                try value.choice("amount", among: ["HT", "TTC", "montant"])
            })
        else { return nil }
        var divisor = 1.0
        var name = "EUR_" + word
        switch word {
        case "HT":
            guard let vat = conditions.found.take({ () throws(Finding) in try node.required("vat") }) else {
                return nil
            }
            guard let rate = Share(text: vat.string ?? "") else {
                conditions.found.add(Finding(.badShare, at: vat.place, ["value": vat.string ?? ""]))
                return nil
            }
            divisor = Double(rate.denominator + rate.numerator) / Double(rate.denominator)
        default:
            if let vat = node["vat"] { conditions.found.add(outOfPlace("vat", at: vat)) }
            if word == "montant" {
                guard let unit = unit(of: node, "unit", &conditions) else { return nil }
                name = unit.text
            }
        }
        if word != "montant", let unit = node["unit"] { conditions.found.add(outOfPlace("unit", at: unit)) }
        guard let unit = QuantityUnit(name), unit.numerator.base == "EUR", unit.numerator.exponent == 0,
            unit.denominator == nil
        else {
            conditions.found.add(Finding(.badUnit, at: node["unit"]?.place ?? node.place, ["value": name]))
            return nil
        }
        guard let price = node.optional("price") else { return .amount(divisor: divisor, unit: unit) }
        return priced(price, divisor, unit, &conditions)
    }

    /// `price: { value: 1.50, unit: EUR_HT/L, source: … }`.
    private static func priced(
        _ node: YAMLNode, _ divisor: Double, _ unit: QuantityUnit, _ conditions: inout ConditionReader
    ) -> Quantification.Base? {
        guard conditions.found.take({ () throws(Finding) in try node.mapping("price") }) != nil else { return nil }
        conditions.found.add(node.unknownKeys(besides: ["value", "unit", "source"]))
        _ = conditions.found.take { () throws(Finding) in try node.required("source").text("source") }
        guard let text = conditions.found.take({ () throws(Finding) in try node.required("value").text("value") }),
            let price = self.unit(of: node, "unit", &conditions)
        else { return nil }
        guard let value = FactorTable.number(text), value > 0 else {
            conditions.found.add(Finding(.badQuantity, at: node["value"]?.place ?? node.place, ["value": text]))
            return nil
        }
        guard let under = price.denominator, price.numerator.base == unit.numerator.base,
            price.numerator.tax == unit.numerator.tax,
            let base = QuantityUnit(String(price.text.drop { $0 != "/" }.dropFirst())), base.numerator == under
        else {
            conditions.found.add(
                Finding(
                    .unitsDoNotCancel, at: node.place,
                    ["base": unit.text, "factor": price.text, "wanted": "…", "id": "price"]))
            return nil
        }
        return .amount(
            divisor: divisor * QuantityUnit.scaled(value, by: price.numerator.exponent), unit: base)
    }

    // MARK: Posts and factors

    /// `factor: sdes:F, post: "4.2"`, or `posts: { "2.1": bc:combustion, "4.1": bc:amont }`.
    private static func posts(_ node: YAMLNode, _ conditions: inout ConditionReader) -> [Quantification.Post] {
        if let several = node.optional("posts") {
            for key in ["factor", "post"] {
                if let other = node[key] { conditions.found.add(outOfPlace(key, at: other)) }
            }
            guard let entries = conditions.found.take({ () throws(Finding) in try several.mapping("posts") }) else {
                return []
            }
            if entries.isEmpty { conditions.found.add(outOfPlace("posts", at: several)) }
            return entries.compactMap { entry in
                factor(entry.value, entry.name, &conditions).map { Quantification.Post(id: entry.name, factor: $0) }
            }
        }
        guard let name = conditions.found.take({ () throws(Finding) in try node.required("post").text("post") }),
            let named = conditions.found.take({ () throws(Finding) in try node.required("factor") }),
            let factor = factor(named, "factor", &conditions)
        else { return [] }
        return [Quantification.Post(id: name, factor: factor)]
    }

    private static func factor(_ node: YAMLNode, _ key: String, _ conditions: inout ConditionReader) -> Factor? {
        guard let text = conditions.found.take({ () throws(Finding) in try node.text(key) }) else { return nil }
        let factors = conditions.definitions.factors
        guard let colon = text.firstIndex(of: ":"), let table = factors[String(text[..<colon])] else {
            let name = text.firstIndex(of: ":").map { String(text[..<$0]) } ?? text
            conditions.found.add(.unknown(name, among: factors.keys.sorted(), at: node.place))
            return nil
        }
        let name = String(text[text.index(after: colon)...])
        guard let factor = table.factors[name] else {
            conditions.found.add(.unknown(name, among: table.factors.keys.sorted(), at: node.place))
            return nil
        }
        return factor
    }

    private static func outOfPlace(_ key: String, at node: YAMLNode) -> Finding {
        Finding(.keyOutOfPlace, at: node.place, ["key": key])
    }

    private static func table(_ node: YAMLNode, _ key: String, _ conditions: inout ConditionReader) -> Table? {
        guard let name = conditions.found.take({ () throws(Finding) in try node.text(key) }) else { return nil }
        let tables = conditions.definitions.tables
        guard let table = tables[name] else {
            conditions.found.add(.unknown(name, among: tables.keys.sorted(), at: node.place))
            return nil
        }
        return table
    }

    private static func unit(
        of node: YAMLNode, _ key: String, _ conditions: inout ConditionReader
    ) -> QuantityUnit? {
        guard let text = conditions.found.take({ () throws(Finding) in try node.required(key).text(key) }) else {
            return nil
        }
        guard let unit = QuantityUnit(text) else {
            conditions.found.add(Finding(.badUnit, at: node[key]?.place ?? node.place, ["value": text]))
            return nil
        }
        return unit
    }
}

extension Quantification.Basis {
    /// Its place from the best evidence to the worst.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
