import Files
import Findings
import Tabular
import Testing

@testable import MarkupSheets

@Suite struct HTMLTests {
    private func open(_ text: String, file: String = "dossier/export mars.xls") throws -> HTMLWorkbook {
        try HTMLWorkbook(Bytes(Array(text.utf8)), file: file)
    }

    private func cells(_ table: String) throws -> [String] {
        try MarkupSheetsTests.cells(of: open("<table>\(table)</table>"))
    }

    @Test func textAsBrowsersShowIt() throws {
        let table =
            "<thead><TR><th>Libellé\n   long</th><td> a<br>b<BR/> c </td><td><p>d</p><p>e</p></td><td>&nbsp;</td>"
            + "<td>1&nbsp;234,50 &euro; &amp; &#233;</td></tr></thead><tbody><tr></tr><tr><td><script>x<y</script>"
            + "<style>td{}</style><font>f</font><!-- g --></td><td>00123</tr>"
        #expect(
            try cells(table) == [
                "A1 text Libellé long", "B1 text a\nb\nc", "C1 text d\ne", "E1 text 1\u{A0}234,50 € & é", "A3 text f",
                "B3 text 00123",
            ])
    }

    @Test func numbers() throws {
        let table =
            "<tr><td x:num=\"1234.5\">1 234,50</td><td x:num>12.5</td><td x:num=\"007\" x:str>007</td>"
            + "<td x:num=\"9\" style='mso-number-format:\"\\@\"'>0009</td><td sdval=\"2.5\" sdnum=\"1036;\">2,50</td>"
            + "<td sdval=\"45665\" sdnum=\"1036;0;JJ/MM/AAAA\">08/01/2025</td><td x:num=\"abc\">abc</td>"
            + "<td sdval=\"0.5\" sdnum=\"1036;0;0,0 %\">50,0 %</td></tr>"
        #expect(
            try cells(table) == [
                "A1 number 1234.5 (1234.5)", "B1 number 12.5 (12.5)", "C1 text 007", "D1 text 0009",
                "E1 number 2.5 (2.5)", "F1 text 08/01/2025", "G1 text abc", "H1 number 0.5 (0.5)",
            ])
    }

    @Test func spansAndHiddenRows() throws {
        let table =
            "<col><col style=\"display: none\" span=2><tr><td rowspan=2 colspan=2>a<td>b<tr style='DISPLAY : none'><td>c"
            + "<tr><td>d<td rowspan=9>e<td colspan=0>f<tr><td>g<td>h"
        let found = try read(open("<table>\(table)</table>"))
        #expect(
            found.cells == [
                "A1 text a", "C1 text b", "C2 text c hidden", "A3 text d", "B3 text e", "C3 text f", "A4 text g",
                "C4 text h",
            ])
        #expect(found.summary.merges.map(\.description) == ["A1:B2", "B3:B4"])
        #expect(found.summary.hiddenColumns == [1, 2])
        #expect(found.summary.lastColumn == 2)
        #expect(found.summary.used?.description == "A1:C4")
    }

    @Test func tablesAndNames() throws {
        let one = try open("<html><body><p>x<table><tr><td>1</table></body></html>")
        #expect(one.sheets.map(\.name) == ["export mars"])
        let page =
            "<h1>Sheet 1: <em>Mandats</em></h1><table><tr><td>a<table><tr><td>b<td>c</table>d</table>"
            + "<script>'<table>'</script><!-- <table> --><table><caption>Mandats</caption><tr><td>e</table>"
            + "<table><tr><th>f</table>"
        let several = try open(page)
        #expect(several.sheets.map(\.name) == ["Mandats", "Mandats (2)", "Tableau 3"])
        #expect(try MarkupSheetsTests.cells(of: several) == ["A1 text a\nb c\nd"])
        #expect(try MarkupSheetsTests.cells(of: several, sheet: 1) == ["A1 text e"])
        #expect(try MarkupSheetsTests.cells(of: several, sheet: 2) == ["A1 text f"])
        #expect(several.findings.map(\.kind) == [.markupRead])
        #expect(finding { _ = try open("<html><p>Session expirée</p></html>") }?.kind == .pageWithoutTable)
    }

    @Test func encodings() throws {
        func read(_ head: String, _ bytes: [UInt8]) throws -> (cells: [String], kinds: [FindingKind]) {
            let page = Array("<html>\(head)<table><tr><td>".utf8) + bytes + Array("</table>".utf8)
            let workbook = try HTMLWorkbook(Bytes(page), file: "a.xls")
            return (try MarkupSheetsTests.cells(of: workbook), workbook.findings.map(\.kind))
        }
        let euro: [UInt8] = [0xC9, 0x74, 0xE9, 0x20, 0x80]
        #expect(try read("", euro).cells == ["A1 text Été €"])
        #expect(try read("", Array("Été €".utf8)).cells == ["A1 text Été €"])
        let meta = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset="
        #expect(try read(meta + "iso-8859-1\">", euro).cells == ["A1 text Été €"])
        #expect(try read("<meta charset='ISO-8859-15'>", [0xC9, 0xA4]).cells == ["A1 text É€"])
        let wrong = try read("<meta charset=utf-8>", euro)
        #expect(wrong.cells == ["A1 text Été €"])
        #expect(wrong.kinds == [.markupRead, .pageEncodingWrong])
        #expect(finding { _ = try read("<meta charset=klingon>", euro) }?.kind.code == "XML003")
        let wide = "\u{FEFF}<table><tr><td>Été €</table>".utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
        }
        #expect(try MarkupSheetsTests.cells(of: HTMLWorkbook(Bytes(wide), file: "a")) == ["A1 text Été €"])
    }

    @Test func bombs() throws {
        func code(_ table: String) -> String? { finding { _ = try self.cells(table) }?.kind.code }
        #expect(code("<tr>" + String(repeating: "<td colspan=1000>x", count: 17)) == "SML003")
        #expect(code("<tr><td colspan=1000000>x") == "SML003")
        #expect(code("<col span=99999999999999999999>") == "SML003")
        #expect(code("<tr>" + String(repeating: "<td rowspan=60000>x", count: 1_001)) == "HTM004")
        #expect(code("<tr><td>" + String(repeating: "<b>", count: 300)) == "XML001")
        let wide = "<tr " + (0..<1_100).map { "a\($0) " }.joined() + ">"
        #expect(code(wide) == "XML001")
        let bounded = try read(open("<table><tr><td rowspan=99999999999999999999>x<tr><td>y</table>"))
        #expect(bounded.cells == ["A1 text x", "B2 text y"])
        #expect(bounded.summary.merges.map(\.description) == ["A1:A2"])
    }

    @Test func anyTruncationIsReadOrSaid() throws {
        let text = Array(
            "<html><!-- c --><table><tr x='a>b'><td>1<br/>&eacute;</td></tr><tr><td>2</td></tr></table></html>".utf8)
        for end in 1..<text.count {
            do {
                let workbook = try HTMLWorkbook(Bytes(Array(text[..<end])), file: "a")
                _ = try MarkupSheetsTests.cells(of: workbook)
                let isWhole = text[..<end].count >= text.count - 7
                #expect(workbook.findings.contains { $0.kind == .tableUnfinished } == !isWhole, "\(end)")
            } catch let found as Finding {
                #expect(found.kind == .pageWithoutTable)
            }
        }
    }

    @Test func batchesStopAndThrow() throws {
        let rows = (1...20_000).map { "<tr><td>\($0)<td>été > \($0)" }.joined(separator: "\n")
        let workbook = try open("<table>\(rows)</table>")
        var (batches, count, last) = (0, 0, "")
        _ = try workbook.readSheet(0) { batch in
            batches += 1
            count += batch.rows.count
            last = batch.text(of: batch.cells[batch.cells.count - 1])
            return .next
        }
        #expect((count, last) == (20_000, "été > 20000"))
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
