internal import Measures
internal import Rules
internal import Tabular

extension Report {
    /// The rules that people disagree about, what they decide, and what is said on both sides.
    func writeDisputes(to html: inout Markup) {
        guard !figures.disputed.isEmpty else {
            html.element("p", "Aucune règle contestée n'a décidé d'une ligne.")
            return
        }
        html.table("Règles contestées qui ont décidé de lignes") { html in
            html.headers(["Règle", "Axe", "Pour", "Contre", "Lignes", "Montant"], words: [0, 1, 2, 3])
            html.element("tbody") { html in
                for (axis, disputed) in figures.disputed {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(disputed.rule) }
                        html.element("td", axis)
                        html.element("td", Self.words(disputed.dispute.arguments))
                        html.element("td", Self.words(disputed.dispute.objections))
                        html.number { $0.count(disputed.lines) }
                        html.number { $0.amount(disputed.amount) }
                    }
                }
            }
        }
    }

    private static func words(_ arguments: [Dispute.Argument]) -> String {
        arguments.map(\.words).joined(separator: " ; ")
    }
}
