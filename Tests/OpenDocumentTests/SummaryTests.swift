import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("What an OpenDocument sheet spans")
struct SummaryTests {
    /// Whether reading no column gives the summary that reading all gives.
    private func compare(_ archive: ZipArchive) throws {
        let book = try OpenDocumentWorkbook(archive, file: "a.ods")
        for sheet in book.sheets.indices {
            var batches = 0
            let short = try book.readSheet(sheet, columns: ColumnSelection([])) { _ in
                batches += 1
                return .next
            }
            #expect(batches == 0)
            let whole = try book.readSheet(sheet) { _ in .next }
            #expect(short.used == whole.used)
            #expect(short.lastColumn == whole.lastColumn)
            #expect(short.merges == whole.merges)
            #expect(short.hiddenColumns == whole.hiddenColumns)
            #expect(short.filter == whole.filter)
            #expect(short.tables.map(\.range) == whole.tables.map(\.range))
        }
    }

    @Test("is the same whether its cells are asked for or not", arguments: ["budget.ods", "types.ods"])
    func fixtures(_ name: String) throws { try compare(try fixture(name)) }

    @Test("is the same when there are too many unusual or merged cells to learn it while opening")
    func unusual() throws {
        let unusual = "<table:table-cell\t office:value-type=\"string\"><text:p>a</text:p></table:table-cell>"
        let merged = "<table:table-cell table:number-columns-spanned=\"3\"/><table:covered-table-cell/>"
        let few = "<table:table-row><table:table-cell/>\(merged)</table:table-row>"
        let rows = [unusual, merged].map {
            String(repeating: "<table:table-row>\($0)</table:table-row>", count: 5000)
        }
        try compare(
            try package(
                "<table:table table:name=\"A\">\(rows[0])</table:table><table:table table:name=\"B\">\(rows[1])</table:table>"
                    + "<table:table table:name=\"C\">\(few)</table:table>"))
    }

    @Test(
        "a cell that cannot be read is a finding for who reads its sheet, and for no one else",
        arguments: [
            ("<table:table-cell office:value-type=\"float\" office:value=\"1,5\"/>", "ODS005"),
            ("<table:table-cell table:number-columns-repeated=\"0\"/>", "ODS003"),
            ("<table:table-cell><text:p>a</text:span></table:table-cell>", "XML001"),
            ("<table:table-cell a=b/>", "XML001"),
            ("<table:table-cell><x:y a=b>n</x:y></table:table-cell>", "XML001"),
        ])
    func broken(_ cell: String, _ code: String) throws {
        let good = "<table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
        let names = """
            <table:named-expressions><table:named-range table:name="nom" table:cell-range-address="$A.$A$1"/>\
            </table:named-expressions>
            """
        let book = try OpenDocumentWorkbook(
            try package(
                "<table:table table:name=\"A\"><table:table-row>\(cell)</table:table-row>\(good)\(names)</table:table>"
                    + "<table:table table:name=\"B\">\(good)</table:table>"), file: "a.ods")
        #expect(book.sheets.map(\.name) == ["A", "B"])
        #expect(book.names.map(\.sheet) == ["A"])
        #expect(finding { _ = try book.readSheet(0) { _ in .next } }?.kind.code == code)
        #expect(try Dump(book, 1).cells == ["A1": "text b"])
    }

    @Test("a row that another element's end tag ends is a finding for all")
    func brokenRow() throws {
        let archive = try package("<table:table table:name=\"A\"><table:table-row></table:table-cell></table:table>")
        #expect(finding { _ = try OpenDocumentWorkbook(archive, file: "a.ods") }?.kind.code == "XML001")
    }
}
