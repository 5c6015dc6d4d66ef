internal import Files
public import Findings
internal import Texts
public import YAML

extension Profile {
    static let keys = [
        "profile", "title", "about", "base", "header", "signature", "aliases", "doubled", "required", "expected",
        "facts",
        "separators", "constants", "deduced", "values", "nulls", "prefixes", "glued", "chapter-prefixed", "coupe",
        "amounts", "lines", "montant", "nomenclature", "totals", "cancellations", "identity",
    ]

    /// Reads a profile; `aliases` are the built-in headers, to which it adds its own, and `base` finds the profile that
    /// it starts from.
    ///
    /// - Throws: `YML…` or `PRF…` with the line and the column.
    public init(
        reading node: YAMLNode, aliases: HeaderAliases, base: (YAMLNode) throws(Finding) -> Profile? = { _ in nil }
    ) throws(Finding) {
        try node.expectKeys(Self.keys, in: "profile")
        let id = try node.required("profile").text("profile")
        let title = try node.required("title").text("title")
        if let named = node.optional("base") {
            guard let found = try base(named) else {
                throw Finding(.profileUnknown, at: named.place, ["profile": named.string ?? "", "known": "–"])
            }
            self = found
            self.id = id
            self.title = title
        } else {
            self.init(id: id, title: title, aliases: aliases)
            required = try Self.roles(node.required("required"), "required")
        }
        about = try node.optional("about")?.text("about") ?? ""
        try readColumns(node)
        try readValues(node)
        try readAmounts(node)
        try expectOwn(node)
    }

    /// A field that the profile gives headers of its own is one that its export has.
    private mutating func expectOwn(_ node: YAMLNode) throws(Finding) {
        var roles: [ColumnRole] = []
        for entry in try node.optional("aliases")?.mapping("aliases") ?? [] {
            if let role = ColumnRole(entry.name) { roles.append(role) }
        }
        for column in doubled.values {
            roles += [column.code, column.label].compactMap { $0.map { ColumnRole.field($0) } }
        }
        for role in roles.sorted(by: { $0.name < $1.name })
        where !required.contains(role) && !expected.contains(role) && !role.isAmount {
            expected.append(role)
        }
    }

    /// What is where.
    private mutating func readColumns(_ node: YAMLNode) throws(Finding) {
        if let own = node.optional("aliases") { try aliases.add(aliases: own, first: true) }
        if let own = node.optional("amounts") { try aliases.add(amounts: own) }
        if let node = node.optional("required") { required = try Self.roles(node, "required") }
        if let node = node.optional("expected") { expected = try Self.roles(node, "expected") }
        if let node = node.optional("signature") {
            signature = []
            for header in try node.texts("signature").map({ Folding.fold($0) }) where !signature.contains(header) {
                signature.append(header)
            }
        }
        if let place = node.optional("header") {
            try place.expectKeys(["row", "height"], in: "header")
            header = HeaderPlace(
                row: try place.required("row").positive("row"),
                height: try place.optional("height")?.positive("height") ?? 1)
        }
        if let node = node.optional("facts") {
            facts = try Self.fields(node) { node, name throws(Finding) in
                try node.texts(name).map { Folding.fold($0) }
            }
        }
        if let node = node.optional("separators") { separators = try Self.fieldList(node, "separators") }
        if let list = node.optional("doubled") {
            doubled = [:]
            for entry in try list.list("doubled") {
                try entry.expectKeys(["header", "code", "label"], in: "doubled")
                let header = try entry.required("header").text("header")
                doubled[Folding.fold(header)] = DoubledColumn(
                    code: try Self.optionalField(entry, "code"), label: try Self.optionalField(entry, "label"),
                    header: header)
            }
        }
        if let node = node.optional("totals") { totals = try node.texts("totals").map { Folding.fold($0) } }
        if let node = node.optional("identity") { identity = try Self.fieldList(node, "identity") }
    }

