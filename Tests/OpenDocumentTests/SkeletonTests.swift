import Files
import Findings
import Tabular
import Testing
import ZipArchive

@testable import OpenDocument

/// An edit that uses what opening the workbook kept gives what surveying its contents again gives.
@Suite("The skeleton of a workbook")
struct SkeletonTests {
    /// A row of a year, a text and an amount; `styled` amounts have a style of their own.
    static func row(_ number: Int, text: String = "Travaux", styled: Bool = false, more: String = "") -> String {
        let style = styled ? " table:style-name=\"ce2\"" : ""
        return "<table:table-row table:style-name=\"ro1\"><table:table-cell office:value-type=\"float\" "
            + "office:value=\"\(number)\"><text:p>\(number)</text:p></table:table-cell>"
            + "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
            + "<table:table-cell\(style) office:value-type=\"float\" office:value=\"1.5\"><text:p>1,5</text:p>"
            + "</table:table-cell>\(more)</table:table-row>"
    }

    /// Two tables of `count` rows under a header, parted by a link, a blank, a group; the first has a repeated row, too.
    static func body(_ count: Int, more: (Int) -> String = { _ in "" }) -> String {
        func table(_ name: String) -> String {
            var rows = ""
            for number in 0..<count {
                switch number {
                case 40: rows += row(number, text: "<text:a xlink:href=\"#x\">lien</text:a>", more: more(number))
                case 60: rows += "\n  " + row(number, more: more(number))
                case 80: rows += "<table:table-row-group>" + row(number, more: more(number))
                case 90: rows += row(number, more: more(number)) + "</table:table-row-group>"
                default:
                    rows += row(
                        number, text: number % 3 == 0 ? "Ateliers &amp; garage" : "Voirie", styled: number % 5 == 4,
                        more: more(number))
                }
            }
            return "<table:table table:name=\"\(name)\"><table:table-column table:number-columns-repeated=\"3\"/>"
                + "<table:table-header-rows>\(row(0, text: "Libellé"))</table:table-header-rows>\(rows)"
                + "<table:table-row table:number-rows-repeated=\"4\"><table:table-cell/></table:table-row></table:table>"
        }
        return table("A") + table("B")
            + "<table:named-expressions><table:named-expression table:name=\"n\" table:expression=\"1\"/>"
            + "</table:named-expressions>"
    }

    static func block(sheet: Int, body: Range<Int>, first: Int = 3) -> ColumnBlock {
        ColumnBlock(
            sheet: sheet, headerRow: 0, body: body, firstColumn: first,
            columns: [
                NewColumn(
                    header: "Avis", width: 10, format: .general,
                    data: .coded(values: [.text("oui")], codes: Codes(body.map { _ in 0 })))
            ])
    }

    private func result(_ archive: ZipArchive, _ edit: WorkbookEdit, opened: OpenDocumentWorkbook?) throws -> [UInt8] {
        let sink = MemorySink()
        _ = try OpenDocumentEditor(archive, file: "a.ods", opened: opened).write(edit, to: sink)
        return sink.bytes
    }

    @Test("rows are left out, and the edit is the same", arguments: [0, 1], [1..<101, 1..<105, 30..<50, 97..<102])
    func same(sheet: Int, body: Range<Int>) throws {
        let archive = try package(Self.body(100))
        let opened = try OpenDocumentWorkbook(archive, file: "a.ods")
        let skeleton = try #require(opened.skeleton)
        let all = try archive.contents(of: try #require(archive.entry("content.xml"))).count
        let leftOut = skeleton.runs.reduce(0) { $0 + $1.place.count }
        #expect(skeleton.bytes.count + leftOut == all)
        #expect(leftOut > all / 2)
        // A header, a link, a blank, the start of a group, the row after its end: five runs a table.
        #expect(skeleton.runs.count == 10)
        var edit = WorkbookEdit()
        edit.blocks = [Self.block(sheet: sheet, body: body)]
        let bytes = try result(archive, edit, opened: opened)
        #expect(bytes == (try result(archive, edit, opened: nil)))
        let edited = try ZipArchive(Bytes(bytes))
        let after = try Dump(try OpenDocumentWorkbook(edited, file: "a.ods"), sheet)
        for row in body { #expect(after.cells["D\(row + 1)"] == "text oui") }
    }

    @Test("a sheet replaced before and after the one that gets columns", arguments: [0, 1])
    func replaced(sheet: Int) throws {
        let archive = try package(Self.body(100))
        let opened = try OpenDocumentWorkbook(archive, file: "a.ods")
        var edit = WorkbookEdit()
        edit.blocks = [Self.block(sheet: sheet, body: 1..<101)]
        var new = NewSheet(name: "Neuve", widths: [10], rows: [[NewCell(.text("x"))]])
        new.replaces = 1 - sheet
        edit.sheets = [new]
        #expect(try result(archive, edit, opened: opened) == (try result(archive, edit, opened: nil)))
    }

    @Test("what stands in the way is found in rows that are left out", arguments: [0, 70, 99])
    func occupied(number: Int) throws {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>là</text:p></table:table-cell>"
        let archive = try package(Self.body(100) { $0 == number ? cell : "" })
        let opened = try OpenDocumentWorkbook(archive, file: "a.ods")
        var edit = WorkbookEdit()
        edit.blocks = [Self.block(sheet: 1, body: 1..<101)]
        var findings: [Finding] = []
        for known in [opened, nil] {
            do { _ = try result(archive, edit, opened: known) } catch {
                findings.append(try #require(error as? Finding))
            }
        }
        #expect(findings.count == 2)
        #expect(findings.first?.place.cell == "D\(number + 2)")
        #expect(
            findings.first.map { "\($0.kind.code) \($0.place)" } == findings.last.map { "\($0.kind.code) \($0.place)" })
    }

    @Test("rows that are missing are missing still")
    func missing() throws {
        let archive = try package(Self.body(100))
        let opened = try OpenDocumentWorkbook(archive, file: "a.ods")
        var edit = WorkbookEdit()
        edit.blocks = [Self.block(sheet: 0, body: 1..<106)]
        #expect(throws: Finding.self) { try result(archive, edit, opened: opened) }
    }

    @Test("what is too large to keep is not kept, wherever it lies", arguments: [0, 1, 2])
    func tooLarge(place: Int) throws {
        // Twelve million bytes in one element that nobody looks at: before the tables, within the first one, after them.
        let large = "<table:shapes><draw:frame>\(String(repeating: "x", count: 12 << 20))</draw:frame></table:shapes>"
        var body = Self.body(100)
        switch place {
        case 0: body = "<table:tracked-changes>\(large)</table:tracked-changes>" + body
        case 1: body = body.replacing("<table:table-header-rows>", with: large + "<table:table-header-rows>")
        default: body += "<table:data-pilot-tables>\(large)</table:data-pilot-tables>"
        }
        let archive = try package(body)
        let opened = try OpenDocumentWorkbook(archive, file: "a.ods")
        #expect(opened.skeleton == nil)
        var edit = WorkbookEdit()
        edit.blocks = [Self.block(sheet: 1, body: 1..<101)]
        #expect(try result(archive, edit, opened: opened) == (try result(archive, edit, opened: nil)))
    }
}
