import Tabular
import Testing

@testable import OpenXML

@Suite struct CalcChainTests {
    private func block(formula: Formula?) -> ColumnBlock {
        var column = Editing.texts("X", ["a", nil, "b"])
        column.formula = formula
        return ColumnBlock(sheet: 0, headerRow: 2, body: 3..<6, positions: [5], owned: [5, 6], columns: [column])
    }

    /// Whether the chain lists a formula that goes, of all cells of `block`'s own columns on sheet 3.
    private func lists(_ cells: String, _ block: ColumnBlock) throws -> Bool {
        try CalcChain.lists(Array("<x:calcChain xmlns:x=\"m\">\(cells)</x:calcChain>".utf8), part: "") { sheet, cell in
            sheet == 3 && block.owned.contains(cell.column) && !block.hasFormula(row: cell.row, column: cell.column)
        }
    }

    @Test func keepsTheChainWhileEveryFormulaStays() throws {
        let stays = block(formula: .number("1"))
        #expect(try !lists("<x:c r=\"F4\" i=\"3\"/><x:c r=\"F6\" l=\"1\"/><x:c r=\"A1\"/>", stays))
        #expect(try lists("<x:c r=\"F4\" i=\"3\"/><x:c r=\"F5\"/>", stays), "a row without a value")
        #expect(try lists("<x:c r=\"G4\" i=\"3\"/>", stays), "a column that is written no more")
        #expect(try lists("<x:c r=\"F4\" i=\"3\"/>", block(formula: nil)))
    }

    @Test func countsTheCellsOfOtherSheetsForNothing() throws {
        #expect(try !lists("<x:c r=\"F5\" i=\"2\"/><x:c r=\"G4\"/>", block(formula: nil)))
        #expect(try lists("<x:c r=\"F5\" i=\"2\"/><x:c i=\"3\" r=\"G4\"/>", block(formula: nil)))
        #expect(try !lists("<x:c r=\"F5\" i=\"99999999999999999999\"/><x:c/>", block(formula: nil)))
    }
}
