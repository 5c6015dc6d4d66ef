import Files
import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Editing OpenDocument")
struct EditingTests {
    @Test("columns go to the right of the body, values and formulas read back")
    func columns() throws {
        let archive = try fixture("budget.ods")
        let edited = try edit(archive, sampleEdit(), "budget.ods")
        let before = try Dump(try OpenDocumentWorkbook(archive, file: "budget.ods"))
        let book = try OpenDocumentWorkbook(edited, file: "budget.ods")
        #expect(book.sheets.map(\.name) == ["Exécution", "Calculs", "Synthèse d'essai"])
        let after = try Dump(book)
        for (cell, value) in before.cells { #expect(after.cells[cell] == value, "\(cell)") }
        #expect(after.cells["E3"] == "text Cotation")
        #expect(after.cells["E4"] == "text favorable")
        #expect(after.cells["E6"] == nil)
        #expect(after.cells["F4"] == "number 0.25")
        #expect(after.cells["F43"] == "number 390.25")
        #expect(after.cells["G5"] == "number 0.5")
        #expect(after.summary.used == CellRange("A1:G43"))
        #expect(after.summary.filter == CellRange("A3:G43"))
        let synthesis = try Dump(book, 2)
        #expect(synthesis.cells["A1"] == "text Synthèse")
        #expect(synthesis.cells["B4"] == "number 1300.5")
        #expect(synthesis.summary.merges == [CellRange("A1:B1")])
        try keep(edited, "budget.ods")
    }

    @Test("every entry that is not touched keeps its bytes, and two edits give the same file")
    func untouched() throws {
        let archive = try fixture("budget.ods")
        let edited = try edit(archive, sampleEdit(), "budget.ods")
        #expect(edited.entries.map(\.name) == archive.entries.map(\.name))
        #expect(edited.entries.first?.name == "mimetype")
        #expect(edited.entries.first?.method == 0)
        for (old, new) in zip(archive.entries, edited.entries)
        where !["content.xml", "styles.xml", "settings.xml"].contains(old.name) {
            #expect(try archive.contents(of: old) == edited.contents(of: new))
            #expect((old.compressedSize, old.method, old.crc) == (new.compressedSize, new.method, new.crc))
        }
        #expect(try bytes(archive, sampleEdit()) == (try bytes(archive, sampleEdit())))
    }

    @Test("an edit that changes nothing gives the same parts")
    func nothing() throws {
        let archive = try fixture("budget.ods")
        let edited = try edit(archive, WorkbookEdit(), "budget.ods")
        #expect(edited.entries.map(\.name) == archive.entries.map(\.name))
        #expect(edited.entries.map(\.crc) == archive.entries.map(\.crc))
    }

    @Test("what is written is what was there plus what was added, byte for byte")
    func splicing() throws {
        let archive = try package(
            """
            <table:table table:name="A">
              <table:table-column table:number-columns-repeated="1024"/>
              <table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>N</text:p>\
            </table:table-cell><table:table-cell table:number-columns-repeated="1023"/></table:table-row>\
            </table:table-header-rows><!-- ici -->
              <table:table-row table:number-rows-repeated="4"><table:table-cell office:value-type="float" \
            office:value="1"/></table:table-row>
              <table:table-row table:number-rows-repeated="1048571"/>
            </table:table>
            """)
        let block = ColumnBlock(
            sheet: 0, headerRow: 0, body: 2..<6, firstColumn: 1,
            columns: [
                NewColumn(
                    header: "C", width: 10, format: .general,
                    data: .coded(values: [.text("x  y")], codes: [0, .max, 0, 0]))
            ])
        var change = WorkbookEdit()
        change.blocks = [block]
        let content = try text(try edit(archive, change, "a.ods"), "content.xml")
        let body = try #require(content.firstRange(of: "<table:table ")).lowerBound
        #expect(
            String(content[body...]) == """
                <table:table table:name="A">
                  <table:table-column table:number-columns-repeated="1"/><table:table-column table:style-name="mesCo1" \
                table:default-cell-style-name="Default"/><table:table-column table:number-columns-repeated="1022"/>
                  <table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>N</text:p>\
                </table:table-cell><table:table-cell office:value-type="string"><text:p>C</text:p></table:table-cell>\
                <table:table-cell table:number-columns-repeated="1022"/></table:table-row></table:table-header-rows>\
                <!-- ici -->
                  <table:table-row table:number-rows-repeated="1"><table:table-cell office:value-type="float" \
                office:value="1"/></table:table-row><table:table-row table:number-rows-repeated="1"><table:table-cell \
                office:value-type="float" office:value="1"/><table:table-cell table:style-name="mesCe1" \
                office:value-type="string"><text:p>x <text:s/>y</text:p></table:table-cell></table:table-row>\
                <table:table-row table:number-rows-repeated="1"><table:table-cell office:value-type="float" \
                office:value="1"/><table:table-cell table:style-name="mesCe1"/></table:table-row><table:table-row \
                table:number-rows-repeated="1"><table:table-cell office:value-type="float" office:value="1"/>\
                <table:table-cell table:style-name="mesCe1" office:value-type="string"><text:p>x <text:s/>y</text:p>\
                </table:table-cell></table:table-row>
                  <table:table-row table:number-rows-repeated="1"><table:table-cell/><table:table-cell \
                table:style-name="mesCe1" office:value-type="string"><text:p>x <text:s/>y</text:p></table:table-cell>\
                </table:table-row><table:table-row table:number-rows-repeated="1048570"/>
                </table:table></office:spreadsheet></office:body></office:document-content>
                """)
    }

