internal import Measures
internal import Tabular
internal import Texts

extension Report {
    /// What one must know: first what nobody has rated yet, then how green it is at least and at most.
    func writeKeyFigures(to html: inout Markup) {
        guard let main = figures.main else { return }
        let whole = figures.retained.amount
        let absence = Int(definition.absenceMark)
        html.element("div", ["class": "cards"]) { html in
            card(
                word(absence), main.amounts[absence], main.counts[absence], of: whole, "du périmètre", &html,
                mark: absence)
            card(
                "Dans le périmètre", whole, figures.retained.lines, of: figures.expenditure ?? figures.all.amount,
                figures.expenditure == nil ? "du total lu" : "des dépenses lues", &html)
            for mark in main.marks where mark != absence && main.amounts[mark] != .zero {
                card(word(mark), main.amounts[mark], main.counts[mark], of: whole, "du périmètre", &html, mark: mark)
            }
        }
        html.element("h3", "Part favorable, au moins et au plus")
        html.element("p", ["class": "note"]) { html in
            html.write(
                "Tant que des lignes restent sans cotation, la part favorable est un intervalle : au moins si tout ce qui "
                    + "reste se révèle défavorable, au plus si tout se révèle favorable.")
            if figures.views.count > 1 {
                html.write(
                    " Dans la synthèse, une ligne à laquelle il manque la cotation d'un axe n'est sûrement favorable que si cet "
                        + "axe n'est pas défavorable.")
            }
        }
        for view in figures.views {
            let words = bounds(view.favourable)
            html.element("figure") { html in
                html.element("figcaption") { html in
                    html.element("strong", view.label)
                    html.write(" : \(words)")
                }
                IntervalBar(bounds: view.favourable, whole: whole, mark: favourableMark)
                    .write(to: &html, title: "\(view.label) : part favorable, \(words)")
            }
        }
        html.table("Part favorable des dépenses du périmètre") { html in
            html.headers(["Vue", "Sans cotation", "Favorable au moins", "Favorable au plus"])
            html.element("tbody") { html in
                for view in figures.views {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(view.label) }
                        html.number { $0.amount(view.amounts[absence]) }
                        html.number { $0.amount(view.favourable.low) }
                        html.number { $0.amount(view.favourable.high) }
                    }
                }
            }
        }
    }

    /// `de 12,3 % à 45,6 %`, or the one share when nothing is left to rate.
    private func bounds(_ bounds: AmountBounds) -> String {
        let whole = figures.retained.amount
        let low = Percent.share(bounds.low, of: whole)
        return bounds.low == bounds.high ? low : "de \(low) à \(Percent.share(bounds.high, of: whole))"
    }

    private func card(
        _ title: String, _ amount: Cents, _ lines: Int, of whole: Cents, _ of: String, _ html: inout Markup,
        mark: Int? = nil
    ) {
        html.element("div", ["class": "card" + (mark.map { " edge m\($0)" } ?? "")]) { html in
            html.element("h3", title)
            html.element("p", ["class": "big"], Percent.share(amount, of: whole))
            html.element("p") { html in
                html.amount(amount)
                html.write(" \(of), ")
                html.count(lines)
                html.write(lines == 1 ? " ligne" : " lignes")
            }
        }
    }
}
