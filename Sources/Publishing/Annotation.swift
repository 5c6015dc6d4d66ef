public import Measures
public import PublicAccounts
public import Tabular

/// Where annotations go: the sheet that the lines came from.
public struct AnnotationTarget: Sendable {
    /// The sheet, as an index in the workbook.
    public var sheet: Int
    /// Its name.
    public var sheetName: String
    /// The (last) header row, from 0.
    public var headerRow: Int
    /// The body rows, from 0.
    public var body: Range<Int>
    /// The first free column, from 0.
    public var firstColumn: Int

    /// A target.
    public init(sheet: Int, sheetName: String, headerRow: Int, body: Range<Int>, firstColumn: Int) {
        self.sheet = sheet
        self.sheetName = sheetName
        self.headerRow = headerRow
        self.body = body
        self.firstColumn = firstColumn
    }
}

/// Makes of a measure's result the edit that annotates the workbook.
public struct Annotation: Sendable {
    private let target: AnnotationTarget
    private let lines: Lines
    private let result: MeasureResult
    private let plan: ColumnPlan

    /// The annotation of the sheet `target`, whose lines are `lines`, with `result`.
    public init(of target: AnnotationTarget, lines: Lines, result: MeasureResult) {
        self.target = target
        self.lines = lines
        self.result = result
        plan = ColumnPlan(
            sheet: target.sheetName, body: target.body, first: target.firstColumn, axisCount: result.axes.count,
            hasSynthesis: result.synthesis != nil)
    }

    /// The name of the synthesis sheet: `Synthèse budget vert`.
    public var summaryName: String {
        "Synthèse " + result.definition.title.prefix(1).lowercased() + result.definition.title.dropFirst()
    }

    /// The headers of the new columns, from left to right.
    public var headers: [String] { block.columns.map(\.header) }

    /// The edit: the new columns, the synthesis sheet, the provenance sheet.
    ///
    /// `source` is the control total read from the source, `subtitle` what stands under the synthesis' title.
    public func edit(source: Cents, subtitle: String, provenance: Provenance) -> WorkbookEdit {
        var summary = SummarySheet(
            SummarySheet.Heading(
                sheetName: summaryName, title: summaryName, subtitle: subtitle),
            figures: figures(source: source), plan: plan)
        var edit = WorkbookEdit()
        edit.blocks = [block]
        edit.sheets = [summary.sheet(), ProvenanceSheet.sheet(provenance)]
        return edit
    }

    private var block: ColumnBlock {
        ColumnBlock(
            sheet: target.sheet, headerRow: target.headerRow, body: target.body, firstColumn: target.firstColumn,
            columns: AnnotationColumns(lines: lines, result: result, plan: plan).columns)
    }

    /// The figures that the synthesis sheet's formulas give.
    func figures(source: Cents) -> SummaryFigures {
        let definition = result.definition
        let marks = definition.marks
        let order = summaryOrder
        let ratings = order.map {
            SummaryFigures.Rating(label: marks[$0].label, fill: marks[$0].fill, ink: marks[$0].ink)
        }
        let mixed = result.synthesis == nil ? nil : Int(definition.mixedMark)
        var views: [SummaryFigures.View] = []
        for (axis, columns) in zip(result.axes, plan.axes) {
            let counts = mainCounts(axis.codes, axis.ratings.map(\.main))
            views.append(
                SummaryFigures.View(
                    title: axis.axis.label, rating: columns.rating, other: columns.other,
                    ratedAmount: columns.ratedAmount,
                    figures: order.map { $0 == mixed ? nil : (axis.totals.amounts[$0], counts[$0]) }))
        }
        if let synthesis = result.synthesis, let columns = plan.synthesis, let rule = definition.synthesis {
            let counts = mainCounts(synthesis.codes, synthesis.ratings.map(\.main))
            views.append(
                SummaryFigures.View(
                    title: rule.label, rating: columns.rating, other: columns.other, ratedAmount: columns.ratedAmount,
                    figures: order.map { (synthesis.totals.amounts[$0], counts[$0]) }))
        }
        let total = lines.total
        let excluded = Perimeters.met(result)
        let outside = excluded.reduce(Cents.zero) { $0 + $1.amount }
        return SummaryFigures(
            ratings: ratings, views: views,
            retained: (total - outside, lines.count - excluded.reduce(0) { $0 + $1.lines }), excluded: excluded,
            all: (total, lines.count), source: source)
    }

    /// The marks from top to bottom: what is unresolved first, then the categories, the mixed one after the favourable.
    private var summaryOrder: [Int] {
        let definition = result.definition
        var order = [Int(definition.absenceMark)] + definition.categories.indices
        if result.synthesis != nil {
            let favourable = definition.categories.firstIndex { $0.sign == 1 } ?? 0
            order.insert(Int(definition.mixedMark), at: favourable + 2)
        }
        return order
    }

    /// How many lines have each mark as their main rating.
    private func mainCounts(_ codes: [UInt32], _ mains: [UInt8?]) -> [Int] {
        var counts = [Int](repeating: 0, count: result.definition.marks.count)
        for code in codes {
            if let main = mains[Int(code)] { counts[Int(main)] += 1 }
        }
        return counts
    }
}

/// The words of the perimeter column.
enum Perimeters {
    /// The word for a line that is left out for `reason`.
    static func word(_ reason: String) -> String { "Non : " + reason.prefix(1).lowercased() + reason.dropFirst() }

    /// The reasons that lines were left out for, same reasons together, in the order of the definition.
    static func met(_ result: MeasureResult) -> [(reason: String, amount: Cents, lines: Int)] {
        var met: [(reason: String, amount: Cents, lines: Int)] = []
        for exclusion in result.exclusions where exclusion.count > 0 {
            let word = word(exclusion.reason)
            if let place = met.firstIndex(where: { $0.reason == word }) {
                met[place].amount = met[place].amount + exclusion.total
                met[place].lines += exclusion.count
            } else {
                met.append((word, exclusion.total, exclusion.count))
            }
        }
        return met
    }
}
