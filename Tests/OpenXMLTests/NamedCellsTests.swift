import Tabular
import Testing

@testable import OpenXML

@Suite("The cells of a name")
struct NamedCellsTests {
    @Test(
        "sheet and range, quotes undone",
        arguments: [
            ("Mandats!$P$4", "Mandats", "P4"), ("'L''été'!$A$1:$B$9", "L'été", "A1:B9"), ("'a!b'!C3", "a!b", "C3"),
        ])
    func cells(formula: String, sheet: String, range: String) throws {
        let cells = try #require(SheetCells(formula: formula))
        #expect(cells.sheet == sheet)
        #expect("\(cells.range)" == range)
    }

    @Test(
        "anything else stands for no cells",
        arguments: ["#REF!", "Mandats!#REF!", "1", "'a", "!A1", "a!A1,a!B2", "SUM(a!A1)", "a:b!", ""])
    func none(formula: String) {
        #expect(SheetCells(formula: formula) == nil)
    }
}
