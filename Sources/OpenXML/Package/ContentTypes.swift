internal import Markup

/// `[Content_Types].xml`: what each part is (ECMA-376 part 2, section 10.1.2).
struct ContentTypes: Sendable {
    /// By extension, lower case, without the point.
    private var defaults: [String: String] = [:]
    /// By part name, folded.
    private var overrides: [String: String] = [:]
    /// The parts with a type of their own, as written, in document order.
    private(set) var overridden: [(part: String, type: String)] = []

    /// No type at all.
    init() {}

    /// Reads the root of `[Content_Types].xml`. The first of two equal names counts.
    init(_ root: Element) {
        for child in root.children {
            guard let type = child.attribute("ContentType") else { continue }
            if child.name == "Default", let name = child.attribute("Extension") {
                let key = PartName.folded(name)
                if defaults[key] == nil { defaults[key] = type }
            } else if child.name == "Override", let part = child.attribute("PartName") {
                let key = PartName.folded(part)
                guard overrides[key] == nil else { continue }
                overrides[key] = type
                overridden.append((part, type))
            }
        }
    }

    /// The type of `part`; nil when none is declared.
    func type(of part: String) -> String? {
        let key = PartName.folded(part)
        if let type = overrides[key] { return type }
        let name = key.split(separator: "/").last ?? ""
        guard let point = name.lastIndex(of: ".") else { return nil }
        return defaults[String(name[name.index(after: point)...])]
    }

    /// Whether `part` has an `Override` of its own.
    func isOverridden(_ part: String) -> Bool { overrides[PartName.folded(part)] != nil }

    /// The type that the extension `name` gives; nil when none.
    func defaultType(ofExtension name: String) -> String? { defaults[PartName.folded(name)] }
}
