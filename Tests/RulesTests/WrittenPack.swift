import PublicAccounts
import Rules

/// A pack as a person writes it: YAML on one side, and on the other what it means, read and compiled by nobody.
struct WrittenPack {
    var id: String
    var extends: WrittenFile?
    var removed: [String] = []
    var validity = Years()
    var scope: Asked?
    /// Constants (`$name`), in the order in which they are defined.
    var constants: [(name: String, codes: [Code])] = []
    /// Named conditions (`is:`), in order.
    var conditions: [(name: String, asked: Asked)] = []
    var rules: [WrittenRule] = []

    /// A pack in a file, which another extends.
    final class WrittenFile {
        let name: String
        let pack: WrittenPack

        init(_ name: String, _ pack: WrittenPack) {
            self.name = name
            self.pack = pack
        }
    }

    /// `from:` and `until:`.
    struct Years {
        var from: Int?
        var until: Int?

        var lines: [String] { [from.map { "from: \($0)" }, until.map { "until: \($0)" }].compactMap { $0 } }
    }

    /// A code as a condition writes it.
    enum Code {
        case exact(String)
        case beginning(String)
        /// Two codes of as many digits.
        case span(String, String)
        case constant(String)

        var yaml: String {
            switch self {
            case .exact(let code): "\"\(code)\""
            case .beginning(let code): "\"\(code)*\""
            case .span(let first, let last): "\(first)..\(last)"
            case .constant(let name): "$\(name)"
            }
        }
    }

    /// What a rule asks.
    indirect enum Asked {
        case codes(LineField, [Code])
        case anyWord([String])
        case allWords([String])
        case noWord([String])
        case near(String, String, within: Int)
        /// `plus-de`, `au-moins`, `moins-de` or `au-plus`, and cents.
        case amount(String, Int)
        case cancellation(Bool)
        case column(String, String, String)
        case named(String)
        case all([Asked])
        case any([Asked])
        case not(Asked)

        var yaml: String {
            func list(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }
            return switch self {
            case .codes(let field, let codes): "{ \(field.rawValue): \(list(codes.map(\.yaml))) }"
            case .anyWord(let words): "{ libelle: \(list(words)) }"
            case .allWords(let words): "{ libelle: { all: \(list(words)) } }"
            case .noWord(let words): "{ libelle: { none: \(list(words)) } }"
            case .near(let one, let other, let within):
                "{ libelle: { near: \(list([one, other])), within: \(within) } }"
            case .amount(let bound, let cents):
                "{ montant: { \(bound): \"\(cents / 100),\(cents / 10 % 10)\(cents % 10)\" } }"
            case .cancellation(let wanted): "{ annulation: \(wanted ? "oui" : "non") }"
            case .column(let table, let column, let value): "{ table: { \(table): { \(column): \"\(value)\" } } }"
            case .named(let name): "{ is: \(name) }"
            case .all(let parts): "{ all: \(list(parts.map(\.yaml))) }"
            case .any(let parts): "{ any: \(list(parts.map(\.yaml))) }"
            case .not(let part): "{ not: \(part.yaml) }"
            }
        }
    }

    /// A rule.
    struct WrittenRule {
        var id: String
        var asked: Asked
        var validity = Years()
        var effect: Effect

        /// What it says.
        enum Effect {
            case rate(String)
            /// So many hundredths in `favorable`, the rest in `neutre`.
            case split(Int)
            case ask
            case exclude
            /// The column `cotation` of the table `comptes`.
            case lookup
            case inherit(String)
        }

        var yaml: String {
            let effect =
                switch effect {
                case .rate(let category): "rate: \(category)"
                case .split(let part): "split: { favorable: \(part) %, neutre: \(100 - part)/100 }"
                case .ask: "ask: Quoi ?"
                case .exclude: "exclude: hors"
                case .lookup: "table: { comptes: cotation }"
                case .inherit(let from): "inherit: \(from)"
                }
            let lines =
                [
                    "id: \(id)", "when: \(asked.yaml)", effect, "because: b", "source: s", "confidence: observed",
                ] + validity.lines
            return "  - " + lines.joined(separator: "\n    ") + "\n"
        }
    }

    /// The two tables that packs join: by the longest beginning of the nature, and by the whole operation.
    static let accounts = [
        ("21", "neutre", "base"), ("2153", "favorable", ""), ("2315", "", "route"), ("23131", "defavorable", "base"),
    ]
    static let operations = [("A", "vélo"), ("B", "route"), ("C", "")]

    static var accountsFile: String {
        "nature;cotation;theme\n" + accounts.map { "\($0.0);\($0.1);\($0.2)\n" }.joined()
    }
    static var operationsFile: String { "operation;theme\n" + operations.map { "\($0.0);\($0.1)\n" }.joined() }

    var yaml: String {
        var text = """
            pack: \(id)
            version: 1
            title: Essai
            measure: budget-vert
            axis: attenuation
            source: Essai
            licence: EUPL-1.2

            """
        for line in validity.lines { text += line + "\n" }
        if let extends {
            text += "extends: \(extends.name)\n"
            if !removed.isEmpty { text += "remove: [\(removed.joined(separator: ", "))]\n" }
        } else {
            text += """
                tables:
                  comptes: { file: comptes.csv, key: nature, source: s }
                  operations: { file: operations.csv, key: operation, source: s }

                """
        }
        if !constants.isEmpty || !conditions.isEmpty {
            text += "define:\n"
            for (name, codes) in constants { text += "  \(name): [\(codes.map(\.yaml).joined(separator: ", "))]\n" }
            for (name, asked) in conditions { text += "  \(name): \(asked.yaml)\n" }
        }
        if let scope { text += "scope: \(scope.yaml)\n" }
        return text + "rules:\n" + rules.map(\.yaml).joined()
    }
}
