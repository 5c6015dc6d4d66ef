public import Tabular

/// Where annotations go: the sheet that the lines came from.
public struct AnnotationTarget: Sendable {
    /// The sheet, as an index in the workbook.
    public let sheet: Int
    /// The (last) header row, from 0.
    public let headerRow: Int
    /// The body rows, from 0.
    public private(set) var body: Range<Int>
    /// The first column that is right of everything, from 0.
    public let firstColumn: Int
    /// What earlier runs wrote.
    let marks: Marks
    /// The names of the workbook's sheets.
    let sheetNames: [String]

    /// The sheet's name.
    var sheetName: String { sheetNames[sheet] }

    /// The sheet `sheet` of `reader`, in which the columns that people made end at `lastColumn`; all from 0.
    public init(_ sheet: Int, of reader: any WorkbookReader, headerRow: Int, body: Range<Int>, lastColumn: Int) {
        self.sheet = sheet
        self.headerRow = headerRow
        self.body = body
        marks = Marks(in: reader)
        sheetNames = reader.sheets.map(\.name)
        firstColumn = max(lastColumn, marks.written(onSheet: sheet).max() ?? 0) + 1
    }

    /// Makes the body reach over every row in which `owner` wrote something before, so that nothing of it is left.
    ///
    /// - Throws: what reading the sheet throws.
    public mutating func cover(_ owner: String, in reader: any WorkbookReader) throws {
        let columns = marks.columns(ofSheet: sheet, owner: owner)
        guard !columns.isEmpty else { return }
        var last = body.upperBound - 1
        _ = try reader.readSheet(sheet, columns: ColumnSelection(columns.values.map(\.column))) { batch in
            if let row = batch.rows.last { last = max(last, row.index + row.repeats - 1) }
            return .next
        }
        body = body.lowerBound..<max(body.upperBound, last + 1)
    }

    /// A column that `owner` wrote before and whose header is no longer in the header row; nil when there is none.
    public func strayHeader(of owner: String) -> CellReference? {
        marks.columns(ofSheet: sheet, owner: owner).values.filter { $0.row != headerRow }.min()
    }
}
