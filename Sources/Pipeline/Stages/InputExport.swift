internal import Findings
internal import Measures
internal import Publishing
internal import Rules
internal import Workbooks

/// Writes everything that the third stage makes of one input: the annotated workbook, the official annexes, the report.
struct InputExport {
    /// What was written.
    struct Written {
        /// The path of the annotated workbook.
        var workbook: String
        /// The official annexes, one per budget.
        var annexes: [AnnexStep.Written] = []
        /// The report; nil when the pipeline wants none, or the measure has no categories to show.
        var page: ReportStage.Page?
    }

    let stage: ExportStage
    let workbook: Workbook
    let result: MeasureResult
    /// The rules behind `result`.
    let book: RuleBook

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
        let path = stage.path(for: workbook)
        progress(.writing(path))
        let noticed = try stage.perform(
            workbook, contents, result, book: book, annex: prepared?.sheets, to: try outputs.file(path),
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
        if definition.writesReport, result.definition.kind == .partition {
            written.page = try ReportStage(definition: definition, export: stage)
                .perform(workbook, contents, result, outputs)
        }
        return written
    }
}
