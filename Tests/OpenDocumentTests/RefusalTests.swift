import Files
import Findings
import OpenDocument
import Tabular
import Testing
import ZipArchive

/// What is refused before anything is written (see also `EditingTests.refusals` and `ReplacedSheetTests`).
@Suite("Refusals of OpenDocument edits") struct RefusalTests {
    private let row =
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p>"
        + "</table:table-cell></table:table-row>"

    private func sheets(_ replaced: Int? = nil) -> WorkbookEdit {
        var change = WorkbookEdit()
        change.sheets = [NewSheet(name: "B", widths: [], rows: [])]
        change.sheets[0].replaces = replaced
        return change
    }

    private func columns(at column: Int) -> WorkbookEdit {
        var change = WorkbookEdit()
        change.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<2, firstColumn: column,
                columns: [
                    NewColumn(header: "C", width: 9, format: .text, data: .coded(values: [.text("x")], codes: [0]))
                ])
        ]
        return change
    }

    /// What stops `change`, which writes nothing then.
    private func refusal(_ archive: ZipArchive, _ change: WorkbookEdit) -> FindingKind? {
        let sink = MemorySink()
        let found = finding { _ = try OpenDocumentEditor(archive, file: "a.ods").write(change, to: sink) }
        if found != nil { #expect(sink.count == 0) }
        return found?.kind
    }

    @Test(arguments: ["documentsignatures.xml", "packagesignatures.xml"])
    func aSignedPackageIsRefusedAndItsMacrosMayBeSigned(_ name: String) throws {
        let table = "<table:table table:name=\"A\">\(row)\(row)</table:table>"
        let signed = try package(table, extra: [("META-INF/\(name)", "<x/>")])
        #expect(refusal(signed, sheets()) == .signedWorkbook)
        #expect(refusal(signed, columns(at: 1)) == .signedWorkbook)
        #expect(refusal(signed, WorkbookEdit()) == nil)
        let macros = try package(table, extra: [("META-INF/macrosignatures.xml", "<x/>")])
        #expect(try edit(macros, sheets(), "a.ods").entry("META-INF/macrosignatures.xml") != nil)
    }

    @Test func anEncryptedPackageIsRefused() throws {
        let manifest = """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry \
            manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>
            """
        let archive = try package(
            "<table:table table:name=\"A\">\(row)</table:table>", extra: [("META-INF/manifest.xml", manifest)])
        #expect(refusal(archive, sheets()) == .encryptedWorkbook)
    }

    @Test func aProtectedStructureTakesNoSheetButColumnsAndSheetsWrittenAgain() throws {
        func archive(_ isProtected: String) throws -> ZipArchive {
            let whole = try text(
                try package(
                    "<table:table table:name=\"A\">\(row)\(row)</table:table><table:table table:name=\"B\">\(row)"
                        + "</table:table>"), "content.xml")
            return try rawPackage(
                whole.replacing(
                    "<office:spreadsheet>", with: "<office:spreadsheet table:structure-protected=\"\(isProtected)\">"))
        }
        var added = sheets()
        added.sheets[0].name = "C"
        #expect(refusal(try archive("true"), added) == .protectedStructure)
        #expect(refusal(try archive("false"), added) == nil)
        #expect(refusal(try archive("true"), columns(at: 1)) == nil)
        #expect(refusal(try archive("true"), sheets(1)) == nil)
    }

    @Test func onAProtectedSheetPeopleAreToldThatTheCellsAreLocked() throws {
        let archive = try package(
            "<table:table table:name=\"A\" table:protected=\"true\">\(row)\(row)</table:table>")
        let sink = MemorySink()
        let found = try OpenDocumentEditor(archive, file: "a.ods").write(columns(at: 1), to: sink)
        #expect(found.map(\.kind) == [.protectedSheet])
        #expect(found.first?.place.sheet == "A")
        #expect(try text(try ZipArchive(Bytes(sink.bytes)), "content.xml").contains("table:protected=\"true\""))
    }

    @Test func aSheetThatIsFullTakesNoColumn() throws {
        let archive = try package(
            """
            <table:table table:name="A"><table:table-row><table:table-cell table:number-columns-repeated="16384" \
            office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>\(row)</table:table>
            """)
        #expect(refusal(archive, columns(at: 16_384)) == .tooManyColumns)
        #expect(refusal(archive, columns(at: 16_383)) == .occupiedCell)
    }
}
