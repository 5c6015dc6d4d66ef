internal import Measures
internal import Tabular

extension Report {
    /// Euros as areas, by rating and account.
    func writeBlocks(to html: inout Markup) {
        guard let main = figures.main, !figures.blocks.isEmpty else {
            html.element("p", "Aucune ligne dans le périmètre.")
            return
        }
        html.element(
            "p", ["class": "note"],
            "Vue : \(main.label). Chaque rectangle est un compte ; sa surface est son montant, sa couleur sa cotation.")
        writeKey(figures.blocks.map(\.mark), to: &html)
        html.element("figure") { html in
            Treemap(figures.blocks).write(
                to: &html, title: "Montants par cotation et par compte ; le tableau dit les mêmes chiffres"
            ) { word($0) }
        }
        html.table("Montants par cotation et par compte") { html in
            html.headers(["Cotation", "Compte", "Montant", "Part"], words: [0, 1])
            html.element("tbody") { html in
                for block in figures.blocks {
                    for account in block.accounts { row(block, account.code, account.label, account.amount, &html) }
                    if block.negative != .zero {
                        row(block, "", "Comptes au total négatif (annulations), non dessinés", block.negative, &html)
                    }
                }
            }
        }
    }

    private func row(
        _ block: ReportFigures.Block, _ code: String, _ label: String, _ amount: Cents, _ html: inout Markup
    ) {
        html.element("tr") { html in
            html.rowHeader { $0.chip(block.mark, word(block.mark)) }
            html.element("td", [code, label].filter { !$0.isEmpty }.joined(separator: " – "))
            html.number { $0.amount(amount) }
            html.number { $0.write(Percent.share(amount, of: figures.retained.amount)) }
        }
    }

    /// The words of `marks` in their colours.
    func writeKey(_ marks: [Int], to html: inout Markup) {
        html.element("p", ["class": "key"]) { html in
            for mark in marks {
                html.chip(mark, word(mark))
                html.write(" ")
            }
        }
    }
}
