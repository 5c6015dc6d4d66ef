/// A change of a part: at `offset`, `removing` bytes give way to others.
struct Splice {
    /// What takes their place.
    enum Insertion {
        /// These bytes.
        case bytes([UInt8])
        /// The removed rows, with the cells of a block added.
        case rows(block: Int)
        /// New sheets, by their positions in the edit, made while they are written.
        case sheets([Int])
    }

    var offset: Int
    var removing = 0
    var insertion: Insertion

    /// Sorts `splices` by place, those at the same place in the order given.
    static func sorted(_ splices: [Splice]) -> [Splice] {
        splices.enumerated().sorted {
            ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }.map(\.element)
    }
}

/// Where children can be added to an element that may be there, be empty, or be missing.
struct Anchor {
    var offset: Int
    var removing = 0
    var before = ""
    var after = ""

    /// Before the end tag that starts at `offset`.
    static func beforeEnd(at offset: Int) -> Anchor { Anchor(offset: offset) }

    /// In the empty tag of the element `name` that ends at `end`.
    static func inEmptyTag(endingAt end: Int, name: String) -> Anchor {
        Anchor(offset: end - 2, removing: 2, before: ">", after: "</\(name)>")
    }

    /// At `offset`, where the element `name` is missing.
    static func missing(at offset: Int, name: String) -> Anchor {
        Anchor(offset: offset, before: "<\(name)>", after: "</\(name)>")
    }

    /// The splice that adds `children`.
    func adding(_ children: [UInt8]) -> Splice {
        Splice(
            offset: offset, removing: removing, insertion: .bytes(Array(before.utf8) + children + Array(after.utf8)))
    }
}
