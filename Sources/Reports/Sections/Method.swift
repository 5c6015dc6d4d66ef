internal import Measures
internal import Rules
internal import Texts

extension Report {
    /// By which texts, rules and files these figures came to be, and how to get them again.
    func writeMethod(to html: inout Markup) {
        html.table("Le cadre") { html in
            html.headers(["Sujet", "Ce qui a été retenu"], words: [0, 1])
            html.element("tbody") { html in
                fact("Mesure", "\(definition.title), version \(definition.version)", &html)
                fact("Textes", definition.source, &html)
                fact("Périmètre", "\(period.because) (\(period.source)) – \(period.confidence.words)", &html)
                for exclusion in figures.excluded {
                    fact("Hors périmètre : \(exclusion.reason)", "\(exclusion.because) (\(exclusion.source))", &html)
                }
                if let synthesis = definition.synthesis {
                    fact(synthesis.label, "\(synthesis.source) – \(synthesis.confidence.words)", &html)
                }
                for item in about.facts { fact(item.name, item.value, &html) }
            }
        }
        html.element("p", ["class": "note"]) { html in
            html.write(
                "Les montants sont des centimes entiers, les parts des fractions exactes ; les pourcentages affichés sont arrondis et "
                    + "ne sont pas forcés à 100 %. Aucun libellé de ligne ni aucun tiers ne figure dans cette page : ils peuvent "
                    + "nommer des personnes.")
        }
        html.table("Fichiers de règles et de tables") { html in
            html.headers(["Rôle", "Fichier", "Version", "SHA-256"], words: [0, 1, 2, 3])
            html.element("tbody") { html in
                for file in about.files {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(file.role) }
                        html.element("td", file.path)
                        html.element("td", file.version)
                        html.element("td") { $0.element("code", ["class": "sum"], file.sha256) }
                    }
                }
            }
        }
        html.element("h3", "Refaire ces chiffres")
        html.element("p", "Avec les mêmes fichiers, cette commande redonne cette page à l'octet près :")
        html.element("pre", ["tabindex": "0"]) { $0.element("code", about.command) }
    }

    private func fact(_ name: String, _ value: String, _ html: inout Markup) {
        html.element("tr") { html in
            html.rowHeader { $0.write(name) }
            html.element("td", value)
        }
    }
}
