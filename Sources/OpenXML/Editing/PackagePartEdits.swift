internal import Findings
internal import Markup

/// Additions to, and removals from, the content types and relationships of a package.
enum PackagePartEdits {
    /// A content type for a part.
    typealias Override = (part: String, type: String)

    /// A content type for all parts with an extension.
    typealias Default = (ending: String, type: String)

    /// `[Content_Types].xml` with `added` and the types of the extensions `defaults`, without those of the parts `removed`
    /// and of the extensions `endings`.
    static func contentTypes(
        _ bytes: [UInt8], part: String, adding added: [Override], defaults: [Default] = [], removing removed: [String],
        endings: [String] = []
    ) throws(Finding) -> [UInt8] {
        let outline = try Outline(bytes, part: part, depth: 1)
        guard let root = outline.root else { throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "Types"]) }
        var splices = Splices()
        let gone = Set(removed.map { PartName.folded($0) })
        for node in outline.top {
            let isGone =
                switch node.name {
                case "Override": try outline.attribute("PartName", of: node).map { gone.contains(PartName.folded($0)) }
                case "Default": try outline.attribute("Extension", of: node).map { endings.contains($0.lowercased()) }
                default: false
                }
            if isGone ?? false { splices.replace(node.range, with: "") }
        }
        let prefix = outline.prefix(of: root)
        var markup = ""
        for item in defaults {
            markup += "<\(prefix)Default Extension=\"\(item.ending)\" ContentType=\"\(item.type)\"/>"
        }
        for item in added {
            let name = CellMarkup.escaped("/" + item.part, inAttribute: true)
            markup += "<\(prefix)Override PartName=\"\(name)\" ContentType=\"\(item.type)\"/>"
        }
        splices.append(Array(markup.utf8), to: root, in: outline)
        return splices.applied(to: bytes)
    }

    /// A relationship to add.
    typealias Addition = (id: String, type: String, target: String)

    /// A relationships part with `added`, without those whose type ends in `removed`.
    static func relationships(_ bytes: [UInt8], part: String, adding added: [Addition], removing removed: String? = nil)
        throws(Finding) -> [UInt8]
    {
        let outline = try Outline(bytes, part: part, depth: 1)
        guard let root = outline.root else {
            throw Finding(.sheetUnfit, at: Place(part: part), ["detail": "Relationships"])
        }
        var splices = Splices()
        if let removed {
            for node in outline.top where node.name == "Relationship" {
                if try outline.attribute("Type", of: node)?.hasSuffix(removed) ?? false {
                    splices.replace(node.range, with: "")
                }
            }
        }
        let prefix = outline.prefix(of: root)
        var markup = ""
        for item in added {
            let target = CellMarkup.escaped(item.target, inAttribute: true)
            markup += "<\(prefix)Relationship Id=\"\(item.id)\" Type=\"\(item.type)\" Target=\"\(target)\"/>"
        }
        if !markup.isEmpty { splices.append(Array(markup.utf8), to: root, in: outline) }
        return splices.applied(to: bytes)
    }

    /// Identifiers `rId…` that no relationship of `taken` has, `count` of them.
    static func freshIDs(_ count: Int, besides taken: [String]) -> [String] {
        let used = Set(taken.map { $0.lowercased() })
        var ids: [String] = []
        var number = taken.count
        while ids.count < count {
            number += 1
            if !used.contains("rid\(number)") { ids.append("rId\(number)") }
        }
        return ids
    }
}
