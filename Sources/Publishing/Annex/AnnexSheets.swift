public import Measures
internal import Tabular

/// The presentations of the annexes as sheets of the annotated workbook, live over its columns: correcting a rating there
/// changes them. Each sheet holds the annexes of all budgets, one below the other.
public struct AnnexSheets: Sendable {
    let keys: AnnexKeys
    let figures: AnnexFigures
    /// What each annex is of, by budget.
    let remarks: [String]

    /// The presentations of `figures`, whose places are `keys`; `remarks` say what each annex is of.
    public init(_ keys: AnnexKeys, _ figures: AnnexFigures, remarks: [String]) {
        self.keys = keys
        self.figures = figures
        self.remarks = remarks
    }

    private var hasBudgets: Bool { keys.budgets.count > 1 }

    /// How many sums over all lines the sheets of `result` hold: what opening the workbook costs is this times its lines.
    public func sums(_ result: MeasureResult) -> Int {
        let lines = keys.unlisted + 1 + keys.functionless + 1
        return keys.budgets.count
            * AnnexView.all(keys.layout, result).reduce(0) {
                $0 + lines * (1 + 3 * $1.marks.count) + keys.information.count
            }
    }

    // MARK: Columns of keys

    /// What tells the columns of keys apart in a later run, in their order.
    var columnKeys: [String] { (hasBudgets ? ["annexe.budget"] : []) + ["annexe.nature", "annexe.fonction"] }

    /// The columns of keys; `rows` is the row of each line.
    func columns(body: Range<Int>, rows: [Int]) -> [NewColumn] {
        func column(_ header: String, _ words: [String], _ places: [UInt16]) -> NewColumn {
            var codes = Codes(empty: body.count, upTo: UInt32(words.count))
            for (line, row) in rows.enumerated() where body.contains(row) && places[line] != AnnexKeys.none {
                codes[row - body.lowerBound] = UInt32(places[line])
            }
            return NewColumn(
                header: header, width: Double(header.count + 3), format: .text,
                data: .coded(values: words.map { .text($0) }, codes: codes))
        }
        return (hasBudgets ? [column("Annexe – Budget", keys.budgetWords, keys.budget)] : []) + [
            column("Annexe – Ligne par nature", keys.natureWords, keys.nature),
            column("Annexe – Ligne par fonction", keys.fonctionWords, keys.fonction),
        ]
    }
}

/// The presentations placed in an annotated workbook.
struct AnnexPlan {
    private let sheets: AnnexSheets
    private let views: [(view: AnnexView, place: SheetPlan.Place)]
    private let categories: [Category]
    /// The columns of keys, from 0.
    private let columns: [Int]

    /// Places the sheets of `result` in `places`; `columns` are those of keys.
    init(sheets: AnnexSheets, result: MeasureResult, places: inout SheetPlan, columns: [Int]) {
        self.sheets = sheets
        self.columns = columns
        categories = result.definition.marks
        var views: [(AnnexView, SheetPlan.Place)] = []
        for view in AnnexView.all(sheets.keys.layout, result) {
            views.append((view, places.place(view.key, wanted: view.shortName)))
        }
        self.views = views
    }

    /// The sheets, whose formulas sum the columns of `plan`.
    func presentations(over plan: ColumnPlan) -> [NewSheet] {
        let ranges = ranges(over: plan)
        return views.map { view, place in
            var made = PresentationSheet(
                view, sheets.keys, sheets.figures, marks: categories, ranges: ranges, sumsInformation: true)
            for budget in sheets.keys.budgets.indices { made.add(budget, remark: sheets.remarks[budget]) }
            var sheet = made.sheet(place.name)
            sheet.mark = place.mark
            sheet.replaces = place.replaces
            return sheet
        }
    }

    private func ranges(over plan: ColumnPlan) -> AnnexRanges {
        let keys = columns.map { plan.range($0) }
        var views = plan.axes.map {
            AnnexRanges.View(
                rating: plan.range($0.rating), split: (plan.range($0.other), plan.range($0.ratedAmount)))
        }
        if let synthesis = plan.synthesis {
            views.append(
                AnnexRanges.View(
                    rating: plan.range(synthesis.rating),
                    split: (plan.range(synthesis.other), plan.range(synthesis.ratedAmount))))
        }
        return AnnexRanges(
            amount: plan.range(plan.amount), nature: keys[keys.count - 2], fonction: keys[keys.count - 1],
            budget: keys.count > 2 ? keys[0] : nil, views: views)
    }
}
