public import Measures
public import PublicAccounts
public import Tabular

/// The workbook of one annex: its presentations, live over a matrix that the workbook holds itself, so that it may be moved
/// and sent alone; the matrix, to paste into the State's tool; what must be known before it is sent.
public struct AnnexBook: Sendable {
    /// Its sheets, in order.
    public let sheets: [NewSheet]
    /// How many rows the matrix needs.
    public let matrixRows: Int
    /// Whether it has a matrix: one of more rows than a spreadsheet has is left out, and the presentations are amounts.
    public let hasMatrix: Bool

    /// The annex of `budget`, a place in `keys.budgets`; `remark` says what it is of, `notes` what must be known, `debt` is
    /// the sheet of its debt where there is one.
    public init(
        _ budget: Int, _ keys: AnnexKeys, _ figures: AnnexFigures, lines: Lines, result: MeasureResult, remark: String,
        notes: AnnexNotes, debt: NewSheet? = nil
    ) {
        let parts = AnnexParts(budget, keys, lines: lines, result: result)
        let matrix = MatrixSheet(keys, lines: lines, result: result, parts: parts)
        matrixRows = parts.count
        hasMatrix = matrix.fits
        let ranges = matrix.fits ? matrix.ranges : nil
        var sheets: [NewSheet] = []
        for view in AnnexView.all(keys.layout, result) {
            var sheet = PresentationSheet(
                view, keys, figures, marks: result.definition.marks, ranges: ranges, sumsInformation: false)
            sheet.add(budget, remark: remark)
            sheets.append(sheet.sheet(view.sheetName))
        }
        if matrix.fits { sheets.append(matrix.sheet) }
        if let debt { sheets.append(debt) }
        sheets.append(notes.sheet)
        self.sheets = sheets
    }
}
