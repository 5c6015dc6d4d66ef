import Findings
import Tabular
import Testing

@testable import OpenXML

/// A table that has columns of an earlier run.
@Suite struct EditingOwnTableTests {
    private let markup =
        "<table ref=\"A3:F9\" totalsRowCount=\"1\"><autoFilter ref=\"A3:F8\"><filterColumn colId=\"1\"/>"
        + "<filterColumn colId=\"5\"/></autoFilter><sortState ref=\"A4:F8\"/><tableColumns count=\"6\">"
        + "<tableColumn id=\"1\" name=\"Nature\"/><tableColumn id=\"2\" name=\"Libellé\"/>"
        + "<tableColumn id=\"3\" name=\"Montant\"/><tableColumn id=\"4\" name=\"Date\"/>"
        + "<tableColumn id=\"5\" name=\"Cotation\"/><tableColumn id=\"6\" name=\"Part\"><calculatedColumnFormula>1"
        + "</calculatedColumnFormula></tableColumn></tableColumns></table>"

    private func table() throws -> TablePart {
        TablePart(
            part: "xl/tables/table1.xml", name: "T", id: 1, range: try #require(CellRange("A3:F9")),
            columns: ["Nature", "Libellé", "Montant", "Date", "Cotation", "Part"], columnIDs: [1, 2, 3, 4, 5, 6],
            headerRows: 1, totalsRows: 1, filter: CellRange("A3:F8"))
    }

    private func block(_ columns: [(Int, String)], owned: Set<Int>, header: Int = 2) -> ColumnBlock {
        ColumnBlock(
            sheet: 0, headerRow: header, body: 3..<8, positions: columns.map(\.0), owned: owned,
            columns: columns.map { Editing.texts($0.1, []) })
    }

    private func edits(_ block: ColumnBlock) throws -> [TableEdit] {
        var findings: [Finding] = []
        let package = try OpenXMLPackage(Editing.open("editing-report.xlsx"), file: "")
        let edits = try TableEdit.find(for: block, among: [table()], in: package, sheet: "S", &findings)
        #expect(findings.isEmpty)
        return edits
    }

    private func edited(_ block: ColumnBlock) throws -> String {
        let edit = try #require(try edits(block).first)
        return String(decoding: try edit.edited(Array(markup.utf8)), as: UTF8.self)
    }

    @Test func staysAsItIsWhenItsColumnsAreWrittenAgain() throws {
        #expect(try edits(block([(4, "Cotation"), (5, "Part")], owned: [4, 5])).isEmpty)
    }

    @Test func namesAColumnByItsHeaderOfToday() throws {
        let text = try edited(block([(4, "Cotation & suite"), (5, "Part")], owned: [4, 5]))
        #expect(text == markup.replacing(first: "name=\"Cotation\"", with: "name=\"Cotation &amp; suite\""))
    }

    @Test func getsTheColumnsThatContinueIt() throws {
        let block = block([(4, "Cotation"), (5, "Part"), (6, "Règle")], owned: [4, 5])
        let text = try edited(block)
        #expect(text.hasPrefix("<table ref=\"A3:G9\" totalsRowCount=\"1\"><autoFilter ref=\"A3:G8\">"))
        #expect(text.contains("<tableColumns count=\"7\">"))
        #expect(text.hasSuffix("</tableColumn><tableColumn id=\"7\" name=\"Règle\"/></tableColumns></table>"))
        #expect(try edits(block).first?.totalsRow == 8)
    }

    @Test func losesTheColumnAtItsEdgeThatIsWrittenNoMore() throws {
        let text = try edited(block([(4, "Cotation")], owned: [4, 5]))
        #expect(text.hasPrefix("<table ref=\"A3:E9\" totalsRowCount=\"1\"><autoFilter ref=\"A3:E8\">"))
        #expect(text.contains("<filterColumn colId=\"1\"/></autoFilter><tableColumns count=\"5\">"))
        #expect(text.hasSuffix("<tableColumn id=\"5\" name=\"Cotation\"/></tableColumns></table>"))
    }

    @Test func keepsAColumnInItsMiddleUnderItsHeader() throws {
        let edit = try #require(try edits(block([(5, "Part")], owned: [4, 5])).first)
        #expect(edit.emptied.map(\.column) == [4])
        #expect(edit.emptied.map(\.header) == ["Cotation"])
        #expect(try edit.edited(Array(markup.utf8)) == Array(markup.utf8))
    }

    @Test func refusesWhatItCannotHold() throws {
        func code(_ block: ColumnBlock) -> String? {
            do {
                _ = try edits(block)
                return nil
            } catch { return (error as? Finding)?.kind.code }
        }
        #expect(code(block([(4, "Cotation"), (5, "Part")], owned: [4])) == "XLE001", "a column of theirs")
        #expect(code(block([(4, "montant"), (5, "Part")], owned: [4, 5])) == "XLE008")
        #expect(code(block([(4, "Cotation"), (5, "Part"), (6, "Date")], owned: [4, 5])) == "XLE008")
        #expect(code(block([(4, "Part"), (5, "Cotation")], owned: [4, 5])) == nil, "two names may change places")
        #expect(code(block([(4, "Cotation")], owned: [4], header: 1)) == "XLE001", "its header would be overwritten")
    }
}