    @Test("an edit that would lose something or does not fit is refused before anything is written")
    func refusals() throws {
        let archive = try fixture("budget.ods")
        func code(_ change: (inout WorkbookEdit) -> Void) throws -> String? {
            var edit = sampleEdit()
            change(&edit)
            let sink = MemorySink()
            let found = finding { _ = try OpenDocumentEditor(archive, file: "b.ods").write(edit, to: sink) }
            #expect(sink.count == 0)
            return found?.kind.code
        }
        #expect(try code { $0.blocks[0] = moved($0.blocks[0], to: 3) } == "ODS022")
        #expect(try code { $0.blocks[0] = moved($0.blocks[0], to: 16_383) } == "ODS023")
        #expect(try code { $0.blocks[0].body = 3..<2_000_000 } == "ODS024")
        #expect(try code { $0.sheets[0].name = "calculs" } == "ODS025")
        #expect(try code { $0.sheets[0].name = "a/b" } == "ODS025")
        #expect(try code { $0.blocks.append($0.blocks[0]) } == "ODS027")
        #expect(try code { $0.blocks[0].sheet = 7 } == "ODS006")
    }

    @Test("a signed workbook is refused unless the signature may go")
    func signed() throws {
        let archive = try package(
            "<table:table table:name=\"A\"><table:table-row/></table:table>",
            extra: [("META-INF/documentsignatures.xml", "<x/>")])
        var change = WorkbookEdit()
        change.sheets = [NewSheet(name: "B", widths: [], rows: [])]
        let editor = try OpenDocumentEditor(archive, file: "a.ods")
        #expect(finding { _ = try editor.write(change, to: MemorySink()) }?.kind == .signedWorkbook)
        var options = EditOptions()
        options.mayDropSignature = true
        let sink = MemorySink()
        #expect(try editor.write(change, to: sink, options: options).map(\.kind) == [.signatureDropped])
        #expect(try ZipArchive(Bytes(sink.bytes)).entry("META-INF/documentsignatures.xml") == nil)
    }

    @Test("a table outside the spreadsheet is no sheet, nor counts when one is edited")
    func tableElsewhere() throws {
        let stray = "<table:table table:name=\"Ailleurs\"><table:table-row/></table:table>"
        let row = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
        let archive = try package("<table:table table:name=\"A\">\(row + row + row)</table:table>", styles: stray)
        let workbook = try OpenDocumentWorkbook(archive, file: "a.ods")
        #expect(workbook.sheets.map(\.name) == ["A"])
        var passed: [Int] = []
        try OpenDocumentWorkbook.readRows(of: archive, file: "a.ods") { sheet, _ in
            passed.append(sheet)
            return .next
        }
        #expect(passed == [0])
        let edited = try edit(archive, sampleEdit(sheet: "A", header: 0, body: 1..<3, first: 1, amounts: 0), "a.ods")
        #expect(try Dump(try OpenDocumentWorkbook(edited, file: "a.ods")).cells["B1"] == "text Cotation")
    }

    @Test(
        "what new markup is placed by must be there",
        arguments: ["office:document-content", "office:body", "office:spreadsheet"])
    func misnamed(_ name: String) throws {
        let whole = try text(
            try package("<table:table table:name=\"A\"><table:table-row/></table:table>"), "content.xml")
        // Without automatic styles, these are placed by the body.
        var content = whole.replacing("<office:automatic-styles></office:automatic-styles>", with: "")
        content = content.replacing("<\(name)", with: "<office:autre").replacing("</\(name)", with: "</office:autre")
        let found = finding {
            _ = try edit(
                try rawPackage(content), sampleEdit(sheet: "A", header: 0, body: 1..<3, first: 1, amounts: 0), "a.ods")
        }
        #expect(found?.kind.code == "ODS001")
    }

    @Test("the published budget of Montpellier takes columns on all its rows", .enabled(if: montpellier != nil))
    func realFile() throws {
        let path = try #require(montpellier)
        let archive = try ZipArchive(try Bytes(mapping: path))
        var change = sampleEdit(sheet: "Feuille1", header: 0, body: 1..<15_827, first: 10, amounts: 7)
        change.blocks[0].sheet = 0
        let edited = try edit(archive, change, path)
        let dump = try Dump(try OpenDocumentWorkbook(edited, file: path))
        #expect(dump.cells["K1"] == "text Cotation")
        #expect(dump.cells["K15827"] == "text défavorable")
        #expect(dump.summary.used == CellRange("A1:M15827"))
        try keep(edited, "montpellier.ods")
    }
}
