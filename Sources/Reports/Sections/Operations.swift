internal import Measures
internal import Tabular

extension Report {
    /// The operations that weigh most, for and against.
    func writeOperations(to html: inout Markup) {
        let marks = definition.categories.indices
        list(figures.favourable, marks.first { definition.categories[$0].sign == 1 }, "favorables", to: &html)
        list(figures.unfavourable, marks.first { definition.categories[$0].sign == -1 }, "défavorables", to: &html)
    }

    private func list(
        _ operations: [ReportFigures.Group], _ mark: Int?, _ word: String, to html: inout Markup
    ) {
        guard let mark, let main = figures.main else { return }
        html.element("h3", "Les plus gros montants \(word)")
        guard !operations.isEmpty else {
            html.element(
                "p", "Aucune opération n'a de montant parmi les \(word), ou l'export ne nomme pas d'opération.")
            return
        }
        let longest =
            operations.map { group in
                group.amounts.reduce(Cents.zero) { $0 + max($1, .zero) }
            }.max() ?? .zero
        html.element("div", ["class": "bars"]) { html in
            for operation in operations {
                html.element("figure") { html in
                    html.element("figcaption") { html in
                        html.write("\(operation.code) – ")
                        html.amount(operation.amounts[mark])
                    }
                    StackedBar(operation.amounts, marks: main.marks, longest: longest)
                        .write(to: &html, title: "\(operation.code) : répartition des euros par cotation")
                }
            }
        }
        html.table("Opérations aux plus gros montants \(word)") { html in
            html.headers(["Opération", "Lignes", self.word(mark), "Total de l'opération"])
            html.element("tbody") { html in
                for operation in operations {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(operation.code) }
                        html.number { $0.count(operation.lines) }
                        html.number { $0.amount(operation.amounts[mark]) }
                        html.number { $0.amount(operation.total) }
                    }
                }
            }
        }
    }
}
