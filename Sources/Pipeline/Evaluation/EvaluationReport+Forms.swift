public import Findings
internal import Learning
internal import Tabular
internal import Texts

extension EvaluationReport {
    /// The report for people.
    public func text(_ language: Language) -> String {
        let french = language == .french
        guard !views.isEmpty else {
            return french
                ? "Rien ne s'apprend de ces décisions : il n'y en a pas."
                : "Nothing can be learned: there are no decisions."
        }
        return views.map { EvaluationText(view: $0, report: self, french: french).text }.joined(separator: "\n\n")
    }

    /// The report as JSON, indented; amounts are whole cents, probabilities and shares numbers between 0 and 1.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("source", source)
            if let export { json.member("export", export) }
            json.key("axes")
            json.array { json in for view in views { Self.write(view, to: &json) } }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ view: View, to json: inout JSONWriter) {
        let evaluation = view.evaluation
        json.object { json in
            json.member("measure", view.subject.measure)
            json.member("axis", view.subject.axis)
            json.member("decisions", evaluation.count)
            json.member("learns", evaluation.learns)
            json.key("ratings")
            json.array { json in
                for rating in evaluation.ratings {
                    json.object { json in
                        json.member("rating", rating.words)
                        json.member("lines", rating.count)
                    }
                }
            }
            json.key("heldOut")
            json.array { json in for part in evaluation.parts { write(part, to: &json) } }
            json.key("years")
            json.array { json in
                for year in evaluation.years {
                    json.object { json in
                        json.member("exercice", year.exercice)
                        json.member("earlier", year.earlier)
                        write(year.baselines, year.suggestions, to: &json)
                    }
                }
            }
            guard let undecided = view.undecided else { return }
            json.key("undecided")
            json.object { json in
                json.member("matched", view.matched)
                json.member("lines", undecided.lines)
                json.member("cents", Int(undecided.amount.value))
                json.key("reach")
                json.array { json in
                    for reach in undecided.reach {
                        json.object { json in
                            number("threshold", reach.threshold, to: &json)
                            json.member("lines", reach.lines)
                            json.member("cents", Int(reach.amount.value))
                        }
                    }
                }
            }
        }
    }

    private static func write(_ part: Evaluation.Part, to json: inout JSONWriter) {
        json.object { json in
            json.member("operation", part.knowledge.rawValue)
            json.member("groups", part.groups)
            json.member("learns", part.learns)
            number("chance", part.chance, to: &json)
            write(part.baselines, part.suggestions, to: &json)
            number("brier", part.brier, to: &json)
            number("calibrationError", part.calibrationError, to: &json)
            json.key("reliability")
            json.array { json in
                for bin in part.bins {
                    json.object { json in
                        number("from", bin.from, to: &json)
                        json.member("lines", bin.count)
                        json.member("right", bin.right)
                        number("meanProbability", bin.mean, to: &json)
                    }
                }
            }
            json.key("coverage")
            json.array { json in
                for coverage in part.coverage {
                    json.object { json in
                        number("threshold", coverage.threshold, to: &json)
                        members(coverage.score, to: &json)
                    }
                }
            }
        }
    }

    private static func write(
        _ baselines: [Evaluation.Score], _ suggestions: Evaluation.Score, to json: inout JSONWriter
    ) {
        json.key("accuracy")
        json.object { json in
            for (baseline, score) in zip(Baseline.allCases, baselines) {
                json.key(baseline.rawValue)
                json.object { json in members(score, to: &json) }
            }
            json.key("suggestions")
            json.object { json in members(suggestions, to: &json) }
        }
    }

    private static func members(_ score: Evaluation.Score, to json: inout JSONWriter) {
        json.member("right", score.right)
        json.member("lines", score.count)
        number("low", score.interval.low, to: &json)
        number("high", score.interval.high, to: &json)
        json.member("rightCents", Int(score.rightAmount.value))
        json.member("cents", Int(score.amount.value))
    }

    private static func number(_ name: String, _ value: Double, to json: inout JSONWriter) {
        json.key(name)
        json.number(value)
    }
}

/// One axis of the report, for people.
private struct EvaluationText {
    let view: EvaluationReport.View
    let report: EvaluationReport
    let french: Bool

    private func say(_ french: String, _ english: String) -> String { self.french ? french : english }

    var text: String {
        let evaluation = view.evaluation
        let label = report.measures.labels(view.subject)
        var rows = ["\(view.subject.measure), \(report.measures.axis(view.subject))"]
        let ratings = evaluation.ratings.map { "\(label($0.words)) \(FrenchNumber.integer($0.count))" }
        let what =
            report.isDecisions
            ? say("décisions", "decisions")
            : say("cotations du classeur, de règles ou de personnes", "ratings of the workbook, by rules or people")
        rows.append("  \(FrenchNumber.integer(evaluation.count)) \(what) : \(ratings.joined(separator: ", "))")
        rows.append("  " + verdict)
        for part in evaluation.parts where part.suggestions.count > 0 { rows += self.rows(part) }
        for year in evaluation.years { rows += self.rows(year) }
        if let undecided = view.undecided { rows += self.rows(undecided) }
        return rows.joined(separator: "\n")
    }

