internal import DelimitedText
internal import Files
public import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import Texts

/// The comparison for other programs.
extension RunComparison {
    /// The comparison as JSON, indented; amounts are whole cents.
    ///
    /// `{ "before", "after", "measure", "matching", "rules": […], "views": [{ "id", "label", "categories": [{ "id", "label",
    /// "before", "after", "perimeter", "rules", "ratings", "content", "amounts", "new", "gone" }], "changes": […] }],
    /// "controls": […], "findings": […] }`
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.key("before")
            Self.write(before, to: &json)
            json.key("after")
            Self.write(after, to: &json)
            json.member("measure", measure)
            json.key("matching")
            json.object { json in
                json.member("by", things.byPiece ? "piece" : "group")
                json.key("fields")
                json.array { json in for field in things.fields { json.string(field.rawValue) } }
                json.member("common", matched.common)
                json.member("new", matched.new)
                json.member("gone", matched.gone)
            }
            json.key("rules")
            json.array { json in
                for difference in rules.differences {
                    json.object { json in
                        json.member("role", difference.role)
                        json.member("before", difference.before)
                        json.member("after", difference.after)
                    }
                }
            }
            json.key("views")
            json.array { json in for view in views { write(view, language, to: &json) } }
            json.key("controls")
            json.array { json in for control in controls { control.write(to: &json, input: "") } }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ run: ComparedRun, to json: inout JSONWriter) {
        json.object { json in
            json.member("path", run.path)
            json.member("pipeline", run.name)
            json.member("title", run.title)
            json.member("exercice", run.exercice)
            json.member("lines", run.count)
            json.member("cents", Int(run.inputs.reduce(Cents.zero) { $0 + $1.lines.total }.value))
        }
    }

    private func write(_ view: ComparedView, _ language: Language, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", view.id)
            json.member("label", view.label)
            json.key("categories")
            json.array { json in
                for row in view.rows {
                    json.object { json in
                        json.member("id", row.category.id)
                        json.member("label", row.category.label)
                        json.member("outside", row.isOutside)
                        json.member("before", Int(row.before.value))
                        json.member("after", Int(row.after.value))
                        for cause in ChangeCause.allCases { json.member(cause.id, Int(row[cause].value)) }
                        if isExecution { json.member("executedAsRatedBefore", Int(row.atSameRatings.value)) }
                    }
                }
            }
            json.key("changes")
            json.array { json in
                for change in Self.largest(view.changes) { write(change, of: view, to: &json) }
            }
        }
    }

    private func write(_ change: ComparedView.Thing, of view: ComparedView, to json: inout JSONWriter) {
        let (input, line) = line(of: change.thing)
        json.object { json in
            json.member("cause", change.change.cause.id)
            json.member("from", change.from)
            json.member("to", change.to)
            json.member("cents", Int(change.change.amount.value))
            json.key("effects")
            json.array { json in
                for effect in change.change.effects {
                    json.object { json in
                        json.member("category", view.rows[effect.category].category.id)
                        json.member("cents", Int(effect.amount.value))
                    }
                }
            }
            json.key("line")
            json.object { json in
                for field in things.shown(of: input.lines, line) {
                    let text = input.lines[field, line]
                    json.member(field.rawValue, field == .budget && text.isEmpty ? input.budget : text)
                }
            }
        }
    }

    /// The tables as CSV: a row per view and category; amounts in euros.
    public func csv() throws(Finding) -> String {
        let sink = MemorySink()
        var writer = DelimitedWriter(to: sink)
        try writer.row(["view", "category", "before"] + ChangeCause.allCases.map(\.id) + ["after"])
        for view in views {
            for row in view.rows {
                try writer.row(
                    [view.id, row.isOutside ? "hors-perimetre" : row.category.id, row.before.decimal]
                        + row.effects.map(\.decimal) + [row.after.decimal])
            }
        }
        try writer.finish()
        return String(decoding: sink.bytes, as: UTF8.self)
    }
}

extension ThingKeys {
    /// The fields that tell what the thing of a line is; never who is paid.
    func shown(of lines: Lines, _ line: Int) -> [LineField] {
        if byPiece, !lines[.piece, line].isEmpty {
            return [.budget, .exercice, .bordereau, .piece, .nature, .fonction, .libelle]
        }
        return [.budget, .section, .sens, .chapitre, .operation, .nature, .fonction]
    }
}
