public import Tabular
internal import Texts

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

    /// The headers of the columns that other owners wrote on the sheet, folded.
    private(set) var otherHeaders: Set<String> = []

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

    /// Makes the body reach over every row in which `owner` wrote something before, so that nothing of it is left; and looks
    /// up the headers that other owners' columns have.
    ///
    /// - Throws: what reading the sheet throws.
    public mutating func cover(_ owner: String, in reader: any WorkbookReader) throws {
        try lookUpHeaders(besides: owner, in: reader)
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

    private mutating func lookUpHeaders(besides owner: String, in reader: any WorkbookReader) throws {
        let own = Set(marks.columns(ofSheet: sheet, owner: owner).values.map(\.column))
        let others = marks.written(onSheet: sheet).subtracting(own)
        guard !others.isEmpty else { return }
        let wanted = headerRow
        var headers: Set<String> = []
        _ = try reader.readSheet(sheet, columns: ColumnSelection(others)) { batch in
            for row in batch.rows where row.index <= wanted && wanted < row.index + row.repeats {
                for cell in batch.cells[row.cells] where others.contains(Int(cell.column)) {
                    headers.insert(Folding.fold(batch.text(of: cell)))
                }
            }
            return batch.rows.last.map { $0.index >= wanted } == true ? .stop : .next
        }
        otherHeaders = headers
    }
}
