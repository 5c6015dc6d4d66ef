internal import Files
public import Findings
internal import PublicAccounts
internal import Tabular
internal import YAML

/// A pack as it was read, with all that is wrong in it.
public struct PackReading: Sendable {
    /// The pack; nil when the file is no YAML. Not to be used when a finding is an error.
    public var pack: Pack?
    /// What is wrong, in the order of the file, what is wrong in a pack that it extends first.
    public var findings: [Finding]
}

/// Reads packs: YAML as DESIGN section 6 and `docs/rules.md` say.
public struct PackReader {
    private var conditions = ConditionReader()
    /// The files being read, each extended by the one before.
    private let chain: [String]

    /// Every key of a pack.
    static let keys = [
        "pack", "version", "title", "measure", "axis", "source", "licence", "extends", "remove", "from", "until",
        "nomenclature", "tables", "factors", "define", "scope", "rules", "tests",
    ]
    /// How many packs may extend one another.
    static let extensionLimit = 8

    private init(chain: [String]) { self.chain = chain }

    /// Reads the pack at `path`, with the packs that it extends and its tables, whose paths are seen from its folder.
    public static func read(path: String) -> PackReading { read(path: path, chain: []) }

    private static func read(path: String, chain: [String]) -> PackReading {
        do throws(Finding) {
            return read(try YAMLNode.parse(try Bytes(mapping: path).array, file: path), chain: chain)
        } catch {
            return PackReading(pack: nil, findings: [error])
        }
    }

    /// Reads a pack from its bytes; `file` names them in findings, and its folder is where other files are seen from.
    public static func read(_ bytes: [UInt8], file: String) -> PackReading {
        do throws(Finding) {
            return read(try YAMLNode.parse(bytes, file: file), chain: [])
        } catch {
            return PackReading(pack: nil, findings: [error])
        }
    }

    private static func read(_ node: YAMLNode, chain: [String]) -> PackReading {
        var reader = PackReader(chain: chain + [node.file])
        let pack = reader.pack(node)
        return PackReading(pack: pack, findings: reader.conditions.found.findings)
    }

    private mutating func pack(_ node: YAMLNode) -> Pack? {
        guard take({ () throws(Finding) in try node.mapping("pack") }) != nil else { return nil }
        let base = node.optional("extends").flatMap { extended($0) }
        conditions.found.add(node.unknownKeys(besides: Self.keys))
        var pack = Pack()
        pack.place = node.place
        pack.id = text("pack", of: node)
        pack.version = text("version", of: node)
        pack.title = text("title", of: node, else: base?.title)
        pack.measure = text("measure", of: node, else: base?.measure)
        pack.axis = text("axis", of: node, else: base?.axis)
        pack.source = text("source", of: node, else: base?.source)
        pack.licence = text("licence", of: node, else: base?.licence)
        pack.measurePlace = node["measure"]?.place ?? node.place
        pack.axisPlace = node["axis"]?.place ?? node.place
        pack.files = base?.files ?? []
        conditions.definitions = base?.definitions ?? Definitions()
        if let tables = node.optional("tables") { read(tables: tables, into: &pack) }
        if let factors = node.optional("factors") { read(factors: factors, into: &pack) }
        if let define = node.optional("define") { read(define: define) }
        pack.definitions = conditions.definitions
        let scope = node.optional("scope").map { [conditions.readWhole($0, "scope")] } ?? []
        let parts = RuleReader.validity(of: node, &conditions) + scope
        pack.scope = parts.count == 1 ? parts[0] : .all(parts)
        let nodes = take { () throws(Finding) in try node.required("rules").list("rules") }
        if nodes?.isEmpty == true { conditions.found.add(Finding(.noRules, at: node.place)) }
        pack.rules = RuleReader.rules(nodes ?? [], &conditions, outcomes: RuleReader.outcomes)
        if let base { extend(&pack, base, removed: removed(node, base)) }
        if base == nil, let remove = node["remove"] {
            conditions.found.add(Finding(.removeWithoutExtends, at: remove.place))
        }
        if let tests = node.optional("tests"), let list = take({ () throws(Finding) in try tests.list("tests") }) {
            pack.tests = list.compactMap { test($0) }
        }
        pack.natures = conditions.natures.map { Pack.Nature(pattern: $0.pattern, place: $0.place) }
        return pack
    }

