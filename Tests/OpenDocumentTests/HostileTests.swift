import Files
import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

/// Contents that are not what they should be (`Tests/hostile` has the files).
@Suite struct HostileTests {
    private func archive(_ contents: [UInt8]) throws -> ZipArchive {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        try writer.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8), level: 0)
        try writer.add("content.xml", contents, level: 6)
        try writer.finish()
        return try ZipArchive(Bytes(sink.bytes))
    }

    /// The usual contents, `text` in the cell B2.
    private func contents(_ text: [UInt8], before: String = "x") -> [UInt8] {
        let head = """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>\
            <table:table table:name="F"><table:table-row><table:table-cell office:value-type="string">\
            <text:p>été</text:p></table:table-cell></table:table-row><table:table-row>\
            <table:table-cell office:value-type="string"><text:p>\(before)</text:p></table:table-cell>\
            <table:table-cell office:value-type="string"><text:p>
            """
        let tail = "</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        return Array(head.utf8) + text + Array((tail + "</office:document-content>").utf8)
    }

    @Test(
        arguments: [
            [0xFF, 0xFE], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func textThatIsNotUTF8IsRefusedAtItsCell(text: [UInt8]) throws {
        let archive = try archive(contents(text))
        let found = finding { _ = try Dump(try OpenDocumentWorkbook(archive, file: "a.ods")) }
        #expect(found?.kind.code == "XML001")
        #expect(found?.place.cell == "B2")
        let passing = finding { try OpenDocumentWorkbook.readRows(of: archive, file: "a.ods") { _, _ in .next } }
        #expect(passing?.kind.code == "XML001")
    }

    /// Found by fuzzing: the edit that followed was written before the root.
    @Test(arguments: ["</office:spreadsheet>", "</table:table>", "</table:table-row>"])
    func anEndTagOfAnotherElementIsRefused(tag: String) throws {
        let text = String(decoding: contents(Array("y".utf8)), as: UTF8.self)
        let archive = try archive(Array(text.replacing(tag, with: "</other>").utf8))
        let reading = finding { try OpenDocumentWorkbook.readRows(of: archive, file: "a.ods") { _, _ in .next } }
        #expect(reading?.kind.code == "XML001")
        var edit = WorkbookEdit()
        edit.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<2, firstColumn: 2,
                columns: [
                    NewColumn(
                        header: "N", width: 8, format: .text, data: .coded(values: [.text("n")], codes: [0]))
                ])
        ]
        let editing = finding {
            _ = try OpenDocumentEditor(archive, file: "a.ods").write(edit, to: MemorySink())
        }
        #expect(editing?.kind.code == "XML001")
    }

    @Test func aCharacterSharedOutBetweenTwoCellsIsRefused() throws {
        // The euro sign, its first two bytes in A2, its last in B2.
        var bytes = contents([0xAC], before: "@@")
        let at = try #require(bytes.firstIndex(of: UInt8(ascii: "@")))
        bytes.replaceSubrange(at..<(at + 2), with: [0xE2, 0x82])
        let archive = try archive(bytes)
        let found = finding { _ = try Dump(try OpenDocumentWorkbook(archive, file: "a.ods")) }
        #expect(found?.kind.code == "XML001")
    }

    @Test func validTextOfEveryLengthIsRead() throws {
        let archive = try archive(contents(Array("é€😀".utf8)))
        #expect(try Dump(try OpenDocumentWorkbook(archive, file: "a.ods")).cells["B2"] == "text é€😀")
    }

    @Test(arguments: ["<html/>", "<office:document-styles xmlns:office=\"urn\"/>", "<a><document-content/></a>"])
    func contentsOfAnotherRootAreRefused(text: String) throws {
        let archive = try archive(Array(text.utf8))
        #expect(finding { _ = try OpenDocumentWorkbook(archive, file: "a.ods") }?.kind.code == "ODS001")
    }

    @Test func eachOfManySmallTablesIsReadAsWritten() throws {
        let tables = (0..<40).map { number in
            """
            <table:table table:name="F\(number)"><table:table-row><table:table-cell office:value-type="string">\
            <text:p>n° \(number)</text:p></table:table-cell></table:table-row></table:table>
            """
        }
        let workbook = try OpenDocumentWorkbook(try package(tables.joined()), file: "a.ods")
        for number in [0, 1, 17, 39] {
            #expect(try Dump(workbook, number).cells == ["A1": "text n° \(number)"])
        }
    }
}
