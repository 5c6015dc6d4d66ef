import DelimitedText
import Files
import Findings
import MarkupSheets
import OpenDocument
import OpenXML
import Tabular
import Workbooks
import ZipArchive

#if canImport(Glibc)
import Glibc
#endif

/// An archive: each entry is read, and a raw copy of what can be read says the same.
func readContainer(_ input: [UInt8]) {
    guard let archive = allowingFindings({ try ZipArchive(Bytes(input), limits: Packages.limits) }) else { return }
    let sink = MemorySink()
    let writer = ZipWriter(to: sink)
    var copied: [(ZipEntry, [UInt8])] = []
    for entry in archive.entries {
        guard let contents = allowingFindings({ try archive.contents(of: entry) }) else { continue }
        demand(contents.count == entry.size, "\(contents.count) bytes instead of \(entry.size)")
        if allowingFindings({ try writer.copy(entry, from: archive) }) == nil { return }
        copied.append((entry, contents))
    }
    guard
        let copy = allowingFindings({
            try writer.finish(); return try ZipArchive(Bytes(sink.bytes))
        })
    else {
        return demand(false, "the copy cannot be opened")
    }
    for (entry, contents) in copied {
        let same = copy.entry(entry.name).flatMap { entry in allowingFindings { try copy.contents(of: entry) } }
        demand(same == contents, "the copy of \(entry.name) differs")
    }
}

/// `sheet1.xml`: cells written as usual read as they do when they are written unusually.
func readOpenXMLSheet(_ input: [UInt8]) {
    let part = "xl/worksheets/sheet1.xml"
    let reading = Reading { try OpenXMLWorkbook(Packages.openXML([part: input]), file: "a.xlsx") }
    guard let unusual = rewritten(input, "<c r=\"", "<c  r=\"") else { return }
    let other = Reading { try OpenXMLWorkbook(Packages.openXML([part: unusual]), file: "a.xlsx") }
    demand(
        reading.refusal == other.refusal, "refused with \(reading.refusal ?? "–"), unusually \(other.refusal ?? "–")")
    demand(reading.refusal != nil || reading == other, "read otherwise when written unusually")
}

/// `sharedStrings.xml`, with a sheet that uses three of them.
func readSharedStrings(_ input: [UInt8]) {
    _ = Reading { try OpenXMLWorkbook(Packages.openXML(["xl/sharedStrings.xml": input]), file: "a.xlsx") }
}

/// `styles.xml`, with a sheet that uses four of them; then an edit, which adds some.
func readStyles(_ input: [UInt8]) {
    guard let archive = allowingFindings({ try Packages.openXML(["xl/styles.xml": input]) }) else { return }
    checkOpenXMLEdit(of: archive)
}

/// The parts around a sheet, one after the other with a zero byte between: workbook, its relationships, the package's
/// relationships, content types, the sheet's relationships, a table.
func readOpenXMLParts(_ input: [UInt8]) {
    let names = [
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml",
        "xl/worksheets/_rels/sheet1.xml.rels", "xl/tables/table1.xml",
    ]
    var parts: [String: [UInt8]] = [:]
    for (name, part) in zip(names, input.split(separator: 0, omittingEmptySubsequences: false)) where !part.isEmpty {
        parts[name] = Array(part)
    }
    guard let archive = allowingFindings({ try Packages.openXML(parts) }) else { return }
    checkOpenXMLEdit(of: archive)
}

/// `content.xml`: sheet by sheet as in one pass, and cells written as usual as unusual ones.
func readOpenDocumentContent(_ input: [UInt8]) {
    guard let archive = allowingFindings({ try Packages.openDocument(input) }) else { return }
    let reading = Reading { try OpenDocumentWorkbook(archive, file: "a.ods") }
    if reading.refusal == nil {
        var sheets = reading.sheets.map { _ in Reading.Sheet() }
        let isRead: Void? = allowingFindings {
            try OpenDocumentWorkbook.readRows(of: archive, file: "a.ods") { sheet, batch in
                demand(sheet < sheets.count, "one pass finds more sheets")
                sheets[sheet].take(batch, isGrid: true)
                return .next
            }
        }
        demand(isRead != nil && sheets.map(\.rows) == reading.rows, "one pass reads otherwise")
    }
    guard let unusual = rewritten(input, "<table:table-cell ", "<table:table-cell\t") else { return }
    let other = Reading { try OpenDocumentWorkbook(Packages.openDocument(unusual), file: "a.ods") }
    demand(
        reading.refusal == other.refusal, "refused with \(reading.refusal ?? "–"), unusually \(other.refusal ?? "–")")
    demand(reading.refusal != nil || reading == other, "read otherwise when written unusually")
}

