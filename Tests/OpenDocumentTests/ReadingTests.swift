import Files
import Findings
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Reading OpenDocument")
struct ReadingTests {
    @Test("every type of value that LibreOffice writes is read with its exact text")
    func types() throws {
        let book = try OpenDocumentWorkbook(try fixture("types.ods"), file: "types.ods")
        #expect(book.sheets == [SheetInfo(name: "Types d'essai"), SheetInfo(name: "Cachée", isHidden: true)])
        let dump = try Dump(book)
        #expect(dump.cells["A2"] == "text   deux espaces  dedans")
        #expect(dump.cells["B2"] == "number 1234.5678901234")
        #expect(dump.cells["C2"] == "number 0.125")
        #expect(dump.cells["D2"] == "number 21928.7")
        #expect(dump.cells["E2"] == "date 2024-02-29")
        #expect(dump.cells["F2"] == "date 2024-02-29T13:45:30")
        #expect(dump.cells["G2"] == "time PT30H15M00S")
        #expect(dump.cells["I2"] == "error #N/A")
        #expect(dump.cells["J2"] == "number 2469.1357802468")
        #expect(dump.cells["A3"] == "text ligne 1\nligne 2onglet & <b> \"é\"")
        #expect(dump.cells["J3"] == nil)
        #expect(dump.cells["A5"] == "text fusion")
        #expect(dump.summary.merges == [CellRange("A5:C6")])
        #expect(dump.summary.hiddenColumns == [3])
        #expect(dump.summary.used == CellRange("A1:J8"))
        #expect(dump.summary.lastColumn == 9)
        #expect(dump.rows.map(\.isHidden) == [false, false, false, false, true])
        #expect(try Dump(book, 1).cells == ["B2": "text secret"])
    }

    @Test("dates, times and booleans come as numbers too")
    func numbers() throws {
        let book = try OpenDocumentWorkbook(try fixture("types.ods"), file: "types.ods")
        var numbers: [Int: Double] = [:]
        _ = try book.readSheet(0) { batch in
            for row in batch.rows where row.index == 1 {
                for cell in batch.cells[row.cells] { numbers[Int(cell.column)] = cell.number }
            }
            return .next
        }
        #expect(numbers[1] == 1234.5678901234)
        #expect(numbers[4] == 1_709_164_800)
        #expect(numbers[5] == 1_709_214_330)
        #expect(numbers[6] == 108_900)
    }

    @Test("an autofilter is found, and is no table of the user's")
    func filter() throws {
        let dump = try Dump(try OpenDocumentWorkbook(try fixture("budget.ods"), file: "budget.ods"))
        #expect(dump.summary.filter == CellRange("A3:D43"))
        #expect(dump.summary.tables.isEmpty)
        #expect(dump.summary.used == CellRange("A1:D43"))
        #expect(dump.summary.lastColumn == 3)
    }

    @Test("repeated rows are one row, repeated cells are several, empties are none")
    func repeats() throws {
        let book = try OpenDocumentWorkbook(
            try package(
                """
                <table:table table:name="A"><table:table-row table:number-rows-repeated="1000"><table:table-cell \
                table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="7" \
                table:number-columns-repeated="3"><text:p>7</text:p></table:table-cell><table:table-cell \
                table:number-columns-repeated="16379"/></table:table-row><table:table-row \
                table:number-rows-repeated="1047576"><table:table-cell table:number-columns-repeated="16384"/>\
                </table:table-row></table:table>
                """), file: "a.ods")
        let dump = try Dump(book)
        #expect(dump.rows.count == 1)
        #expect(dump.rows.first?.repeats == 1000)
        #expect(dump.cells == ["C1": "number 7", "D1": "number 7", "E1": "number 7"])
        #expect(dump.summary.used == CellRange("C1:E1000"))
    }

    @Test("text leaves out annotations, shapes and ruby, and keeps spans, links, lists and paragraphs")
    func text() throws {
        let book = try OpenDocumentWorkbook(
            try package(
                """
                <table:table table:name="A"><table:shapes><draw:frame><text:p>forme</text:p></draw:frame></table:shapes>\
                <table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>\
                </office:annotation><text:p>a<text:span>b<text:a>c</text:a></text:span><text:s/><text:s text:c="2"/>d\
                <text:tab/>e<text:line-break/>f<![CDATA[<g>]]><!-- non --></text:p><draw:frame><text:p>image</text:p>\
                </draw:frame><text:p/><text:p>&#233;&amp;&lt;</text:p></table:table-cell><table:table-cell><text:p>sans\
                 type</text:p></table:table-cell><table:covered-table-cell><text:p>couvert</text:p>\
                </table:covered-table-cell><table:table-cell office:value-type="string"><table:table><table:table-row>\
                <table:table-cell><text:p>interne</text:p></table:table-cell></table:table-row></table:table><text:p>x\
                </text:p></table:table-cell></table:table-row></table:table>
                """), file: "a.ods")
        #expect(try Dump(book).cells == ["A1": "text abc   d\te\nf<g>\n\né&<", "B1": "text sans type", "D1": "text x"])
    }

    @Test("any prefix will do, even the default namespace")
    func prefixes() throws {
        let archive = try rawPackage(
            """
            <?xml version="1.0" encoding="UTF-8"?>\n<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:\
            office:1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:t="urn:oasis:names:tc:\
            opendocument:xmlns:table:1.0"><o:body><o:spreadsheet><table t:name="S"><table-row><table-cell \
            o:value-type='float' o:value='3'/><t:table-cell t:number-columns-repeated='2'/><table-cell \
            o:value-type='string'><x:p xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0">é</x:p></table-cell>\
            </table-row></table></o:spreadsheet></o:body></o:document-content>
            """)
        let book = try OpenDocumentWorkbook(archive, file: "a.ods")
        #expect(book.sheets.map(\.name) == ["S"])
        #expect(try Dump(book).cells == ["A1": "number 3", "D1": "text é"])
    }

