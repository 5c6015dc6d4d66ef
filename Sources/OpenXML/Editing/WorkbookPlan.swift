internal import Tabular

/// A new sheet and where it goes.
struct PlacedSheet {
    /// Its contents.
    var sheet: NewSheet
    /// Its part.
    var part: String
    /// The identifier of the relationship from the workbook to it.
    var relationshipID: String
    /// Its number in the workbook.
    var sheetID: Int
    /// Its position among all sheets.
    var position: Int
    /// The sheet whose place it takes; nil for one that is added.
    var replaced: SheetEntry?
    /// Its notes, charts and what leads to them.
    var parts: SheetParts
    /// The attributes of the protection that the replaced sheet had, as they were written; nil without one.
    var protection: String?
}

/// What changes in the workbook part.
struct WorkbookPlan {
    /// The sheets that are added or written anew.
    var sheets: [PlacedSheet] = []
    /// By the position of the sheet: the columns that it gets.
    var blocks: [Int: ColumnBlock] = [:]
    /// By position: the names of the sheets as they are.
    var names: [Int: String] = [:]
    /// Whether formulas are to be calculated when the workbook is opened.
    var recalculates = false

    /// The sheets that get another name.
    var renamings: [SheetRenaming] {
        sheets.compactMap { item in
            guard let old = item.replaced, old.name != item.sheet.name else { return nil }
            return SheetRenaming(old: old.name, new: item.sheet.name)
        }
    }

    /// `formula` as it is once sheets have their new names.
    func renamed(_ formula: String) -> String { renamings.reduce(formula) { $1.applied(to: $0) } }
}