/// A flat OpenDocument file; the package made of it holds the same.
func readFlatOpenDocument(_ input: [UInt8]) {
    let reading = Reading { try OpenDocumentWorkbook(flat: Bytes(input), file: "a.fods") }
    let sink = MemorySink()
    let isPacked: Void? = allowingFindings {
        try FlatDocument(Bytes(input), file: "a.fods").pack(mediaType: Packages.mediaType, to: sink)
    }
    guard isPacked != nil, reading.refusal == nil else { return }
    let packed = Reading {
        try OpenDocumentWorkbook(ZipArchive(Bytes(sink.bytes), limits: Packages.limits), file: "a.ods")
    }
    // Tables among the styles or the settings, where the format has none, do not reach the contents.
    let text = String(decoding: input, as: UTF8.self)
    let before = text[..<(text.firstRange(of: "<office:body>")?.lowerBound ?? text.endIndex)]
    guard packed.refusal == nil, !before.contains(":table ") else { return }
    demand(packed.rows == reading.rows, "the package holds something else")
}

/// A delimited text.
func readDelimitedText(_ input: [UInt8]) {
    let reading = Reading { try DelimitedWorkbook(Bytes(input), fileName: "a.csv") }
    let codes: [String?] = [nil, "CSV008", "CSV009"]
    demand(codes.contains(reading.refusal), "refused with \(reading.refusal ?? "")")
}

/// A SpreadsheetML 2003 file.
func readSpreadsheetML(_ input: [UInt8]) {
    _ = Reading { try SpreadsheetMLWorkbook(Bytes(input), file: "a.xls") }
}

/// An HTML page.
func readHTML(_ input: [UInt8]) { _ = Reading { try HTMLWorkbook(Bytes(input), file: "a.xls") } }

/// A budget document; an annex put into it leaves every other byte, and is found again.
func readBudgetDocument(_ input: [UInt8]) {
    let reading = Reading { try BudgetDocumentWorkbook(Bytes(input), file: "a.xml") }
    let annex = Array("<DATA_FUZZ><FUZZ><V1 V=\"1\"/></FUZZ></DATA_FUZZ>".utf8)
    let sink = MemorySink()
    let isWritten: Void? = allowingFindings {
        let insertion = try AnnexInsertion(of: "DATA_FUZZ", in: Bytes(input))
        guard insertion.prefix.isEmpty else { return }
        _ = try insertion.write(annex, to: sink)
    }
    guard isWritten != nil, !sink.bytes.isEmpty, reading.refusal == nil else { return }
    let again = Reading { try BudgetDocumentWorkbook(Bytes(sink.bytes), file: "a.xml") }
    demand(again.refusal == nil, "refused with an annex: \(again.refusal ?? "")")
}

/// A gzip file.
func readGzip(_ input: [UInt8]) {
    _ = allowingFindings { try GzipFile(Bytes(input), limits: Packages.limits).contents() }
}

/// Columns to append.
func readColumns(_ input: [UInt8]) {
    _ = allowingFindings {
        let block = try ColumnFile(Bytes(input), path: "a.csv").block(
            sheet: 0, headerRow: 1, lastRow: 5, firstColumn: 4)
        for column in block.columns {
            // After the last row that a column has a value in, it has none.
            demand(column.data.count <= block.body.count, "\(column.data.count) values for \(block.body.count) rows")
        }
    }
}

/// A whole file of any kind: opened by its content, read twice, annotated.
func readWorkbook(_ input: [UInt8]) {
    let path = "/tmp/mesures-fuzz-\(getpid())"
    guard let file = unsafe fopen(path, "wb") else { return demand(false, "cannot write \(path)") }
    _ = unsafe input.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    unsafe fclose(file)
    let columns = Array("row;Note;N:number;Choix:list(a|b)\n2;x;1,5;a\n3;;;b\n".utf8)
    _ = allowingFindings {
        let workbook = try Workbook(opening: path, limits: Packages.limits)
        let cells = try workbook.readEverything(sheets: Array(workbook.reader.sheets.indices))
        demand(try Workbook.readEverything(of: path, limits: Packages.limits) == cells, "one pass counts otherwise")
        let sink = MemorySink()
        let edit = try workbook.appending(ColumnFile(Bytes(columns), path: "b.csv"), sheet: nil, headerRow: 0)
        _ = try workbook.write(edit, to: sink)
        let archive = try ZipArchive(Bytes(sink.bytes))
        let again = Reading {
            guard workbook.outputFormat == .openDocument else { return try OpenXMLWorkbook(archive, file: "b.xlsx") }
            return try OpenDocumentWorkbook(archive, file: "b.ods")
        }
        demand(
            again.refusal == nil,
            "what was written is refused: \(again.finding.map { "\($0.kind.code) \($0.place) \($0.values)" } ?? "")")
        do {
            _ = try workbook.verify(Bytes(sink.bytes), edit)
        } catch let finding as Finding {
            demand(false, "the copy is not verified: \(finding.kind.code) \(finding.place) \(finding.values)")
        }
    }
}

/// `bytes` with `usual` written as `unusual`; nil when there is none, or where it might be text.
private func rewritten(_ bytes: [UInt8], _ usual: String, _ unusual: String) -> [UInt8]? {
    // In UTF-16 what is inserted would move the bytes of all that follows.
    if bytes.contains(0) { return nil }
    for piece in ["<!", "<?"] where !bytes.ranges(of: Array(piece.utf8)).isEmpty { return nil }
    let places = bytes.ranges(of: Array(usual.utf8))
    return places.isEmpty ? nil : bytes.replacing(Array(usual.utf8), with: Array(unusual.utf8))
}