    // MARK: Extending

    private mutating func extended(_ node: YAMLNode) -> Pack? {
        guard let name = take({ () throws(Finding) in try node.text("extends") }) else { return nil }
        let path = FilePaths.beside(node.file, name)
        guard !chain.contains(path), chain.count < Self.extensionLimit else {
            conditions.found.add(
                Finding(.endlessExtension, at: node.place, ["file": path, "limit": String(Self.extensionLimit)]))
            return nil
        }
        let reading = Self.read(path: path, chain: chain)
        conditions.found.add(reading.findings)
        guard var pack = reading.pack else { return nil }
        pack.files = [path] + pack.files
        return pack
    }

    private mutating func removed(_ node: YAMLNode, _ base: Pack) -> Set<String> {
        guard let remove = node.optional("remove") else { return [] }
        var ids: Set<String> = []
        for (id, place) in conditions.texts(remove, "remove") {
            if base.rules.contains(where: { $0.id == id }) {
                ids.insert(id)
            } else {
                conditions.found.add(.unknown(id, among: base.rules.map(\.id), at: place))
            }
        }
        return ids
    }

    /// A rule of `pack` takes the place of the rule of `base` with its id; the others come before all those of `base`, as
    /// does one with the id of a rule that is removed.
    private func extend(_ pack: inout Pack, _ base: Pack, removed: Set<String>) {
        // The rules of the base keep to its scope; that of the pack, where it has one, narrows them.
        let hasScope = pack.scope != .all([])
        var own: [String: Rule] = [:]
        for rule in pack.rules where own[rule.id] == nil { own[rule.id] = rule }
        let known = Set(base.rules.map(\.id)).subtracting(removed)
        var rules = pack.rules.filter { !known.contains($0.id) }
        for rule in base.rules where !removed.contains(rule.id) {
            if let replacement = own[rule.id] {
                rules.append(replacement)
                continue
            }
            var kept = rule
            if kept.pack.isEmpty {
                kept.pack = base.id
                kept.packVersion = base.version
            }
            if hasScope, base.scope != .all([]) { kept.when = .all([base.scope, rule.when]) }
            rules.append(kept)
        }
        pack.rules = rules
        if !hasScope { pack.scope = base.scope }
    }

    // MARK: Names

    private mutating func read(define node: YAMLNode) {
        guard let entries = take({ () throws(Finding) in try node.mapping("define") }) else { return }
        for entry in entries {
            if entry.value.mapping != nil {
                conditions.define(entry.name, entry.value)
            } else {
                conditions.definitions.constants[entry.name] = conditions.texts(entry.value, entry.name).map(\.text)
            }
        }
    }

    private mutating func read(tables node: YAMLNode, into pack: inout Pack) {
        guard let entries = take({ () throws(Finding) in try node.mapping("tables") }) else { return }
        for entry in entries {
            guard take({ () throws(Finding) in try entry.value.mapping(entry.name) }) != nil else { continue }
            conditions.found.add(
                entry.value.unknownKeys(besides: ["file", "key", "column", "match", "source", "licence"]))
            // Who uses a table must be able to tell where it comes from.
            _ = text("source", of: entry.value)
            guard let file = take({ () throws(Finding) in try entry.value.required("file").text("file") }),
                let word = take({ () throws(Finding) in
                    try entry.value.required("key").choice("key", among: LineField.allCases.map(\.rawValue))
                }), let key = LineField(rawValue: word)
            else { continue }
            let header = entry.value.optional("column").flatMap { column in
                take { () throws(Finding) in try column.text("column") }
            }
            let match = entry.value.optional("match").flatMap { match in
                take { () throws(Finding) in try match.choice("match", among: ["exact", "prefix"]) }
            }
            let path = FilePaths.beside(node.file, file)
            let table = take { () throws(Finding) in
                try Table(
                    reading: path, name: entry.name, key: key, header: header ?? word,
                    takesPrefix: match.map { $0 == "prefix" } ?? Table.prefixFields.contains(key),
                    at: entry.value["file"]?.place ?? entry.value.place)
            }
            conditions.definitions.tables[entry.name] = table
            if table != nil { pack.files.append(path) }
        }
    }

