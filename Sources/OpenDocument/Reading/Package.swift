internal import Findings
internal import Markup
internal import ZipArchive

/// The parts of an OpenDocument package (OpenDocument 1.3, part 2).
enum Package {
    static let content = "content.xml"
    static let styles = "styles.xml"
    static let settings = "settings.xml"
    static let mimetype = "mimetype"
    static let manifest = "META-INF/manifest.xml"

    /// Whether the entry `name` signs what an edit changes (OpenDocument 1.3, part 2, section 5). A signature of the macros,
    /// which LibreOffice keeps apart, covers nothing of it.
    static func isSignature(_ name: String) -> Bool {
        name.hasPrefix("META-INF/") && name.contains("signatures") && name != "META-INF/macrosignatures.xml"
    }

    /// The media types of a spreadsheet and of a spreadsheet template.
    private static let spreadsheets = [
        "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template",
    ]

    /// Checks that `archive` is a spreadsheet that can be read.
    ///
    /// - Returns: its media type.
    /// - Throws: `ODS001` when it is none, `ODS002` when it is encrypted.
    static func check(_ archive: ZipArchive, file: String) throws(Finding) -> String {
        var type: String?
        if let entry = archive.entry(mimetype) {
            // A media type is short; some programs end it with a line break.
            let text = String(decoding: try archive.contents(of: entry).prefix(256), as: UTF8.self)
            type = String(text.prefix { !$0.isWhitespace })
        }
        if let entry = archive.entry(manifest) {
            let root = try Element(parsing: try archive.contents(of: entry), part: manifest)
            let files = root.all("file-entry")
            if files.contains(where: { $0.first("encryption-data") != nil }) {
                throw Finding(.encryptedWorkbook, at: Place(file: file))
            }
            if type == nil {
                type = files.first { attribute("full-path", of: $0) == "/" }.flatMap { attribute("media-type", of: $0) }
            }
        }
        guard let type, spreadsheets.contains(type) else {
            throw Finding(.notASpreadsheet, at: Place(file: file), ["detail": type ?? mimetype])
        }
        guard archive.entry(content) != nil else {
            throw Finding(.notASpreadsheet, at: Place(file: file), ["detail": "\(content) ∅"])
        }
        return type
    }

    private static func attribute(_ name: String, of element: Element) -> String? {
        element.attributes.first { $0.name == name }?.value
    }
}
