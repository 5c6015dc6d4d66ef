public import Findings
internal import Texts
public import YAML

/// The headers under which exports name each field, and how they write closed values (`aliases.yaml`).
public struct HeaderAliases: Sendable {
    /// What a folded header stands for.
    struct Meaning: Sendable {
        var role: ColumnRole
        /// The header as the table has it.
        var alias: String
        /// Its place among the role's headers: the smaller, the stronger.
        var rank: Int
    }

    private(set) var meanings: [String: Meaning] = [:]
    private(set) var values: [LineField: [String: String]] = [:]
    /// The profiles tried when none is named.
    public private(set) var automatic: [String] = []

    /// No headers.
    public init() {}

    /// Reads `aliases.yaml`.
    ///
    /// - Throws: `YML…` or `PRF001` with the line and the column.
    public init(reading node: YAMLNode) throws(Finding) {
        try node.expectKeys(["aliases", "amounts", "values", "auto"], in: "aliases.yaml")
        try add(aliases: node.required("aliases"))
        try add(aliases: node.required("amounts"))
        if let values = node.optional("values") { try add(values: values) }
        automatic = try node.optional("auto")?.texts("auto") ?? []
    }

    /// Adds headers: `role: [header…]`. A profile's headers come before those already there.
    mutating func add(aliases node: YAMLNode, first: Bool = false) throws(Finding) {
        for entry in try node.mapping("aliases") {
            guard let role = ColumnRole(entry.name) else {
                throw Self.unknown(entry.key, among: ColumnRole.names)
            }
            for (rank, alias) in try entry.value.texts(entry.name).enumerated() {
                let folded = Folding.fold(alias)
                if first || meanings[folded] == nil {
                    meanings[folded] = Meaning(role: role, alias: alias, rank: first ? rank - 1000 : rank)
                }
            }
        }
    }

    /// Adds ways to write values: `field: { value: [way…] }`.
    mutating func add(values node: YAMLNode) throws(Finding) {
        for entry in try node.mapping("values") {
            guard let field = LineField(rawValue: entry.name) else {
                throw Self.unknown(entry.key, among: LineField.allCases.map(\.rawValue))
            }
            for value in try entry.value.mapping(entry.name) {
                values[field, default: [:]][Folding.fold(value.name)] = value.name
                for way in try value.value.texts(value.name) {
                    values[field, default: [:]][Folding.fold(way)] = value.name
                }
            }
        }
    }

    /// The headers known for `role`, the strongest first; for `montant`, those of every amount but the taxes.
    func names(of role: ColumnRole) -> [String] {
        meanings.values.filter { $0.role == role || (role == .amount(.montant) && $0.role.isAmount) }
            .sorted { ($0.rank, $0.alias) < ($1.rank, $1.alias) }.map(\.alias)
    }

    static func unknown(_ key: YAMLNode, among names: [String]) -> Finding {
        let name = key.string ?? ""
        let known = names.joined(separator: ", ")
        guard let nearest = Nearest.name(to: name, among: names) else {
            return Finding(.unknownKey, at: key.place, ["key": name, "known": known])
        }
        return Finding(.unknownKeyNear, at: key.place, ["key": name, "nearest": nearest, "known": known])
    }
}
