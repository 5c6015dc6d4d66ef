internal import Tabular

/// What becomes of a sheet that an earlier run wrote and this one does not: it is emptied and hidden.
///
/// It is not taken out of the workbook, for people's formulas may name it: they then read empty cells, where a sheet that is
/// gone would make the program repair the file. A run that writes it again takes it over in its place.
enum LeftSheet {
    /// The sheet at `place`.
    static func sheet(at place: SheetPlan.Place) -> NewSheet {
        let remark =
            "Cette feuille n'est plus demandée : elle est vide et masquée. Elle reprendra sa place si elle l'est de nouveau."
        var sheet = NewSheet(at: place, widths: [100], rows: [[NewCell(.text(remark), .wrapped, .remark)]])
        sheet.isHidden = true
        return sheet
    }
}
