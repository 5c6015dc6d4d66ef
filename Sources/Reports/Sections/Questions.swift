internal import Tabular
internal import Texts

extension Report {
    private static let shownQuestions = 40

    /// What somebody must answer still, of whom it is asked, and how much depends on it.
    func writeQuestions(to html: inout Markup) {
        let questions = figures.questions
        guard !questions.isEmpty else {
            html.element("p", "Toutes les lignes du périmètre sont cotées.")
            return
        }
        let shown = questions.prefix(Self.shownQuestions)
        html.element("p", ["class": "note"]) { html in
            html.write("Par montant décroissant, de tous les services. ")
            if shown.count < questions.count {
                html.write(
                    "Les \(shown.count) premières sur \(FrenchNumber.integer(questions.count)) ; le classeur annoté les a toutes."
                )
            }
        }
        html.table("Questions en attente d'une réponse") { html in
            html.headers(["Question", "Axe", "Service", "Lignes", "Montant"], words: [0, 1, 2])
            html.element("tbody") { html in
                for question in shown {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(question.text) }
                        html.element("td", question.axis)
                        html.element("td", question.service.isEmpty ? "–" : question.service)
                        html.number { $0.count(question.lines) }
                        html.number { $0.amount(question.amount) }
                    }
                }
            }
        }
    }
}
