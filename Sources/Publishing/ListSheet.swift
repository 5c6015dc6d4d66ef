internal import Measures
internal import Tabular

/// The sheet that drop-downs take their values from: hidden, as people have nothing to do there, but not out of reach.
enum ListSheet {
    /// Its name when it is new.
    static let name = "Listes"

    /// The sheet of what may be written as a rating: the categories, then the word for none.
    static func sheet(_ definition: MeasureDefinition, at place: SheetPlan.Place) -> NewSheet {
        let header: [NewCell?] = ["Cotation", "Ce que cela veut dire"].map { NewCell(.text($0), .general, .header) }
        let rows: [[NewCell?]] = words(definition).map { category in
            [
                NewCell(.text(category.label), .general, .coloured(fill: category.fill, ink: category.ink)),
                NewCell(.text(category.meaning), .wrapped, .tableBody),
            ]
        }
        var sheet = NewSheet(at: place, widths: [20, 90], rows: [header] + rows)
        sheet.frozenRows = 1
        sheet.printTitleRows = 0..<1
        sheet.isHidden = true
        RowHeights.fit(&sheet)
        return sheet
    }

    /// The cells that hold what may be written as a rating.
    static func choices(_ definition: MeasureDefinition, at place: SheetPlan.Place) -> Choices {
        let last = words(definition).count
        return .range(
            sheet: place.name, CellRange(CellReference(row: 1, column: 0), CellReference(row: last, column: 0)))
    }

    /// What may be written, in the order in which drop-downs show it.
    static func words(_ definition: MeasureDefinition) -> [Category] { definition.categories + [definition.absence] }
}
