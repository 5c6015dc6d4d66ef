import Files
import Markup
import Tabular
import Testing
import ZipArchive

@testable import OpenXML

@Suite struct EditingNewSheetTests {
    private func synthesis() throws -> NewSheet {
        var sheet = NewSheet(
            name: "Synthèse d'ensemble", widths: [20, 10.5],
            rows: [
                [NewCell(.text("Titre"), .general, .title)],
                [NewCell(.text("Cotation"), .general, .header), NewCell(.text("Montant"), .general, .header)],
                [
                    NewCell(.text("Favorable"), .general, .tableBody),
                    NewCell(
                        .formula(
                            .call("SUM", [.range(sheet: "Budget", try #require(CellRange("C3:C5")))]),
                            .amount(Cents(119740))),
                        .amount, .tableBody),
                ],
                [],
                [nil, NewCell(.link("Aller", sheet: "Budget", CellReference(row: 2, column: 0)))],
                [NewCell(.date(days: 20_089), .date), NewCell(.boolean(true)), NewCell(.decimal("0.25"), .percent)],
            ])
        sheet.frozenRows = 2
        sheet.heights = [1: 31.5, 3: 6]
        sheet.printTitleRows = 1..<2
        sheet.merges = [try #require(CellRange("A1:B1"))]
        sheet.colours = [
            (try #require(CellRange("A3:A4")), ValueColour(text: "Favorable", fill: "C6EFCE", ink: "006100"))
        ]
        return sheet
    }

    @Test func addsSheetsAfterTheLastOneAndOnlyAddsToThePackage() throws {
        var edit = WorkbookEdit()
        var hidden = NewSheet(name: "Cachée", widths: [], rows: [])
        hidden.isHidden = true
        edit.sheets = [try synthesis(), hidden]
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        #expect(outcome.added == ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"])
        #expect(
            try outcome.changed().sorted() == [
                "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml",
            ])
        let workbook = try outcome.text("xl/workbook.xml")
        #expect(workbook.contains(" name=\"Cachée\" sheetId=\"4\" state=\"hidden\""))
        #expect(
            workbook.contains(
                "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"2\">'Synthèse d''ensemble'!$2:$2</definedName>"
            ))
        let names = try OpenXMLPackage(outcome.after, file: "").sheets.map(\.name)
        #expect(names == ["Budget", "Suite", "Synthèse d'ensemble", "Cachée"])
    }

    @Test func writesEverythingThatASheetHas() throws {
        var edit = WorkbookEdit()
        edit.sheets = [try synthesis()]
        let text = try Editing.write(edit, of: "editing-grid.xlsx").text("xl/worksheets/sheet3.xml")
        for expected in [
            "<pane ySplit=\"2\" topLeftCell=\"A3\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            "<row r=\"2\" ht=\"31.5\" customHeight=\"1\"><c ", "<row r=\"4\" ht=\"6.0\" customHeight=\"1\"></row>",
            "<f>SUM(Budget!$C$3:$C$5)</f><v>1197.4</v>", "<mergeCell ref=\"A1:B1\"/>",
            "<hyperlink ref=\"B5\" location=\"Budget!A3\"/>", "<conditionalFormatting sqref=\"A3:A4\">",
            "fitToPage=\"1\"", "orientation=\"landscape\" fitToHeight=\"0\"", "t=\"b\"><v>1</v>", "<v>45658</v>",
            "<v>0.25</v>",
        ] { #expect(text.contains(expected), "\(expected)") }
    }

    @Test func showsValuesInTheFormatsThatTheyHave() throws {
        var edit = WorkbookEdit()
        let row = ValueFormat.allCases.map { NewCell(.integer(1), $0, .tableBody) }
        edit.sheets = [NewSheet(name: "Formats", widths: [], rows: [row])]
        edit.sheets[0].isLandscape = false
        let outcome = try Editing.write(edit, of: "editing-grid.xlsx")
        let sheet = try outcome.tree("xl/worksheets/sheet3.xml")
        let styles = try outcome.tree("xl/styles.xml")
        let formats = styles.first("cellXfs")?.children ?? []
        var codes: [String: String] = [:]
        for format in styles.everywhere("numFmt") {
            codes[format.attribute("numFmtId") ?? ""] = format.attribute("formatCode")
        }
        let shown = sheet.everywhere("c").compactMap { cell in
            cell.attribute("s").flatMap { Int($0) }.map { formats[$0] }
        }
        let numbers = shown.compactMap { $0.attribute("numFmtId") }
        #expect(
            numbers.map { codes[$0] ?? $0 } == [
                "0", "49", "0", "#,##0.00\\ \"€\"", "0.0\\ %", "3", "dd/mm/yyyy",
            ])
        #expect(
            shown.map { $0.first("alignment")?.attribute("wrapText") == "1" } == [
                false, false, true, false, false, false, false,
            ])
        #expect(sheet.first("pageSetup")?.attribute("orientation") == "portrait")
        #expect(sheet.everywhere("sheetView").allSatisfy { $0.attribute("tabSelected") == nil })
    }

    @Test func staysStrictInAStrictWorkbook() throws {
        var edit = WorkbookEdit()
        edit.sheets = [NewSheet(name: "Deux", widths: [], rows: [[NewCell(.text("x"), .general, .title)]])]
        let outcome = try Editing.write(edit, of: "editing-strict.xlsx")
        #expect(try outcome.text("xl/worksheets/sheet2.xml").contains("http://purl.oclc.org/ooxml/spreadsheetml/main"))
        #expect(
            try outcome.text("xl/_rels/workbook.xml.rels").contains(
                "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\""))
        #expect(try outcome.text("xl/workbook.xml").contains("<x:sheet name=\"Deux\" sheetId=\"8\" q:id=\"rId"))
        #expect(try OpenXMLPackage(outcome.after, file: "").sheets.count == 2)
    }

    @Test func makesAWorkbookThatTheEditorEdits() throws {
        let sink = MemorySink()
        try OpenXMLNew.write(sheets: [try synthesis()], to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        let package = try OpenXMLPackage(archive, file: "")
        #expect(package.sheets.map(\.name) == ["Synthèse d'ensemble"])
        #expect(package.stylesPart == "xl/styles.xml")
        var edit = Editing.block(header: 1, body: 2..<3, column: 2, [Editing.texts("Coté", ["oui"])])
        edit.sheets = [NewSheet(name: "Provenance", widths: [], rows: [])]
        let second = MemorySink()
        _ = try OpenXMLEditor(archive, file: "").write(edit, to: second)
        let edited = try ZipArchive(Bytes(second.bytes))
        let entry = try #require(edited.entry("xl/worksheets/sheet1.xml"))
        #expect(String(decoding: try edited.contents(of: entry), as: UTF8.self).contains("<t>oui</t>"))
        let again = MemorySink()
        try OpenXMLNew.write(sheets: [try synthesis()], to: again)
        #expect(again.bytes == sink.bytes)
    }
}