    @Test("a reading stops when it is told to")
    func stops() throws {
        let rows = (0..<40_000).map {
            "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"\($0)\"/></table:table-row>"
        }
        let book = try OpenDocumentWorkbook(
            try package("<table:table table:name=\"A\">" + rows.joined() + "</table:table>"), file: "a.ods")
        var batches = 0
        let summary = try book.readSheet(0) { _ in
            batches += 1
            return .stop
        }
        #expect(batches == 1)
        #expect((summary.used?.last.row ?? 0) < 39_999)
        #expect(try Dump(book).cells.count == 40_000)
    }

    @Test(
        "counts and values that are none are findings with the cell",
        arguments: [
            ("<table:table-cell/><table:table-cell table:number-columns-repeated=\"0\"/>", "ODS003", "B1"),
            ("<table:table-cell table:number-columns-repeated=\"-5\"/>", "ODS003", "A1"),
            ("<table:table-cell table:number-columns-repeated=\"9223372036854775808\"/>", "ODS003", "A1"),
            ("<table:table-cell table:number-columns-spanned=\"x\"/>", "ODS003", "A1"),
            ("<table:table-cell office:value-type=\"float\" office:value=\"1,5\"/>", "ODS005", "A1"),
            ("<table:table-cell office:value-type=\"date\" office:date-value=\"2023-02-29\"/>", "ODS005", "A1"),
            ("<table:table-cell office:value-type=\"time\" office:time-value=\"12:00\"/>", "ODS005", "A1"),
            ("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"oui\"/>", "ODS005", "A1"),
            (
                "<table:table-cell table:number-columns-repeated=\"16384\"/><table:table-cell><text:p>x</text:p></table:table-cell>",
                "ODS004", "XFD1"
            ),
        ])
    func badCells(_ cell: String, _ code: String, _ reference: String) throws {
        let archive = try package(
            "<table:table table:name=\"A\"><table:table-row>\(cell)</table:table-row></table:table>")
        let book = try OpenDocumentWorkbook(archive, file: "a.ods")
        let found = finding { _ = try Dump(book) }
        #expect(found?.kind.code == code)
        #expect(found?.place.cell == reference)
        #expect(found?.place.file == "a.ods")
    }

    @Test("a huge run of spaces is cut to what a cell may hold")
    func spaces() throws {
        let book = try OpenDocumentWorkbook(
            try package(
                "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>a<text:s text:c=\"2147483647\"/>b"
                    + "<text:s text:c=\"2147483647\"/></text:p></table:table-cell></table:table-row></table:table>"),
            file: "a.ods")
        #expect(try Dump(book).cells["A1"]?.utf8.count == "text ab".utf8.count + 32_767)
    }

    @Test(
        "broken XML is a finding, never a crash",
        arguments: [
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><document/>", "XML002"), ("<document>", "XML001"),
            ("<document></document></document>", "XML001"), ("<document/><b/>", "XML001"),
            ("<document b=c/>", "XML001"), ("<document b=\"c/>", "XML001"), ("<document", "XML001"), ("", "XML001"),
            ("x", "XML001"), ("<", "XML001"), ("<!", "XML001"), ("<!-- a", "XML001"), ("<document/>x", "XML001"),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><document/>", "XML003"),
            ("<document b></document>", "XML001"),
        ])
    func brokenMarkup(_ content: String, _ code: String) throws {
        let archive = try rawPackage(content)
        #expect(finding { _ = try OpenDocumentWorkbook(archive, file: "a.ods") }?.kind.code == code)
    }

    @Test("a hundred thousand nested elements are read without recursion")
    func deep() throws {
        let depth = 100_000
        let body =
            "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>"
            + String(repeating: "<text:span>", count: depth) + "x" + String(repeating: "</text:span>", count: depth)
            + "</text:p></table:table-cell></table:table-row></table:table>"
        let book = try OpenDocumentWorkbook(try package(body), file: "a.ods")
        #expect(try Dump(book).cells == ["A1": "text x"])
    }

    @Test("another kind of document and an encrypted one are named as such")
    func otherPackages() throws {
        let manifest = """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry \
            manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/>\
            </manifest:file-entry></manifest:manifest>
            """
        let encrypted = try rawPackage("\u{1}\u{2}", extra: [("META-INF/manifest.xml", manifest)])
        #expect(finding { _ = try OpenDocumentWorkbook(encrypted, file: "a.ods") }?.kind == .encryptedWorkbook)
    }

    @Test("the published budget of Montpellier is read whole", .enabled(if: montpellier != nil))
    func realFile() throws {
        let path = try #require(montpellier)
        let book = try OpenDocumentWorkbook(try ZipArchive(try .init(mapping: path)), file: path)
        #expect(book.sheets.map(\.name) == ["Feuille1"])
        let dump = try Dump(book)
        #expect(dump.rows.reduce(0) { $0 + $1.repeats } == 15_827)
        #expect(dump.summary.used == CellRange("A1:J15827"))
        #expect(dump.cells["H1"] == "text Exécuté")
        #expect(dump.cells["H2"] == "number 21928.7")
        #expect(dump.cells["I2"] == "text  AUTRES FOURNITURES NON STOCKEES")
        #expect(dump.cells["G3"] == nil)
        #expect(dump.cells["I15827"] == "text  FRAIS D'ETUDES")
    }
}
