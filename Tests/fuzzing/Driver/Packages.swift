import Files
import Findings
import Tabular
import ZipArchive

/// Workbooks around the bytes that are fuzzed, in memory.
enum Packages {
    /// Small, so that nothing that is accepted takes long.
    static let limits: ArchiveLimits = {
        var limits = ArchiveLimits()
        (limits.entries, limits.entrySize, limits.totalSize) = (256, 1 << 20, 8 << 20)
        return limits
    }()

    /// A package of these parts, stored.
    static func archive(_ parts: [(name: String, bytes: [UInt8])]) throws(Finding) -> ZipArchive {
        let sink = MemorySink()
        let writer = ZipWriter(to: sink)
        for part in parts { try writer.add(part.name, part.bytes, level: 0) }
        try writer.finish()
        return try ZipArchive(Bytes(sink.bytes), limits: limits)
    }

    /// A workbook with the parts of `changed` instead of its own.
    static func openXML(_ changed: [String: [UInt8]]) throws(Finding) -> ZipArchive {
        try archive(openXMLParts.map { ($0.name, changed[$0.name] ?? $0.bytes) })
    }

    /// A spreadsheet whose `content.xml` is `content`.
    static func openDocument(_ content: [UInt8]) throws(Finding) -> ZipArchive {
        try archive([("mimetype", Array(mediaType.utf8)), ("content.xml", content), ("styles.xml", Array(styles.utf8))])
    }

    static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"
    private static let styles = """
        <office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles/></office:document-styles>
        """

    /// The parts of a workbook, named as in the wild.
    static let openXMLParts: [(name: String, bytes: [UInt8])] = [
        (
            "[Content_Types].xml",
            """
            <Types xmlns="\(package)/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" \
            ContentType="\(spreadsheet).sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" \
            ContentType="\(spreadsheet).worksheet+xml"/></Types>
            """
        ),
        (
            "_rels/.rels",
            relationships([("officeDocument", "xl/workbook.xml")])
        ),
        (
            "xl/workbook.xml",
            """
            <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="Feuille" sheetId="1" r:id="r1"/></sheets>\
            </workbook>
            """
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relationships([
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ])
        ),
        ("xl/worksheets/_rels/sheet1.xml.rels", relationships([("table", "../tables/table1.xml")])),
        (
            "xl/tables/table1.xml",
            """
            <table xmlns="\(main)" id="1" name="T" displayName="T" ref="B2:C4"><autoFilter ref="B2:C4"/>\
            <tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>
            """
        ),
        (
            "xl/worksheets/sheet1.xml",
            """
            <worksheet xmlns="\(main)"><sheetData><row r="1"><c r="A1" s="1"><v>45000.5</v></c><c r="B1" s="2"><v>0.25</v>\
            </c><c r="C1" s="3"><v>1</v></c><c r="D1" s="9"><v>60</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c>\
            <c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row></sheetData></worksheet>
            """
        ),
        (
            "xl/sharedStrings.xml",
            "<sst xmlns=\"\(main)\"><si><t>zéro</t></si><si><t>un</t></si><si/><si><r><t>tr</t></r><r><t>ois</t></r></si></sst>"
        ),
        (
            "xl/styles.xml",
            """
            <styleSheet xmlns="\(main)"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>\
            <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>\
            <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>
            """
        ),
    ].map { ($0.0, Array($0.1.utf8)) }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static func relationships(_ targets: [(type: String, target: String)]) -> String {
        var text = "<Relationships xmlns=\"\(package)/relationships\">"
        for (index, each) in targets.enumerated() {
            text += "<Relationship Id=\"r\(index + 1)\" Type=\"\(office)/\(each.type)\" Target=\"\(each.target)\"/>"
        }
        return text + "</Relationships>"
    }
}
