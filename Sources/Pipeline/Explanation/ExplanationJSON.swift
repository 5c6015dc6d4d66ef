public import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

extension LineExplanation {
    /// The explanation as JSON (`docs/commands/explain.md`): amounts in euros as exact decimal text, shares as fractions.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.key("line")
            json.object { json in line(to: &json) }
            json.key("perimeter")
            json.object { json in perimeter.write(to: &json) }
            json.key("axes")
            json.array { json in for axis in axes { json.object { json in axis.write(to: &json) } } }
            json.key("synthesis")
            if let synthesis {
                json.object { json in
                    json.member("label", synthesis.label)
                    json.key("parts")
                    LineExplanation.write(synthesis.parts, to: &json)
                    json.key("steps")
                    json.array { json in for step in synthesis.steps { json.string(step) } }
                    json.member("source", synthesis.source)
                }
            } else {
                json.null()
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func line(to json: inout JSONWriter) {
        json.member("workbook", source.workbook)
        json.member("sheet", source.sheet)
        json.member("row", source.row)
        json.member("line", source.line)
        json.member("file", source.file)
        json.member("sha256", source.sha256)
        json.member("pipeline", source.pipeline)
        json.member("exercice", source.exercice)
        json.member("amount", amount.decimal)
        json.member("cancellation", isCancellation)
        json.key("fields")
        json.object { json in for (field, value) in fields { json.member(field.rawValue, value) } }
    }

    fileprivate static func write(_ parts: [Part], to json: inout JSONWriter) {
        json.array { json in
            for part in parts {
                json.object { json in
                    json.member("category", part.category)
                    json.member("share", part.share.fraction)
                    json.member("amount", part.amount.decimal)
                }
            }
        }
    }
}

extension LineExplanation.RuleFacts {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("rule", name)
            json.member("version", version)
            json.member("file", place.file ?? "")
            json.member("line", place.line ?? 0)
            json.member("gives", gives)
            json.member("conditions", conditions)
            json.member("because", because)
            json.member("source", source)
            json.member("confidence", confidence.rawValue)
            json.member("dispute", dispute)
        }
    }
}

extension LineExplanation.OtherRules {
    /// Writes members of the object that is open.
    fileprivate func write(to json: inout JSONWriter) {
        json.key("others")
        json.array { json in
            for other in shown {
                json.object { json in
                    json.key("rule")
                    other.rule.write(to: &json)
                    json.member("matches", other.matches)
                    json.member("why", other.why)
                }
            }
        }
        json.member("hidden", hidden)
    }
}

extension LineExplanation.Perimeter {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("inside", isInside)
        json.member("reason", reason)
        json.key("rule")
        if let rule { rule.write(to: &json) } else { json.null() }
        json.member("because", because)
        json.member("source", source)
        json.member("rules", rules)
        others.write(to: &json)
    }
}

extension LineExplanation.Axis {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("axis", id)
        json.member("label", label)
        json.member("state", state)
        json.key("parts")
        LineExplanation.write(parts, to: &json)
        json.member("toCheck", toCheck)
        json.key("rule")
        if let rule { rule.write(to: &json) } else { json.null() }
        json.member("decision", decision)
        json.key("asked")
        json.array { json in for decision in asked { decision.write(to: &json) } }
        json.member("matched", matched)
        json.key("follows")
        if let followed { followed.write(to: &json) } else { json.null() }
        others.write(to: &json)
    }
}

extension LineExplanation.AskedDecision {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("why", why)
            json.member("rating", rating)
            json.member("author", author)
            json.member("date", date)
            json.member("reason", reason)
            json.key("differences")
            json.array { json in
                for difference in differences {
                    json.object { json in
                        json.member("field", difference.field)
                        json.member("then", difference.then)
                        json.member("now", difference.now)
                    }
                }
            }
        }
    }
}

extension LineExplanation.Followed {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("lines")
            json.array { json in
                for line in lines {
                    json.object { json in
                        json.member("line", line.line)
                        json.member("row", line.row)
                        json.member("libelle", line.label)
                    }
                }
            }
            json.member("count", count)
            json.key("rule")
            rule.write(to: &json)
            json.member("matched", matched)
        }
    }
}
