import Files
import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

/// Columns that do not just go to the right of everything: between others, or where an earlier run put them.
@Suite("Columns of OpenDocument sheets, wherever they stand")
struct PlacedColumnsTests {
    /// A block of text columns called `c0`, `c1`, … whose cells say `value`.
    private func block(
        _ positions: [Int], owned: Set<Int> = [], body: Range<Int> = 1..<3, value: String = "x"
    ) -> WorkbookEdit {
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: body, positions: positions, owned: owned,
                columns: positions.indices.map { number in
                    NewColumn(
                        header: "c\(number)", width: 10, format: .text,
                        data: .coded(values: [.text(value)], codes: Codes(body.map { _ in 0 })))
                })
        ]
        return edit
    }

    /// The table of `archive`, as it is written.
    private func table(_ archive: ZipArchive) throws -> String {
        let content = try text(archive, "content.xml")
        let start = try #require(content.firstRange(of: "<table:table ")).lowerBound
        return try String(content[start..<#require(content.firstRange(of: "</office:spreadsheet>")).lowerBound])
    }

    private func said(_ text: String) -> String {
        "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }

    private let mine = """
        <table:table-cell table:style-name="mesCe1" office:value-type="string"><text:p>x</text:p></table:table-cell>
        """
    private let column = "<table:table-column table:style-name=\"mesCo1\" table:default-cell-style-name=\"Default\"/>"

    /// Six columns, the first two in a group; two are empty runs of several.
    private func sheet() throws -> ZipArchive {
        try package(
            """
            <table:table table:name="A"><table:table-column-group><table:table-column table:style-name="co1" \
            table:number-columns-repeated="2"/></table:table-column-group><table:table-column table:style-name="co2" \
            table:number-columns-repeated="4" table:default-cell-style-name="Default"/>\
            <table:table-row><table:table-cell/>\(said("N"))<table:table-cell table:number-columns-repeated="3"/>\
            \(said("M"))</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/>\
            \(said("n"))</table:table-row><table:table-row table:number-rows-repeated="4">\(said("total"))\
            </table:table-row></table:table>
            """)
    }

    @Test("columns go left of, between and right of others, runs split only there")
    func anywhere() throws {
        let edited = try edit(try sheet(), block([0, 3, 7]), "a.ods")
        let row = """
            <table:table-row table:number-rows-repeated="1">\(mine)\(said("n"))<table:table-cell/>\(mine)\
            <table:table-cell table:number-columns-repeated="3"/>\(mine)</table:table-row>
            """
        #expect(
            try table(edited) == """
                <table:table table:name="A"><table:table-column-group>\(column)<table:table-column \
                table:style-name="co1" table:number-columns-repeated="1"/></table:table-column-group>\
                <table:table-column table:style-name="co2" table:number-columns-repeated="1" \
                table:default-cell-style-name="Default"/>\(column)<table:table-column table:style-name="co2" \
                table:number-columns-repeated="2" table:default-cell-style-name="Default"/><table:table-column \
                table:number-columns-repeated="1" table:default-cell-style-name="Default"/>\(column)\
                <table:table-row>\(said("c0"))\(said("N"))<table:table-cell table:number-columns-repeated="1"/>\
                \(said("c1"))<table:table-cell table:number-columns-repeated="1"/>\(said("M"))<table:table-cell/>\
                \(said("c2"))</table:table-row>\(row)\(row)<table:table-row table:number-rows-repeated="4">\
                \(said("total"))</table:table-row></table:table>
                """)
        try keep(edited, "anywhere.ods")
    }

    @Test(
        "the same columns written again where they stand give the same file",
        arguments: [[0, 3, 7], [2, 3, 4], [0], [6, 7, 8], [2, 4], [9]])
    func again(_ positions: [Int]) throws {
        let once = try bytes(try sheet(), block(positions))
        let twice = try bytes(try ZipArchive(Bytes(once)), block(positions, owned: Set(positions)))
        #expect(once == twice)
        // What they held before makes no difference.
        let other = try bytes(try sheet(), block(positions, value: "autre & long"))
        #expect(try bytes(try ZipArchive(Bytes(other)), block(positions, owned: Set(positions))) == once)
    }

    @Test("the same for a workbook of LibreOffice, with drop-downs, colours, formulas, filter and a sheet")
    func wholeEditAgain() throws {
        let first = sampleEdit()
        let once = try bytes(try fixture("budget.ods"), first)
        var second = first
        let block = first.blocks[0]
        second.blocks[0] = ColumnBlock(
            sheet: 0, headerRow: block.headerRow, body: block.body, positions: block.positions,
            owned: Set(block.positions), columns: block.columns)
        second.sheets[0].replaces = 2
        #expect(try bytes(try ZipArchive(Bytes(once)), second) == once)
    }

    @Test("columns of an earlier run that are no longer written are emptied, in the header and in the body only")
    func cleared() throws {
        var archive = try edit(try sheet(), block([6, 7, 8], body: 1..<3), "a.ods")
        archive = try edit(archive, block([6], owned: [6, 7, 8]), "a.ods")
        let dump = try Dump(try OpenDocumentWorkbook(archive, file: "a.ods"))
        #expect(dump.cells.keys.filter { $0.hasPrefix("G") }.sorted() == ["G1", "G2", "G3"])
        #expect(dump.cells.keys.filter { $0.hasPrefix("H") || $0.hasPrefix("I") }.isEmpty)
        #expect(dump.cells["B3"] == "text n")
        #expect(dump.cells["A7"] == nil && dump.cells["A4"] == "text total")
        // Neither style nor drop-down is left on them.
        #expect(try table(archive).contains("\(mine)<table:table-cell table:number-columns-repeated=\"2\"/></"))
        // Beyond a row's last cell, there is nothing to empty.
        let short = try edit(try sheet(), block([2], owned: [2, 12]), "a.ods")
        #expect(try table(short).contains("\(said("n"))\(mine)</table:table-row>"))
    }

    @Test("an earlier run's cells in a run of equal ones are taken out of it")
    func repeated() throws {
        let row = """
            <table:table-row><table:table-cell office:value-type="float" office:value="1" \
            table:number-columns-repeated="4"><text:p>1</text:p></table:table-cell></table:table-row>
            """
        let archive = try package("<table:table table:name=\"A\">\(row + row + row)</table:table>")
        let dump = try Dump(
            try OpenDocumentWorkbook(try edit(archive, block([1], owned: [1, 3]), "a.ods"), file: "a.ods"))
        #expect(["A2", "B2", "C2", "D2"].map { dump.cells[$0] } == ["number 1", "text x", "number 1", nil])
    }

    @Test(
        "what would be lost or cut is refused before anything is written",
        arguments: [
            ([1], [], "ODS022", "B1"), ([3, 5], [3], "ODS022", "F1"), ([6], [], "ODS022", "G2"),
            ([7], [], "ODS022", "H2"), ([6], [6], "ODS031", "G2"), ([7], [7], "ODS031", "H2"),
            ([2], [2, 7], "ODS031", "H2"), ([8], [], "ODS022", "I3"), ([8], [8], "ODS031", "I3"),
        ] as [([Int], Set<Int>, String, String)])
    func refused(_ positions: [Int], _ owned: Set<Int>, _ code: String, _ cell: String) throws {
        let archive = try package(
            """
            <table:table table:name="A"><table:table-row><table:table-cell/>\(said("N"))<table:table-cell \
            table:number-columns-repeated="3"/>\(said("M"))</table:table-row><table:table-row><table:table-cell \
            table:number-columns-repeated="6"/><table:table-cell table:number-columns-spanned="2" \
            table:number-rows-spanned="1"/><table:covered-table-cell/></table:table-row><table:table-row>\
            <table:table-cell table:number-columns-repeated="8"/><table:covered-table-cell/></table:table-row>\
            </table:table>
            """)
        let sink = MemorySink()
        let found = finding {
            _ = try OpenDocumentEditor(archive, file: "a.ods").write(block(positions, owned: owned), to: sink)
        }
        #expect(found?.kind.code == code)
        #expect(found?.place.cell == cell)
        #expect(sink.count == 0)
    }

    @Test("a span of one cell is no merge, and the look of an earlier run is nobody's")
    func look() throws {
        let row = """
            <table:table-row><table:table-cell table:style-name="gras" office:value-type="string"><text:p>a</text:p>\
            </table:table-cell><table:table-cell table:style-name="mesCe9" table:number-columns-spanned="1"/>\
            </table:table-row>
            """
        let archive = try package("<table:table table:name=\"A\">\(row + row + row)</table:table>")
        let content = try text(try edit(archive, block([2], owned: [1]), "a.ods"), "content.xml")
        #expect(content.contains("style:parent-style-name=\"gras\""))
        #expect(!content.contains("mesCe9"))
    }

    @Test(
        "a database range grows by the columns that follow it, not by those it holds",
        arguments: [
            ("A1:.B3", [2, 3], [], "A1:A.D3"), ("A1:.B3", [3], [], nil), ("A1:.D3", [2, 3], [2, 3], nil),
            ("A1:.D3", [2, 3, 4], [2, 3], "A1:A.E3"), ("A1:.B3", [2, 3], [2, 3], nil), ("A2:.B3", [2], [], nil),
        ] as [(String, [Int], Set<Int>, String?)])
    func databaseRange(_ range: String, _ positions: [Int], _ owned: Set<Int>, _ grown: String?) throws {
        let row = "<table:table-row>\(said("a"))\(said("b"))</table:table-row>"
        let archive = try package(
            "<table:table table:name=\"A\">\(row + row + row)</table:table><table:database-ranges>"
                + "<table:database-range table:name=\"T\" table:target-range-address=\"A.\(range)\"/>"
                + "</table:database-ranges>")
        let content = try text(try edit(archive, block(positions, owned: owned), "a.ods"), "content.xml")
        #expect(content.contains("table:target-range-address=\"A.\(grown ?? range)\""))
    }

    @Test("cells written as usual and otherwise are spliced alike", arguments: [[0, 3, 7], [2, 4], [6]])
    func unusual(_ positions: [Int]) throws {
        let usual = try text(try sheet(), "content.xml")
        // A tab before the attributes, or the end of the tag, is not usual.
        let unusual = usual.replacing("<table:table-cell", with: "<table:table-cell\t")
        #expect(unusual != usual)
        let owned = block(positions, owned: [1])
        let expected = try text(try edit(try rawPackage(usual), owned, "a.ods"), "content.xml")
        let found = try text(try edit(try rawPackage(unusual), owned, "a.ods"), "content.xml")
        #expect(found.replacing("\t", with: "") == expected)
    }
}
