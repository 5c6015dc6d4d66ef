internal import Measures
internal import Tabular

extension Report {
    /// Which policies the ratings touch.
    func writeFunctions(to html: inout Markup) {
        write(
            figures.functions, "Montants par fonction et par cotation", "Fonction", without: "Sans fonction", to: &html)
    }

    /// Which chapters they touch.
    func writeChapters(to html: inout Markup) {
        write(
            figures.chapters, "Montants par chapitre et par cotation", "Chapitre", without: "Sans chapitre", to: &html)
    }

    /// Bars of groups as long as their amounts, each with its name above, then the same in numbers.
    private func write(
        _ groups: [ReportFigures.Group], _ caption: String, _ name: String, without: String, to html: inout Markup
    ) {
        guard let main = figures.main, !groups.isEmpty else {
            html.element("p", "Aucune ligne dans le périmètre.")
            return
        }
        html.element("p", ["class": "note"], "Vue : \(main.label). La longueur d'une barre est son montant.")
        let longest =
            groups.map { group in
                group.amounts.reduce(Cents.zero) { $0 + max($1, .zero) }
            }.max() ?? .zero
        html.element("div", ["class": "bars"]) { html in
            for group in groups {
                let words = title(of: group, without)
                html.element("figure") { html in
                    html.element("figcaption") { html in
                        html.write("\(words) – ")
                        html.amount(group.total)
                    }
                    StackedBar(group.amounts, marks: main.marks, longest: longest)
                        .write(to: &html, title: "\(words) : répartition des euros par cotation")
                }
            }
        }
        html.table(caption) { html in
            let marks = main.marks.filter { main.amounts[$0] != .zero }
            html.headers([name, "Total"] + marks.map { word($0) })
            html.element("tbody") { html in
                for group in groups {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(title(of: group, without)) }
                        html.number { $0.amount(group.total) }
                        for mark in marks { html.number { $0.amount(group.amounts[mark]) } }
                    }
                }
            }
            html.element("tfoot") { html in
                html.element("tr") { html in
                    html.rowHeader { $0.write("Total") }
                    html.number { $0.amount(figures.retained.amount) }
                    for mark in marks { html.number { $0.amount(main.amounts[mark]) } }
                }
            }
        }
    }

    private func title(of group: ReportFigures.Group, _ without: String) -> String {
        if group.code.isEmpty { return without }
        return group.label.isEmpty ? group.code : "\(group.code) – \(group.label)"
    }
}
