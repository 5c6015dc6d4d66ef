import PublicAccounts
import Rules
import Tabular

/// The evaluator looks at classes of values; this one looks at each line, the plain way, and shares no code with it.
enum Naive {
    /// The rule and the verdict of each line; the rule's number is its place among all rules, from 1.
    static func evaluate(_ packs: [Pack], _ lines: Lines) -> [(rule: Int, verdict: Outcome.Verdict)] {
        (0..<lines.count).map { line in
            var number = 0
            for pack in packs {
                for rule in pack.rules {
                    number += 1
                    guard holds(pack.scope, lines, line), holds(rule.when, lines, line) else { continue }
                    switch rule.effect {
                    case .verdict(let verdict): return (number, verdict)
                    case .lookup(let table, let column):
                        guard let row = row(table, lines, line), !table.rows[row][column].isEmpty else { continue }
                        return (number, .shares([Outcome.CategoryShare(table.rows[row][column], .one)]))
                    case .inherit: continue
                    }
                }
            }
            return (0, .unmatched)
        }
    }

    static func holds(_ condition: Condition, _ lines: Lines, _ line: Int) -> Bool {
        switch condition {
        case .value(let subject, let patterns):
            return patterns.contains { $0.matches(value(subject, lines, line)) }
        case .words(let subject, let terms):
            let text = words(value(subject, lines, line))
            return terms.contains { !starts(of: words(of: $0), in: text).isEmpty }
        case .near(let subject, let pair):
            let text = words(value(subject, lines, line))
            let (one, other) = (words(of: pair.first), words(of: pair.second))
            return starts(of: one, in: text).contains { first in
                starts(of: other, in: text).contains { second in
                    let gap = first < second ? second - first - one.count : first - second - other.count
                    return gap >= 0 && gap + 1 <= pair.within
                }
            }
        case .amount(let range):
            let magnitude = lines.amounts[line].value.magnitude
            return range.atLeast <= magnitude && magnitude <= range.atMost
        case .all(let parts): return parts.allSatisfy { holds($0, lines, line) }
        case .any(let parts): return parts.contains { holds($0, lines, line) }
        case .not(let part): return !holds(part, lines, line)
        }
    }

    private static func value(_ subject: Subject, _ lines: Lines, _ line: Int) -> String {
        switch subject {
        case .field(let field): lines[field, line]
        case .cancellation: lines.isCancellation[line] ? "oui" : "non"
        case .column(let table, let column): row(table, lines, line).map { table.rows[$0][column] } ?? ""
        case .account, .row, .amount: ""
        }
    }

    private static func row(_ table: Table, _ lines: Lines, _ line: Int) -> Int? {
        let value = lines[table.key, line]
        let keys = table.rows.map { $0[table.keyColumn] }
        let fitting = keys.indices.filter { keys[$0] == value || (table.takesPrefix && value.hasPrefix(keys[$0])) }
        return value.isEmpty ? nil : fitting.max { keys[$0].count < keys[$1].count }
    }

    static func starts(of term: [String], in text: [String]) -> [Int] {
        text.indices.filter { start in
            start + term.count <= text.count && Array(text[start..<(start + term.count)]) == term
        }
    }

    private static func words(of term: Term) -> [String] { vocabulary.first { Term($0) == term }.map(words) ?? [] }

    static func words(_ text: String) -> [String] {
        text.lowercased().split(separator: " ").map { word in
            switch word {
            case "locaux", "local": "local"
            case "pistes", "douces", "eaux", "cyclables": String(word.dropLast())
            default: String(word)
            }
        }
    }

    /// The terms that random conditions look for.
    static let vocabulary = ["piste", "voie douce", "bus", "eaux", "piste cyclable", "voie", "locaux"]
}
