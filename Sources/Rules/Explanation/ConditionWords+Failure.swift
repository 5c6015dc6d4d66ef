internal import PublicAccounts
internal import Tabular

extension ConditionWords {
    /// How many characters of a text are shown.
    private static let textLength = 70
    /// How many ways of an `any` are told.
    private static let ways = 3

    /// Why `condition` does not hold for the line in `view`, with the value seen:
    /// `nature 2128 n'est pas 2151 ou 2152`.
    public func failure(_ condition: Condition, _ view: inout LineView) -> String {
        switch condition {
        case .value(.cancellation, let patterns):
            return patterns == [.exact("oui")]
                ? say("la ligne n'est pas une annulation", "the line is not a cancellation")
                : say("la ligne est une annulation", "the line is a cancellation")
        case .value(let subject, _) where subject.isPersonal:
            return say(
                "\(name(subject)) n'est pas nommé dans la règle", "\(name(subject)) is not named in the rule")
        case .value(let subject, let patterns):
            if patterns == [.exact("")] {
                return say(
                    "\(name(subject)) \(seen(subject, &view)), où la règle n'en veut pas",
                    "\(name(subject)) \(seen(subject, &view)), where the rule wants none")
            }
            let wanted = list(subject, patterns)
            let seen = seen(subject, &view)
            if seen.isEmpty {
                return say("sans \(name(subject)), et non \(wanted)", "without \(name(subject)), not \(wanted)")
            }
            return say("\(name(subject)) \(seen) n'est pas \(wanted)", "\(name(subject)) \(seen) is not \(wanted)")
        case .words(let subject, let terms): return missing(terms, name(subject), seen(subject, &view))
        case .near(let subject, let pair):
            return say(
                "\(name(subject)) \(seen(subject, &view)) n'a pas \(near(pair))",
                "\(name(subject)) \(seen(subject, &view)) lacks \(near(pair))")
        case .amount(let range):
            let amount = euros(view.line.amounts[0].value.magnitude)
            return say(
                "\(name(.amount)) \(amount), et non \(bounds(range))",
                "\(name(.amount)) \(amount), not \(bounds(range))")
        case .any(let parts): return noneOf(parts, &view)
        case .all(let parts):
            return view.failure(of: parts).map { failure($0, &view) } ?? words(condition)
        case .not(let part): return unwanted(part, &view)
        }
    }

    /// What `subject` is, as it is shown; empty when it is unknown.
    private func seen(_ subject: Subject, _ view: inout LineView) -> String {
        if subject.isPersonal { return say("(non affiché)", "(not shown)") }
        let value = view.value(of: subject)
        guard !value.isEmpty else { return "" }
        return subject.isText ? quoted(cut(value)) : value
    }

    private func cut(_ text: String) -> String {
        text.count > Self.textLength ? text.prefix(Self.textLength - 1) + "…" : text
    }

    private func missing(_ terms: [Term], _ name: String, _ seen: String) -> String {
        let shown = terms.prefix(self.shown).map(\.written).joined(separator: ", ")
        let more =
            terms.count > self.shown
            ? say(" et \(terms.count - self.shown) autres", " and \(terms.count - self.shown) more") : ""
        if seen.isEmpty {
            return say("sans \(name), donc sans : \(shown)\(more)", "without \(name), so without: \(shown)\(more)")
        }
        return terms.count == 1
            ? say("\(name) \(seen) n'a pas : \(shown)", "\(name) \(seen) lacks: \(shown)")
            : say("\(name) \(seen) n'a aucun de : \(shown)\(more)", "\(name) \(seen) has none of: \(shown)\(more)")
    }

    private func noneOf(_ parts: [Condition], _ view: inout LineView) -> String {
        if let search = TextSearch(parts) {
            let seen = ConditionReader.textFields.map { view.value(of: .field($0)) }.filter { !$0.isEmpty }
            let all = seen.isEmpty ? "" : quoted(cut(seen.joined(separator: " · ")))
            if case .words(_, let terms) = search.condition { return missing(terms, text, all) }
        }
        let ways = parts.prefix(Self.ways).map { failure($0, &view) }.joined(separator: say(" ; ni : ", "; nor: "))
        let more = parts.count > Self.ways ? say(" ; ni…", "; nor…") : ""
        return say("ni : ", "neither: ") + ways + more
    }

    private func unwanted(_ condition: Condition, _ view: inout LineView) -> String {
        switch condition {
        case .value(let subject, [.exact("")]):
            if case .column(let table, _) = subject {
                let key = seen(.field(table.key), &view)
                let of = table.key.words(isFrench: isFrench) + (key.isEmpty ? "" : " " + key)
                return say(
                    "la table \(table.name) ne dit rien de : \(of)", "the table \(table.name) says nothing of: \(of)")
            }
            return say("sans \(name(subject))", "without \(name(subject))")
        case .value(.cancellation, _):
            return failure(
                .value(.cancellation, [.exact(view.value(of: .cancellation) == "oui" ? "non" : "oui")]), &view)
        case .value(let subject, _), .words(let subject, _), .near(let subject, _):
            return say(
                "\(name(subject)) \(seen(subject, &view)) : exclu par \(words(condition))",
                "\(name(subject)) \(seen(subject, &view)): left out by \(words(condition))")
        default: return say("exclu par : \(words(condition))", "left out by: \(words(condition))")
        }
    }
}
