import Files
import Findings
import Glibc
import OpenXML
import Tabular
import Testing
import ZipArchive

@testable import Workbooks

/// A sheet that is read and spliced in one pass comes out as one that is read first.
@Suite struct OnePassTests {
    private static let fixtures = ColumnSelectionTests.root + "/Tests/OpenXMLTests/Fixtures/"
    /// XlsxWriter's, whose sheet ends in E8 and says so.
    private static let grid = fixtures + "editing-grid.xlsx"
    private static let sheet = "xl/worksheets/sheet1.xml"
    private static let dimension = "<dimension ref=\"A1:E8\"/>"

    private let columns: ColumnFile

    init() throws {
        columns = try ColumnFile(Bytes(Array("row;Avis;Note:number\n2;bon;1,5\n5;=1+1;2\n".utf8)), path: "c.csv")
    }

    /// What annotating `workbook` gives: the bytes, or the finding.
    private func annotated(_ workbook: Workbook, sheet: String? = nil) throws -> Result<[UInt8], Finding> {
        let folder = "/tmp/mesures-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        try FileSystem.makeFolder(folder)
        defer { unsafe rmdir(folder) }
        let file = try AtomicFile(folder + "/out.xlsx")
        defer { file.discard() }
        do {
            _ = try workbook.append(columns, sheet: sheet, headerRow: 0, to: file, options: EditOptions())
            return .success(try file.written().array)
        } catch let finding as Finding {
            return .failure(finding)
        }
    }

    /// The same when the sheet is read first.
    private func annotatedInTwoPasses(_ workbook: Workbook, sheet: String? = nil) throws -> Result<[UInt8], Finding> {
        do {
            let sink = MemorySink()
            let edit = try workbook.appending(columns, sheet: sheet, headerRow: 0)
            _ = try workbook.write(edit, to: sink)
            return .success(sink.bytes)
        } catch let finding as Finding {
            return .failure(finding)
        }
    }

    /// Whether one pass is enough for the first sheet of `workbook`; nil when its head promises nothing.
    private func isEnough(_ workbook: Workbook) throws -> Bool? {
        let reader = try #require(workbook.reader as? OpenXMLWorkbook)
        guard let end = try reader.promisedEnd(ofSheet: 0) else { return nil }
        let block = try columns.block(sheet: 0, headerRow: 0, lastRow: end.row, firstColumn: end.column + 1)
        var edit = WorkbookEdit()
        edit.blocks = [block]
        return (try? reader.write(edit, to: MemorySink(), options: EditOptions(), reading: 0, upTo: end)) != nil
    }

    /// The grid with `old` in its sheet made `new`.
    private func grid(_ old: String, _ new: String) throws -> Workbook {
        let archive = try ZipArchive(Bytes(mapping: Self.grid))
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for entry in archive.entries {
            guard entry.name == Self.sheet else {
                try writer.copy(entry, from: archive)
                continue
            }
            let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
            let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
            try #require(parts.count == 2)
            try writer.add(entry.name, Array((parts[0] + new + parts[1]).utf8), level: 6)
        }
        try writer.finish()
        return try Workbook(reading: Bytes(sink.bytes), path: "grid.xlsx")
    }

    @Test(arguments: [
        "editing-empty.xlsx", "editing-grid.xlsx", "editing-locked.xlsx", "editing-odd.xlsx", "editing-report.xlsx",
        "editing-signed.xlsx", "editing-strict.xlsx", "editing-utf16.xlsx", "../../../samples/mandats-2025.xlsx",
    ])
    func givesWhatTwoPassesGive(name: String) throws {
        let workbook = try Workbook(opening: Self.fixtures + name)
        for sheet in workbook.reader.sheets {
            #expect(try annotated(workbook, sheet: sheet.name) == annotatedInTwoPasses(workbook, sheet: sheet.name))
        }
    }

    @Test func isEnoughWhereTheHeadSaysWhereTheSheetEnds() throws {
        #expect(try isEnough(Workbook(opening: Self.grid)) == true)
        #expect(try isEnough(Workbook(opening: ColumnSelectionTests.root + "/samples/mandats-2025.xlsx")) == true)
    }

    @Test(arguments: [
        ("", nil), ("<dimension ref=\"A1\"/>", nil), ("<dimension ref=\"?\"/>", nil), ("<dimension/>", nil),
        ("<dimension ref=\"A1:E7\"/>", false), ("<dimension ref=\"A1:E9\"/>", false),
        ("<dimension ref=\"A1:D8\"/>", false), ("<dimension ref=\"A1:F8\"/>", false),
        ("<dimension ref=\"A1:XFD1048576\"/>", false), ("<dimension ref=\"B2:E8\"/>", true),
    ])
    func isNotEnoughWhereItSaysOtherwise(said: String, enough: Bool?) throws {
        let workbook = try grid(Self.dimension, said)
        #expect(try isEnough(workbook) == enough)
        let found = try annotated(workbook)
        #expect(try found == annotatedInTwoPasses(workbook))
        _ = try found.get()
    }

    /// What reading refuses and splicing alone would let pass, with the words of reading.
    @Test(arguments: [
        ("</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"?\"/></mergeCells>"),
        ("</row></sheetData>", "<c r=\"E8\"><v>1</v></c></row></sheetData>"),
        ("</sheetData>", "</sheetData><x></y>"), ("</sheetData>", "<!-- --</sheetData>"),
        ("</worksheet>", ""), ("<sheetData>", "<sheetData><row r=\"3\"/>"),
        ("</row></sheetData>", "<c r=\"F8\"><v>1</v></c></row></sheetData>"),
        ("</sheetData>", "<row r=\"9\"><c r=\"A9\" t=\"s\"><v>99999</v></c></row></sheetData>"),
    ])
    func saysWhatIsWrongAsTwoPassesDo(old: String, new: String) throws {
        let workbook = try grid(old, new)
        #expect(try annotated(workbook) == annotatedInTwoPasses(workbook))
    }

    @Test func tellsAlteredContents() throws {
        let archive = try ZipArchive(Bytes(mapping: Self.grid))
        let entry = try #require(archive.entry(Self.sheet))
        var bytes = try Bytes(mapping: Self.grid).array
        // A bit of the CRC, in the header and in the directory.
        for place in bytes.indices.dropLast(46) where bytes[place..<place + 4].elementsEqual([0x50, 0x4B, 1, 2]) {
            let name = bytes[(place + 46)...].prefix(Self.sheet.utf8.count)
            if name.elementsEqual(Self.sheet.utf8) { bytes[place + 16] ^= 1 }
        }
        for place in bytes.indices.dropLast(30) where bytes[place..<place + 4].elementsEqual([0x50, 0x4B, 3, 4]) {
            let name = bytes[(place + 30)...].prefix(Self.sheet.utf8.count)
            if name.elementsEqual(Self.sheet.utf8), bytes[place + 6] & 8 == 0 { bytes[place + 14] ^= 1 }
        }
        let altered = try Workbook(reading: Bytes(bytes), path: "grid.xlsx")
        guard case .failure(let finding) = try annotated(altered) else {
            Issue.record("\(entry.name) was taken")
            return
        }
        #expect(finding.kind == .alteredContents)
    }
}