    private var verdict: String {
        let learned = Set(view.evaluation.parts.filter(\.learns).map(\.knowledge))
        let common = view.evaluation.parts.last?.baselines[0]
        let share = common.map { Figures.percent($0.share) } ?? "–"
        switch (learned.contains(.known), learned.contains(.new)) {
        case (false, false):
            return say(
                "Rien ne s'apprend de ces décisions : sur des lignes mises de côté, deviner d'après les autres ne fait pas sûrement "
                    + "mieux que donner toujours la cotation la plus fréquente (\(share)).",
                "Nothing can be learned from these decisions: on lines held out, guessing from the others is not surely better than "
                    + "always giving the commonest rating (\(share)).")
        case (true, false):
            return say(
                "Les décisions d'une opération disent ce que sont ses autres lignes ; d'une opération nouvelle, elles ne disent rien.",
                "Decisions of an operation tell what its other lines are; of a new operation they tell nothing.")
        case (false, true):
            return say(
                "Les décisions disent ce que sont les lignes d'opérations nouvelles ; trop peu d'opérations ont plusieurs lignes pour en "
                    + "juger autrement.",
                "Decisions tell what lines of new operations are; too few operations have several lines to judge otherwise."
            )
        case (true, true):
            return say(
                "Ces décisions disent quelque chose des autres lignes, d'opérations connues et nouvelles.",
                "These decisions tell something of other lines, of known operations and of new ones.")
        }
    }

    private func rows(_ part: Evaluation.Part) -> [String] {
        let title =
            part.knowledge == .known
            ? say(
                "Opération déjà décidée (une ligne mise de côté à la fois)",
                "Operation decided before (one line held out)")
            : say("Opération nouvelle (une opération mise de côté à la fois)", "New operation (one operation held out)")
        var rows = [
            "  \(title) : \(FrenchNumber.integer(part.suggestions.count)) \(say("lignes", "lines")), "
                + "\(FrenchNumber.integer(part.groups)) \(say("opérations ou libellés", "operations or labels"))"
        ]
        rows += scores(part.baselines, part.suggestions)
        rows.append(
            "    \(say("probabilité que ce soit le hasard", "probability that it is chance")) : \(chance(part.chance)) ; "
                + "\(say("score de Brier", "Brier score")) \(Figures.decimal(part.brier)) ; "
                + "\(say("écart de calibration", "calibration error")) \(Figures.percent(part.calibrationError))")
        rows.append("    \(say("annoncé", "announced"))  →  \(say("avéré", "came true"))")
        for bin in part.bins {
            rows.append(
                "    \(padded(Figures.percent(bin.mean), 8))  →  "
                    + "\(padded(FrenchNumber.percent(Int64(bin.right), of: Int64(bin.count)), 8))  "
                    + "\(FrenchNumber.integer(bin.count)) \(say("lignes", "lines"))")
        }
        for coverage in part.coverage {
            let score = coverage.score
            let head =
                "    \(say("probabilité", "probability")) ≥ \(Figures.percent(coverage.threshold)) : "
                + "\(FrenchNumber.percent(Int64(score.count), of: Int64(part.suggestions.count))) \(say("des lignes", "of lines"))"
            rows.append(score.count == 0 ? head : head + say(", justes à ", ", right for ") + accuracy(score))
        }
        return rows
    }

    private func rows(_ year: Evaluation.Year) -> [String] {
        [
            "  \(say("Exercice", "Year")) \(year.exercice), \(say("d'après les", "from")) \(FrenchNumber.integer(year.earlier)) "
                + "\(say("décisions d'exercices antérieurs", "decisions of earlier years")) : "
                + "\(FrenchNumber.integer(year.suggestions.count)) \(say("lignes", "lines"))"
        ] + scores(year.baselines, year.suggestions)
    }

    private func scores(_ baselines: [Evaluation.Score], _ suggestions: Evaluation.Score) -> [String] {
        let names = [
            say("cotation la plus fréquente", "commonest rating"), "nature", "nature × fonction",
            "nature × fonction × \(say("opération", "operation"))", say("suggestion", "suggestion"),
        ]
        return zip(names, baselines + [suggestions]).map { name, score in
            "    \(name)\(String(repeating: " ", count: 33 - name.count))\(accuracy(score))"
        }
    }

    private func rows(_ undecided: (lines: Int, amount: Cents, reach: [EvaluationReport.Reach])) -> [String] {
        var rows = [
            "  \(say("Export", "Export")) : \(FrenchNumber.integer(view.matched)) \(say("lignes décidées", "decided lines")), "
                + "\(FrenchNumber.integer(undecided.lines)) \(say("sans décision", "without decision")), "
                + FrenchNumber.euros(cents: undecided.amount.value)
        ]
        for reach in undecided.reach {
            rows.append(
                "    \(say("suggestions de probabilité", "suggestions of probability")) ≥ \(Figures.percent(reach.threshold)) : "
                    + "\(FrenchNumber.integer(reach.lines)) \(say("lignes", "lines")), "
                    + FrenchNumber.euros(cents: reach.amount.value))
        }
        return rows
    }

    /// `93,2 % (91,0 % à 95,0 %), 91,9 % des euros`.
    private func accuracy(_ score: Evaluation.Score) -> String {
        let interval = score.interval
        return "\(FrenchNumber.percent(Int64(score.right), of: Int64(score.count))) "
            + "(\(Figures.percent(interval.low)) \(say("à", "to")) \(Figures.percent(interval.high))), "
            + "\(FrenchNumber.percent(score.rightAmount.value, of: score.amount.value)) \(say("des euros", "of euros"))"
    }

    private func chance(_ value: Double) -> String {
        value < 0.001 ? "< 0,1\u{A0}%" : Figures.percent(value)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
