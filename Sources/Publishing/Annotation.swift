public import Measures
public import PublicAccounts
internal import Rules
public import Tabular
internal import Texts

/// Makes of a measure's result the edit that annotates the workbook.
///
/// When the workbook was annotated before, columns and sheets go where they are, and the sheets keep the names that people
/// gave them.
public struct Annotation: Sendable {
    let target: AnnotationTarget
    let lines: Lines
    let result: MeasureResult
    let plan: ColumnPlan
    /// The columns in which people correct what was computed.
    let corrected: Set<Int>
    /// Where the columns of a measure that is no partition are; nil for a partition.
    let kindPlaces: PlacedColumns?
    /// The columns and which of them an earlier run wrote.
    let block: ColumnBlock
    private let places: Places
    private let rules: RulesSheet?
    private let annex: AnnexPlan?
    /// The sheets that an earlier run wrote and this one does not.
    private let left: [SheetPlan.Place]
    /// What is written in the columns that people correct; nothing for a measure that is no partition.
    public let reference: Reference
    /// For each line, the number of what is written on it in `reference`.
    public let referenceNumbers: [Int]

    /// The places of the sheets.
    private struct Places {
        var summary: SheetPlan.Place
        var rules: SheetPlan.Place
        var provenance: SheetPlan.Place
        var lists: SheetPlan.Place
        var reference: SheetPlan.Place
    }

    /// The annotation of the sheet `target`, whose lines are `lines`, with `result`, which the rules of `book` gave; `annex`
    /// adds the presentations of an annex, which follow the annotated columns, and `views` the columns that the pipeline asks
    /// for.
    public init(
        of target: AnnotationTarget, lines: Lines, result: MeasureResult, book: RuleBook, annex: AnnexSheets? = nil,
        views: Set<ViewColumn> = []
    ) {
        self.target = target
        self.lines = lines
        self.result = result
        let definition = result.definition
        let kinds =
            definition.kind == .partition
            ? nil : KindColumns(lines: lines, result: result, rows: BodyRows(lines.rows, in: target.body))
        let own =
            kinds?.drafts.map(\.key)
            ?? ColumnPlan.keys(
                axes: result.axes.map(\.axis.id), hasSynthesis: result.synthesis != nil,
                suggesting: result.axes.filter { $0.suggestions != nil }.map(\.axis.id),
                views: ViewColumn.keys(views, result))
        let keys = own + (annex?.columnKeys ?? [])
        let marks = Mark.distinct(.column, owner: definition.id, keys: keys)
        let found = target.marks.places(
            of: marks, owner: definition.id, onSheet: target.sheet, from: target.firstColumn)
        var sheets = SheetPlan(marks: target.marks, sheets: target.sheetNames, owner: definition.id)
        places = Places(
            summary: sheets.place("synthese", wanted: Self.title(of: definition)),
            rules: sheets.place(RulesSheet.key, wanted: RulesSheet.name),
            provenance: sheets.place(ProvenanceSheet.key, wanted: ProvenanceSheet.name),
            lists: sheets.place("listes", wanted: ListSheet.name),
            reference: sheets.place(Reference.sheetKey, wanted: ReferenceSheet.name))
        self.annex = annex.map {
            AnnexPlan(sheets: $0, result: result, places: &sheets, columns: Array(found.positions.dropFirst(own.count)))
        }
        var columns: [NewColumn]
        if let kinds {
            let placed = PlacedColumns(keys: keys, positions: found.positions)
            plan = ColumnPlan(
                sheet: target.sheetName, body: target.body, amount: placed[KindColumns.amountKey],
                perimeter: placed[KindColumns.perimeterKey])
            columns = kinds.columns(at: placed)
            corrected = Set(kinds.drafts.filter(\.isCorrected).map { placed[$0.key] })
            kindPlaces = placed
            rules = nil
            reference = Reference(measure: definition.id, axes: [], words: [], rows: [])
            referenceNumbers = []
        } else {
            var plan = ColumnPlan(
                sheet: target.sheetName, body: target.body, positions: found.positions, axisCount: result.axes.count,
                hasSynthesis: result.synthesis != nil)
            plan.views = ViewPlaces(views, result, at: PlacedColumns(keys: keys, positions: found.positions))
            self.plan = plan
            let rules = RulesSheet(book, result, lines: lines, plan: plan)
            self.rules = rules
            let made = AnnotationColumns(
                lines: lines, result: result, plan: plan, choices: ListSheet.choices(definition, at: places.lists),
                book: book, sheet: (places.rules.name, rules))
            columns = made.columns + made.columns(of: views)
            corrected = Set(plan.corrected)
            kindPlaces = nil
            let written = Reference.make(columns, lines, result, body: target.body)
            reference = written.reference
            referenceNumbers = written.numbers
            columns.append(written.column)
        }
        columns += annex?.columns(body: target.body, rows: lines.rows) ?? []
        for index in columns.indices {
            columns[index].mark = marks[index]
            columns[index].header = Self.free(columns[index].header, definition, target.otherHeaders)
        }
        block = ColumnBlock(
            sheet: target.sheet, headerRow: target.headerRow, body: target.body, positions: found.positions,
            owned: found.owned, columns: columns)
        // Once every sheet has its place.
        left = sheets.left
    }

