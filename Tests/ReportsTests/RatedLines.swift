import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Reports

/// Lines of investment spending and what two rules say of them.
enum RatedLines {
    static let root = String(#filePath.dropLast("Tests/ReportsTests/RatedLines.swift".count))

    static func lines(_ all: [([LineField: String], Int64)]) -> Lines {
        var lines = Lines()
        let constants: [LineField: String] = [
            .exercice: "2025", .nomenclature: "M57_D", .section: "investissement", .sens: "depense", .mouvement: "reel",
        ]
        for (fields, amount) in all {
            let fields = constants.merging(fields) { $1 }
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(Cents(amount))
            lines.rows.append(lines.rows.count)
            lines.isCancellation.append(amount < 0)
        }
        return lines
    }

    /// The shipped measure with a rule per nature on both axes: 2128 favourable, 2151 unfavourable, 2313 two thirds
    /// favourable and one neutral, 2183 asked, 2188 without a rule.
    static func result(_ lines: Lines) throws -> MeasureResult {
        let definition = try #require(MeasureReader.read(path: root + "pipelines/measures/budget-vert.yaml").definition)
        let two = Share(2, 3)
        let verdicts: [(String, Outcome.Verdict)] = [
            ("2128", .shares([Outcome.CategoryShare("favorable", .one)])),
            ("2151", .shares([Outcome.CategoryShare("defavorable", .one)])),
            ("2313", .shares([Outcome.CategoryShare("favorable", two), Outcome.CategoryShare("neutre", Share(1, 3))])),
            ("2183", .ask(question: "Que remplace ce matériel ?", to: "service informatique")),
        ]
        let packs = definition.axes.map { axis in
            var pack = Pack()
            pack.id = axis.id
            pack.version = "1"
            pack.measure = definition.id
            pack.axis = axis.id
            pack.rules = verdicts.map { nature, verdict in
                var rule = Rule(
                    id: nature, when: .value(.field(.nature), [.exact(nature)]), verdict: verdict,
                    because: "Parce que", source: "Essai", confidence: .verified)
                if nature == "2151" { rule.dispute = Self.dispute }
                return rule
            }
            return pack
        }
        return try Measure(definition, packs: packs).compute(lines, exercice: 2025)
    }

    static let dispute = Dispute(
        arguments: [Dispute.Argument(text: "La route sert aussi les bus", by: "voirie", source: "note")],
        objections: [Dispute.Argument(text: "Elle attire des voitures", by: "riverains", source: "enquête")])

    static func figures(_ all: [([LineField: String], Int64)]) throws -> (ReportFigures, MeasureResult) {
        let lines = lines(all)
        let result = try result(lines)
        let open = try #require(try OpenTotals(lines, result))
        return (
            try ReportFigures(lines, result, open: open, labels: PlanLabels(lines, store: nil, exercice: 2025)), result
        )
    }
}
