internal import Files
public import Findings
internal import PublicAccounts
internal import Tabular
public import YAML

/// A pack as it was read, with all that is wrong in it.
public struct PackReading: Sendable {
    /// The pack; nil when the file is no YAML. Not to be used when a finding is an error.
    public var pack: Pack?
    /// What is wrong, in the order of the file.
    public var findings: [Finding]
}

/// Reads packs: YAML as DESIGN section 6 says.
public struct PackReader {
    private var conditions = ConditionReader()

    private static let keys = [
        "pack", "version", "title", "measure", "axis", "source", "licence", "scope", "rules", "tests",
    ]

    private init() {}

    /// Reads the pack at `path`.
    public static func read(path: String) -> PackReading {
        do throws(Finding) {
            return read(try Bytes(mapping: path).array, file: path)
        } catch {
            return PackReading(pack: nil, findings: [error])
        }
    }

    /// Reads a pack from its bytes; `file` names them in findings.
    public static func read(_ bytes: [UInt8], file: String) -> PackReading {
        do throws(Finding) {
            return read(try YAMLNode.parse(bytes, file: file))
        } catch {
            return PackReading(pack: nil, findings: [error])
        }
    }

    /// Reads a pack from a YAML tree.
    public static func read(_ node: YAMLNode) -> PackReading {
        var reader = PackReader()
        let pack = reader.pack(node)
        return PackReading(pack: pack, findings: reader.conditions.found.findings)
    }

    private mutating func pack(_ node: YAMLNode) -> Pack? {
        guard take({ () throws(Finding) in try node.mapping("pack") }) != nil else { return nil }
        conditions.found.add(node.unknownKeys(besides: Self.keys))
        var pack = Pack()
        pack.place = node.place
        pack.id = text("pack", of: node)
        pack.version = text("version", of: node)
        pack.title = text("title", of: node)
        pack.measure = text("measure", of: node)
        pack.axis = text("axis", of: node)
        pack.source = text("source", of: node)
        pack.licence = text("licence", of: node)
        pack.measurePlace = node["measure"]?.place ?? node.place
        pack.axisPlace = node["axis"]?.place ?? node.place
        if let scope = node.optional("scope") { pack.scope = conditions.read(scope, "scope") }
        let nodes = take { () throws(Finding) in try node.required("rules").list("rules") }
        if nodes?.isEmpty == true { conditions.found.add(Finding(.noRules, at: node.place)) }
        pack.rules = RuleReader.rules(nodes ?? [], &conditions, outcomes: RuleReader.outcomes)
        if let tests = node.optional("tests"), let list = take({ () throws(Finding) in try tests.list("tests") }) {
            pack.tests = list.compactMap { test($0) }
        }
        pack.natures = conditions.natures.map { Pack.Nature(pattern: $0.pattern, place: $0.place) }
        return pack
    }

    private mutating func test(_ node: YAMLNode) -> PackTest? {
        guard take({ () throws(Finding) in try node.mapping("tests") }) != nil else { return nil }
        conditions.found.add(node.unknownKeys(besides: ["line", "expect", "rule"]))
        guard let line = take({ () throws(Finding) in try node.required("line") }),
            let entries = take({ () throws(Finding) in try line.mapping("line") }),
            let expect = take({ () throws(Finding) in try node.required("expect") })
        else { return nil }
        conditions.found.add(line.unknownKeys(besides: LineField.allCases.map(\.rawValue) + ["montant"]))
        var fields: [LineField: String] = [:]
        var amount = Cents.zero
        for entry in entries {
            guard let text = take({ () throws(Finding) in try entry.value.text(entry.name) }) else { continue }
            if let field = LineField(rawValue: entry.name) {
                fields[field] = text
            } else if entry.name == "montant" {
                guard let cents = ConditionReader.cents(text) else {
                    conditions.found.add(Finding(.badAmount, at: entry.value.place, ["value": text]))
                    continue
                }
                amount = Cents(cents)
            }
        }
        guard let expected = expectation(expect) else { return nil }
        let rule = node.optional("rule").flatMap { named in
            take { () throws(Finding) in try named.text("rule") }
        }
        return PackTest(fields: fields, amount: amount, expected: expected, rule: rule, place: node.place)
    }

    private mutating func expectation(_ node: YAMLNode) -> PackTest.Expectation? {
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

    private mutating func text(_ key: String, of node: YAMLNode) -> String {
        take { () throws(Finding) in try node.required(key).text(key) } ?? ""
    }

    private mutating func take<Result>(_ body: () throws(Finding) -> Result) -> Result? {
        conditions.found.take(body)
    }
}
