public import Files
public import Findings
internal import Markup
public import Tabular
internal import ZipArchive

/// A flat OpenDocument spreadsheet, to be made a package (OpenDocument 1.3, part 3, sections 3.1.2 and 3.1.3): the same
/// elements, byte for byte, each in the part where packages have it.
///
/// The automatic styles go to both `content.xml` and `styles.xml`, since a flat document has one list for the two.
public struct FlatDocument {
    /// A child of the root: its local name, and where it is.
    private struct Section {
        let name: String
        let extent: Range<Int>
    }

    private let bytes: Bytes
    private let prefix: String
    /// The root's attributes, as they are written, without the media type.
    private let attributes: String
    private let sections: [Section]

    /// Looks for the sections of the document `bytes`; `file` is the path shown in findings.
    ///
    /// - Throws: `ODS001` when there is no root that holds anything, `XML001` to `XML003` when it cannot be read.
    public init(_ bytes: Bytes, file: String) throws(Finding) {
        var stream = try ContentStream(EntryFeed(bytes), at: Place(file: file))
        try stream.next()
        guard stream.kind == .start else { throw stream.finding(.notASpreadsheet, ["detail": "<office:document/>"]) }
        let qualified = stream.qualifiedName
        prefix = qualified.lastIndex(of: ":").map { String(qualified[...$0]) } ?? ""
        let tag = stream.text(stream.start..<stream.end)
        attributes = Self.withoutMediaType(String(tag.dropFirst(1 + qualified.count).dropLast()), prefix)
        var found: [Section] = []
        repeat {
            try stream.next()
            guard stream.kind == .start || stream.kind == .empty else { continue }
            let name = stream.qualifiedName.split(separator: ":").last.map(String.init) ?? ""
            let start = stream.start
            try stream.skipElement()
            found.append(Section(name: name, extent: start..<stream.end))
        } while stream.kind != .finish
        self.bytes = bytes
        sections = found
    }

    /// Writes the package of `mediaType` to `sink`.
    ///
    /// - Throws: what the sink throws.
    public func pack(mediaType: String, to sink: any ByteSink, options: EditOptions = EditOptions()) throws {
        var parts = [
            (Package.content, "document-content", ["scripts", "font-face-decls", "automatic-styles", "body"]),
            (
                Package.styles, "document-styles",
                ["font-face-decls", "styles", "automatic-styles", "master-styles"]
            ),
            ("meta.xml", "document-meta", ["meta"]), (Package.settings, "document-settings", ["settings"]),
        ]
        // What no part is for stays with the contents.
        let known = parts.flatMap(\.2)
        parts[0].2 += sections.map(\.name).filter { !known.contains($0) }
        parts.removeAll { part in !sections.contains { part.2.contains($0.name) } }
        let writer = ZipWriter(to: sink)
        try writer.add(Package.mimetype, Array(mediaType.utf8), level: 0)
        for (name, root, held) in parts {
            try writer.add(name, level: options.compression) { write in try self.write(root, held, write) }
        }
        let manifest = Self.manifest(mediaType, parts.map(\.0))
        try writer.add(Package.manifest, Array(manifest.utf8), level: options.compression)
        try writer.finish()
    }

    /// Writes a part: its root, and the sections called as one of `held`, in the document's order.
    private func write(_ root: String, _ held: [String], _ write: (ArraySlice<UInt8>) throws -> Void) throws {
        try write(Array("\(Self.declaration)<\(prefix)\(root)\(attributes)>".utf8)[...])
        for section in sections where held.contains(section.name) {
            var position = section.extent.lowerBound
            while position < section.extent.upperBound {
                let end = min(position + 1 << 19, section.extent.upperBound)
                try write(bytes[position..<end].array[...])
                position = end
            }
        }
        try write(Array("</\(prefix)\(root)>".utf8)[...])
    }

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    private static func manifest(_ mediaType: String, _ parts: [String]) -> String {
        var text = declaration
        text += "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
        text += " manifest:version=\"1.3\">"
        text += "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\""
        text += " manifest:media-type=\"\(XMLText.escaped(mediaType))\"/>"
        for part in parts {
            text += "<manifest:file-entry manifest:full-path=\"\(part)\" manifest:media-type=\"text/xml\"/>"
        }
        return text + "</manifest:manifest>"
    }

    /// The attribute that only flat documents have, left out.
    private static func withoutMediaType(_ attributes: String, _ prefix: String) -> String {
        guard let name = attributes.firstRange(of: "\(prefix)mimetype=") else { return attributes }
        let value = attributes[name.upperBound...]
        guard let quote = value.first, let end = value.dropFirst().firstIndex(of: quote) else { return attributes }
        return String(attributes[..<name.lowerBound] + attributes[attributes.index(after: end)...])
    }
}
