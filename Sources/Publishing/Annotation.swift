public import Measures
public import PublicAccounts
public import Tabular

/// Makes of a measure's result the edit that annotates the workbook.
///
/// When the workbook was annotated before, columns and sheets go where they are, and the sheets keep the names that people
/// gave them.
public struct Annotation: Sendable {
    let target: AnnotationTarget
    let lines: Lines
    let result: MeasureResult
    let plan: ColumnPlan
    /// The columns and which of them an earlier run wrote.
    let block: ColumnBlock
    private let places: Places

    /// The places of the sheets.
    private struct Places {
        var summary: SheetPlan.Place
        var provenance: SheetPlan.Place
        var lists: SheetPlan.Place
    }

    /// The annotation of the sheet `target`, whose lines are `lines`, with `result`.
    public init(of target: AnnotationTarget, lines: Lines, result: MeasureResult) {
        self.target = target
        self.lines = lines
        self.result = result
        let definition = result.definition
        let keys = ColumnPlan.keys(
            axes: result.axes.map(\.axis.id), hasSynthesis: result.synthesis != nil,
            suggesting: result.axes.filter { $0.suggestions != nil }.map(\.axis.id))
        let marks = Mark.distinct(.column, owner: definition.id, keys: keys)
        let found = target.marks.places(
            of: marks, owner: definition.id, onSheet: target.sheet, from: target.firstColumn)
        plan = ColumnPlan(
            sheet: target.sheetName, body: target.body, positions: found.positions, axisCount: result.axes.count,
            hasSynthesis: result.synthesis != nil)
        var sheets = SheetPlan(marks: target.marks, sheets: target.sheetNames, owner: definition.id)
        places = Places(
            summary: sheets.place("synthese", wanted: Self.title(of: definition)),
            provenance: sheets.place(ProvenanceSheet.key, wanted: ProvenanceSheet.name),
            lists: sheets.place("listes", wanted: ListSheet.name))
        var columns = AnnotationColumns(
            lines: lines, result: result, plan: plan, choices: ListSheet.choices(definition, at: places.lists)
        ).columns
        for index in columns.indices { columns[index].mark = marks[index] }
        block = ColumnBlock(
            sheet: target.sheet, headerRow: target.headerRow, body: target.body, positions: found.positions,
            owned: found.owned, columns: columns)
    }

    /// `Synthèse budget vert`.
    private static func title(of definition: MeasureDefinition) -> String {
        "Synthèse " + definition.title.prefix(1).lowercased() + definition.title.dropFirst()
    }

    /// The headers of the columns that were not there, from left to right.
    public var newHeaders: [String] {
        zip(block.columns, block.positions).filter { !block.owned.contains($0.1) }.map(\.0.header)
    }

    /// The edit: the columns, the synthesis sheet, the provenance sheet, the sheet of what may be written.
    ///
    /// `source` is the control total read from the source, `subtitle` what stands under the synthesis' title.
    public func edit(source: Cents, subtitle: String, provenance: Provenance) -> WorkbookEdit {
        var summary = SummarySheet(
            at: places.summary, title: Self.title(of: result.definition), subtitle: subtitle,
            figures: figures(source: source), plan: plan)
        var edit = WorkbookEdit()
        edit.blocks = [block]
        edit.sheets = [
            summary.sheet(), ProvenanceSheet.sheet(provenance, at: places.provenance),
            ListSheet.sheet(result.definition, at: places.lists),
        ]
        return edit
    }
}
