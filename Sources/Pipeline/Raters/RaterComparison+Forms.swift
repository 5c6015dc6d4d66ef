internal import Decisions
internal import DelimitedText
internal import Files
public import Findings
internal import Learning
internal import Tabular
internal import Texts

extension RaterComparison {
    /// How many disputed lines the text shows; JSON and CSV have them all.
    private static let shown = 20

    /// The comparison for people.
    public func text(_ language: Language) -> String {
        views.map { text($0, french: language == .french) }.joined(separator: "\n\n")
    }

    private func text(_ view: View, french: Bool) -> String {
        let label = measures.labels(view.subject)
        func name(_ rater: Int) -> String { names[rater].neutralised }
        var rows = ["\(view.subject.measure), \(measures.axis(view.subject))"]
        rows.append(
            french
                ? "  lignes cotées par deux personnes au moins : \(FrenchNumber.integer(view.shared)), \(Self.euros(view.sharedAmount))"
                : "  lines rated by two people at least: \(FrenchNumber.integer(view.shared)), \(Self.euros(view.sharedAmount))"
        )
        for pair in view.pairs where pair.lines.count > 0 {
            rows.append("  \(name(pair.raters.0)) × \(name(pair.raters.1))")
            rows.append("    " + Self.words(pair.lines, french ? "par ligne" : "by line", french))
            rows.append("    " + Self.words(pair.euros, french ? "par euro" : "by euro", french))
            for cell in pair.confusion {
                let sign = cell.first == cell.second ? "=" : "≠"
                rows.append(
                    "    \(sign) \(cell.first.words(label)) / \(cell.second.words(label)) : "
                        + "\(FrenchNumber.integer(cell.count)) \(french ? "lignes" : "lines"), \(Self.euros(cell.amount))"
                )
            }
        }
        if let together = view.together {
            rows.append(french ? "  Tous ensemble (kappa de Fleiss)" : "  All together (Fleiss' kappa)")
            rows.append("    " + Self.words(together.lines, french ? "par ligne" : "by line", french))
            rows.append("    " + Self.words(together.euros, french ? "par euro" : "by euro", french))
        }
        guard !view.disputes.isEmpty else {
            return (rows + [french ? "  aucun désaccord" : "  no disagreement"]).joined(separator: "\n")
        }
        rows.append(
            french
                ? "  lignes en désaccord : \(FrenchNumber.integer(view.disputes.count)), \(Self.euros(view.disputedAmount))"
                : "  disputed lines: \(FrenchNumber.integer(view.disputes.count)), \(Self.euros(view.disputedAmount))")
        for dispute in view.disputes.prefix(Self.shown) {
            let title = dispute.line.piece.isEmpty ? "" : " « \(dispute.line.libelle.neutralised) »"
            rows.append("  - \(Self.euros(dispute.line.amount)) : \(dispute.line.words.neutralised)\(title)")
            for (rater, opinion) in dispute.opinions.enumerated() {
                guard let opinion else { continue }
                let reason = opinion.reason.isEmpty ? "" : " — \(opinion.reason.neutralised)"
                rows.append("      \(name(rater)) : \(opinion.rating.words(label))\(reason)")
            }
        }
        let rest = view.disputes.count - Self.shown
        if rest > 0 {
            rows.append(
                french
                    ? "  et \(FrenchNumber.integer(rest)) autres (--format csv les donne toutes)"
                    : "  and \(FrenchNumber.integer(rest)) more (--format csv gives them all)")
        }
        return rows.joined(separator: "\n")
    }

    private static func words(_ agreement: Agreement, _ unit: String, _ french: Bool) -> String {
        let observed = agreement.observed.map { Figures.percent($0) } ?? "–"
        let kappa =
            agreement.kappa.map { Figures.decimal($0) }
            ?? (french ? "sans objet (une seule cotation)" : "none (one rating only)")
        return "\(unit) : \(french ? "accord" : "agreement") \(observed), kappa \(kappa)"
    }

    private static func euros(_ amount: Cents) -> String { FrenchNumber.euros(cents: amount.value) }

    /// The comparison as JSON, indented; amounts are whole cents.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.key("raters")
            json.array { json in for name in names { json.string(name) } }
            json.key("axes")
            json.array { json in for view in views { write(view, to: &json) } }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func write(_ view: View, to json: inout JSONWriter) {
        json.object { json in
            json.member("measure", view.subject.measure)
            json.member("axis", view.subject.axis)
            json.member("lines", view.shared)
            json.member("cents", Int(view.sharedAmount.value))
            json.member("disputedLines", view.disputes.count)
            json.member("disputedCents", Int(view.disputedAmount.value))
            json.key("pairs")
            json.array { json in
                for pair in view.pairs {
                    json.object { json in
                        json.member("first", names[pair.raters.0])
                        json.member("second", names[pair.raters.1])
                        Self.write(pair.lines, "byLine", to: &json)
                        Self.write(pair.euros, "byEuro", to: &json)
                        json.key("confusion")
                        json.array { json in
                            for cell in pair.confusion {
                                json.object { json in
                                    json.member("first", cell.first.words())
                                    json.member("second", cell.second.words())
                                    json.member("lines", cell.count)
                                    json.member("cents", Int(cell.amount.value))
                                }
                            }
                        }
                    }
                }
            }
            if let together = view.together {
                json.key("together")
                json.object { json in
                    Self.write(together.lines, "byLine", to: &json)
                    Self.write(together.euros, "byEuro", to: &json)
                }
            }
            json.key("disputes")
            json.array { json in for dispute in view.disputes { write(dispute, to: &json) } }
        }
    }

    private static func write(_ agreement: Agreement, _ name: String, to json: inout JSONWriter) {
        json.key(name)
        json.object { json in
            json.member("lines", agreement.count)
            json.key("observed")
            if let observed = agreement.observed { json.number(observed) } else { json.null() }
            json.key("expected")
            json.number(agreement.expected)
            json.key("kappa")
            if let kappa = agreement.kappa { json.number(kappa) } else { json.null() }
        }
    }

    private func write(_ dispute: Dispute, to json: inout JSONWriter) {
        json.object { json in
            json.member("line", dispute.line.words)
            json.member("libelle", dispute.line.libelle)
            json.member("cents", Int(dispute.line.amount.value))
            json.key("ratings")
            json.array { json in
                for (rater, opinion) in dispute.opinions.enumerated() {
                    guard let opinion else { continue }
                    json.object { json in
                        json.member("rater", names[rater])
                        json.member("rating", opinion.rating.words())
                        json.member("reason", opinion.reason)
                    }
                }
            }
        }
    }

    /// The disputed lines as CSV: what the line is, its amount, then the rating and the reason of each rater.
    public func csv() throws(Finding) -> String {
        let sink = MemorySink()
        var writer = DelimitedWriter(to: sink)
        let own = ["budget", "exercice", "bordereau", "piece", "rang", "operation", "nature", "fonction", "libelle"]
        try writer.row(
            ["measure", "axis"] + own + ["montant"] + names.flatMap { ["\($0) – cotation", "\($0) – motif"] })
        for view in views {
            for dispute in view.disputes {
                let line = dispute.line
                try writer.row(
                    [
                        view.subject.measure, view.subject.axis, line.budget, line.exercice, line.bordereau, line.piece,
                        String(line.rank), line.operation, line.nature, line.fonction, line.libelle,
                        line.amount.decimal,
                    ] + dispute.opinions.flatMap { [$0?.rating.words() ?? "", $0?.reason ?? ""] })
            }
        }
        try writer.finish()
        return String(decoding: sink.bytes, as: UTF8.self)
    }
}
