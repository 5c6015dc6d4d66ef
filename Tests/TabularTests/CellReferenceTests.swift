import Testing

@testable import Tabular

@Suite struct CellReferenceTests {
    @Test func lettersAndNotationReadBack() {
        for column in 0..<SheetLimits.columns {
            let reference = CellReference(row: 41, column: column)
            #expect(CellReference(reference.description) == reference)
        }
        #expect(CellReference.letters(ofColumn: 16_383) == "XFD")
        #expect(CellReference("$B$12") == CellReference(row: 11, column: 1))
    }

    @Test(arguments: ["", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "A-1", "A1B", "é1", "A99999999999"])
    func whatIsNoCellIsRefused(_ notation: String) {
        #expect(CellReference(notation) == nil)
    }

    @Test func ranges() {
        #expect(CellRange("A1:C3")?.description == "A1:C3")
        #expect(CellRange("B2")?.description == "B2")
        #expect(CellRange("C3:A1") == nil)
    }
}