    private mutating func read(factors node: YAMLNode, into pack: inout Pack) {
        guard let entries = take({ () throws(Finding) in try node.mapping("factors") }) else { return }
        for entry in entries {
            guard take({ () throws(Finding) in try entry.value.mapping(entry.name) }) != nil else { continue }
            conditions.found.add(entry.value.unknownKeys(besides: ["file", "source", "licence"]))
            guard let file = take({ () throws(Finding) in try entry.value.required("file").text("file") }) else {
                continue
            }
            let path = FilePaths.beside(node.file, file)
            let place = entry.value["file"]?.place ?? entry.value.place
            do throws(Finding) {
                conditions.definitions.factors[entry.name] = try FactorTable(
                    reading: path, name: entry.name, at: place, &conditions.found)
                pack.files.append(path)
            } catch {
                conditions.found.add(error)
            }
        }
    }

    // MARK: Tests

    private mutating func test(_ node: YAMLNode) -> PackTest? {
        guard take({ () throws(Finding) in try node.mapping("tests") }) != nil else { return nil }
        conditions.found.add(node.unknownKeys(besides: ["line", "with", "expect", "rule"]))
        guard let line = take({ () throws(Finding) in try node.required("line") }), let sketch = sketch(line),
            let expect = take({ () throws(Finding) in try node.required("expect") }),
            let expected = expectation(expect)
        else { return nil }
        let rule = node.optional("rule").flatMap { named in
            take { () throws(Finding) in try named.text("rule") }
        }
        var test = PackTest(
            fields: sketch.fields, amount: sketch.amount, expected: expected, rule: rule, place: node.place)
        if let with = node.optional("with"), let others = take({ () throws(Finding) in try with.list("with") }) {
            test.others = others.compactMap { self.sketch($0) }
        }
        return test
    }

    private mutating func sketch(_ line: YAMLNode) -> PackTest.Sketch? {
        guard let entries = take({ () throws(Finding) in try line.mapping("line") }) else { return nil }
        conditions.found.add(line.unknownKeys(besides: LineField.allCases.map(\.rawValue) + ["montant"]))
        var sketch = PackTest.Sketch(fields: [:], amount: .zero)
        for entry in entries {
            guard let text = take({ () throws(Finding) in try entry.value.text(entry.name) }) else { continue }
            if let field = LineField(rawValue: entry.name) {
                sketch.fields[field] = text
            } else if entry.name == "montant" {
                guard let cents = ConditionReader.cents(text) else {
                    conditions.found.add(Finding(.badAmount, at: entry.value.place, ["value": text]))
                    continue
                }
                sketch.amount = Cents(cents)
            }
        }
        return sketch
    }

    private mutating func expectation(_ node: YAMLNode) -> PackTest.Expectation? {
        if let entry = node.mapping?.first, node.mapping?.count == 1, PackTest.Expectation.keys.contains(entry.name) {
            return RuleReader.expectation(entry, &conditions)
        }
        if node.mapping != nil {
            return .shares(RuleReader.shares(node, &conditions).sorted { $0.category < $1.category })
        }
        switch take({ () throws(Finding) in try node.text("expect") }) {
        case nil: return nil
        case "ask": return .ask
        case "exclude": return .exclude
        case "none": return PackTest.Expectation.none
        case let category?: return .shares([Outcome.CategoryShare(category, .one)])
        }
    }

    /// The text of `key`; without it `inherited`, and without that a finding.
    private mutating func text(_ key: String, of node: YAMLNode, else inherited: String? = nil) -> String {
        if let inherited, node.optional(key) == nil { return inherited }
        return take { () throws(Finding) in try node.required(key).text(key) } ?? ""
    }

    private mutating func take<Result>(_ body: () throws(Finding) -> Result) -> Result? {
        conditions.found.take(body)
    }
}
