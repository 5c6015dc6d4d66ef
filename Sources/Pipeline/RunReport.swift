public import Findings
internal import Measures
internal import PublicAccounts
internal import Reports
internal import Tabular
internal import Texts

/// What a run tells: the main figures and everything that was noticed.
public struct RunReport: Sendable {
    /// What was noticed, in the order of the stages.
    public var findings: [Finding]
    /// The annotated workbook; nil when none was written.
    public var workbook: String?
    /// The official annexes that were written, one per budget.
    public var annexes: [Annex] = []
    /// The debt by rating, an optional annex; nil when nobody asks for it.
    public var debt: Debt?
    /// The page that was written for people, and its figures; nil when none was.
    var page: ReportStage.Page?
    /// The source.
    public var source = ""
    /// How many lines.
    public var lines = 0
    /// Their sum, in cents.
    public var total: Int64 = 0
    /// What its expenditure and its revenue come to; nil unless there are both.
    var bySens: Lines.SensTotals?
    /// How many lines are in the perimeter; nil before `transform`.
    public var retainedLines: Int?
    /// Their sum, in cents.
    public var retained: Int64 = 0
    /// What was left out, by reason.
    public var excluded: [Part] = []
    /// One entry per axis, then the synthesis.
    public var views: [View] = []
    /// What the lines above thresholds cover; nil before `transform`, and for a measure without categories.
    var materiality: Materiality?
    /// The workbook of questions that was written; nil when none was.
    public var questions: Questions?
    /// What the views over the ratings come to; nil when the measure has none.
    var derived: Derived?
    /// What each input gives, where the run has several; the figures above are then of none.
    public var inputs: [Input] = []
    /// The inputs together, by exercice, oldest first; empty before `transform`.
    public var exercices: [Exercice] = []

    /// One input of several.
    public struct Input: Sendable {
        /// Its id.
        public var id: String
        /// Its name for people.
        public var label: String
        /// The budget it holds.
        public var budget: String
        /// The exercice it holds.
        public var exercice: Int
        /// What it gives.
        public var report: RunReport
    }

    /// The inputs of one exercice together, amounts in cents.
    public struct Exercice: Sendable {
        /// The exercice.
        public var exercice: Int
        /// All lines of its inputs.
        public var total: Int64
        /// What internal flows take out of it, both sides.
        public var internalTotal: Int64
        /// What is in the perimeter, internal flows apart.
        public var retained: Int64
        /// What internal flows take out of the perimeter.
        public var internalRetained: Int64
        /// The views, internal flows apart.
        public var views: [View]
    }

    /// An amount under a name.
    public struct Part: Sendable, Hashable {
        /// The name: a category's id and label, or a reason.
        public var id: String
        /// For people.
        public var label: String
        /// In cents.
        public var amount: Int64
        /// How many lines.
        public var lines: Int
    }

