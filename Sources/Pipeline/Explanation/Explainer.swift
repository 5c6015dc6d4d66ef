internal import Files
public import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
internal import Tabular
internal import Workbooks
public import ZipArchive

/// Explains a line of an annotated workbook: the lines are read from it again, and the same evaluator as in a run rates them.
public struct Explainer {
    private let pipeline: AnnotatingPipeline
    private let limits: ArchiveLimits

    /// Explains with the pipeline at `path`, nil to find the one that annotated the workbook; `settings` give its variables
    /// values, `shared` is the folder of the pipelines that come with the program.
    public init(
        pipeline path: String?, settings: [String], shared: String, environment: @escaping (String) -> String?,
        limits: ArchiveLimits = ArchiveLimits()
    ) {
        pipeline = AnnotatingPipeline(path: path, settings: settings, shared: shared, environment: environment)
        self.limits = limits
    }

    /// What is asked of an explanation.
    public struct Question: Sendable {
        /// The workbook.
        public var workbook: String
        /// The line.
        public var address: LineAddress
        /// The id of the axis; nil for all.
        public var axis: String?
        /// Whether every rule is shown, not the nearest alone.
        public var showsAll: Bool
        /// The language of what is said.
        public var language: Language

        /// A question.
        public init(workbook: String, address: LineAddress, axis: String?, showsAll: Bool, language: Language) {
            self.workbook = workbook
            self.address = address
            self.axis = axis
            self.showsAll = showsAll
            self.language = language
        }
    }

    /// The answer to `question`.
    ///
    /// - Throws: a `Finding`, or a `PipelineFailure` when the rules cannot be used.
    public func explain(_ question: Question) throws -> LineExplanation {
        let workbook = try Workbook(opening: question.workbook, limits: limits)
        let definition = try pipeline.definition(for: workbook)
        let imported = try ImportStage(definition: definition).perform(workbook)
        let line = try line(question.address, imported)
        let stage = TransformStage(definition: definition)
        let ready = try stage.ready()
        let decided = stage.decided(imported.lines, with: ready)
        let result = try stage.perform(imported.lines, decided: decided, with: ready)
        let axes = result.axes.indices.filter { question.axis == nil || result.axes[$0].axis.id == question.axis }
        if let axis = question.axis, axes.isEmpty {
            throw Finding(
                .unknownAxis,
                ["axis": axis, "known": result.axes.map(\.axis.id).joined(separator: ", ")])
        }
        let trail = Trail(workbook: workbook, lines: imported.lines, state: imported.state)
        let found = try trail.compare(with: ready, result)
        let told = LineTeller(
            lines: imported.lines, line: line, measure: ready.measure, decided: decided, result: result,
            wording: RuleWording(result.definition, question.language, showsAll: question.showsAll),
            showsAll: question.showsAll)
        var findings = found.findings
        if result.exclusionCodes[line] == 0 { findings += try trail.differences(result, line, axes) }
        return LineExplanation(
            source: LineExplanation.Source(
                workbook: question.workbook, sheet: imported.state.sheetName, row: imported.lines.rows[line] + 1,
                line: line + 1, file: found.source.file, sha256: found.source.sha256, pipeline: definition.path,
                exercice: definition.exercice),
            fields: told.fields, amount: imported.lines.amounts[line],
            isCancellation: imported.lines.isCancellation[line], perimeter: told.perimeter(),
            axes: result.exclusionCodes[line] == 0 ? axes.map { told.axis($0) } : [], synthesis: told.synthesis(),
            findings: findings)
    }

    /// The line that `address` names.
    private func line(_ address: LineAddress, _ imported: ImportStage.Output) throws(Finding) -> Int {
        let rows = imported.lines.rows
        func missing(_ cell: String?) -> Finding {
            Finding(
                .noSuchLine, at: Place(file: imported.state.file, sheet: imported.state.sheetName, cell: cell),
                [
                    "first": String((rows.min() ?? 0) + 1), "last": String((rows.max() ?? 0) + 1),
                    "lines": String(rows.count),
                ])
        }
        switch address {
        case .line(let number):
            guard rows.indices.contains(number - 1) else { throw missing(nil) }
            return number - 1
        case .row(let sheet, let row):
            if let sheet, sheet.lowercased() != imported.state.sheetName.lowercased() {
                throw Finding(
                    .otherSheet, at: Place(file: imported.state.file),
                    ["sheet": sheet, "known": imported.state.sheetName])
            }
            guard let line = rows.firstIndex(of: row) else { throw missing("\(row + 1):\(row + 1)") }
            return line
        }
    }
}
