internal import Measures
internal import Rules
internal import Tabular

extension Report {
    /// The views over the ratings: by section, weighted, favourable without harm, and the other scale. None is a rating.
    func writeDerived(to html: inout Markup) {
        html.element(
            "p", ["class": "note"],
            "Ces regards partent des cotations et n'en changent aucune. Les axes ne s'additionnent pas entre eux.")
        writeSections(to: &html)
        for totals in figures.derived.weighted { writeWeighted(totals, to: &html) }
        if let answers = figures.derived.noHarm { writeNoHarm(answers, to: &html) }
        for scale in figures.derived.scales { writeScale(scale, to: &html) }
    }

    // MARK: By section

    private func writeSections(to html: inout Markup) {
        let sections = figures.derived.sections
        guard !sections.isEmpty else { return }
        html.element("h3", "Fonctionnement et investissement")
        for (place, axis) in figures.axes.enumerated() {
            guard let whole = figures.views.first(where: { $0.id == axis.id }) else { continue }
            let parts = [("Ensemble", whole.amounts)] + sections.map { ($0.label, $0.axes[place].amounts) }
            let longest = parts.map { $0.1.reduce(.zero, +) }.max() ?? .zero
            for (label, amounts) in parts where amounts.contains(where: { $0 != .zero }) {
                html.element("figure") { html in
                    html.element("figcaption") { $0.element("strong", "\(axis.label) – \(label)") }
                    StackedBar(amounts, marks: definition.axisMarks, longest: longest)
                        .write(to: &html, title: "\(axis.label), \(label) : répartition des euros par cotation")
                }
            }
            html.table("\(axis.label) : montants par section du budget") { html in
                html.headers(["Cotation"] + parts.flatMap { [$0.0, "Part"] })
                html.element("tbody") { html in
                    for mark in definition.axisMarks {
                        html.element("tr") { html in
                            html.rowHeader { $0.chip(mark, word(mark)) }
                            for (_, amounts) in parts { writeShare(amounts[mark], of: amounts, to: &html) }
                        }
                    }
                }
                html.element("tfoot") { html in
                    html.element("tr") { html in
                        html.rowHeader { $0.write("Dans le périmètre") }
                        for (_, amounts) in parts { writeShare(amounts.reduce(.zero, +), of: amounts, to: &html) }
                    }
                }
            }
        }
    }

    private func writeShare(_ amount: Cents, of amounts: [Cents], to html: inout Markup) {
        html.number { $0.amount(amount) }
        html.number { $0.write(Percent.share(amount, of: amounts.reduce(.zero, +))) }
    }

    // MARK: Weighted

    private func writeWeighted(_ totals: WeightedTotals, to html: inout Markup) {
        let axis = figures.axes.first { $0.id == totals.axis }?.label ?? totals.axis
        html.element("h3", "\(axis) : \(totals.view.label)")
        let view = totals.view
        html.element(
            "p", "\(view.because). Source : \(view.source) (\(view.confidence.words)). Une vue, pas une cotation.")
        html.table("\(axis) : \(view.label)") { html in
            html.headers(["Cotation", "Montant", "Coefficient", "Montant pondéré", "Reste"])
            html.element("tbody") { html in
                for mark in definition.axisMarks {
                    let part = totals.parts[mark]
                    html.element("tr") { html in
                        html.rowHeader { $0.chip(mark, word(mark)) }
                        html.number { $0.amount(part.amount) }
                        guard let weighted = part.weighted, let weight = view.weights[mark] else {
                            for _ in 0..<3 { html.number { $0.write("–") } }
                            return
                        }
                        html.number { $0.write(weight.text) }
                        html.number { $0.amount(weighted) }
                        html.number { $0.amount(part.rest) }
                    }
                }
            }
            html.element("tfoot") { html in
                html.element("tr") { html in
                    html.rowHeader { $0.write("Dans le périmètre") }
                    html.number { $0.amount(totals.parts.reduce(.zero) { $0 + $1.amount }) }
                    html.number { $0.write("") }
                    html.number { $0.amount(totals.weighted) }
                    html.number { $0.amount(totals.rest) }
                }
            }
        }
        html.element("p", ["class": "note"]) { html in
            html.write("Sans coefficient : ")
            html.amount(totals.unweighted)
            html.write(", qui n'est pas compté pour zéro.")
        }
    }

