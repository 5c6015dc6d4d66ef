import Files
import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

/// A flat spreadsheet of these tables, styles before and after the automatic ones.
private func flat(_ tables: String, prefix: String = "office") -> [UInt8] {
    let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    let kind = "application/vnd.oasis.opendocument.spreadsheet"
    return Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <\(prefix):document xmlns:\(prefix)="\(office)" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \(prefix):version="1.3" \
        \(prefix):mimetype="\(kind)">
         <\(prefix):meta/>
         <\(prefix):styles><style:style style:name="Default" style:family="table-cell"/></\(prefix):styles>
         <\(prefix):automatic-styles>
          <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default"/>
         </\(prefix):automatic-styles>
         <\(prefix):master-styles/>
         <\(prefix):body><\(prefix):spreadsheet>\(tables)</\(prefix):spreadsheet></\(prefix):body>
        </\(prefix):document>
        """.utf8)
}

private func cell(_ text: String) -> String {
    "<table:table-cell><text:p>\(text)</text:p></table:table-cell>"
}

private let tables = """
    <table:table table:name="Un"><table:table-column table:number-columns-repeated="2"/>
     <table:table-row>\(cell("Compte"))\(cell("Montant"))</table:table-row>
     <table:table-row>
      \(cell("6042"))
      <table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50</text:p></table:table-cell>
     </table:table-row>
    </table:table>
    <table:table table:name="Deux"><table:table-row>\(cell("é &amp; è"))</table:table-row></table:table>
    """

@Suite struct FlatDocumentTests {
    @Test func everySheetIsRead() throws {
        let workbook = try OpenDocumentWorkbook(flat: Bytes(flat(tables)), file: "a.fods")
        #expect(workbook.sheets.map(\.name) == ["Un", "Deux"])
        #expect(
            try Dump(workbook).cells
                == ["A1": "text Compte", "B1": "text Montant", "A2": "text 6042", "B2": "number 12.5"])
        #expect(try Dump(workbook, 1).cells == ["A1": "text é & è"])
    }

    /// Found by fuzzing: its tables were read, and lost in the package.
    @Test func anElementThatNoPartIsForStaysWithTheContents() throws {
        let text = String(decoding: flat(tables), as: UTF8.self).replacing("office:body>", with: "office:other>")
        let sink = MemorySink()
        try FlatDocument(Bytes(Array(text.utf8)), file: "a.fods").pack(
            mediaType: "application/vnd.oasis.opendocument.spreadsheet", to: sink)
        let package = try OpenDocumentWorkbook(ZipArchive(Bytes(sink.bytes)), file: "a.ods")
        #expect(package.sheets.map(\.name) == ["Un", "Deux"])
    }

    @Test func aChartInACellIsNotItsText() throws {
        let inner = "<office:document><table:table table:name=\"local\"><table:table-row>\(cell("9"))</table:table-row>"
        let chart = "<draw:frame><draw:object>\(inner)</table:table></office:document></draw:object></draw:frame>"
        let row = "<table:table-row><table:table-cell>\(chart)<text:p>x</text:p></table:table-cell></table:table-row>"
        let body = "<table:table table:name=\"F\"><table:shapes>\(chart)</table:shapes>\(row)</table:table>"
        let workbook = try OpenDocumentWorkbook(flat: Bytes(flat(body)), file: "a.fods")
        #expect(workbook.sheets.map(\.name) == ["F"])
        #expect(try Dump(workbook).cells == ["A1": "text x"])
    }

    @Test func aFileOfManyPiecesIsReadWhole() throws {
        let rows = (0..<60_000).map { "<table:table-row>\(cell("ligne \($0)"))</table:table-row>\n" }.joined()
        let bytes = flat("<table:table table:name=\"A\"/><table:table table:name=\"B\">\(rows)</table:table>")
        let workbook = try OpenDocumentWorkbook(flat: Bytes(bytes), file: "a.fods")
        var read = 0
        _ = try workbook.readSheet(1) { batch in
            for row in batch.rows {
                #expect(batch.text(of: batch.cells[row.cells.lowerBound]) == "ligne \(row.index)")
                read += 1
            }
            return .next
        }
        #expect(read == 60_000)
        // A reader who stops early leaves the rest.
        _ = try workbook.readSheet(1) { _ in .stop }
    }

    @Test(arguments: ["office", "o"])
    func aPackageOfItReadsTheSameAndTakesColumns(_ prefix: String) throws {
        let tables = tables.replacing("office:", with: "\(prefix):")
        let sink = MemorySink()
        try FlatDocument(Bytes(flat(tables, prefix: prefix)), file: "a.fods").pack(
            mediaType: "application/vnd.oasis.opendocument.spreadsheet", to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        #expect(
            archive.entries.map(\.name)
                == ["mimetype", "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"])
        #expect(archive.entries[0].method == 0)
        let content = try #require(archive.entry("content.xml"))
        let text = String(decoding: try archive.contents(of: content), as: UTF8.self)
        #expect(text.contains("<\(prefix):document-content xmlns:\(prefix)="))
        #expect(!text.contains("mimetype"))
        #expect(text.contains("version=\"1.3\""))
        let package = try OpenDocumentWorkbook(archive, file: "a.ods")
        let original = try OpenDocumentWorkbook(flat: Bytes(flat(tables, prefix: prefix)), file: "a.fods")
        for sheet in 0..<2 { #expect(try Dump(package, sheet).cells == Dump(original, sheet).cells) }

        var edit = WorkbookEdit()
        let column = NewColumn(header: "Cote", width: 10, format: .amount, data: .amounts([Cents(1_234)]))
        edit.blocks = [ColumnBlock(sheet: 0, headerRow: 0, body: 1..<2, firstColumn: 2, columns: [column])]
        let edited = MemorySink()
        _ = try OpenDocumentEditor(archive, file: "a.ods").write(edit, to: edited)
        let again = try OpenDocumentWorkbook(ZipArchive(Bytes(edited.bytes)), file: "b.ods")
        var expected = try Dump(original).cells
        expected["C1"] = "text Cote"
        expected["C2"] = "number 12.34"
        #expect(try Dump(again).cells == expected)
    }

    @Test func whatIsCutOrNoDocumentIsRefused() throws {
        let whole = flat(tables)
        for fiftieth in 0..<50 {
            let cut = Bytes(Array(whole[..<(whole.count * fiftieth / 50)]))
            #expect(throws: Finding.self) { try OpenDocumentWorkbook(flat: cut, file: "a.fods") }
        }
        for text in [
            "<a/>", "<office:document/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><office:document></office:document>",
        ] {
            #expect(throws: Finding.self) { try FlatDocument(Bytes(Array(text.utf8)), file: "a.fods") }
        }
    }
}
