internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

/// Writes the workbook of questions of one input: what is asked of each service.
struct QuestionsStep {
    let definition: PipelineDefinition
    /// Whether tiers are named.
    let showsNames: Bool

    /// Writes what `result` leaves open on `lines` to `outputs`, in the format that the copy of `workbook` has.
    ///
    /// - Returns: what was written, and what was noticed.
    func perform(
        _ workbook: Workbook, _ lines: Lines, _ result: MeasureResult, to outputs: Outputs, options: EditOptions,
        progress: (PipelineStep) -> Void
    ) throws -> (written: RunReport.Questions, findings: [Finding]) {
        let questions = OpenQuestions(lines, result)
        let book = QuestionBook(
            questions, lines, result, title: "Questions : \(definition.title)",
            subtitle: "exercice \(definition.exercice) · source : \(FilePaths.name(of: definition.source.file))",
            before: definition.questions.before, threshold: definition.threshold, showsNames: showsNames)
        let format: Workbook.NewFormat = workbook.outputFormat == .openDocument ? .ods : .xlsx
        let stem = definition.annotatedStem ?? String(ExportStage.sourceStem(of: definition.source.file))
        let path = "\(definition.folder)/\(stem)-questions.\(format.rawValue)"
        progress(.writing(path))
        try Workbook.writeNew(book.sheets, as: format, path: path, to: outputs.file(path), options: options)
        let written = RunReport.Questions(
            path: path, services: questions.services.count,
            lines: questions.services.reduce(0) { $0 + $1.lines },
            questions: questions.services.reduce(0) { $0 + $1.questions.count },
            amount: questions.services.reduce(0) { $0 + $1.amount.value })
        let findings = book.cuts.map { cut in
            Finding(
                .questionsCut, at: Place(file: path),
                [
                    "service": cut.service, "asked": FrenchNumber.integer(cut.asked),
                    "kept": FrenchNumber.integer(cut.kept),
                ], count: cut.asked - cut.kept)
        }
        return (written, findings)
    }
}
