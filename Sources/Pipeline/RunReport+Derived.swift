internal import Findings
internal import Measures
internal import Tabular
internal import Texts

extension RunReport {
    /// What the views over the ratings come to, apart from the ratings themselves.
    struct Derived: Sendable {
        private let definition: MeasureDefinition
        private let axes: [Axis]
        private let results: DerivedResults

        /// The views of `result`; nil when it has none.
        init?(_ result: MeasureResult) {
            guard !result.derived.isEmpty else { return nil }
            definition = result.definition
            axes = result.axes.map(\.axis)
            results = result.derived
        }

        /// Writes them as a member of the object that is open.
        func write(to json: inout JSONWriter) { results.write(to: &json, definition, axes: axes) }

        /// A few lines for people; `retained` is the perimeter, in cents.
        func rows(_ retained: Int64, _ language: Language) -> [String] {
            let french = language == .french
            func row(_ label: String, _ amount: Cents) -> String {
                "    \(label) : \(FrenchNumber.percent(amount.value, of: retained)), "
                    + FrenchNumber.euros(cents: amount.value)
            }
            var rows: [String] = []
            for totals in results.weighted {
                let axis = axes.first { $0.id == totals.axis }?.label ?? totals.axis
                rows.append("  \(axis), \(totals.view.label)")
                rows.append(row(french ? "pondéré" : "weighted", totals.weighted))
                rows.append(row(french ? "sans coefficient" : "without a coefficient", totals.unweighted))
            }
            if let answers = results.noHarm, let view = definition.views.noHarm {
                rows.append("  \(view.label)")
                let any = french ? "favorable sur un axe au moins" : "favourable on one axis at least"
                rows.append(row(any, answers.favourable))
                for answer in NoHarm.allCases where answer != .notFavourable {
                    rows.append(row(answer.label, answers[answer]))
                }
            }
            for scale in results.scales {
                let (amount, lines) = scale[.disagrees]
                let heading =
                    french ? "grade et cotation officielle en désaccord" : "grade and official rating disagree"
                rows.append(
                    "  \(scale.axis.label), \(heading) : \(FrenchNumber.integer(lines)) "
                        + "\(french ? "lignes" : "lines"), \(FrenchNumber.euros(cents: amount.value))")
            }
            return rows
        }
    }
}
