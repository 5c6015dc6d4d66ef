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

        /// Whether a profile gives it, not the table that all profiles share.
        var isOwn: Bool { rank < 0 }
    }

    private var meanings: [String: Meaning] = [:]
    /// The folded headers by what is left of them without spaces.
    private var spaceless: [String: String] = [:]
    private(set) var values: [LineField: [String: String]] = [:]
    /// The profiles tried when none is named.
    public private(set) var automatic: [String] = []
    /// The amount columns that a profile names.
    private(set) var amountNames: [String] = []

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

    /// What a folded header stands for: letter for letter; else any year in it aside, which an alias writes `AAAA`; else
    /// its spaces aside.
    func meaning(of folded: String) -> Meaning? {
        if let meaning = meanings[folded] { return meaning }
        if let yearless = Self.yearless(folded), let meaning = meanings[yearless] { return meaning }
        return spaceless[folded.filter { $0 != " " }].flatMap { meanings[$0] }
    }

    /// The profile's own headers for `role`, the strongest first; none when it relies on the built-in ones.
    func own(_ role: ColumnRole) -> [String] {
        meanings.values.filter { $0.role == role && $0.isOwn }.sorted { ($0.rank, $0.alias) < ($1.rank, $1.alias) }
            .map(\.alias)
    }

    /// Adds headers: `role: [header…]`. A profile's headers come before those already there.
    mutating func add(aliases node: YAMLNode, first: Bool = false) throws(Finding) {
        for entry in try node.mapping("aliases") {
            guard let role = ColumnRole(entry.name) else {
                throw Self.unknown(entry.key, entry.name, among: ColumnRole.names)
            }
            try add(entry.value, entry.name, role, first: first)
        }
    }

    /// Adds amount columns that a profile names: `name: [header…]`.
    mutating func add(amounts node: YAMLNode) throws(Finding) {
        for entry in try node.mapping("amounts") {
            try add(entry.value, entry.name, .named(entry.name), first: true)
            if !amountNames.contains(entry.name) { amountNames.append(entry.name) }
        }
    }

    private mutating func add(
        _ headers: YAMLNode, _ name: String, _ role: ColumnRole, first: Bool
    ) throws(Finding) {
        for (rank, alias) in try headers.texts(name).enumerated() {
            let folded = Folding.fold(alias)
            if let known = meanings[folded] {
                // Among the built-in headers the first role wins; a profile's own win over them.
                guard first, known.rank >= 0 || known.role != role else { continue }
            }
            meanings[folded] = Meaning(role: role, alias: alias, rank: first ? rank - 1000 : rank)
            spaceless[folded.filter { $0 != " " }] = folded
        }
    }

    /// `folded` with its years as `aaaa`; nil when it has none.
    private static func yearless(_ folded: String) -> String? {
        var words = folded.split(separator: " ")
        var hasYear = false
        for (place, word) in words.enumerated() where word.count == 4 {
            guard word.hasPrefix("19") || word.hasPrefix("20"), word.allSatisfy(\.isNumber) else { continue }
            words[place] = "aaaa"
            hasYear = true
        }
        return hasYear ? words.joined(separator: " ") : nil
    }

    /// Adds ways to write values: `field: { value: [way…] }`.
    mutating func add(values node: YAMLNode) throws(Finding) {
        for entry in try node.mapping("values") {
            guard let field = LineField(rawValue: entry.name) else {
                throw Self.unknown(entry.key, entry.name, among: LineField.allCases.map(\.rawValue))
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

    static func unknown(_ key: YAMLNode, _ name: String, among names: [String]) -> Finding {
        let known = names.joined(separator: ", ")
        guard let nearest = Nearest.name(to: name, among: names) else {
            return Finding(.unknownKey, at: key.place, ["key": name, "known": known])
        }
        return Finding(.unknownKeyNear, at: key.place, ["key": name, "nearest": nearest, "known": known])
    }
}