    /// What cells mean.
    private mutating func readValues(_ node: YAMLNode) throws(Finding) {
        if let own = node.optional("values") { try aliases.add(values: own) }
        if let node = node.optional("constants") { constants = try Self.fields(node, Self.text) }
        if let node = node.optional("deduced") { deduced = try Self.fields(node, Self.text) }
        if let node = node.optional("coupe") { cuts = try Self.fields(node, Self.integer) }
        if let node = node.optional("nulls") { nulls = Set(try node.texts("nulls")) }
        if let node = node.optional("prefixes") { prefixes = try Self.fields(node, Self.text) }
        if let node = node.optional("glued") {
            glued = try Self.fields(node) { node, name throws(Finding) in
                let half = try node.choice(name, among: GluedHalf.allCases.map(\.rawValue))
                return GluedHalf(rawValue: half) ?? .code
            }
        }
        if let node = node.optional("chapter-prefixed") {
            chapterPrefixed = Set(try Self.fieldList(node, "chapter-prefixed"))
        }
        if let node = node.optional("nomenclature") {
            isOutsideNomenclatures = node.string == "aucune"
            nomenclature =
                isOutsideNomenclatures
                ? Choice(common: nil) : try Choice<String>(reading: node, "nomenclature", Self.text)
        }
        if let node = node.optional("cancellations") {
            try node.expectKeys(["type", "amounts"], in: "cancellations")
            cancellationTypes = try node.required("type").texts("type")
            negatesCancellations =
                try node.optional("amounts")?.choice("amounts", among: ["negative", "positive"]) == "positive"
        }
    }

    /// What counts.
    private mutating func readAmounts(_ node: YAMLNode) throws(Finding) {
        if let node = node.optional("montant") {
            countsRows = node.string == "aucun"
            amount =
                countsRows ? Choice(common: nil) : try Choice<AmountBasis>(reading: node, "montant", Self.basis)
        }
        guard let list = node.optional("lines") else { return }
        rowLines = []
        for entry in try list.list("lines") {
            try entry.expectKeys(["amount", "optional"] + LineField.allCases.map(\.rawValue), in: "lines")
            let expression = try entry.required("amount")
            let names = try expression.text("amount").split(separator: " - ").map(String.init)
            for name in names where !aliases.amountNames.contains(name) {
                throw HeaderAliases.unknown(expression, name, among: aliases.amountNames)
            }
            var line = RowLine(amount: names.first ?? "")
            line.minus = Array(names.dropFirst())
            line.isOptional = try entry.optional("optional")?.boolean("optional") ?? false
            for value in try entry.mapping("lines") {
                guard let field = LineField(rawValue: value.name) else { continue }
                line.values[field] = try value.value.text(value.name)
            }
            rowLines.append(line)
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
            let text = try element.text(name)
            guard let role = ColumnRole(text) else {
                throw HeaderAliases.unknown(element, text, among: ColumnRole.names)
            }
            roles.append(role)
        }
        return roles
    }

    private static func field(_ node: YAMLNode, _ name: String) throws(Finding) -> LineField {
        let text = try node.text(name)
        guard let field = LineField(rawValue: text) else {
            throw HeaderAliases.unknown(node, text, among: LineField.allCases.map(\.rawValue))
        }
        return field
    }

    private static func optionalField(_ node: YAMLNode, _ key: String) throws(Finding) -> LineField? {
        guard let value = node.optional(key) else { return nil }
        return try field(value, key)
    }

    private static func fieldList(_ node: YAMLNode, _ name: String) throws(Finding) -> [LineField] {
        var fields: [LineField] = []
        for element in try node.list(name) { fields.append(try field(element, name)) }
        return fields
    }

    private static func fields<Value>(
        _ node: YAMLNode, _ read: (YAMLNode, String) throws(Finding) -> Value
    ) throws(Finding) -> [LineField: Value] {
        var values: [LineField: Value] = [:]
        for entry in try node.mapping("fields") {
            values[try field(entry.key, "fields")] = try read(entry.value, entry.name)
        }
        return values
    }
}

extension YAMLNode {
    /// The number of a row or of rows: 1 or more.
    ///
    /// - Throws: `YML013` or `YML016`.
    fileprivate func positive(_ name: String) throws(Finding) -> Int {
        let number = try integer(name)
        guard number > 0 else { throw Finding(.integerWanted, at: place, ["key": name, "value": string ?? ""]) }
        return number
    }
}
