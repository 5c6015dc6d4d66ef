internal import Findings
internal import Measures
internal import Publishing
internal import Rules
internal import Workbooks

/// Writes everything that the third stage makes of one input: the annotated workbook, the official annexes, the report,
/// the workbook of questions.
struct InputExport {
    /// What was written.
    struct Written {
        /// The path of the annotated workbook.
        var workbook: String
        /// The official annexes, one per budget.
        var annexes: [AnnexStep.Written] = []
        /// The report; nil when the pipeline wants none, or the measure has no categories to show.
        var page: ReportStage.Page?
        /// The workbook of questions; nil when the pipeline wants none, or the measure has no categories to answer with.
        var questions: RunReport.Questions?
    }

    let stage: ExportStage
    let workbook: Workbook
    let result: MeasureResult
    /// What is open in it; nil for a measure without categories.
    let open: OpenTotals?
    /// The rules behind `result`.
    let book: RuleBook
    /// Whether tiers are named to those who are asked.
    let showsNames: Bool

    /// Writes to `outputs`; `contents` gets the findings and the controls of the stage.
    func perform(_ contents: inout PackageContents, to outputs: Outputs, progress: (PipelineStep) -> Void) throws
        -> Written
    {
        let definition = stage.definition
        let annex = try AnnexStep(definition, measure: result.definition.id)
        let prepared = try annex?.prepare(contents.lines, from: workbook, result)
        let told = prepared?.findings ?? []
        contents.findings[.export] = told
        contents.controls[.export] = prepared?.allControls
        contents.debt = prepared?.debt
        contents.exportFiles = prepared?.debt?.files ?? []
        let path = stage.path(for: workbook)
        progress(.writing(path))
        let noticed = try stage.perform(
            workbook, contents, result, book: book, open: open, annex: prepared?.sheets, to: try outputs.file(path),
            progress: progress)
        contents.findings[.export] = told + noticed
        contents.stages.append(.export)
        var written = Written(workbook: path)
        if let annex, let prepared {
            let made = try annex.write(
                prepared, contents.lines, result, like: workbook, to: outputs, options: stage.options.edit,
                progress: progress)
            contents.findings[.export]?.append(contentsOf: made.findings)
            written.annexes = made.written
        }
        guard let open else { return written }
        if definition.writesReport {
            written.page = try ReportStage(definition: definition, export: stage)
                .perform(workbook, contents, result, open: open, outputs)
        }
        if definition.questions.isWritten {
            let step = QuestionsStep(definition: definition, showsNames: showsNames)
            let made = try step.perform(
                workbook, contents.lines, result, to: outputs, options: stage.options.edit, progress: progress)
            contents.findings[.export]?.append(contentsOf: made.findings)
            written.questions = made.written
        }
        return written
    }
}
