internal import ZipArchive

/// Which embedded objects of a package go, and the names of those that come: the free numbers of `Object 1`, `Object 2`…
struct EmbeddedObjects {
    /// The folders of the objects that go, such as `Object 1`.
    let gone: Set<String>
    private var taken: Set<String> = []
    private var number = 0

    /// What is there of `archive` when the objects go that `references`, such as `./Object 1`, refer to.
    init(_ archive: ZipArchive, removing references: [String]) {
        var gone: Set<String> = []
        for reference in references {
            let path = (reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference)
                .replacing("%20", with: " ")
            // Only a document in a folder of its own, never another part of the package.
            if !path.contains("/"), archive.entry("\(path)/\(Package.content)") != nil { gone.insert(path) }
        }
        self.gone = gone
        for entry in archive.entries where !Self.belongs(entry.name, to: gone) {
            taken.insert(Self.folder(of: entry.name))
        }
    }

    /// Whether the entry or the folder `name` is part of an object that goes.
    func isGone(_ name: String) -> Bool { Self.belongs(name, to: gone) }

    /// The folder of a new object.
    mutating func next() -> String {
        repeat { number += 1 } while taken.contains("Object \(number)")
        return "Object \(number)"
    }

    private static func belongs(_ name: String, to gone: Set<String>) -> Bool {
        !gone.isEmpty && gone.contains(folder(of: name))
    }

    /// The object that an entry is part of: what it holds, or the picture that stands in for it.
    private static func folder(of name: String) -> String {
        let pictures = "ObjectReplacements/"
        if name.hasPrefix(pictures) { return String(name.dropFirst(pictures.count)) }
        return String(name.prefix { $0 != "/" })
    }
}
