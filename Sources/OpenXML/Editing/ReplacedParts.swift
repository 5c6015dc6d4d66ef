internal import Findings

/// What sheets that are written anew leave behind: the parts that only they lead to.
struct ReplacedParts {
    /// By the part of a sheet: the parts that only such sheets lead to, in the order in which they are met.
    private(set) var byPart: [String: [SheetParts.Old]] = [:]

    /// All of them.
    var all: Set<String> { Set(byPart.values.joined().map(\.part)) }

    /// Follows the relationships of `package` from its root, but not through `sheets`, then from `sheets`.
    init(of sheets: [String], in package: OpenXMLPackage) throws(Finding) {
        guard !sheets.isEmpty else { return }
        let replaced = Set(sheets)
        var kept: Set<String> = []
        var open = [""]
        while let part = open.popLast() {
            if replaced.contains(part) { continue }
            for relationship in try package.relationships(of: part) {
                if let target = relationship.part, kept.insert(target).inserted { open.append(target) }
            }
        }
        var met = kept.union(replaced)
        for sheet in sheets {
            var found: [SheetParts.Old] = []
            var next = 0
            var sources = [sheet]
            while next < sources.count {
                for relationship in try package.relationships(of: sources[next]) {
                    guard let target = relationship.part, met.insert(target).inserted else { continue }
                    found.append((relationship.kind, target))
                    sources.append(target)
                }
                next += 1
            }
            byPart[sheet] = found
        }
    }
}
