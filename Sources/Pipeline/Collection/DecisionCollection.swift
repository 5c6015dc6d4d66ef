internal import Decisions
internal import Files
internal import Findings
internal import PublicAccounts
internal import Publishing
internal import Workbooks

/// Collects what people decided in annotated workbooks and answered in workbooks of questions into a decisions file.
public struct DecisionCollection {
    private let settings: CollectSettings

    /// A collection as `settings` say.
    public init(_ settings: CollectSettings) { self.settings = settings }

    /// Reads the workbooks at `paths` and completes the decisions file, which appears whole or stays as it is.
    ///
    /// - Throws: a `Finding`, or a `PipelineFailure` when the decisions file there is cannot be understood; then it is as it
    ///   was.
    public func perform(_ paths: [String]) throws -> CollectReport {
        var merge = DecisionMerge(try existing())
        var report = CollectReport(output: settings.output)
        report.findings = merge.existing.findings
        var lines: [Lines] = []
        for path in paths {
            let workbook = try Workbook(opening: path, limits: settings.limits)
            if Reference.owners(in: workbook.reader).isEmpty,
                let questions = try CollectedQuestions(workbook, settings)
            {
                report.findings += questions.findings
                merge.add(questions)
                continue
            }
            let collected = try CollectedWorkbook(workbook, settings)
            report.findings += collected.findings
            lines.append(collected.lines)
            merge.add(collected)
        }
        let merged = merge.merged()
        report.findings += merged.findings
        report.added = merged.added
        report.replaced = merged.replaced
        report.unchanged = merged.unchanged
        report.decisions = merged.decisions
        let output = try AtomicFile(settings.output, sparing: paths)
        try DecisionsFile.write(merged.decisions, to: output)
        if let support = settings.proposes {
            let suggestions = try RuleSuggestions(merged.decisions, over: lines, settings, support: support)
            try suggestions.write(sparing: paths + [settings.output])
            report.suggestions = suggestions
        }
        try output.commit()
        return report
    }

    private func existing() throws -> DecisionsFile {
        guard FileSystem.exists(settings.output) else { return DecisionsFile() }
        let file = try DecisionsFile(reading: [settings.output])
        // What is not understood would be lost by writing the file again.
        if file.findings.contains(where: { $0.kind == .badDecision }) { throw PipelineFailure(file.findings) }
        return file
    }
}
