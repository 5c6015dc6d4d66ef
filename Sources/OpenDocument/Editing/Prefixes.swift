/// The prefixes that new markup uses: those the part's root element declares, and our own for what it lacks.
struct Prefixes {
    /// The namespace declarations to add to the root's start tag; empty when it declares all that is needed.
    let missing: String
    /// What new tables, cells and styles of `content.xml` need.
    static let ofContent: [ContentNamespace] = [
        .office, .style, .text, .table, .number, .fo, .xlink, .formula, .calcext,
    ]
    private let prefixes: [ContentNamespace: String]

    /// The prefixes for `namespaces`, the root's declarations being in `names`.
    init(_ names: NameTable, for namespaces: [ContentNamespace] = Self.ofContent) {
        var prefixes: [ContentNamespace: String] = [:]
        var missing = ""
        for namespace in namespaces {
            if let known = names.prefix(of: namespace) {
                prefixes[namespace] = known
                continue
            }
            // A document may use a prefix that it does not declare; declaring it would make content of what is none.
            let isContent = namespace == .text || namespace == .calcext
            var prefix = isContent ? "mes-\(namespace.usualPrefix)" : namespace.usualPrefix
            while names.knows(prefix) { prefix += "x" }
            prefixes[namespace] = prefix
            missing += " xmlns:\(prefix)=\"\(namespace.rawValue)\""
        }
        self.prefixes = prefixes
        self.missing = missing
    }

    /// The prefix of `namespace`.
    subscript(_ namespace: ContentNamespace) -> String { prefixes[namespace] ?? namespace.usualPrefix }

    var office: String { self[.office] }
    var style: String { self[.style] }
    var text: String { self[.text] }
    var table: String { self[.table] }
    var number: String { self[.number] }
    var fo: String { self[.fo] }
    var calcext: String { self[.calcext] }
}
