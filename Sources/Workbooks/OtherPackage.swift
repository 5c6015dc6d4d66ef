internal import Findings
internal import ZipArchive

extension ZipArchive {
    /// Whether it says that it is a package of Office Open XML.
    var isOpenXML: Bool { entry("[Content_Types].xml") != nil }

    /// Whether it says that it is an OpenDocument package, encrypted as a whole or not.
    var isOpenDocument: Bool {
        !isOpenXML && (entry("content.xml") != nil || entry("META-INF/manifest.xml") != nil)
    }

    /// A finding that names the program whose document this package is; nil when it is of none that is known, or a
    /// workbook.
    func otherDocument() -> Finding? {
        let program = isOpenXML ? officeProgram : isOpenDocument ? openDocumentProgram : otherProgram
        return program.map { Finding(.otherDocument, ["program": $0]) }
    }

    private var officeProgram: String? {
        guard let types = text(of: "[Content_Types].xml", atMost: 1 << 20) else { return nil }
        if types.contains("wordprocessingml.document.main+xml") || types.contains("ms-word.document.macroEnabled") {
            return "Word"
        }
        if types.contains("presentationml.presentation.main+xml") || types.contains("presentationml.slideshow.main+xml")
            || types.contains("ms-powerpoint.presentation.macroEnabled")
        {
            return "PowerPoint"
        }
        return types.contains("ms-visio.drawing.main+xml") ? "Visio" : nil
    }

    private var openDocumentProgram: String? {
        guard let type = text(of: "mimetype", atMost: 256).map({ String($0.prefix { !$0.isWhitespace }) }),
            type.hasPrefix("application/vnd.oasis.opendocument."), !MarkupKind.isSpreadsheet(type)
        else { return nil }
        return MarkupKind.program(ofMediaType: type)
    }

    private var otherProgram: String? {
        if entry("Index/Document.iwa") != nil || entry("Index.zip") != nil { return "iWork" }
        return text(of: "mimetype", atMost: 256)?.hasPrefix("application/epub+zip") == true ? "EPUB" : nil
    }

    /// A small part as text; nil when it is missing, damaged or larger than `limit`.
    private func text(of name: String, atMost limit: Int) -> String? {
        guard let entry = entry(name), entry.size <= limit, let bytes = try? contents(of: entry) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
