internal import Findings
internal import Markup

/// A small part that the program writes whole.
struct NewPart {
    /// Its name.
    var name: String
    /// Its content type; nil for relationships, whose type comes from their extension.
    var type: String?
    /// Its bytes.
    var contents: [UInt8]
}

extension NewPart {
    /// The relationships of `part`, whose targets are parts.
    static func relationships(of part: String, _ list: [(id: String, type: String, target: String)]) -> NewPart {
        var xml = MarkupWriter()
        xml.raw(Namespaces.declaration)
        xml.raw("<Relationships xmlns=\"\(Namespaces.packageRelationships)\">")
        for item in list {
            xml.raw("<Relationship")
            xml.attribute("Id", item.id)
            xml.attribute("Type", item.type)
            xml.attribute("Target", PartName.relative(item.target, from: part))
            xml.raw("/>")
        }
        xml.raw("</Relationships>")
        return NewPart(name: PartName.relationships(of: part), type: nil, contents: xml.bytes)
    }
}

/// The names that the parts of a package have, so that new ones differ.
struct PartNames {
    /// Folded, as two names may not differ by case only.
    private var taken: Set<String>

    /// The names in use.
    init(_ names: some Sequence<String>) { taken = Set(names.map { PartName.folded($0) }) }

    /// The first free name of the form `stem` number `ending`, which is then taken.
    mutating func fresh(_ stem: String, _ ending: String, from first: Int = 1) -> String {
        var number = first
        while true {
            let name = "\(stem)\(number)\(ending)"
            // Relationships that a lost part left behind would be the new one's.
            if !taken.contains(PartName.folded(PartName.relationships(of: name))),
                taken.insert(PartName.folded(name)).inserted
            {
                return name
            }
            number += 1
        }
    }
}
