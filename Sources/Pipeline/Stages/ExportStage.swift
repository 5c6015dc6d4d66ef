internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Rules
public import Tabular
internal import Texts
internal import Workbooks

/// How the annotated workbook is written.
public struct ExportOptions: Sendable {
    /// How it is compressed, and what may be lost.
    public var edit = EditOptions()
    /// Whether it is read again and held against the original before it appears.
    public var verifies = false
    /// Whether ratings that people corrected in an annotated workbook may be replaced by those of the rules.
    public var replacesRatings = false

    /// The defaults: nothing may be lost, nothing is read again.
    public init() {}
}

/// The third stage: the annotated workbook.
struct ExportStage {
    let definition: PipelineDefinition
    let version: String
    let options: ExportOptions

    /// What the name of an annotated workbook ends with.
    private static let ending = "-annote"

    /// The path of the annotated workbook: annotating one again does not make its name longer.
    func path(for workbook: Workbook) -> String {
        let stem = definition.annotatedStem ?? String(Self.sourceStem(of: definition.source.file))
        return "\(definition.folder)/\(stem)\(Self.ending).\(workbook.outputExtension)"
    }

    /// The name of `file` without extension, and without what an earlier run has put at its end.
    static func sourceStem(of file: String) -> Substring {
        let stem = FilePaths.stem(of: file)[...]
        return stem.hasSuffix(ending) && stem.count > ending.count ? stem.dropLast(ending.count) : stem
    }

    /// Writes the annotated copy of `workbook`, with the `result` that the rules of `book` gave, to `file`, and tells
    /// `progress` when it goes on to something else.
    ///
    /// - Returns: what was noticed on the way.
    func perform(
        _ workbook: Workbook, _ data: PackageContents, _ result: MeasureResult, book: RuleBook,
        annex: AnnexSheets? = nil,
        to file: AtomicFile, progress: (PipelineStep) -> Void
    ) throws -> [Finding] {
        let state = data.state
        if let row = data.lines.firstSplitRow {
            throw Finding(
                .rowsSplitNotAnnotated, at: Place(file: state.file, sheet: state.sheetName), ["row": String(row + 1)])
        }
        do {
            let annotation = try annotation(of: workbook, data, result, book, annex)
            let source = try source(of: workbook, data, result)
            let subtitle = "\(definition.title) · exercice \(definition.exercice) · source : \(source.file)"
            let edit = annotation.edit(
                source: state.sourceTotal, subtitle: subtitle, provenance: try provenance(data, result, source))
            let numeric = Set(state.amountColumns)
            var noticed = try workbook.write(edit, to: file, options: options.edit, numericColumns: numeric)
            if options.verifies {
                progress(.verifying(file.path))
                let verification = try workbook.verify(file.written(), edit, numericColumns: numeric)
                noticed += verification.findings(file: state.file)
            }
            return noticed
        } catch let finding as Finding {
            throw finding.inFile(state.file)
        }
    }

    /// The annotation of the sheet that the lines came from, over what an earlier run wrote there.
    ///
    /// - Throws: `PIP007` when a header would be there twice, `PIP010` when corrections would be lost.
    private func annotation(
        of workbook: Workbook, _ data: PackageContents, _ result: MeasureResult, _ book: RuleBook,
        _ annex: AnnexSheets?
    ) throws -> Annotation {
        let state = data.state
        let owner = result.definition.id
        var target = AnnotationTarget(
            state.sheet, of: workbook.reader, headerRow: state.headerRow, body: state.body, lastColumn: state.lastColumn
        )
        if let stray = target.strayHeader(of: owner) {
            throw Finding(
                .headerMoved, at: Place(file: state.file, sheet: state.sheetName, cell: stray.description),
                ["row": String(state.headerRow + 1)])
        }
        try target.cover(owner, in: workbook.reader)
        let annotation = Annotation(
            of: target, lines: data.lines, result: result, book: book, annex: annex,
            views: Set(definition.columns.map(\.column)))
        let known = Set(state.headers.map { Folding.fold($0) })
        if let header = annotation.newHeaders.first(where: { known.contains(Folding.fold($0)) }) {
            throw Finding(
                .alreadyAnnotated, at: Place(file: state.file, sheet: state.sheetName), ["header": header])
        }
        guard !options.replacesRatings else { return annotation }
        let corrections = try Corrections(of: annotation, in: workbook.reader)
        guard corrections.count > 0 else { return annotation }
        let cells = corrections.examples.map { "\($0.cell) « \($0.found) » ≠ « \($0.computed) »" }
        throw Finding(
            .correctionsLost, at: Place(file: state.file, sheet: state.sheetName),
            [
                "count": FrenchNumber.integer(corrections.count),
                "cells": cells.joined(separator: " ; ") + (corrections.count > cells.count ? "…" : ""),
            ], count: corrections.count)
    }

