internal import Files
internal import Findings
internal import Measures
internal import PublicAccounts
internal import Publishing
internal import Reports
internal import Tabular
internal import Texts
internal import Workbooks

/// What the third stage writes for people to read: the report.
struct ReportStage {
    /// A report that was written.
    struct Page: Sendable {
        /// Its path.
        var path: String
        /// What it shows.
        var figures: ReportFigures
    }

    let definition: PipelineDefinition
    /// The stage that annotates the workbook, whose provenance the report repeats.
    let export: ExportStage

    private static let name = "rapport.html"

    /// The path of the report: `rapport.html`, after the input's id where there are several.
    private var path: String {
        "\(definition.folder)/\(definition.annotatedStem.map { $0 + "-" } ?? "")\(Self.name)"
    }

    /// Writes the report of `workbook`, of which `open` is open.
    func perform(
        _ workbook: Workbook, _ data: PackageContents, _ result: MeasureResult, open: OpenTotals, _ outputs: Outputs
    ) throws -> Page {
        let store = NomenclatureStore(folders: definition.nomenclatures)
        let labels = PlanLabels(data.lines, store: store, exercice: definition.exercice)
        let figures = try ReportFigures(data.lines, result, open: open, labels: labels)
        let source = try export.source(of: workbook, data, result)
        let provenance = try export.provenance(data, result, source)
        let about = Report.About(
            title: definition.title, exercice: definition.exercice, source: source.file,
            facts: provenance.facts.map { ($0.name, Self.text($0.value)) }, files: provenance.files,
            controls: provenance.controls, findings: provenance.findings, command: command(source.file))
        let page = Report(figures, period: result.period, about: about)
        try outputs.file(path).write(page.html[...])
        return Page(path: path, figures: figures)
    }

    /// The command that gives the report again; no folder of one machine is in it, so that the page is the same wherever it
    /// is written.
    private func command(_ source: String) -> String {
        let settings = definition.variables.filter { !$0.value.isEmpty }.map { name, value in
            " \\\n  --set \(name)=\(shown(value, source))"
        }
        return "mesures run \(export.shown(definition.path))" + settings.joined()
    }

    /// The value of a variable as the report shows it.
    private func shown(_ value: String, _ source: String) -> String {
        let folder = definition.folder
        if folder == value || folder.hasPrefix(value + "/") || folder.hasSuffix("/" + value) { return "DOSSIER" }
        return FilePaths.name(of: value) == FilePaths.name(of: definition.source.file) ? source : export.shown(value)
    }

    private static func text(_ value: CellValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): FrenchNumber.integer(Int(number))
        case .amount(let amount): FrenchNumber.euros(cents: amount.value)
        case .decimal(let text): text
        default: ""
        }
    }
}
