/// One relationship of a part (ECMA-376 part 2, section 9.3).
struct Relationship: Sendable, Hashable {
    /// Its identifier, unique among the relationships of its source.
    var id: String
    /// Its type, the URI as written.
    var type: String
    /// Its target as written.
    var target: String
    /// Whether the target lies outside the package; it is then never opened.
    var isExternal: Bool
    /// The entry that the target names, spelled as in the archive; nil when it is external or absent.
    var part: String?

    /// The last word of the type: `worksheet`, `styles`, `table`; the same for transitional and strict documents.
    var kind: String {
        guard let slash = type.utf8.lastIndex(of: UInt8(ascii: "/")) else { return type }
        return String(type[type.index(after: slash)...])
    }
}

/// Names of parts: written `/xl/workbook.xml` in content types, `xl/workbook.xml` in archives.
enum PartName {
    /// The entry name that `target`, a reference found in `source`, stands for; nil when it is empty.
    ///
    /// `..` never leads above the package's root. The fragment is dropped, `%20` and the like are decoded, `\` counts
    /// as `/` as some producers write it.
    static func resolve(_ target: String, from source: String) -> String? {
        let whole = target.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
        var path = unescaped(whole)
        for position in path.indices where path[position] == UInt8(ascii: "\\") { path[position] = UInt8(ascii: "/") }
        guard let first = path.first else { return nil }
        var segments: [ArraySlice<UInt8>] = []
        if first != UInt8(ascii: "/") {
            segments = Array(source.utf8).split(separator: UInt8(ascii: "/"))
            _ = segments.popLast()
        }
        for segment in path.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        guard !segments.isEmpty else { return nil }
        return String(decoding: Array(segments.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    }

    /// The name under which parts that differ only by case, by a leading `/` or by `\` are the same.
    static func folded(_ name: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: "\\"), UInt8(ascii: "/"): if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the relationships of `part` are kept; the package's own when `part` is empty.
    static func relationships(of part: String) -> String {
        guard let slash = part.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "_rels/\(part).rels" }
        return "\(part[...slash])_rels/\(part[part.index(after: slash)...]).rels"
    }

    /// `part` as a target of the relationships of `source`: `../drawings/drawing1.xml`.
    static func relative(_ part: String, from source: String) -> String {
        let path = part.split(separator: "/")
        let folder = source.split(separator: "/").dropLast()
        let shared = zip(path.dropLast(), folder).prefix { $0 == $1 }.count
        return String(repeating: "../", count: folder.count - shared) + path[shared...].joined(separator: "/")
    }

    private static func unescaped(_ text: Substring.UTF8View) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(Substring(rest.prefix(2))), radix: 16),
                rest.prefix(2).count == 2
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
