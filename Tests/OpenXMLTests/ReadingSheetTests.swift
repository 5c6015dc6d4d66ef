import Findings
import Markup
import Tabular
import Testing

@testable import OpenXML

@Suite("Scanning sheets")
struct ReadingSheetTests {
    @Test("text is decoded: references, CDATA, comments, escapes, runs, line ends; phonetic text is left out")
    func text() throws {
        let sheet = try HandMade(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v> 1 </v></c><c r="C1" t="s"><v>2</v></c></row>
                <row r="2"><c r="A2" t="str"><v>a&lt;b&#233;&#x20AC;&amp;amp;</v></c>
                <c r="B2" t="inlineStr"><is><t xml:space="preserve"> x<![CDATA[<y>&amp;]]><!-- no -->z </t></is></c>
                <c r="C2" t="str"><v>_x000D__x005F_x0041__x00e9__xD83D__xDE00__xD83D_ _x_ _x12G4_</v></c>
                <c r="D2" t="inlineStr"><is><t>ligne\r\nune\rdeux</t></is></c>
                <c r="E2" t="inlineStr"><is><t>_x00</t><r><t>41_</t></r></is></c></row>
                """,
            strings: [
                "<si><r><rPr><b/></rPr><t>Ré</t></r><r><t xml:space='preserve'>gie </t></r><rPh sb='0' eb='1'><t>non</t></rPh><phoneticPr fontId='1'/><r><t>&amp; fils</t></r></si>",
                "<si><t>œuvre</t></si>", "<si/>",
            ]
        ).list()
        #expect(sheet["A1"] == "Régie & fils")
        #expect(sheet["B1"] == "œuvre")
        #expect(sheet["C1"] == nil)
        #expect(sheet["A2"] == "a<bé€&amp;")
        #expect(sheet["B2"] == " x<y>&amp;z ")
        #expect(sheet["C2"] == "\r_x0041_é😀\u{FFFD} _x_ _x12G4_")
        #expect(sheet["D2"] == "ligne\nune\ndeux")
        #expect(sheet["E2"] == "_x0041_")
    }

    @Test("any prefix, any attribute order and either quote is the same sheet")
    func prefixes() throws {
        let sheet = try HandMade(
            sheet: """
                <?xml version='1.0' encoding='utf-8'?><!-- made by hand --><?pi x?>
                <m:worksheet xmlns:z="urn:z" xmlns:m='http://purl.oclc.org/ooxml/spreadsheetml/main'><z:sheetData><z:row/></z:sheetData>
                <m:sheetData ><z:row r="9"><m:c r="A9"><m:v>9</m:v></m:c></z:row>
                <m:row spans='1:2' r = '3' ><z:c/><m:c t='b' s="0" r='b3'><m:v
                >1</m:v ></m:c ><m:c r='$D$3'/></m:row></m:sheetData></m:worksheet>
                """.replacing("$D$3", with: "D3")
        ).list()
        #expect(sheet.cells.map(\.reference) == ["B3"])
        #expect(sheet.kind("B3") == .boolean)
        #expect(sheet.summary.lastColumn == 3)
    }

    @Test("rows and cells without number follow each other; cells out of order are put in order")
    func positions() throws {
        let sheet = try HandMade(
            rows: """
                <row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row/><row r="5"><c><v>4</v></c></row>\
                <row><c r="C9"><v>5</v></c><c r="A9"><v>6</v></c><c r="B9"><v>7</v></c></row>
                """
        ).list()
        #expect(sheet.cells.map(\.reference) == ["A1", "D1", "E1", "A5", "A9", "B9", "C9"])
        #expect(sheet.cells.map(\.number) == [1, 2, 3, 4, 6, 7, 5])
    }

    @Test("a number keeps its exact text beside its double")
    func numbers() throws {
        let written = [
            "1234567.10", "-0.1", "0.30000000000000004", "1E3", "1.5e-300", "123456789012345678901234567890",
            "4.9E-324",
            "+7", ".5", "5.", "9007199254740993", "0.1234567890123456789",
        ]
        let rows = written.map { "<row><c><v>\($0)</v></c></row>" }.joined()
        let sheet = try HandMade(rows: rows).list()
        #expect(sheet.cells.map(\.text) == written)
        for (cell, text) in zip(sheet.cells, written) { #expect(cell.number == Double(text), "\(text)") }
    }

    @Test("formulas are left out, their values kept, and those without value are counted")
    func formulas() throws {
        let sheet = try HandMade(
            rows: """
                <row><c><f>IF(1&lt;2,"a","b")</f><v>3</v></c><c t="str"><f t="shared" si="4294967295"/><v></v></c>\
                <c><f>A1</f></c><c><f>A2</f><v/></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
                """
        ).list()
        #expect(sheet.cells.map(\.reference) == ["A1", "E1"])
        #expect(sheet.kind("E1") == .error)
        #expect(sheet["E1"] == "#DIV/0!")
        #expect(sheet.summary.findings.map(\.kind) == [.formulasWithoutValue])
        #expect(sheet.summary.findings.map(\.count) == [2])
    }

    @Test("a style that is not in the workbook is counted and its number stays a number")
    func missingStyle() throws {
        let sheet = try HandMade(
            rows: "<row><c s='7'><v>1</v></c><c s='-1'><v>2</v></c><c s='99999999999999999999'><v>3</v></c></row>"
        )
        .list()
        #expect(sheet.cells.map(\.number) == [1, 2, 3])
        #expect(sheet.summary.findings.map(\.kind) == [.styleMissing])
        #expect(sheet.summary.findings.map(\.count) == [3])
    }

    @Test("hidden columns overlap, merges and filter count for the last column")
    func around() throws {
        let sheet = try HandMade(
            sheet: """
                <worksheet xmlns="\(HandMade.main)"><cols><col min="2" max="3" hidden="1"/><col max="3" min="3" hidden="true"/>\
                <col min="16384" max="99999999999" hidden="1"/><col min="0" max="4" hidden="1"/><col min="5" max="6" hidden="0"/></cols>\
                <sheetData><row hidden="1"><c><v>1</v></c></row></sheetData><autoFilter ref="A1:F1"><filterColumn colId="0"/></autoFilter>\
                <mergeCells count="4000000000"><mergeCell ref="A2:H3"/></mergeCells><extLst><ext uri="x"><mergeCell ref="??"/></ext></extLst></worksheet>
                """
        ).list()
        #expect(sheet.summary.hiddenColumns == [1, 2, 16_383])
        #expect(sheet.summary.merges.map(\.description) == ["A2:H3"])
        #expect(sheet.summary.filter?.description == "A1:F1")
        #expect(sheet.summary.lastColumn == 7)
        #expect(sheet.rows.map(\.isHidden) == [true])
    }

    @Test("a sheet longer than several chunks, with rows longer than one, is read whole")
    func chunks() throws {
        var rows = ""
        for row in 1...30_000 {
            rows +=
                "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c><c r=\"B\(row)\" t=\"str\"><v>ligne n° \(row) &amp; suite</v></c></row>"
        }
        let long = String(repeating: "é&amp;", count: 700_000)
        rows +=
            "<row r=\"30001\"><c t=\"str\"><v>\(long)</v></c><c r=\"C30001\"><v>7</v></c></row><row><c><v>8</v></c></row>"
        let workbook = try HandMade(rows: rows).open()
        var count = 0
        var batches = 0
        var sum = 0.0
        _ = try workbook.readSheet(0) { batch in
            batches += 1
            for row in batch.rows {
                #expect(row.index == count)
                count += 1
                for cell in batch.cells[row.cells] {
                    sum += cell.number
                    if cell.column == 1, row.index % 1000 == 0 {
                        #expect(batch.text(of: cell) == "ligne n° \(row.index + 1) & suite")
                    }
                    if row.index == 30_000, cell.kind == .text { #expect(cell.length == 2_100_000) }
                }
            }
            return .next
        }
        #expect(count == 30_002)
        #expect(batches > 2)
        #expect(sum == 450_015_000 + 15)
    }

    @Test("sheets in other encodings are read")
    func encodings() throws {
        func sheet(_ declared: String) -> String {
            "<?xml version='1.0' encoding='\(declared)'?><worksheet xmlns='\(HandMade.main)'><sheetData>"
                + "<row><c t='str'><v>été €</v></c></row></sheetData></worksheet>"
        }
        var made = HandMade(rows: "")
        made.bytes["xl/s.xml"] = [0xEF, 0xBB, 0xBF] + Array(sheet("UTF-8").utf8)
        #expect(try made.list()["A1"] == "été €")
        made.bytes["xl/s.xml"] = [0xFF, 0xFE] + sheet("UTF-16").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try made.list()["A1"] == "été €")
        made.bytes["xl/s.xml"] = sheet("windows-1252").unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
        #expect(try made.list()["A1"] == "été €")
        made.bytes["xl/s.xml"] = Array(sheet("klingon").utf8)
        #expect(made.refusal()?.kind == .unknownEncoding)
    }
}
