internal import Findings
internal import PublicAccounts
internal import Tabular

extension Report {
    /// The totals that agree, those that do not, and all that was noticed.
    func writeControls(to html: inout Markup) {
        html.table("Contrôles : ce que dit la source, ce qui a été trouvé") { html in
            html.headers(["Contrôle", "Résultat", "Attendu", "Trouvé", "Écart"], words: [0, 1])
            html.element("tbody") { html in
                for control in about.controls {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(control.name) }
                        html.element("td") { html in
                            html.element(
                                "span", ["class": control.holds ? "ok" : "wrong"], control.holds ? "OK" : "Écart")
                            if !control.lines.isEmpty { html.write(" lignes \(control.lines)") }
                        }
                        html.number { $0.amount(control.expected) }
                        html.number { $0.amount(control.found) }
                        html.number { $0.amount(control.difference) }
                    }
                }
            }
        }
        html.element("h3", "Constats")
        guard !about.findings.isEmpty else {
            html.element("p", "Rien à signaler.")
            return
        }
        html.table("Ce qui a été remarqué, le plus grave d'abord") { html in
            html.headers(["Constat", "Gravité", "Quoi", "À faire"], words: [0, 1, 2, 3])
            html.element("tbody") { html in
                for finding in about.findings {
                    html.element("tr") { html in
                        html.rowHeader { $0.write(finding.kind.code) }
                        html.element("td", Self.word(finding.severity))
                        let why = finding.why(.french)
                        html.element("td", finding.what(.french) + (why.isEmpty ? "" : " " + why))
                        html.element("td", finding.remedy(.french))
                    }
                }
            }
        }
    }

    private static func word(_ severity: Severity) -> String {
        switch severity {
        case .note: "note"
        case .warning: "attention"
        case .error: "erreur"
        }
    }
}
