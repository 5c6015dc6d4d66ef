public import Findings
internal import Texts

/// What is covered, for people and for other programs.
extension Coverage {
    /// How many families and rules people are shown; machines get all.
    private static let shown = 12

    /// For people: per axis the shares of euros, the largest families of accounts and the rules that carry the most.
    public func text(_ language: Language) -> String {
        inputs.flatMap { Self.rows(of: $0, language == .french) }.joined(separator: "\n")
    }

    private static func rows(of input: CoveredInput, _ french: Bool) -> [String] {
        var rows = [
            "\(input.file.neutralised), \(input.measure) : \(FrenchNumber.integer(input.lines)) "
                + "\(french ? "lignes" : "lines"), \(FrenchNumber.euros(cents: input.total))"
        ]
        for axis in input.axes {
            let inside = axis.tally.inside
            rows.append("  \(axis.label)")
            rows.append(
                row(french ? "dans le périmètre" : "in the perimeter", inside, of: inside.cents, french))
            for state in CoverageState.allCases where state != .outside && axis.tally[state].lines > 0 {
                let plans = state == .unmatched ? "  " + axis.silentPlans.joined(separator: ", ").neutralised : ""
                rows.append(row("  " + state.label(french), axis.tally[state], of: inside.cents, french) + plans)
            }
            rows.append(
                "    " + padded(CoverageState.outside.label(french), 20) + amount(axis.tally[.outside].cents)
                    + "         "
                    + count(axis.tally[.outside].lines, french))
            guard inside.lines > 0 else { continue }
            rows.append(
                french
                    ? "    Familles de comptes : montant, coté, demandé, sans règle"
                    : "    Families of accounts: amount, rated, asked, no rule")
            for family in axis.families.prefix(shown) {
                let whole = family.tally.inside.cents
                let parts = [CoverageState.rated, .asked, .unmatched].map {
                    aligned(FrenchNumber.percent(family.tally[$0].cents, of: whole), 9)
                }
                rows.append("      \(padded(family.code, 4))" + amount(whole) + parts.joined() + "  \(family.label)")
            }
            rows += rest(axis.families.count, french)
            guard !axis.rules.isEmpty else { continue }
            rows.append(french ? "    Règles : montant, part" : "    Rules: amount, share")
            for spoken in axis.rules.prefix(shown) {
                let category = spoken.category.isEmpty ? spoken.state.label(french) : spoken.category
                rows.append(
                    "      " + amount(spoken.sum.cents)
                        + aligned(FrenchNumber.percent(spoken.sum.cents, of: inside.cents), 9)
                        + "  \(spoken.rule) (\(category))")
            }
            rows += rest(axis.rules.count, french)
        }
        return rows
    }

    private static func row(_ label: String, _ sum: CoverageSum, of whole: Int64, _ french: Bool) -> String {
        "    " + padded(label, 20) + amount(sum.cents) + aligned(FrenchNumber.percent(sum.cents, of: whole), 9) + " "
            + count(sum.lines, french)
    }

    private static func count(_ lines: Int, _ french: Bool) -> String {
        aligned(FrenchNumber.integer(lines), 9) + " " + (french ? "lignes" : "lines")
    }

    private static func rest(_ count: Int, _ french: Bool) -> [String] {
        count > shown ? ["      … (+\(count - shown))"] : []
    }

    private static func amount(_ cents: Int64) -> String { aligned(FrenchNumber.euros(cents: cents), 20) }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// The entries as members of the array that is open: `{ "file", "measure", "lines", "totalCents", "axes": [{ "id",
    /// "label", "rated", "asked", "unmatched", "excluded", "outside", "silentPlans", "families": […], "rules": […] }] }`; a
    /// sum is `{ "lines", "cents" }`.
    func write(to json: inout JSONWriter) {
        for input in inputs {
            json.object { json in
                json.member("file", input.file)
                json.member("measure", input.measure)
                json.member("lines", input.lines)
                json.member("totalCents", Int(input.total))
                json.key("axes")
                json.array { json in for axis in input.axes { Self.write(axis, to: &json) } }
            }
        }
    }

    private static func write(_ axis: CoveredInput.Axis, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", axis.id)
            json.member("label", axis.label)
            write(axis.tally, CoverageState.allCases, to: &json)
            json.key("silentPlans")
            json.array { json in for plan in axis.silentPlans { json.string(plan) } }
            json.key("families")
            json.array { json in
                for family in axis.families {
                    json.object { json in
                        json.member("family", family.code)
                        json.member("label", family.label)
                        write(family.tally, CoverageState.allCases.filter { $0 != .outside }, to: &json)
                    }
                }
            }
            json.key("rules")
            json.array { json in
                for spoken in axis.rules {
                    json.object { json in
                        json.member("rule", spoken.rule)
                        json.member("state", spoken.state.rawValue)
                        json.member("category", spoken.category)
                        json.member("lines", spoken.sum.lines)
                        json.member("cents", Int(spoken.sum.cents))
                    }
                }
            }
        }
    }

    private static func write(_ tally: CoverageTally, _ states: [CoverageState], to json: inout JSONWriter) {
        for state in states {
            json.key(state.rawValue)
            json.object { json in
                json.member("lines", tally[state].lines)
                json.member("cents", Int(tally[state].cents))
            }
        }
    }
}

extension CoverageState {
    /// The word for people.
    fileprivate func label(_ french: Bool) -> String {
        switch self {
        case .rated: french ? "coté" : "rated"
        case .asked: french ? "demandé" : "asked"
        case .unmatched: french ? "sans règle" : "no rule"
        case .excluded: french ? "exclu" : "excluded"
        case .outside: french ? "hors périmètre" : "out of it"
        }
    }
}
