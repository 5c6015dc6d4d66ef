public import Findings

/// The formats that are read.
public enum WorkbookFormat: String, Sendable, Hashable, CaseIterable {
    /// ECMA-376 SpreadsheetML in a zip package: `.xlsx`, `.xlsm`, `.xltx`, `.xltm`.
    case openXML = "xlsx"
    /// OpenDocument spreadsheet: `.ods`, `.ots`.
    case openDocument = "ods"
    /// Delimited text: CSV, TSV.
    case delimitedText = "csv"
    /// SpreadsheetML 2003, the "XML Spreadsheet" of Excel 2002 and 2003, often named `.xls`.
    case spreadsheetML = "xml"
    /// The tables of an HTML page, often named `.xls`.
    case html
    /// A budget document: TOTEM, or compte financier unique.
    case budgetDocument = "totem"
}

/// What is known of a sheet before its rows are read.
public struct SheetInfo: Sendable, Hashable {
    /// Its name as the user sees it.
    public var name: String
    /// Whether it is hidden (or "very hidden").
    public var isHidden: Bool

    /// A sheet.
    public init(name: String, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }
}

/// A name that stands for cells or for a formula.
public struct WorkbookName: Sendable, Hashable {
    /// The name, `_xlnm.Print_Area` and the like included.
    public var name: String
    /// What it stands for, as the format spells it: `'Feuille 1'!$A$1:$B$9`, `$Feuille.$A$1:.$B$9`.
    public var text: String
    /// The name of the sheet it belongs to; nil for the whole workbook.
    public var sheet: String?
    /// Whether users do not see it.
    public var isHidden: Bool
    /// The cells that it stands for; nil when it stands for something else, or for cells that are gone.
    public var cells: SheetCells?

    /// A name.
    public init(
        name: String, text: String, sheet: String? = nil, isHidden: Bool = false, cells: SheetCells? = nil
    ) {
        self.name = name
        self.text = text
        self.sheet = sheet
        self.isHidden = isHidden
        self.cells = cells
    }
}

/// Cells of a sheet.
public struct SheetCells: Sendable, Hashable {
    /// The sheet's name.
    public var sheet: String
    /// The cells.
    public var range: CellRange

    /// The cells `range` of `sheet`.
    public init(sheet: String, range: CellRange) {
        self.sheet = sheet
        self.range = range
    }
}

/// What is known of a sheet once its rows have been read.
public struct SheetSummary: Sendable {
    /// The smallest rectangle that holds every non-empty cell; nil for an empty sheet.
    public var used: CellRange?
    /// Merged areas, in document order.
    public var merges: [CellRange] = []
    /// The tables (`ListObject`, database range with a header) on the sheet.
    public var tables: [SheetTable] = []
    /// The autofilter's range.
    public var filter: CellRange?
    /// Hidden columns, from 0.
    public var hiddenColumns: Set<Int> = []
    /// The last row that there is, even without a cell that holds something; nil where the format does not say.
    public var lastRow: Int?
    /// The rightmost column that any cell, even an empty styled one, any table, merge or filter takes; nil when none.
    public var lastColumn: Int?
    /// What was noticed while reading the rows and did not prevent it, for example formulas without a value.
    public var findings: [Finding] = []

    /// A summary of nothing.
    public init() {}
}

/// Whether a reader shall go on.
public enum ReadStep: Sendable {
    /// Give the next batch.
    case next
    /// Enough.
    case stop
}

/// A workbook opened for reading. Worksheets only; chart and dialog sheets are left out.
public protocol WorkbookReader: Sendable {
    /// Its format, found from its content.
    var format: WorkbookFormat { get }
    /// Its worksheets, hidden ones too, in workbook order.
    var sheets: [SheetInfo] { get }
    /// What was noticed while opening it, for example how the encoding of a text file was found.
    var findings: [Finding] { get }
    /// Its defined names, in the order of the file; none where the format has none.
    var names: [WorkbookName] { get }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches, in order.
    ///
    /// A batch is valid during the call only; the reader reuses it. A row without a cell in `columns` is not given. What
    /// the other columns hold counts in the summary, but is not judged: a number there may be none.
    /// - Returns: what is known of the sheet; of the rows read so far when `body` stopped it.
    /// - Throws: a `Finding` with its place when the sheet cannot be read, and whatever `body` throws.
    func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
}

extension WorkbookReader {
    /// None.
    public var names: [WorkbookName] { [] }

    /// Reads all columns of sheet `index`, as `readSheet(_:columns:_:)` does.
    public func readSheet(_ index: Int, _ body: (RowBatch) throws -> ReadStep) throws -> SheetSummary {
        try readSheet(index, columns: .all, body)
    }
}
