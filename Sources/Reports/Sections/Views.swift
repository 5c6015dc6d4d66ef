internal import Measures
internal import Tabular

extension Report {
    /// How the money of the perimeter is rated on each axis, and in the synthesis.
    func writeViews(to html: inout Markup) {
        writeLegend(figures.main?.marks ?? [], to: &html)
        for view in figures.views {
            html.element("figure") { html in
                html.element("figcaption") { $0.element("strong", view.label) }
                StackedBar(view.amounts, marks: view.marks, longest: view.amounts.reduce(.zero, +))
                    .write(to: &html, title: "\(view.label) : répartition des euros par cotation")
            }
        }
        html.table("Montants par cotation et par axe") { html in
            html.headers(["Cotation"] + figures.views.flatMap { [$0.label, "Part"] })
            html.element("tbody") { html in
                for mark in figures.main?.marks ?? [] {
                    html.element("tr") { html in
                        html.rowHeader { $0.chip(mark, word(mark)) }
                        for view in figures.views {
                            guard view.marks.contains(mark) else {
                                html.number { $0.write("–") }
                                html.number { $0.write("–") }
                                continue
                            }
                            html.number { $0.amount(view.amounts[mark]) }
                            html.number { $0.write(Percent.share(view.amounts[mark], of: figures.retained.amount)) }
                        }
                    }
                }
            }
            html.element("tfoot") { html in
                html.element("tr") { html in
                    html.rowHeader { $0.write("Dans le périmètre") }
                    for view in figures.views {
                        html.number { $0.amount(view.amounts.reduce(.zero, +)) }
                        html.number { $0.write(Percent.share(figures.retained.amount, of: figures.retained.amount)) }
                    }
                }
            }
        }
        html.element("p", ["class": "note"], "Les axes ne s'additionnent pas : chacun partage les mêmes euros.")
        writePerimeter(to: &html)
    }

    /// The words of `marks` in their colours, with what they mean.
    func writeLegend(_ marks: [Int], to html: inout Markup) {
        html.element("dl", ["class": "legend"]) { html in
            for mark in marks {
                html.element("div") { html in
                    html.element("dt") { $0.chip(mark, word(mark)) }
                    html.element("dd", definition.marks[mark].meaning)
                }
            }
        }
    }

    private func writePerimeter(to html: inout Markup) {
        html.table("Ce que la mesure regarde et ce qu'elle laisse de côté") { html in
            html.headers(["Lignes", "Nombre", "Montant"])
            html.element("tbody") { html in
                html.element("tr") { html in
                    html.rowHeader { $0.write("Dans le périmètre") }
                    html.number { $0.count(figures.retained.lines) }
                    html.number { $0.amount(figures.retained.amount) }
                }
                for exclusion in figures.excluded {
                    html.element("tr") { html in
                        html.rowHeader { $0.write("Hors périmètre : \(exclusion.reason)") }
                        html.number { $0.count(exclusion.count) }
                        html.number { $0.amount(exclusion.total) }
                    }
                }
            }
            html.element("tfoot") { html in
                html.element("tr") { html in
                    html.rowHeader { $0.write("Total lu") }
                    html.number { $0.count(figures.all.lines) }
                    html.number { $0.amount(figures.all.amount) }
                }
            }
        }
    }
}
