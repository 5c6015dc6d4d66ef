internal import Measures
internal import Tabular
internal import Texts

extension Report {
    /// What rating the lines above a threshold alone would cover.
    func writeMateriality(to html: inout Markup) {
        let materiality = figures.materiality
        guard materiality.whole.lines > 0 else {
            html.element("p", "Aucune ligne dans le périmètre.")
            return
        }
        if let step = materiality.telling {
            html.element("p") { html in
                html.element("strong") { html in
                    html.write("Les lignes de plus de ")
                    html.amount(step.threshold)
                    html.write(" font \(Percent.share(step.part.amount, of: materiality.whole.amount)) des euros")
                }
                html.write(" : ")
                html.count(step.part.lines)
                html.write(" lignes sur ")
                html.count(materiality.whole.lines)
                html.write(", dont ")
                html.count(step.part.openLines)
                html.write(" à analyser.")
            }
        }
        html.element(
            "p", ["class": "note"],
            "Les montants comptent en valeur absolue : une annulation pèse autant que ce qu'elle annule. Une ligne est à analyser "
                + "tant qu'un de ses axes n'a pas de cotation.")
        html.table("Ce que couvrent les lignes qui dépassent un seuil") { html in
            html.headers(["Lignes de plus de", "Lignes", "Part des lignes", "Euros", "Part des euros", "À analyser"])
            html.element("tbody") { html in
                for step in materiality.steps {
                    row(step.part, of: materiality.whole, &html) { html in
                        html.amount(step.threshold)
                        if step.isOwn { html.write(" (seuil de la chaîne)") }
                    }
                }
                row(materiality.whole, of: materiality.whole, &html) { $0.write("Toutes les lignes") }
            }
        }
    }

    private func row(
        _ part: Materiality.Part, of whole: Materiality.Part, _ html: inout Markup, name: (inout Markup) -> Void
    ) {
        html.element("tr") { html in
            html.rowHeader(name)
            html.number { $0.count(part.lines) }
            html.number { $0.write(FrenchNumber.percent(Int64(part.lines), of: Int64(whole.lines))) }
            html.number { $0.amount(part.amount) }
            html.number { $0.write(Percent.share(part.amount, of: whole.amount)) }
            html.number { $0.count(part.openLines) }
        }
    }
}
