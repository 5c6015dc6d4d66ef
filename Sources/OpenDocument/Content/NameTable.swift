/// Finds a `ContentName` from a qualified name as a document spells it, without making a string.
///
/// Built from the namespace declarations met so far: a namespace counts, not its prefix.
struct NameTable {
    /// The prefix each declaration binds, and the URI it binds it to; in the order met.
    private(set) var prefixes: [(prefix: String, uri: String)] = []
    private var spelled: [UInt8] = []
    private var entries: [(start: Int, length: Int, name: ContentName)] = []
    /// Open addressing; 0 is free, else an index in `entries` plus 1.
    private var slots = [UInt16](repeating: 0, count: 1024)

    /// Takes note that `prefix` (empty for the default namespace) stands for `uri`.
    mutating func declare(_ prefix: String, _ uri: String) {
        // A document declares some thirty; beyond a few hundred it is not one that a person made.
        guard prefixes.count < 256, !knows(prefix) else { return }
        prefixes.append((prefix, uri))
        guard let namespace = ContentNamespace(rawValue: uri) else { return }
        for (candidate, local, name) in ContentName.spellings where candidate == namespace {
            guard entries.count < slots.count / 2 else { return }
            let start = spelled.count
            if !prefix.isEmpty { spelled += Array("\(prefix):".utf8) }
            spelled += Array(local.utf8)
            entries.append((start, spelled.count - start, name))
            var slot = Self.hash(spelled, start, spelled.count) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt16(entries.count)
        }
    }

    /// Whether a declaration of `prefix` was met.
    func knows(_ prefix: String) -> Bool { prefixes.contains { $0.prefix == prefix } }

    /// The prefix of `namespace`; nil when it has none, or only as the default namespace.
    func prefix(of namespace: ContentNamespace) -> String? {
        prefixes.first { $0.uri == namespace.rawValue && !$0.prefix.isEmpty }?.prefix
    }

    /// The name spelled by `bytes[start..<end]`; `.other` when it is none that matters.
    @inline(__always)
    func find(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ContentName {
        guard end > start else { return .other }
        let length = end - start
        var slot = Self.hash(bytes, start, end) & 1023
        while true {
            let found = Int(slots[slot])
            if found == 0 { return .other }
            let entry = entries[found - 1]
            if entry.length == length {
                var same = true
                for offset in 0..<length where spelled[entry.start + offset] != bytes[start + offset] {
                    same = false
                    break
                }
                if same { return entry.name }
            }
            slot = (slot + 1) & 1023
        }
    }

    @inline(__always)
    private static func hash(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        let length = end - start
        let last = Int(bytes[end - 1])
        let middle = Int(bytes[start + length / 2])
        let late = Int(bytes[start + length * 3 / 4])
        return length &* 37 &+ last &* 5 &+ middle &* 131 &+ late &* 17 &+ Int(bytes[start])
    }
}
