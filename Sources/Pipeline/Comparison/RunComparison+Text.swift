internal import Files
public import Findings
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import Texts

/// The comparison for people.
extension RunComparison {
    /// How many changes of a view are shown, the largest first; JSON and the workbook have them all.
    private static let shown = 10

    /// What was compared, then a table per view: the categories from left to right, the causes from top to bottom.
    public func text(_ language: Language) -> String {
        let french = language == .french
        return ([heading(french)] + views.map { text($0, french) }).joined(separator: "\n\n")
    }

    private func heading(_ french: Bool) -> String {
        let counts = [matched.common, matched.new, matched.gone].map { FrenchNumber.integer($0) }
        var rows = [
            "A : \(words(before, french))", "B : \(words(after, french))",
            (french ? "Même chose : " : "Same thing: ") + matching(french),
            french
                ? "  communes : \(counts[0]), nouvelles : \(counts[1]), disparues : \(counts[2])"
                : "  in both: \(counts[0]), new: \(counts[1]), gone: \(counts[2])",
        ]
        if rules.differences.isEmpty {
            rows.append(french ? "Règles : les mêmes" : "Rules: the same")
        } else {
            rows.append(
                french ? "Règles et plans de comptes qui ont changé :" : "Rules and account plans that changed:")
            rows += rules.differences.map { "  " + $0.words.neutralised }
        }
        return rows.joined(separator: "\n")
    }

    private func words(_ run: ComparedRun, _ french: Bool) -> String {
        let total = run.inputs.reduce(Cents.zero) { $0 + $1.lines.total }
        return "\(run.path.neutralised), \(run.title.neutralised), exercice \(run.exercice) : "
            + "\(FrenchNumber.integer(run.count)) \(french ? "lignes" : "lines"), \(Self.euros(total))"
    }

    /// By what lines are the same thing.
    func matching(_ french: Bool) -> String {
        let names = things.fields.map { $0.words(french: french) }
        guard !names.isEmpty else { return french ? "tout ensemble" : "all together" }
        return names.joined(separator: ", ")
    }

    private func text(_ view: ComparedView, _ french: Bool) -> String {
        let rows = view.rows.filter { !$0.isEmpty }
        var table: [[String]] = [[""] + rows.map(\.category.label.neutralised) + ["Total"]]
        func line(_ title: String, _ value: (ComparedView.Row) -> Cents, isSigned: Bool = false) {
            func cell(_ amount: Cents) -> String {
                guard isSigned else { return Self.euros(amount) }
                return amount == .zero ? "–" : (amount > .zero ? "+" : "") + Self.euros(amount)
            }
            table.append([title] + rows.map { cell(value($0)) } + [cell(view.total(value))])
        }
        line("A", \.before)
        for cause in ChangeCause.allCases where rows.contains(where: { $0[cause] != .zero }) {
            line("  " + cause.label(french: french).lowercased(), { $0[cause] }, isSigned: true)
        }
        line("B", \.after)
        if isExecution {
            table.append(
                ["B / A"]
                    + rows.map { FrenchNumber.percent($0.after.value, of: $0.before.value) }
                    + [FrenchNumber.percent(view.total(\.after).value, of: view.total(\.before).value)])
            table.append(
                [french ? "exécuté, cotations de A" : "executed, ratings of A"]
                    + rows.map { FrenchNumber.percent($0.atSameRatings.value, of: $0.before.value) }
                    + [FrenchNumber.percent(view.total(\.atSameRatings).value, of: view.total(\.before).value)])
        }
        let difference = view.total(\.after) - view.total(\.before)
        var text = [view.label.neutralised] + Self.aligned(table)
        text.append(
            french
                ? "  contrôle : A + causes = B pour chaque colonne, écart total \(Self.euros(difference)) : OK"
                : "  control: A + causes = B in each column, total difference \(Self.euros(difference)): OK")
        let largest = Self.largest(view.changes)
        if !largest.isEmpty { text.append(french ? "  plus gros changements :" : "  largest changes:") }
        for change in largest.prefix(Self.shown) {
            text.append(
                "  - \(change.change.cause.label(french: french).lowercased()), \(Self.euros(change.change.amount)) : "
                    + "\(change.words.neutralised) ; \(thing(change.thing).neutralised)")
        }
        if largest.count > Self.shown {
            text.append(
                french
                    ? "  … et \(FrenchNumber.integer(largest.count - Self.shown)) autres (--format json, ou -o)"
                    : "  … and \(FrenchNumber.integer(largest.count - Self.shown)) more (--format json, or -o)")
        }
        return text.joined(separator: "\n")
    }

    /// The changes, the largest amounts first; those of one amount stay in their order.
    static func largest(_ changes: [ComparedView.Thing]) -> [ComparedView.Thing] {
        changes.enumerated().sorted { left, right in
            let (one, other) = (left.element.change.amount.magnitude, right.element.change.amount.magnitude)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }

    /// What a thing is: `VG, opération 2301, nature 2151, fonction 845`, or its pièce.
    func thing(_ number: Int) -> String {
        let (input, line) = line(of: number)
        func field(_ field: LineField) -> String {
            let text = input.lines[field, line]
            return field == .budget && text.isEmpty ? input.budget : text
        }
        var parts = [field(.budget)]
        let isPiece = things.byPiece && !field(.piece).isEmpty
        if isPiece {
            for wanted in [LineField.bordereau, .piece] where !field(wanted).isEmpty {
                parts.append("\(wanted.words(french: true)) \(field(wanted))")
            }
            parts.append(field(.libelle))
        } else {
            let account = field(.nature).isEmpty ? LineField.chapitre : .nature
            for wanted in [.operation, account, .fonction] where !field(wanted).isEmpty {
                parts.append("\(wanted.words(french: true)) \(field(wanted))")
            }
            parts.append(field(.libelleNature))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func aligned(_ table: [[String]]) -> [String] {
        let widths = (table.first ?? []).indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            row.enumerated().map { column, text in
                let spaces = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? "  " + text + spaces : "  " + spaces + text
            }.joined()
        }
    }

    private static func euros(_ amount: Cents) -> String { FrenchNumber.euros(cents: amount.value) }
}

extension ComparedView.Thing {
    /// From where to where: `Neutre → Favorable`; `Favorable` alone for money that comes or goes.
    var words: String { from.isEmpty ? to : to.isEmpty ? from : "\(from) → \(to)" }
}

extension RuleChanges.Difference {
    /// `Règles budget-vert/attenuation : 2026.1 → 2026.2`.
    var words: String {
        let versions = [before, after].map { $0.isEmpty ? "–" : $0 }
        return "\(role)" + (versions == ["–", "–"] ? "" : " : \(versions.joined(separator: " → "))")
    }
}

extension LineField {
    /// What people call the fields by which lines are the same.
    func words(french: Bool) -> String {
        switch self {
        case .operation: french ? "opération" : "operation"
        case .piece: "pièce"
        case .mouvement: "mouvement"
        default: rawValue
        }
    }
}
