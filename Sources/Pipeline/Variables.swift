internal import Files
internal import Findings
internal import YAML

/// The variables of a pipeline: `${name}` in any of its values.
struct Variables {
    private(set) var values: [String: String] = [:]
    /// The variables given from outside; paths in them are seen from the working folder, as people type them.
    private var given: Set<String> = []

    /// The variables and defaults declared under `variables:`.
    init(of node: YAMLNode?) throws(Finding) {
        guard let node else { return }
        for entry in try node.mapping("variables") { values[entry.name] = try entry.value.text(entry.name) }
    }

    /// Lays the environment, then `settings` (each `name=value`), over the defaults.
    mutating func take(settings: [String], environment: (String) -> String?, place: Place) throws(Finding) {
        for name in values.keys {
            guard let value = environment("MESURES_" + name.uppercased()) else { continue }
            values[name] = value
            given.insert(name)
        }
        for setting in settings {
            let known = values.keys.sorted().joined(separator: ", ")
            guard let equals = setting.firstIndex(of: "="), values[String(setting[..<equals])] != nil else {
                throw Finding(.badSetting, at: place, ["setting": setting, "known": known.isEmpty ? "–" : known])
            }
            values[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
            given.insert(String(setting[..<equals]))
        }
    }

    /// The text of `node` with its variables replaced.
    func fill(_ node: YAMLNode) throws(Finding) -> String { try filled(node).text("") }

    /// The path in `node`: seen from `base`, or from the working folder when it begins with a variable given from outside.
    func path(_ node: YAMLNode, from base: String) throws(Finding) -> String {
        let text = try fill(node)
        let isGiven = given.contains { (node.string ?? "").hasPrefix("${\($0)}") }
        return FilePaths.seen(text, from: isGiven ? "." : base)
    }

    /// `node` with the variables of its text replaced.
    func filled(_ node: YAMLNode) throws(Finding) -> YAMLNode {
        guard case .scalar(let text, let isQuoted) = node.kind, text.contains("${") else { return node }
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            let name = String(rest[open.upperBound..<close])
            guard let value = values[name] else {
                throw Finding(.unknownVariable, at: node.place, ["name": name])
            }
            result += rest[..<open.lowerBound] + value
            rest = rest[rest.index(after: close)...]
        }
        return YAMLNode(
            .scalar(result + rest, isQuoted: isQuoted), file: node.file, line: node.line, column: node.column)
    }
}

extension FilePaths {
    /// `path` as seen from `base`: itself when absolute, otherwise joined, with `.` and `..` taken out.
    static func seen(_ path: String, from base: String) -> String {
        let joined = join(base, path)
        let isAbsolute = joined.hasPrefix("/")
        var parts: [Substring] = []
        for part in joined.split(separator: "/") {
            if part == "." { continue }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute || !parts.isEmpty {
                parts.append(part)
            }
        }
        let text = parts.joined(separator: "/")
        return isAbsolute ? "/" + text : (text.isEmpty ? "." : text)
    }
}
