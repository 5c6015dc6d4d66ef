import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenDocument

@Suite("OpenDocument cells written as usual")
struct UsualCellsTests {
    /// Attributes and content of a cell, as LibreOffice orders them and otherwise.
    static let cells: [String] =
        ["0", "-12.5", "1234.5678901234", "5.", ".5", "12345678901234567", "1E3", "NaN"].map {
            " office:value-type=\"float\" office:value=\"\($0)\" calcext:value-type=\"float\"><text:p>x</text:p></table:table-cell>"
        }
        + ["2024-02-29", "2024-12-31", "2024-02-29T13:45:30", "1899-12-30", "0001-01-01"].map {
            " table:style-name=\"ce1\" office:value-type=\"date\" office:date-value=\"\($0)\" calcext:value-type=\"date\"><text:p>&lt;</text:p></table:table-cell>"
        }
        + ["Régie", "fils &amp; fils", "deux <text:s/>espaces", "a]]&gt;b", ""].map {
            " office:value-type=\"string\" calcext:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
        }
        + [
            "/>", " table:style-name=\"ce1\"/>", " table:number-columns-repeated=\"3\"/>",
            " table:style-name=\"ce1\" table:number-columns-repeated=\"16384\"/>", "></table:table-cell>",
            " table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>deux</text:p></table:table-cell>",
            " office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"3\"><text:p>3 €</text:p></table:table-cell>",
            " office:value-type=\"percentage\" office:value=\"0.5\"/>",
            " office:value-type=\"float\"><text:p>7</text:p></table:table-cell>",
            " office:value-type=\"string\" office:string-value=\"dit\"><text:p>vu</text:p></table:table-cell>",
            " office:value=\"4\" office:value-type=\"float\"><text:p>vu</text:p></table:table-cell>",
            " office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VRAI</text:p></table:table-cell>",
            " office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>",
            " table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>",
            " office:value-type='string'><text:p>x</text:p></table:table-cell>",
            " office:value-type=\"string\"><text:p>a</text:p><text:p>b</text:p></table:table-cell>",
        ]

    private func book(_ cell: String, gap: String) throws -> ZipArchive {
        let row = "<table:table-row><table:table-cell\(gap)\(cell)</table:table-row>"
        return try package("<table:table table:name=\"F\">\(row)\(row)</table:table>")
    }

    @Test("each cell reads as it does when it is written unusually", arguments: cells)
    func same(_ cell: String) throws {
        // A tab before the attributes is not usual.
        let usual = try Dump(try OpenDocumentWorkbook(try book(cell, gap: ""), file: "a.ods"))
        let unusual = try Dump(try OpenDocumentWorkbook(try book(cell, gap: "\t"), file: "a.ods"))
        #expect(usual.cells == unusual.cells)
        #expect(usual.rows.count == unusual.rows.count)
        #expect(usual.summary.used == unusual.summary.used)
        #expect(usual.summary.lastColumn == unusual.summary.lastColumn)
    }

    @Test(
        "what is refused is refused either way",
        arguments: [
            " office:value-type=\"float\" office:value=\"1,5\"><text:p>1,5</text:p></table:table-cell>",
            " office:value-type=\"date\" office:date-value=\"2023-02-29\"><text:p>x</text:p></table:table-cell>",
            " table:number-columns-repeated=\"0\"/>",
            " office:value-type=\"string\"><text:p>&eacute;</text:p></table:table-cell>",
        ])
    func refused(_ cell: String) throws {
        func code(_ gap: String) -> String? {
            finding { _ = try Dump(try OpenDocumentWorkbook(try book(cell, gap: gap), file: "a.ods")) }?.kind.code
        }
        #expect(code("") != nil)
        #expect(code("") == code("\t"))
    }

    @Test("one pass over all sheets gives the rows that reading them one by one gives")
    func onePass() throws {
        let tables = (1...3).map { sheet in
            let rows = (1...50).map { row in
                "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>\(sheet).\(row)</text:p></table:table-cell></table:table-row>"
            }
            return "<table:table table:name=\"F\(sheet)\">\(rows.joined())</table:table>"
        }
        let archive = try package(
            tables[0] + "<table:table table:name=\"vide\"/><!-- between -->" + tables[1] + "\n" + tables[2])
        let workbook = try OpenDocumentWorkbook(archive, file: "a.ods")
        var expected: [String] = []
        for sheet in workbook.sheets.indices {
            _ = try workbook.readSheet(sheet) { batch in
                expected += batch.cells.map { "\(sheet) \(batch.text(of: $0))" }
                return .next
            }
        }
        var found: [String] = []
        try OpenDocumentWorkbook.readRows(of: archive, file: "a.ods") { sheet, batch in
            found += batch.cells.map { "\(sheet) \(batch.text(of: $0))" }
            return .next
        }
        #expect(found.count == 150)
        #expect(found == expected)
    }
}