    /// `header`, unless another measure has written a column of that name: then the measure's title tells them apart.
    private static func free(_ header: String, _ definition: MeasureDefinition, _ others: Set<String>) -> String {
        guard others.contains(Folding.fold(header)) else { return header }
        let apart = "\(header) (\(definition.title))"
        var name = apart
        var number = 1
        while others.contains(Folding.fold(name)) {
            number += 1
            name = "\(apart) \(number)"
        }
        return name
    }

    /// `Synthèse budget vert`.
    private static func title(of definition: MeasureDefinition) -> String {
        "Synthèse " + definition.title.prefix(1).lowercased() + definition.title.dropFirst()
    }

    /// The headers of the columns that were not there, from left to right.
    public var newHeaders: [String] {
        zip(block.columns, block.positions).filter { !block.owned.contains($0.1) }.map(\.0.header)
    }

    /// The edit: the columns, the synthesis sheet, the sheet of rules, the provenance sheet, the hidden sheets of what may be
    /// written and of what was written; sheets of an earlier run that are written no more, emptied.
    ///
    /// `source` is the control total read from the source, `subtitle` what stands under the synthesis' title, `open` what the
    /// synthesis tells of what is open in its totals.
    public func edit(
        source: Cents, subtitle: String, provenance: Provenance, open: OpenTotals? = nil
    ) -> WorkbookEdit {
        var edit = WorkbookEdit()
        edit.blocks = [block]
        edit.sheets =
            sheets(source: source, subtitle: subtitle, provenance: provenance, open: open)
            + left.map { LeftSheet.sheet(at: $0) }
        return edit
    }

    private func sheets(
        source: Cents, subtitle: String, provenance: Provenance, open: OpenTotals?
    ) -> [NewSheet] {
        guard let kindPlaces else {
            var summary = SummarySheet(
                at: places.summary, title: Self.title(of: result.definition), subtitle: subtitle,
                figures: figures(source: source, open: open), plan: plan)
            var sheets = [summary.sheet()] + (annex?.presentations(over: plan) ?? [])
            if let rules { sheets.append(rules.sheet(at: places.rules)) }
            sheets += [
                ProvenanceSheet.sheet(provenance, at: places.provenance),
                ListSheet.sheet(result.definition, at: places.lists),
                ReferenceSheet.sheet(reference, at: places.reference),
            ]
            return sheets
        }
        var summary = SummarySheet(
            at: places.summary, title: Self.title(of: result.definition), subtitle: subtitle,
            figures: perimeterFigures(source: source), plan: plan)
        return [
            summary.kindSheet(result, at: kindPlaces), ProvenanceSheet.sheet(provenance, at: places.provenance),
        ]
    }
}
