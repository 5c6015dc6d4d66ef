import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingTableTests {
    private let table = "xl/tables/table1.xml"

    @Test func extendsTheTableThatTheColumnsContinue() throws {
        let edit = Editing.block(
            header: 2, body: 3..<6, column: 4, [Editing.texts("Deux\nlignes", ["a"]), Editing.texts("Part", ["b"])])
        let outcome = try Editing.write(edit, of: "editing-report.xlsx")
        let text = try outcome.text(table)
        #expect(text.contains("ref=\"A3:F7\""))
        #expect(text.contains("<autoFilter ref=\"A3:F6\"/>"), "the totals row is not filtered")
        #expect(text.contains("<tableColumns count=\"6\">"))
        #expect(
            text.contains("<tableColumn id=\"5\" name=\"Deux_x000a_lignes\"/><tableColumn id=\"6\" name=\"Part\"/>"))
        let cells = try outcome.piece("xl/worksheets/sheet1.xml", from: "<row r=\"7\"", to: "</row>")
        #expect(cells.contains("<c r=\"E7\""))
        #expect(!cells.contains("inlineStr"), "the totals row gets empty cells")
    }

    @Test func leavesATableAloneThatTheColumnsDoNotContinue() throws {
        let apart = Editing.block(header: 2, body: 3..<6, column: 5, [Editing.texts("X", ["a"])])
        #expect(try !Editing.write(apart, of: "editing-report.xlsx").changed().contains(table))
        let longer = Editing.block(header: 2, body: 3..<7, column: 4, [Editing.texts("X", ["a"])])
        let outcome = try Editing.write(longer, of: "editing-report.xlsx")
        #expect(try !outcome.changed().contains(table))
        #expect(outcome.findings.map(\.kind.code) == ["XLE009"])
    }

    @Test func touchesNothingElseOfAnElaborateWorkbook() throws {
        let edit = Editing.block(header: 2, body: 3..<6, column: 4, [Editing.texts("X", ["a"])])
        let outcome = try Editing.write(edit, of: "editing-report.xlsx")
        let expected = ["xl/styles.xml", table, "xl/worksheets/sheet1.xml", "xl/workbook.xml"]
        #expect(try outcome.changed().sorted() == expected.sorted(), "the workbook for its print area")
        let tail = try outcome.piece("xl/worksheets/sheet1.xml", from: "<pageMargins", to: "</worksheet>")
        for kept in ["landscape", "<oddFooter>", "<drawing ", "<legacyDrawing ", "<tableParts count=\"1\">"] {
            #expect(tail.contains(kept))
        }
    }
}
