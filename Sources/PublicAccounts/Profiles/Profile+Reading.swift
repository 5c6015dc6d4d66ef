internal import Files
public import Findings
public import YAML

extension Profile {
    private static let keys = [
        "profile", "title", "about", "aliases", "required", "expected", "constants", "deduced", "montant",
        "nomenclature", "cancellations", "values", "coupe",
    ]

    /// Reads a profile; `aliases` are the built-in headers, to which it adds its own.
    ///
    /// - Throws: `YML…` with the line and the column.
    public init(reading node: YAMLNode, aliases: HeaderAliases) throws(Finding) {
        try node.expectKeys(Self.keys, in: "profile")
        self.init(
            id: try node.required("profile").text("profile"), title: try node.required("title").text("title"),
            aliases: aliases)
        about = try node.optional("about")?.text("about") ?? ""
        if let own = node.optional("aliases") { try self.aliases.add(aliases: own, first: true) }
        if let own = node.optional("values") { try self.aliases.add(values: own) }
        required = try Self.roles(node.required("required"), "required")
        if let node = node.optional("expected") { expected = try Self.roles(node, "expected") }
        if let node = node.optional("constants") { constants = try Self.fields(node, Self.text) }
        if let node = node.optional("deduced") { deduced = try Self.fields(node, Self.text) }
        if let node = node.optional("coupe") { cuts = try Self.fields(node, Self.integer) }
        if let node = node.optional("montant") {
            amount = try Choice<AmountBasis>(reading: node, "montant", Self.basis)
        }
        if let node = node.optional("nomenclature") {
            nomenclature = try Choice<String>(reading: node, "nomenclature", Self.text)
        }
        if let node = node.optional("cancellations") {
            try node.expectKeys(["type", "amounts"], in: "cancellations")
            cancellationTypes = try node.required("type").texts("type")
            negatesCancellations =
                try node.optional("amounts")?.choice("amounts", among: ["negative", "positive"]) == "positive"
        }
    }

    static func text(_ node: YAMLNode, _ name: String) throws(Finding) -> String { try node.text(name) }

    private static func integer(_ node: YAMLNode, _ name: String) throws(Finding) -> Int { try node.integer(name) }

    static func basis(_ node: YAMLNode, _ name: String) throws(Finding) -> AmountBasis {
        AmountBasis(rawValue: try node.choice(name, among: ["TTC", "HT", "montant"])) ?? .montant
    }

    private static func roles(_ node: YAMLNode, _ name: String) throws(Finding) -> [ColumnRole] {
        var roles: [ColumnRole] = []
        for element in try node.list(name) {
            guard let role = ColumnRole(try element.text(name)) else {
                throw HeaderAliases.unknown(element, among: ColumnRole.names)
            }
            roles.append(role)
        }
        return roles
    }

    private static func fields<Value>(
        _ node: YAMLNode, _ read: (YAMLNode, String) throws(Finding) -> Value
    ) throws(Finding) -> [LineField: Value] {
        var values: [LineField: Value] = [:]
        for entry in try node.mapping("fields") {
            guard let field = LineField(rawValue: entry.name) else {
                throw HeaderAliases.unknown(entry.key, among: LineField.allCases.map(\.rawValue))
            }
            values[field] = try read(entry.value, entry.name)
        }
        return values
    }
}

extension Choice {
    /// Reads `{ defaut: value, par-budget: { budget: value }, depuis: { year: value } }`, or a single value for all.
    ///
    /// - Throws: `YML…` with the line and the column.
    public init(
        reading node: YAMLNode, _ name: String, _ read: (YAMLNode, String) throws(Finding) -> Value
    ) throws(Finding) {
        if node.string != nil {
            self.init(common: try read(node, name))
            isForAll = true
            return
        }
        try node.expectKeys(["defaut", "par-budget", "depuis"], in: name)
        var common: Value?
        if let value = node.optional("defaut") { common = try read(value, "defaut") }
        var byBudget: [String: Value] = [:]
        if let budgets = node.optional("par-budget") {
            for entry in try budgets.mapping("par-budget") {
                byBudget[entry.name] = try read(entry.value, entry.name)
            }
        }
        self.init(common: common, byBudget: byBudget)
        if let years = node.optional("depuis") {
            for entry in try years.mapping("depuis") {
                since[try entry.key.integer("depuis")] = try read(entry.value, entry.name)
            }
        }
    }
}
