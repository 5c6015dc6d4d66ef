internal import Findings
internal import Publishing
internal import Tabular
internal import Texts

extension RunReport {
    /// The report of several inputs: `reports`, one per input of `definition`, and what they give together.
    init(
        _ reports: [RunReport], of definition: PipelineDefinition, _ consolidation: Consolidation?, workbook: String?,
        _ whole: WholeContents
    ) {
        self.init(findings: [])
        self.workbook = workbook
        source = definition.path
        lines = reports.reduce(0) { $0 + $1.lines }
        inputs = zip(definition.inputs, reports).map { input, report in
            Input(id: input.id, label: input.label, budget: input.budget, exercice: input.exercice, report: report)
        }
        // What all inputs have in common, such as a remark on a pack, is said once.
        var said: Set<Finding> = []
        for input in inputs {
            for finding in input.report.findings {
                let placed = finding.inFile(input.report.source)
                if said.insert(placed).inserted { findings.append(placed) }
            }
        }
        findings += Stage.allCases.flatMap { whole.findings[$0] ?? [] }
        guard let consolidation else { return }
        exercices = consolidation.exercices.map { year, places in
            func sum(_ table: Consolidation.Table, _ part: (Consolidation.Figure) -> Consolidation.Sum) -> Int64 {
                places.flatMap { table.figures[$0] ?? [] }.reduce(0) { $0 + part($1).amount.value }
            }
            let accounts = consolidation.tables[Consolidation.accounts]
            let perimeter = consolidation.tables[Consolidation.perimeter]
            let inside = places.compactMap { perimeter.figures[$0]?.first }
            let views = consolidation.tables.dropFirst(2).filter { table in places.contains { table.figures[$0] != nil }
            }
            return Exercice(
                exercice: year, total: sum(accounts, \.all), internalTotal: sum(accounts, \.internal),
                retained: inside.reduce(0) { $0 + $1.external.amount.value },
                internalRetained: inside.reduce(0) { $0 + $1.internal.amount.value },
                views: views.map { table in
                    View(
                        id: table.id, label: table.title,
                        parts: table.rows.enumerated().map { row, words in
                            let figures = places.compactMap { table.figures[$0]?[row].external }
                            return Part(
                                id: words.id, label: words.label,
                                amount: figures.reduce(0) { $0 + $1.amount.value },
                                lines: figures.reduce(0) { $0 + $1.lines })
                        })
                })
        }
    }

    /// The report for people: each input, then each exercice.
    func textTogether(_ language: Language) -> String {
        let french = language == .french
        func euros(_ cents: Int64) -> String { FrenchNumber.euros(cents: cents) }
        var rows: [String] = []
        for input in inputs {
            rows.append("[\(input.id.neutralised)] \(input.label.neutralised), exercice \(input.exercice)")
            rows.append(input.report.text(language))
        }
        if let workbook { rows.append("Consolidation → \(workbook.neutralised)") }
        for year in exercices {
            rows.append("Consolidation, exercice \(year.exercice)")
            rows.append(
                "  \(french ? "total des entrées" : "total of the inputs") : \(euros(year.total)), "
                    + "\(french ? "dont flux internes" : "internal flows in it") : \(euros(year.internalTotal))")
            rows.append(
                "  \(french ? "dans le périmètre" : "in the perimeter") : \(euros(year.retained)), "
                    + "\(french ? "flux internes retirés" : "internal flows taken out") : \(euros(year.internalRetained))"
            )
            rows += Self.rows(of: year.views, year.retained, language)
        }
        return rows.joined(separator: "\n")
    }

    /// Writes the figures as members of the object that is open. Amounts are whole cents.
    func writeTogether(to json: inout JSONWriter) {
        json.member("source", source)
        if let workbook { json.member("workbook", workbook) }
        json.member("lines", lines)
        json.key("inputs")
        json.array { json in
            for input in inputs {
                json.object { json in
                    json.member("id", input.id)
                    json.member("label", input.label)
                    json.member("budget", input.budget)
                    json.member("exercice", input.exercice)
                    input.report.write(to: &json)
                }
            }
        }
        guard !exercices.isEmpty else { return }
        json.key("exercices")
        json.array { json in
            for year in exercices {
                json.object { json in
                    json.member("exercice", year.exercice)
                    json.member("totalCents", Int(year.total))
                    json.member("internalCents", Int(year.internalTotal))
                    json.member("consolidatedCents", Int(year.total - year.internalTotal))
                    json.member("retainedCents", Int(year.retained))
                    json.member("internalRetainedCents", Int(year.internalRetained))
                    Self.write(year.views, to: &json)
                }
            }
        }
    }
}
