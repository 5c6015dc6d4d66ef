internal import Files
public import Findings
internal import YAML

/// The profiles of a folder, beside the header table that they share.
public struct ProfileStore: Sendable {
    /// The folder.
    public let folder: String
    /// The headers and values that all profiles know.
    public let aliases: HeaderAliases

    /// The profiles of `folder`, which has an `aliases.yaml`.
    ///
    /// - Throws: `PRF001` when it has none, `YML…` when it cannot be understood.
    public init(folder: String) throws(Finding) {
        self.folder = folder
        aliases = try HeaderAliases(reading: try Self.read(folder + "/aliases.yaml"))
    }

    /// The profile named `id`, or the one that the path `id` leads to.
    ///
    /// - Throws: `PRF002` when there is none, `YML…` when it cannot be understood.
    public func profile(_ id: String) throws(Finding) -> Profile { try profile(id, depth: 0) }

    /// How many profiles may each start from the next.
    private static let depthLimit = 4

    private func profile(_ id: String, depth: Int) throws(Finding) -> Profile {
        func read(_ node: YAMLNode) throws(Finding) -> Profile {
            try Profile(reading: node, aliases: aliases) { base throws(Finding) -> Profile? in
                let name = try base.text("base")
                guard depth < Self.depthLimit else {
                    throw Finding(.profileCircle, at: base.place, ["profile": name])
                }
                do throws(Finding) {
                    return try profile(name, depth: depth + 1)
                } catch {
                    // The place to mend is where the missing profile is named.
                    guard error.kind == .profileUnknown || error.kind == .profileUnknownNear else { throw error }
                    throw Finding(error.kind, at: base.place, error.values)
                }
            }
        }
        if id.hasSuffix(".yaml") || id.hasSuffix(".yml") { return try read(try Self.read(id)) }
        guard !id.isEmpty, !id.contains("/"), !id.hasPrefix(".") else {
            throw Finding(.profileUnknown, at: Place(file: folder), ["profile": id, "known": known])
        }
        let node: YAMLNode
        do throws(Finding) {
            node = try Self.read(folder + "/" + id + ".yaml")
        } catch {
            guard error.kind == .profilesMissing else { throw error }
            guard let nearest = Nearest.name(to: id, among: aliases.automatic) else {
                throw Finding(.profileUnknown, at: Place(file: folder), ["profile": id, "known": known])
            }
            throw Finding(
                .profileUnknownNear, at: Place(file: folder), ["profile": id, "known": known, "nearest": nearest])
        }
        return try read(node)
    }

    /// The profiles tried when none is named.
    ///
    /// - Throws: what `profile(_:)` throws.
    public func automatic() throws(Finding) -> [Profile] {
        var profiles: [Profile] = []
        for id in aliases.automatic { profiles.append(try profile(id)) }
        return profiles
    }

    private var known: String { aliases.automatic.joined(separator: ", ") }

    private static func read(_ path: String) throws(Finding) -> YAMLNode {
        let bytes: Bytes
        do throws(Finding) {
            bytes = try Bytes(mapping: path)
        } catch {
            throw Finding(.profilesMissing, at: Place(file: path))
        }
        return try YAMLNode.parse(bytes.array, file: path)
    }
}
