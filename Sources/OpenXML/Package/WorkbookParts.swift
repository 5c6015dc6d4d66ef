internal import Tabular

/// A sheet as the workbook part lists it.
struct SheetEntry: Sendable, Hashable {
    /// What kind of sheet.
    enum Kind: Sendable, Hashable { case worksheet, chart, dialog, macro, other }

    /// Whether and how it is shown.
    enum State: String, Sendable, Hashable { case visible, hidden, veryHidden }

    /// The name that users see.
    var name: String
    /// The workbook's own number for it, `sheetId`; unique, not a position. 0 when absent.
    var sheetID: Int
    /// The relationship that leads to its part.
    var relationshipID: String
    /// Whether it is shown.
    var state: State
    /// What kind it is.
    var kind: Kind
    /// Its part, spelled as in the archive.
    var part: String
    /// Its position among all sheets, chart sheets and the like included: what `localSheetId` counts.
    var position: Int
}

/// A defined name.
struct DefinedName: Sendable, Hashable {
    /// The name, for example `_xlnm.Print_Area`.
    var name: String
    /// What it stands for, a formula without `=`.
    var text: String
    /// The position of the sheet it belongs to, among all sheets; nil for the whole workbook.
    var localSheet: Int?
    /// Whether it is hidden from the user.
    var isHidden: Bool
}

/// A table part (`ListObject`).
struct TablePart: Sendable, Hashable {
    /// Its part, spelled as in the archive.
    var part: String
    /// The name that formulas use (`displayName`).
    var name: String
    /// Its number, unique in the workbook.
    var id: Int
    /// Where it lies, header and totals rows included.
    var range: CellRange
    /// The names of its columns, from left to right, `_xHHHH_` escapes resolved.
    var columns: [String]
    /// The numbers of its columns, unique in the table.
    var columnIDs: [Int]
    /// How many header rows it has: 0 or 1.
    var headerRows: Int
    /// How many totals rows it has: 0 or 1.
    var totalsRows: Int
    /// The range of its filter; nil when it has none.
    var filter: CellRange?
}