    // MARK: Favourable without harm

    private func writeNoHarm(_ answers: NoHarmResult, to html: inout Markup) {
        guard let view = definition.views.noHarm else { return }
        html.element("h3", view.label)
        let axes = figures.axes.map(\.label).joined(separator: " ; ")
        html.element("p", "\(view.source) (\(view.confidence.words)). Axes regardés : \(axes).")
        html.table(view.label) { html in
            html.headers(["Réponse", "Lignes", "Montant", "Part"])
            html.element("tbody") { html in
                row("Favorable sur un axe au moins", answers.favourableLines, answers.favourable, &html)
                for answer in NoHarm.allCases {
                    let label = answer == .notFavourable ? answer.label : "dont : \(answer.label)"
                    row(label, answers.counts[Int(answer.rawValue)], answers[answer], &html)
                }
            }
        }
        html.element(
            "p", ["class": "note"],
            "« \(NoHarm.undecided.label) » : un autre axe n'est pas encore coté"
                + (view.ignoresUnjudged ? "." : ", ou n'est pas jugé.")
                + " Chaque euro compte une fois, quel que soit le nombre d'axes.")
    }

    private func row(_ label: String, _ lines: Int, _ amount: Cents, _ html: inout Markup) {
        html.element("tr") { html in
            html.rowHeader { $0.write(label) }
            html.number { $0.count(lines) }
            html.number { $0.amount(amount) }
            html.number { $0.write(Percent.share(amount, of: figures.retained.amount)) }
        }
    }

    // MARK: The other scale

    private func writeScale(_ scale: ScaleComparison, to html: inout Markup) {
        guard let mapping = definition.mapping else { return }
        html.element("h3", "\(scale.axis.label) : le grade et la cotation officielle")
        html.element(
            "p",
            "Cotation officielle : \(mapping.title), \(scale.other.label). Chaque grade en donne une, jamais l'inverse "
                + "(correspondance \(mapping.version), \(mapping.confidence.words) : \(mapping.source)).")
        html.table("\(scale.axis.label) : comment les deux échelles se répondent") { html in
            html.headers(["Situation", "Lignes", "Montant", "Part"])
            html.element("tbody") { html in
                for agreement in ScaleAgreement.allCases {
                    row(agreement.label, scale[agreement].lines, scale[agreement].amount, &html)
                }
            }
        }
        guard !scale.disagreements.isEmpty else { return }
        html.table("\(scale.axis.label) : désaccords") { html in
            html.headers(["D'après le grade", "Cotation officielle", "Lignes", "Montant"], words: [0, 1])
            html.element("tbody") { html in
                for pair in scale.disagreements {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(pair.expected) }
                        html.element("td", pair.found)
                        html.number { $0.count(pair.lines) }
                        html.number { $0.amount(pair.amount) }
                    }
                }
            }
        }
        // A line is told by its row and account: its label may name a person.
        html.table("\(scale.axis.label) : les plus gros montants en désaccord") { html in
            html.headers(
                ["Rangée", "Compte", "D'après le grade", "Cotation officielle", "Montant"], words: [0, 1, 2, 3])
            html.element("tbody") { html in
                for line in scale.largest {
                    html.element("tr") { html in
                        html.rowHeader { $0.write("\(line.row + 1)") }
                        html.element("td", line.nature)
                        html.element("td", line.expected)
                        html.element("td", line.found)
                        html.number { $0.amount(line.amount) }
                    }
                }
            }
        }
    }
}
