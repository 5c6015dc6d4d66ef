import Files
import Findings
import ZipArchive

/// The parts of a workbook that are fuzzed one at a time.
enum OpenXMLPart { case workbook, worksheet, sharedStrings, styles }

private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let packages = "http://schemas.openxmlformats.org/package/2006"
private let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/// A workbook of one sheet, where `input` is one part.
func openXML(_ input: [UInt8], as part: OpenXMLPart) throws -> ZipArchive {
    func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    let contentTypes = """
        <Types xmlns="\(packages)/content-types"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/w.xml" \
        ContentType="\(types).sheet.main+xml"/><Override PartName="/s.xml" ContentType="\(types).worksheet+xml"/>\
        <Override PartName="/y.xml" ContentType="\(types).styles+xml"/><Override PartName="/t.xml" \
        ContentType="\(types).sharedStrings+xml"/></Types>
        """
    let workbook = """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="F" sheetId="1" r:id="a"/></sheets></workbook>
        """
    let sheet = """
        <worksheet xmlns="\(main)"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c>\
        <c r="C1" s="2" t="s"><v>1</v></c><c r="D1" s="3"><v>12</v></c></row></sheetData></worksheet>
        """
    let strings = "<sst xmlns=\"\(main)\"><si><t>un</t></si><si><r><t>de</t></r><r><t>ux</t></r></si><si/></sst>"
    let styles = """
        <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/></numFmts><fonts><font/></fonts>\
        <fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>\
        <xf numFmtId="200"/><xf numFmtId="46"/><xf numFmtId="4"/></cellXfs></styleSheet>
        """
    var parts = [
        ("[Content_Types].xml", text(contentTypes)),
        ("_rels/.rels", text(relationships([("officeDocument", "w.xml")]))),
        ("w.xml", text(workbook)),
        (
            "_rels/w.xml.rels",
            text(relationships([("worksheet", "s.xml"), ("styles", "y.xml"), ("sharedStrings", "t.xml")]))
        ),
        ("s.xml", text(sheet)), ("t.xml", text(strings)), ("y.xml", text(styles)),
    ]
    let fuzzed =
        switch part {
        case .workbook: 2
        case .worksheet: 4
        case .sharedStrings: 5
        case .styles: 6
        }
    parts[fuzzed].1 = input
    return try archive(of: parts)
}

private func relationships(_ targets: [(kind: String, part: String)]) -> String {
    let ids = ["a", "b", "c"]
    return "<Relationships xmlns=\"\(packages)/relationships\">"
        + zip(ids, targets).map { id, target in
            "<Relationship Id=\"\(id)\" Type=\"\(office)/\(target.kind)\" Target=\"\(target.part)\"/>"
        }.joined() + "</Relationships>"
}

/// A spreadsheet whose `content.xml` is `input`.
func openDocument(_ input: [UInt8]) throws -> ZipArchive {
    let manifest = """
        <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry \
        manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>\
        <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
        """
    return try archive(of: [
        ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)), ("content.xml", input),
        ("META-INF/manifest.xml", Array(manifest.utf8)),
    ])
}

private func archive(of parts: [(name: String, contents: [UInt8])]) throws -> ZipArchive {
    let sink = MemorySink()
    let writer = ZipWriter(to: sink)
    for part in parts { try writer.add(part.name, part.contents, level: 0) }
    try writer.finish()
    return try ZipArchive(Bytes(sink.bytes), limits: limits)
}