    /// An axis, or the synthesis.
    public struct View: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// For people.
        public var label: String
        /// Its parts, the unresolved one first.
        public var parts: [Part]
        /// What a measure that is no partition comes to; empty for a partition.
        public var figures: [Figure] = []
        /// How much is favourable at least and at most; nil for a measure without categories, and for several inputs.
        var favourable: AmountBounds?
    }

    /// A figure that is no part of the amount.
    public struct Figure: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// For people.
        public var label: String
        /// What it is, as decimal text.
        public var value: String
        /// Its unit.
        public var unit: String
    }

    /// A report with findings alone.
    init(findings: [Finding]) { self.findings = findings }

    /// The report of one input; `open` is what is open in `result`.
    init(
        _ contents: PackageContents, _ result: MeasureResult?, open: OpenTotals?, workbook: String?,
        _ definition: PipelineDefinition
    ) {
        findings = Stage.allCases.flatMap { contents.findings[$0] ?? [] }
        self.workbook = workbook
        source = definition.source.file
        lines = contents.lines.count
        debt = contents.debt.map { Debt($0) }
        total = contents.lines.total.value
        bySens = contents.lines.sensTotals
        guard let result else { return }
        let marks = result.definition.marks
        let absence = Int(result.definition.absenceMark)
        func parts(_ totals: Totals, upTo count: Int) -> [Part] {
            ([absence] + (0..<count).filter { $0 != absence }).map {
                Part(
                    id: marks[$0].id, label: marks[$0].label, amount: totals.amounts[$0].value, lines: totals.counts[$0]
                )
            }
        }
        let synthesisMarks = marks.count
        let axisMarks = absence + 1
        views = result.axes.map {
            View(
                id: $0.axis.id, label: $0.axis.label,
                parts: parts($0.totals, upTo: axisMarks) + Self.setAside($0, result.definition),
                figures: Self.figures(of: $0, result.definition))
        }
        if let synthesis = result.synthesis {
            views.append(
                View(
                    id: "synthese", label: result.definition.synthesis?.label ?? "",
                    parts: parts(synthesis.totals, upTo: synthesisMarks)))
        }
        if let open {
            materiality = open.materiality
            for (place, view) in open.views.enumerated() { views[place].favourable = view.favourable }
        }
        derived = Derived(result)
        excluded = result.exclusions.filter { $0.count > 0 }.map {
            Part(id: $0.id, label: $0.reason, amount: $0.total.value, lines: $0.count)
        }
        retained = total - excluded.reduce(0) { $0 + $1.amount }
        retainedLines = lines - excluded.reduce(0) { $0 + $1.lines }
    }

    /// The report for people, a few lines.
    public func text(_ language: Language) -> String {
        inputs.isEmpty ? textAlone(language) : textTogether(language)
    }

    private func textAlone(_ language: Language) -> String {
        let french = language == .french
        var rows = [
            "\(source.neutralised)\(workbook.map { " → \($0.neutralised)" } ?? "")",
            "  \(FrenchNumber.integer(lines)) \(french ? "lignes" : "lines"), \(FrenchNumber.euros(cents: total))"
                + sensNote(language),
        ]
        if let row = unresolvedRow(language) { rows.append(row) }
        rows += annexes.flatMap { $0.rows(language) }
        if let questions { rows.append(questions.row(language)) }
        if let retainedLines {
            rows.append(
                "  \(french ? "dans le périmètre" : "in the perimeter") : \(FrenchNumber.integer(retainedLines)) "
                    + "\(french ? "lignes" : "lines"), \(FrenchNumber.euros(cents: retained))")
            for part in excluded {
                rows.append(
                    "  \(french ? "hors périmètre" : "left out") : \(part.label) — \(FrenchNumber.euros(cents: part.amount))"
                )
            }
        }
        rows += Self.rows(of: views, retained, language)
        rows += derived?.rows(retained, language) ?? []
        if let row = materialityRow(language) { rows.append(row) }
        rows += debt?.rows(language) ?? []
        if let page { rows.append("  \(french ? "rapport" : "report") : \(page.path.neutralised)") }
        return rows.joined(separator: "\n")
    }

    /// ` (dépenses : 3,00 €, recettes : 2,00 €)`; nothing where all lines are of one sens.
    private func sensNote(_ language: Language) -> String {
        guard let bySens else { return "" }
        let expenditure = FrenchNumber.euros(cents: bySens.expenditure.value)
        let revenue = FrenchNumber.euros(cents: bySens.revenue.value)
        return language == .french
            ? " (dépenses : \(expenditure), recettes : \(revenue))"
            : " (expenditure: \(expenditure), revenue: \(revenue))"
    }

    static func rows(of views: [View], _ retained: Int64, _ language: Language) -> [String] {
        var rows: [String] = []
        for view in views {
            rows.append("  \(view.label)")
            let shown = view.parts.filter { $0.lines > 0 }
            let width = shown.map(\.label.count).max() ?? 0
            for part in shown {
                let label = part.label + String(repeating: " ", count: width - part.label.count)
                rows.append(
                    "    \(label) \(Self.aligned(FrenchNumber.percent(part.amount, of: retained), 8))  "
                        + Self.aligned(FrenchNumber.euros(cents: part.amount), 18))
            }
            if let favourable = view.favourable { rows.append(row(favourable, of: retained, language)) }
            rows += view.figures.map { "    \($0.label) : \($0.text)" }
        }
        return rows
    }

    /// The report as JSON, indented.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            write(to: &json)
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Writes the figures as members of the object that is open. Amounts are whole cents.
    func write(to json: inout JSONWriter) {
        guard inputs.isEmpty else { return writeTogether(to: &json) }
        json.member("source", source)
        if let workbook { json.member("workbook", workbook) }
        write(annexes: annexes, to: &json)
        if let page { json.member("report", page.path) }
        questions?.write(to: &json)
        json.member("lines", lines)
        json.member("totalCents", Int(total))
        guard let retainedLines else { return }
        json.member("retainedLines", retainedLines)
        json.member("retainedCents", Int(retained))
        json.key("excluded")
        json.array { json in for part in excluded { Self.write(part, to: &json) } }
        Self.write(views, to: &json)
        materiality?.write(to: &json)
        derived?.write(to: &json)
        if let debt {
            json.key("debt")
            debt.write(to: &json)
        }
        if let page {
            json.key("figures")
            json.object { json in page.figures.write(to: &json) }
        }
    }

    static func write(_ views: [View], to json: inout JSONWriter) {
        json.key("views")
        json.array { json in
            for view in views {
                json.object { json in
                    json.member("id", view.id)
                    json.member("label", view.label)
                    if let favourable = view.favourable {
                        json.member("unresolvedCents", Int(view.parts.first?.amount ?? 0))
                        json.member("favourableAtLeastCents", Int(favourable.low.value))
                        json.member("favourableAtMostCents", Int(favourable.high.value))
                    }
                    json.key("parts")
                    json.array { json in for part in view.parts { Self.write(part, to: &json) } }
                    Self.write(view.figures, to: &json)
                }
            }
        }
    }

    private static func write(_ part: Part, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", part.id)
            json.member("label", part.label)
            json.member("cents", Int(part.amount))
            json.member("lines", part.lines)
        }
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
