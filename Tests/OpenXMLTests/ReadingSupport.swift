import Files
import Findings
import Tabular
import ZipArchive

@testable import OpenXML

/// A workbook's cells as text, for comparing.
struct ListedSheet {
    var rows: [RowBatch.Row] = []
    /// `A1 kind value`, in order.
    var cells: [(reference: String, kind: CellKind, text: String, number: Double)] = []
    var summary = SheetSummary()

    subscript(_ reference: String) -> String? { cells.first { $0.reference == reference }?.text }
    func number(_ reference: String) -> Double? { cells.first { $0.reference == reference }?.number }
    func kind(_ reference: String) -> CellKind? { cells.first { $0.reference == reference }?.kind }
}

extension OpenXMLWorkbook {
    func list(_ index: Int) throws -> ListedSheet {
        var listed = ListedSheet()
        listed.summary = try readSheet(index) { batch in
            for row in batch.rows {
                listed.rows.append(row)
                for cell in batch.cells[row.cells] {
                    let reference = CellReference(row: row.index, column: Int(cell.column))
                    listed.cells.append(("\(reference)", cell.kind, batch.text(of: cell), cell.number))
                }
            }
            return .next
        }
        return listed
    }
}

enum Fixture {
    static let folder =
        "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/") + "/Fixtures/reading/"
    static let montreuil = folder + "../../../../../shared/data/montreuil/NATURES - FONCTIONS v13.xlsx"
    static var hasMontreuil: Bool { (try? Bytes(mapping: montreuil)) != nil }

    static func workbook(_ path: String) throws -> OpenXMLWorkbook {
        try OpenXMLWorkbook(ZipArchive(Bytes(mapping: path)), file: "classeur.xlsx")
    }

    static func lines(_ name: String) throws -> [[String]] {
        String(decoding: try Bytes(mapping: folder + name).array, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

/// A workbook made by hand, part by part.
struct HandMade {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

    var parts: [(name: String, text: String)] = []
    /// Bytes of parts that are not UTF-8, instead of their text.
    var bytes: [String: [UInt8]] = [:]

    /// One sheet whose part is `sheet`, with these shared strings (XML of `si`) and format codes.
    init(sheet: String, strings: [String] = [], formats: [String] = [], workbook: String = "") {
        var types = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            """
        types += "<Override PartName=\"/xl/s.xml\" ContentType=\"\(Self.sheetType)\"/></Types>"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var formatTags = ""
        var styles = "<xf numFmtId=\"0\"/>"
        for (index, code) in formats.enumerated() {
            formatTags += "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
            styles += "<xf numFmtId=\"\(200 + index)\"/>"
        }
        parts = [
            ("[Content_Types].xml", types),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r1\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(workbook)<sheets><sheet name=\"F\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r1\" Type=\"\(Self.office)/worksheet\" Target=\"s.xml\"/><Relationship Id=\"r2\" Type=\"\(Self.office)/sharedStrings\" Target=\"/xl/t.xml\"/><Relationship Id=\"r3\" Type=\"\(Self.office)/styles\" Target=\"y.xml\"/></Relationships>"
            ),
            ("xl/s.xml", sheet),
            ("xl/t.xml", "<sst xmlns=\"\(Self.main)\" count=\"4000000000\">\(strings.joined())</sst>"),
            (
                "xl/y.xml",
                "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(formatTags)</numFmts><cellXfs>\(styles)</cellXfs></styleSheet>"
            ),
        ]
    }

    /// The same with rows only: `rows` is the content of `sheetData`.
    init(rows: String, strings: [String] = [], formats: [String] = [], workbook: String = "", after: String = "") {
        self.init(
            sheet: "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>",
            strings: strings, formats: formats, workbook: workbook)
    }

    /// Replaces `old` by `new` in the part `name`.
    func replacing(_ old: String, _ new: String, in name: String) -> HandMade {
        var copy = self
        for index in copy.parts.indices where copy.parts[index].name == name {
            copy.parts[index].text = copy.parts[index].text.replacing(old, with: new)
        }
        return copy
    }

    /// Renames a part.
    func renaming(_ old: String, _ new: String) -> HandMade {
        var copy = self
        for index in copy.parts.indices where copy.parts[index].name == old { copy.parts[index].name = new }
        return copy
    }

    func open() throws -> OpenXMLWorkbook {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for part in parts { try writer.add(part.name, bytes[part.name] ?? Array(part.text.utf8), level: 1) }
        try writer.finish()
        return try OpenXMLWorkbook(ZipArchive(Bytes(sink.bytes)), file: "main.xlsx")
    }

    func list() throws -> ListedSheet { try open().list(0) }

    /// The finding that opening or reading ends with; nil when it succeeds.
    func refusal() -> Finding? {
        do {
            _ = try list()
            return nil
        } catch {
            return error as? Finding
        }
    }
}
