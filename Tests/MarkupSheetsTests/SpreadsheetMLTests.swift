import Files
import Findings
import Tabular
import Testing

@testable import MarkupSheets

@Suite struct SpreadsheetMLTests {
    static let root =
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook"
        + " xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\""
        + " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:html=\"http://www.w3.org/TR/REC-html40\">\n"

    static func file(table: String, after: String = "", styles: String = "") -> String {
        root
            + "<Styles>\(styles)</Styles><Worksheet ss:Name=\"A\"><Table>\(table)</Table>\(after)</Worksheet></Workbook>"
    }

    private func open(_ text: String) throws -> SpreadsheetMLWorkbook {
        try SpreadsheetMLWorkbook(Bytes(Array(text.utf8)), file: "a.xls")
    }

    private func cells(_ table: String, styles: String = "") throws -> [String] {
        try MarkupSheetsTests.cells(of: open(Self.file(table: table, styles: styles)))
    }

    private func row(_ cells: String) -> String { "<Row>\(cells)</Row>" }
    private func data(_ type: String, _ text: String) -> String {
        "<Cell><Data ss:Type=\"\(type)\">\(text)</Data></Cell>"
    }

    @Test func typedValues() throws {
        let table = row(
            data("String", " Été &amp; <![CDATA[<x>]]>&#10;b ") + data("Number", "1234.50") + data("Number", "1.0E-2")
                + data("Boolean", "1") + data("Boolean", "0") + data("Error", "#N/A")
                + data("DateTime", "2025-01-31T00:00:00.000") + data("DateTime", "2025-01-31T08:30:00.500")
                + data("DateTime", "1899-12-31T08:30:00.000") + data("String", ""))
        #expect(
            try cells(table) == [
                "A1 text  Été & <x>\nb ", "B1 number 1234.50 (1234.5)", "C1 number 1.0E-2 (0.01)", "D1 boolean 1 (1.0)",
                "E1 boolean 0 (0.0)", "F1 error #N/A", "G1 date 2025-01-31T00:00:00.000 (1738281600.0)",
                "H1 date 2025-01-31T08:30:00.500 (1738312200.5)", "I1 time 1899-12-31T08:30:00.000 (30600.0)",
            ])
    }

    @Test func durations() throws {
        let styles =
            "<Style ss:ID=\"d\"><NumberFormat ss:Format=\"[h]:mm:ss\"/></Style><Style ss:ID=\"e\" ss:Parent=\"d\"/>"
            + "<Style ss:ID=\"f\" ss:Parent=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>"
        let day = "<Data ss:Type=\"DateTime\">1900-01-01T06:00:00.000</Data></Cell>"
        let march = "<Data ss:Type=\"DateTime\">1900-03-01T00:00:00.000</Data></Cell>"
        let table = row(
            "<Cell ss:StyleID=\"d\">\(day)<Cell ss:StyleID=\"e\">\(march)<Cell ss:StyleID=\"f\">\(day)")
        #expect(
            try cells(table, styles: styles) == [
                "A1 time 1900-01-01T06:00:00.000 (108000.0)", "B1 time 1900-03-01T00:00:00.000 (5270400.0)",
                "C1 date 1900-01-01T06:00:00.000 (-2208967200.0)",
            ])
    }

    @Test func placesAndMerges() throws {
        let table =
            "<Column/><Column ss:Index=\"3\" ss:Span=\"1\" ss:Hidden=\"1\"/><Column ss:Hidden=\"1\"/>"
            + "<Row ss:Index=\"2\" ss:Hidden=\"1\"><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"2\"><Data ss:Type=\"String\">a</Data>"
            + "</Cell><Cell><Data ss:Type=\"String\">b</Data></Cell><Cell ss:Index=\"6\"/></Row>"
            + "<Row ss:Span=\"3\"/>" + row("<Cell ss:Index=\"2\"><Data ss:Type=\"String\">c</Data></Cell>")
        let filter = "<AutoFilter x:Range=\"R2C1:R9C3\" xmlns=\"urn:schemas-microsoft-com:office:excel\"/>"
        let found = try read(open(Self.file(table: table, after: filter)))
        #expect(found.cells == ["A2 text a hidden", "C2 text b hidden", "B7 text c"])
        #expect(found.summary.merges.map(\.description) == ["A2:B4"])
        #expect(found.summary.hiddenColumns == [2, 3, 4])
        #expect(found.summary.used?.description == "A2:C7")
        #expect(found.summary.lastColumn == 5)
        #expect(found.summary.filter?.description == "A2:C9")
    }

    @Test func richTextCommentsAndFormulas() throws {
        let rich =
            "<Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\">a<B>b<Font html:Color=\"#FF0000\">c"
            + "</Font></B>d</ss:Data><Comment ss:Author=\"x\"><ss:Data>secret</ss:Data></Comment></Cell>"
        let table = row(
            rich + "<Cell ss:Formula=\"=1+1\"><Data ss:Type=\"Number\">2</Data></Cell><Cell ss:Formula=\"=A1\"/>"
                + "<Cell><Comment><ss:Data>y</ss:Data></Comment></Cell>")
        let found = try read(open(Self.file(table: table)))
        #expect(found.cells == ["A1 text abcd", "B1 number 2 (2.0)"])
        #expect(found.summary.findings.map(\.kind) == [.valuesMissing])
        #expect(found.summary.lastColumn == 3)
    }

    @Test func sheetsAnyPrefixHiddenAndNames() throws {
        func sheet(_ name: String, _ visible: String = "") -> String {
            "<s:Worksheet s:Name=\"\(name)\"><s:Table><s:Row><s:Cell><s:Data s:Type=\"String\">\(name)</s:Data></s:Cell>"
                + "</s:Row></s:Table><e:WorksheetOptions>\(visible)</e:WorksheetOptions></s:Worksheet>\n"
        }
        let text =
            "<s:Workbook xmlns:s=\"urn:schemas-microsoft-com:office:spreadsheet\""
            + " xmlns:e=\"urn:schemas-microsoft-com:office:excel\">" + sheet("Été &amp; hiver")
            + sheet("b", "<e:Visible>SheetHidden</e:Visible>") + sheet("B", "<e:Visible>SheetVeryHidden</e:Visible>")
            + "<s:Worksheet s:Name=\"vide\"/></s:Workbook>"
        let workbook = try open(text)
        #expect(workbook.sheets.map(\.name) == ["Été & hiver", "b", "B (2)", "vide"])
        #expect(workbook.sheets.map(\.isHidden) == [false, true, true, false])
        #expect(try MarkupSheetsTests.cells(of: workbook, sheet: 2) == ["A1 text B"])
        #expect(workbook.findings.map(\.kind) == [.markupRead])
    }

    @Test func otherEncodings() throws {
        let text = Self.file(table: row(data("String", "Été €") + data("Number", "1")))
        let expected = ["A1 text Été €", "B1 number 1 (1.0)"]
        for isBig in [false, true] {
            let units = Array("\u{FEFF}\(text)".utf16)
            let bytes = units.flatMap { unit in
                let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
                return isBig ? pair.reversed() : pair
            }
            #expect(try MarkupSheetsTests.cells(of: SpreadsheetMLWorkbook(Bytes(bytes), file: "a")) == expected)
        }
        let latin = text.replacing("version=\"1.0\"", with: "version=\"1.0\" encoding=\"windows-1252\"")
        let bytes = latin.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
        #expect(try MarkupSheetsTests.cells(of: SpreadsheetMLWorkbook(Bytes(bytes), file: "a")) == expected)
        let unknown = text.replacing("version=\"1.0\"", with: "version=\"1.0\" encoding=\"UTF-7\"")
        #expect(finding { _ = try open(unknown) }?.kind.code == "XML003")
    }

    @Test(arguments: [
        ("<Row><Cell><Data ss:Type=\"Number\">abc</Data></Cell></Row>", "SML001"),
        ("<Row><Cell><Data ss:Type=\"Number\">0x10</Data></Cell></Row>", "SML001"),
        ("<Row><Cell><Data ss:Type=\"Number\">1e999</Data></Cell></Row>", "SML001"),
        ("<Row><Cell><Data ss:Type=\"Boolean\">oui</Data></Cell></Row>", "SML001"),
        ("<Row><Cell><Data ss:Type=\"DateTime\">2025-02-30T00:00:00.000</Data></Cell></Row>", "SML001"),
        ("<Row ss:Index=\"3\"/><Row ss:Index=\"2\"/>", "SML002"),
        ("<Row><Cell ss:Index=\"2\"/><Cell ss:Index=\"2\"/></Row>", "SML002"), ("<Row ss:Index=\"x\"/>", "SML002"),
        ("<Row ss:Index=\"-1\"/>", "SML002"), ("<Row ss:Index=\"1048577\"/>", "SML003"),
        ("<Row><Cell ss:Index=\"16385\"/></Row>", "SML003"), ("<Row ss:Index=\"1048576\"/><Row/>", "SML003"),
        ("<Row><Cell ss:MergeAcross=\"16384\"/></Row>", "SML003"),
        ("<Row><Cell ss:MergeDown=\"9223372036854775807\"/></Row>", "SML003"),
        ("<Column ss:Span=\"16384\"/>", "SML003"), ("<Row><b></Row>", "XML001"), ("<Row a=1/>", "XML001"),
        ("&nbsp;", "XML001"), ("<Row>\u{1}</Row>", "XML001"),
    ]) func damage(table: String, code: String) throws {
        let found = finding { _ = try self.cells("\n\n" + table) }
        #expect(found?.kind.code == code)
        #expect(found?.place.line == 6)
    }

    @Test func attacks() throws {
        let laughs = "<!DOCTYPE x [<!ENTITY a 'ha'>]>" + Self.file(table: "").drop { $0 != "\n" }
        #expect(finding { _ = try open(laughs) }?.kind.code == "XML002")
        let deep = String(repeating: "<b>", count: 300) + String(repeating: "</b>", count: 300)
        #expect(finding { _ = try open(Self.file(table: deep)) }?.kind.code == "XML001")
        let wide = "<Row " + (0..<1_100).map { "a\($0)='' " }.joined() + "/>"
        #expect(finding { _ = try open(Self.file(table: wide)) }?.kind.code == "XML001")
        #expect(finding { _ = try open(Self.root + "</Workbook>") }?.kind.code == "SML005")
    }

    @Test func everyTruncationIsRefused() throws {
        let text = Array(Self.file(table: row(data("String", "a") + data("Number", "1"))).utf8)
        for end in 1..<text.count {
            let found = finding { _ = try SpreadsheetMLWorkbook(Bytes(Array(text[..<end])), file: "a") }
            #expect(found != nil, "\(end)")
        }
    }

    @Test func batchesStopAndThrow() throws {
        let rows = (1...20_000).map { row(data("Number", "\($0)") + data("String", "ligne > \($0)")) }.joined()
        let workbook = try open(Self.file(table: rows))
        var (batches, count, last) = (0, 0, 0.0)
        _ = try workbook.readSheet(0) { batch in
            batches += 1
            count += batch.rows.count
            last = batch.cells[batch.cells.count - 2].number
            return .next
        }
        #expect((count, last) == (20_000, 20_000))
        #expect(batches > 2)
        var given = 0
        _ = try workbook.readSheet(0) { batch in
            given += batch.rows.count
            return .stop
        }
        #expect((1..<10_000).contains(given))
        struct Refused: Error {}
        #expect(throws: Refused.self) { _ = try workbook.readSheet(0) { _ in throw Refused() } }
    }
}
