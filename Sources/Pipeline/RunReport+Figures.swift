internal import Measures
internal import Publishing
internal import Rules
internal import Tabular
internal import Texts

/// What a report tells of measures that are no partition.
extension RunReport {
    /// The figures of an axis, in the order of the definition.
    static func figures(of axis: AxisResult, _ definition: MeasureDefinition) -> [Figure] {
        func euros(_ id: String, _ label: String, _ amount: Cents) -> Figure {
            Figure(id: id, label: label, value: amount.decimal, unit: "EUR")
        }
        switch axis.detail {
        case .partition: return []
        case .contribution(let result):
            return zip(result.categories, result.totals).flatMap { place, total in
                let category = definition.categories[place]
                return [
                    euros("\(category.id).favorable", "\(category.label), favorable", total.favourable),
                    euros("\(category.id).defavorable", "\(category.label), défavorable", total.unfavourable),
                ]
            }
        case .quantity(let result):
            func quantity(_ id: String, _ label: String, _ value: Double) -> Figure {
                Figure(id: id, label: label, value: ExactDecimal.text(value), unit: result.unit.text)
            }
            let posts = zip(definition.details.posts, result.posts).filter { $0.1.lines > 0 }.map { post, total in
                quantity(post.id, "\(post.id) \(post.label)", total.value)
            }
            return posts + [
                quantity("total", "Total", result.total.value),
                Figure(
                    id: "k95", label: "Incertitude à 95 %, facteur",
                    value: ExactDecimal.text(result.uncertainty.byFactor),
                    unit: ""),
            ]
        case .postings(let result):
            return zip(definition.details.capitals, result.capitals).flatMap { capital, total in
                [
                    euros("\(capital.id).paye", "\(capital.label), payé", total.allPaid),
                    euros("\(capital.id).dette", "\(capital.label), dette de clôture", total.closing),
                    euros("\(capital.id).surplus", "\(capital.label), payé au-delà", total.surplus),
                ]
            }
        case .links(let result):
            return zip(definition.details.indicators, result.totals).filter { $0.1.lines > 0 }.map { indicator, total in
                euros(indicator.id, "\(indicator.id) \(indicator.label)", total.amount)
            }
        }
    }

    /// What rules leave out of an axis in the perimeter, for a measure that is no partition.
    static func setAside(_ axis: AxisResult, _ definition: MeasureDefinition) -> [Part] {
        let part = axis.coverage.setAside
        guard definition.kind != .partition, part.lines > 0 else { return [] }
        return [Part(id: "ecarte", label: "Écarté par une règle", amount: part.amount.value, lines: part.lines)]
    }

    /// Writes the figures as a member of the object that is open; nothing where there are none.
    static func write(_ figures: [Figure], to json: inout JSONWriter) {
        guard !figures.isEmpty else { return }
        json.key("figures")
        json.array { json in
            for figure in figures {
                json.object { json in
                    json.member("id", figure.id)
                    json.member("label", figure.label)
                    json.member("value", figure.value)
                    json.member("unit", figure.unit)
                }
            }
        }
    }
}

extension RunReport.Figure {
    /// The value and its unit as people read them.
    var text: String {
        if unit == "EUR", let cents = Cents(decimal: value) { return FrenchNumber.euros(cents: cents.value) }
        // Quantities are large or small: whole numbers tell enough.
        guard !unit.isEmpty, let number = Double(value), abs(number) < 1e15 else { return value }
        return "\(FrenchNumber.integer(Int(number.rounded()))) \(unit)"
    }
}
