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

    /// The defaults: nothing may be lost, nothing is read again.
    public init() {}
}

/// The third stage: the annotated workbook.
struct ExportStage {
    let definition: PipelineDefinition
    let version: String
    let options: ExportOptions

    /// The path of the annotated workbook.
    func path(for workbook: Workbook) -> String {
        "\(definition.folder)/\(FilePaths.stem(of: definition.source.file))-annote.\(workbook.outputExtension)"
    }

    /// Writes the annotated copy of `workbook` to `file`.
    ///
    /// - Returns: what was noticed on the way.
    func perform(
        _ workbook: Workbook, _ data: PackageContents, _ result: MeasureResult, to file: AtomicFile
    ) throws -> [Finding] {
        let state = data.state
        let target = AnnotationTarget(
            sheet: state.sheet, sheetName: state.sheetName, headerRow: state.headerRow, body: state.body,
            firstColumn: state.lastColumn + 1)
        if let row = data.lines.firstSplitRow {
            throw Finding(
                .rowsSplitNotAnnotated, at: Place(file: state.file, sheet: state.sheetName), ["row": String(row + 1)])
        }
        let annotation = Annotation(of: target, lines: data.lines, result: result)
        let known = Set(state.headers.map { Folding.fold($0) })
        if let header = annotation.headers.first(where: { known.contains(Folding.fold($0)) }) {
            throw Finding(
                .alreadyAnnotated, at: Place(file: state.file, sheet: state.sheetName), ["header": header])
        }
        let subtitle =
            "\(definition.title) · exercice \(definition.exercice) · source : \(FilePaths.name(of: state.file))"
        let edit = annotation.edit(
            source: state.sourceTotal, subtitle: subtitle, provenance: provenance(data, result))
        do {
            let numeric = Set(state.amountColumns)
            var noticed = try workbook.write(edit, to: file, options: options.edit, numericColumns: numeric)
            if options.verifies {
                let verification = try workbook.verify(file.written(), edit, numericColumns: numeric)
                noticed.append(verification.finding(file: state.file))
            }
            return noticed
        } catch let finding as Finding {
            throw finding.inFile(state.file)
        }
    }

    private func provenance(_ data: PackageContents, _ result: MeasureResult) -> Provenance {
        let state = data.state
        let inside = result.exclusionCodes.count { $0 == 0 }
        let facts =
            [
                Provenance.Fact("Fichier source", .text(FilePaths.name(of: state.file))),
                Provenance.Fact("SHA-256 du fichier source", .text(state.sha256)),
                Provenance.Fact("Taille en octets", .integer(Int64(state.size))),
                Provenance.Fact("Pipeline", .text(definition.name)),
                Provenance.Fact("Programme", .text("mesures \(version)")),
                Provenance.Fact("Exercice", .text(String(definition.exercice))),
            ] + state.facts
            + [
                Provenance.Fact("Périmètre appliqué", .text("\(result.period.because) (\(result.period.source))")),
                Provenance.Fact("Certitude du périmètre", .text(result.period.confidence.words)),
                Provenance.Fact("Lignes dans le périmètre", .integer(Int64(inside))),
            ] + synthesisFacts(result)
        let files = (state.files + data.ruleFiles).map { ($0.role, shown($0.path), $0.version, $0.sha256) }
        let controls = Stage.allCases.flatMap { data.controls[$0] ?? [] }.map { ($0.name, $0.expected, $0.found) }
        let findings = Stage.allCases.flatMap { data.findings[$0] ?? [] }.map { finding in
            var finding = finding
            finding.place.file = finding.place.file.map(shown)
            return finding
        }
        let ordered = Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
        return Provenance(facts: facts, files: files, controls: controls, findings: ordered)
    }

    /// A path without the folders of one machine: the workbook goes to other people.
    private func shown(_ path: String) -> String {
        let base = FilePaths.folder(of: definition.path) + "/"
        if path.hasPrefix("/"), path.hasPrefix(base) { return String(path.dropFirst(base.count)) }
        return path.hasPrefix("/") || path.hasPrefix("../") ? FilePaths.name(of: path) : path
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
