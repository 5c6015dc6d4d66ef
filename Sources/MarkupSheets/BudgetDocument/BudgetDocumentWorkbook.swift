public import Files
public import Findings
internal import Markup
public import Tabular

/// A budget document (TOTEM `DocumentBudgetaire`, or the one inside a `CompteFinancierUnique`) read as a workbook: the
/// sheet `LigneBudget`, then one sheet per annex.
///
/// Layout: DGCL, *SchemaDocBudg*, any version. Lines that are `calculated` (totals) are left out. Columns: `LineColumn`
/// for the lines; for an annex, the elements of its records in order of first appearance.
public struct BudgetDocumentWorkbook: WorkbookReader {
    /// `LigneBudget`, then the annexes without their prefix `DATA_`, in the order of the document.
    public let sheets: [SheetInfo]
    /// What the document is, and what was masked in it.
    public let findings: [Finding]
    /// What it says of each of its budgets; never empty.
    public let budgets: [BudgetHeader]
    /// A budget document.
    public var format: WorkbookFormat { .budgetDocument }

    private let text: SurveyedText
    private let survey: Survey
    private let file: String
    private let keepsNames: Bool

    /// What the first walk learned, as values.
    private struct Survey: Sendable {
        var lines: BudgetSurvey.Columns
        var annexes: [BudgetSurvey.Annex]
    }

    /// Opens the text `bytes` of `file` (its path or its name); names of natural persons in the annexes are masked
    /// unless `keepsNames`.
    ///
    /// - Throws: `XML001` to `XML003` with the line when it is damaged, `TOT001` when it holds no budget, `TOT007` when
    ///   it has more parts than any.
    public init(_ bytes: Bytes, file: String, keepsNames: Bool = false) throws(Finding) {
        self.file = file
        self.keepsNames = keepsNames
        do throws(Finding) {
            text = try SurveyedText(bytes)
            let survey = BudgetSurvey()
            try text.walk(BudgetWalk(survey))
            guard !survey.budgets.isEmpty else { throw Finding(.budgetMissing) }
            budgets = survey.budgets
            self.survey = Survey(lines: survey.extras, annexes: survey.annexes)
            var names = UniqueNames()
            sheets =
                [SheetInfo(name: names.take("LigneBudget", else: ""))]
                + survey.annexes.map { SheetInfo(name: names.take(String($0.name.dropFirst(5)), else: "Annexe")) }
            findings = Self.findings(survey, text.encoding, keepsNames: keepsNames).map { $0.inFile(file) }
        } catch {
            throw error.inFile(file)
        }
    }

    private static func findings(_ survey: BudgetSurvey, _ encoding: String, keepsNames: Bool) -> [Finding] {
        var findings = [
            Finding(
                .budgetDocumentRead, at: Place(),
                [
                    "version": survey.budgets.first?.version ?? "", "encoding": encoding,
                    "lines": String(survey.lines), "calculated": String(survey.calculated),
                ])
        ]
        for header in survey.budgets where header.decision == nil {
            findings.append(Finding(.budgetDecisionUnknown, at: Place(), ["value": header.decisionCode]))
        }
        if survey.names > 0 {
            let kind = keepsNames ? FindingKind.namesKept : .namesMasked
            findings.append(Finding(kind, at: Place(), ["count": String(survey.names)], count: survey.names))
        }
        return findings
    }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches of about 1 MiB of text or 4,096 rows.
    ///
    /// - Throws: `TOT002` and `TOT003` for a line that is malformed, with its place; and what `body` throws.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        guard sheets.indices.contains(index) else { return SheetSummary() }
        do {
            if index == 0 {
                let reading = LineReading(budgets: budgets, extras: survey.lines)
                reading.filler.wanted = columns
                reading.start()
                return try walk(reading, \.filler, body)
            }
            let reading = AnnexReading(survey.annexes[index - 1], keepsNames: keepsNames)
            reading.filler.wanted = columns
            reading.start()
            return try walk(reading, \.filler, body)
        } catch let finding as Finding {
            throw finding.inFile(file)
        }
    }

    private func walk<Reading: BudgetDocumentListener>(
        _ reading: Reading, _ filler: ReferenceWritableKeyPath<Reading, BatchFiller>,
        _ body: (RowBatch) throws -> ReadStep
    ) throws -> SheetSummary {
        func give() throws -> ReadStep {
            defer { reading[keyPath: filler].removeGiven() }
            return try body(reading[keyPath: filler].given())
        }
        var isStopped = false
        try text.walk(BudgetWalk(reading)) {
            guard reading[keyPath: filler].isFull else { return true }
            isStopped = try give() == .stop
            return !isStopped
        }
        if !isStopped, !reading[keyPath: filler].batch.rows.isEmpty { _ = try give() }
        return reading[keyPath: filler].finished
    }
}