    /// Where the lines were read first: the file that the provenance sheet tells when they are still the same, else this
    /// one.
    func source(of workbook: Workbook, _ data: PackageContents, _ result: MeasureResult) throws
        -> AnnotatedSource
    {
        let lines = LinesFingerprint.hex(of: data.lines)
        if let told = try AnnotatedSource(toldIn: workbook.reader, by: result.definition.id), told.lines == lines {
            return told
        }
        let state = data.state
        return AnnotatedSource(
            file: FilePaths.name(of: state.file), sha256: state.sha256, size: state.size, lines: lines)
    }

    func provenance(_ data: PackageContents, _ result: MeasureResult, _ source: AnnotatedSource) throws -> Provenance {
        let state = data.state
        let inside = result.exclusionCodes.count { $0 == 0 }
        let facts =
            try source.facts + [
                Provenance.Fact(Provenance.pipelineFact, .text(definition.name)),
                Provenance.Fact("Programme", .text("mesures \(version)")),
                Provenance.Fact(Provenance.exerciceFact, .text(String(definition.exercice))),
            ] + state.facts
            + [
                Provenance.Fact("Périmètre appliqué", .text("\(result.period.because) (\(result.period.source))")),
                Provenance.Fact("Certitude du périmètre", .text(result.period.confidence.words)),
                Provenance.Fact("Lignes dans le périmètre", .integer(Int64(inside))),
            ] + synthesisFacts(result) + suggestionFacts(result) + disputeFacts(result, data.lines)
        let files = (state.files + data.ruleFiles).map { ($0.role, shown($0.path), $0.version, $0.sha256) }
        let controls = Stage.allCases.flatMap { data.controls[$0] ?? [] }
        let findings = Stage.allCases.flatMap { data.findings[$0] ?? [] }.map { finding in
            var finding = finding
            finding.place.file = finding.place.file.map { $0 == state.file ? source.file : shown($0) }
            return finding
        }
        let ordered = Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
        return Provenance(facts: facts, files: files, controls: controls, findings: ordered)
    }

    /// A path without the folders of one machine: the workbook goes to other people.
    func shown(_ path: String) -> String {
        let base = FilePaths.folder(of: definition.path) + "/"
        if path.hasPrefix("/"), path.hasPrefix(base) { return String(path.dropFirst(base.count)) }
        return path.hasPrefix("/") || path.hasPrefix("../") ? FilePaths.name(of: path) : path
    }

    /// How many lines, and how much, have their rating from suggestions.
    private func suggestionFacts(_ result: MeasureResult) -> [Provenance.Fact] {
        result.axes.flatMap { axis -> [Provenance.Fact] in
            guard let made = axis.suggestions else { return [] }
            let name = "\(axis.axis.short) : suggestions acceptées comme cotations"
            return [
                Provenance.Fact("\(name), lignes", .integer(Int64(made.acceptedLines))),
                Provenance.Fact("\(name), montant", .amount(made.acceptedAmount)),
            ]
        }
    }

    /// How many lines, and how much, disputed rules decide.
    private func disputeFacts(_ result: MeasureResult, _ lines: Lines) throws -> [Provenance.Fact] {
        try result.axes.flatMap { axis in
            try axis.disputed(lines).flatMap { disputed in
                let name = "\(axis.axis.short) : règle contestée « \(disputed.rule) »"
                return [
                    Provenance.Fact("\(name), lignes", .integer(Int64(disputed.lines))),
                    Provenance.Fact("\(name), montant", .amount(disputed.amount)),
                    Provenance.Fact("\(name), arguments", .text(disputed.dispute.words)),
                ]
            }
        }
    }

    private func synthesisFacts(_ result: MeasureResult) -> [Provenance.Fact] {
        guard let synthesis = result.definition.synthesis else { return [] }
        let tie =
            result.definition.categories.first { $0.id == synthesis.neutralAndUnjudged }?.label
            ?? synthesis.neutralAndUnjudged
        return [
            Provenance.Fact(
                "\(synthesis.label) : source", .text("\(synthesis.source) (\(synthesis.confidence.words))")),
            Provenance.Fact("Option : axes neutre et non coté ensemble", .text(tie)),
            Provenance.Fact(
                "Option : axe non renseigné",
                .text(synthesis.ignoresMissingAxes ? "ignoré, les autres axes décident" : "la synthèse attend")),
        ]
    }
}
