internal import Measures
internal import Rules
internal import Tabular

extension KindColumnMaker {
    /// How many posts an entry gives at most: so many groups of columns a line has.
    static func slots(_ result: QuantityResult) -> Int {
        max(1, result.places.map(\.count).max() ?? 1)
    }

    /// The key of a column of the n-th post.
    static func key(_ name: String, _ slot: Int) -> String { "\(name).\(slot + 1)" }

    /// The words by which the post at `place` is summed.
    static func words(_ place: Int, _ definition: MeasureDefinition) -> String {
        let post = definition.details.posts[place]
        return "\(post.id) \(post.label)"
    }

    /// What the factors multiply; for each post, which it is, the factor and what it comes to; the whole, its bounds and how
    /// well it is known.
    func columns(of result: QuantityResult) -> [KindColumns.Draft] {
        let unit = result.unit.text
        let slots = Self.slots(result)
        var drafts = [
            draft(
                "base", "Base", 16, .integer,
                rows.numbers { line in result.source(of: line).map { _ in result.quantities.bases[line] } },
                isCorrected: true),
            draft("unite", "Unité de la base", 12, .general, bySource(result) { .text($0.entry.base.unit.text) }),
        ]
        for slot in 0..<slots {
            let number = slots > 1 ? " \(slot + 1)" : ""
            drafts += [
                draft(
                    Self.key("poste", slot), "Poste\(number)", 28, .general,
                    bySource(result) { source, code in
                        slot < source.coefficients.count
                            ? .text(Self.words(result.places[code][slot], definition)) : nil
                    }, isCorrected: true),
                draft(
                    Self.key("facteur", slot), "Facteur\(number)", 18, .general,
                    bySource(result) { source, _ in
                        slot < source.coefficients.count ? .text(source.entry.posts[slot].factor.id) : nil
                    }),
                draft(
                    Self.key("coefficient", slot), "\(unit) par unité\(number)", 18, .general,
                    bySource(result) { source, _ in
                        slot < source.coefficients.count
                            ? .decimal(ExactDecimal.text(source.coefficients[slot])) : nil
                    }, isCorrected: true),
                draft(
                    Self.key("quantite", slot), "\(unit)\(number)", 16, .integer,
                    rows.numbers { result.value($0, post: slot) },
                    formula: { [base = key("base"), factor = key(Self.key("coefficient", slot))] places in
                        .binary(places.cell(base), .times, places.cell(factor))
                    }),
            ]
        }
        if slots > 1 {
            drafts.append(
                draft(
                    "total", "\(unit), total", 16, .integer, rows.numbers { result.total(of: $0) },
                    formula: { [keys = (0..<slots).map { key(Self.key("quantite", $0)) }] places in
                        keys.dropFirst().reduce(places.cell(keys[0])) { .binary($0, .plus, places.cell($1)) }
                    }))
        }
        return drafts + bounds(result, slots)
    }

    /// The key of the column that holds the whole quantity.
    func totalKey(_ slots: Int) -> String { slots > 1 ? key("total") : key(Self.key("quantite", 0)) }

    private func bounds(_ result: QuantityResult, _ slots: Int) -> [KindColumns.Draft] {
        let factors = result.quantities.sources.map { QuantityResult.k95(of: $0) }
        func bound(_ line: Int, _ apply: (Double, Double) -> Double) -> Double? {
            result.total(of: line).map { apply($0, factors[Int(result.quantities.codes[line])]) }
        }
        let total = totalKey(slots)
        let spread = key("k95")
        return [
            draft(
                "k95", "k95", 8, .general, bySource(result) { .decimal(ExactDecimal.text(QuantityResult.k95(of: $0))) }),
            draft(
                "basse", "Basse (÷ k95)", 16, .integer, rows.numbers { bound($0, /) },
                formula: { .binary($0.cell(total), .over, $0.cell(spread)) }),
            draft(
                "haute", "Haute (× k95)", 16, .integer, rows.numbers { bound($0, *) },
                formula: { .binary($0.cell(total), .times, $0.cell(spread)) }),
            draft("fondement", "Fondement", 14, .general, bySource(result) { .text($0.entry.basis.words) }),
        ]
    }

    /// One value per entry that speaks.
    private func bySource(_ result: QuantityResult, _ value: (LineQuantities.Source) -> CellValue?) -> ColumnData {
        bySource(result) { source, _ in value(source) }
    }

    private func bySource(
        _ result: QuantityResult, _ value: (LineQuantities.Source, Int) -> CellValue?
    ) -> ColumnData {
        let values = result.quantities.sources.enumerated().map { value($1, $0) }
        return rows.coded(values) { result.quantities.codes[$0] }
    }
}

extension Quantification.Basis {
    /// The word for people.
    var words: String {
        switch self {
        case .measured: "Mesuré"
        case .priceDerived: "Déduit du prix"
        case .monetary: "Monétaire"
        case .proxy: "Approché"
        }
    }
}
