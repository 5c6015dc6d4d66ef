internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// Who saved a workbook last, and when, as the program that saved it says.
public struct WorkbookProperties: Sendable, Hashable {
    /// Who; empty when nobody is named.
    public var author = ""
    /// The day, `2025-11-20`; empty when none is told.
    public var date = ""
}

extension Workbook {
    /// Who saved the workbook last: the core properties of a package (ECMA-376 part 2, section 11: `cp:lastModifiedBy`, else
    /// `dc:creator`; `dcterms:modified`), the metadata of an OpenDocument (part 3, section 4.3: `dc:creator`, `dc:date`).
    /// Nothing for other formats, nor where the properties cannot be read.
    public var properties: WorkbookProperties {
        guard let archive else { return WorkbookProperties() }
        if outputFormat == .openDocument {
            let meta = Self.root(of: "meta.xml", in: archive)?.first("meta")
            return Self.properties(author: meta?.first("creator")?.text, date: meta?.first("date")?.text)
        }
        let relationships = Self.root(of: "_rels/.rels", in: archive)?.all("Relationship") ?? []
        let core = relationships.first { $0.attribute("Type")?.hasSuffix("/core-properties") == true }
        let target = core?.attribute("Target") ?? "docProps/core.xml"
        let root = Self.root(of: target.hasPrefix("/") ? String(target.dropFirst()) : target, in: archive)
        let authors = ["lastModifiedBy", "creator"].compactMap { root?.first($0)?.text }
        return Self.properties(author: authors.first { !$0.isEmpty }, date: root?.first("modified")?.text)
    }

    private static let sizeLimit = 1 << 20

    private static func root(of part: String, in archive: ZipArchive) -> Element? {
        guard let entry = archive.entry(part), entry.size <= sizeLimit, let bytes = try? archive.contents(of: entry)
        else { return nil }
        return try? Element(parsing: bytes, part: part)
    }

    /// Times are to the second and in any zone; decisions are of a day.
    private static func properties(author: String?, date: String?) -> WorkbookProperties {
        let day = (date ?? "").prefix(10)
        let isDay = day.utf8.count == 10 && day.split(separator: "-").map(\.utf8.count) == [4, 2, 2]
        return WorkbookProperties(
            author: (author ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " "),
            date: isDay ? String(day) : "")
    }
}
