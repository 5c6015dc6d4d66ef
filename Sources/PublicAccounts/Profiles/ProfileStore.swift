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
    public func profile(_ id: String) throws(Finding) -> Profile {
        if id.hasSuffix(".yaml") || id.hasSuffix(".yml") {
            return try Profile(reading: try Self.read(id), aliases: aliases)
        }
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
        return try Profile(reading: node, aliases: aliases)
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
