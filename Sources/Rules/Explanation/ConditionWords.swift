public import Findings
internal import PublicAccounts
internal import Texts

/// Says in words what a condition asks, and why it does not hold.
public struct ConditionWords: Sendable {
    let isFrench: Bool
    /// How many values or words of a list are shown.
    let shown: Int

    /// Words in `language`; lists longer than `shown` are cut, and say by how many.
    public init(_ language: Language, shown: Int = .max) {
        isFrench = language == .french
        self.shown = shown
    }

    func say(_ french: String, _ english: String) -> String { isFrench ? french : english }

    // MARK: What is asked

    /// What `conditions`, all of them, ask: `nature 2151* ou 2152* ; libellé : « vélo »`.
    public func words(_ conditions: [Condition]) -> String {
        let parts = conditions.flatMap(\.parts)
        return parts.isEmpty ? say("toute ligne", "every line") : parts.map { words($0) }.joined(separator: " ; ")
    }

    /// What `condition` asks.
    public func words(_ condition: Condition) -> String {
        switch condition {
        case .value(let subject, let patterns): return value(subject, patterns)
        case .words(let subject, let terms): return "\(name(subject)) : \(either(terms.map { quoted($0.written) }))"
        case .near(let subject, let pair): return "\(name(subject)) : \(near(pair))"
        case .amount(let range): return "\(name(.amount)) \(bounds(range))"
        case .all(let parts):
            return parts.isEmpty
                ? say("toute ligne", "every line")
                : parts.map { nested($0) }.joined(separator: say(" et ", " and "))
        case .any(let parts):
            if let search = TextSearch(parts) {
                return words(search.condition).replacing(name(search.subject), with: text)
            }
            return parts.map { nested($0) }.joined(separator: say(" ou ", " or "))
        case .not(let part): return negated(part)
        }
    }

    /// The word for all the texts of a line, as packs write it: `texte`.
    var text: String { say("texte", "text") }

    func name(_ subject: Subject) -> String { subject.words(isFrench: isFrench) }

    func quoted(_ text: String) -> String { say("« \(text) »", "“\(text)”") }

    private func nested(_ condition: Condition) -> String {
        switch condition {
        case .all(let parts) where parts.count > 1: "(\(words(condition)))"
        case .any(let parts) where parts.count > 1 && TextSearch(parts) == nil: "(\(words(condition)))"
        default: words(condition)
        }
    }

    private func negated(_ condition: Condition) -> String {
        switch condition {
        case .words(let subject, let terms):
            return say("\(name(subject)) sans ", "\(name(subject)) without ") + either(terms.map { quoted($0.written) })
        case .value(let subject, [.exact("")]):
            return say("avec \(name(subject))", "with \(name(subject))")
        case .value(.cancellation, let patterns):
            return value(.cancellation, [.exact(patterns == [.exact("oui")] ? "non" : "oui")])
        case .value(let subject, let patterns) where !subject.isPersonal:
            return say("\(name(subject)) autre que ", "\(name(subject)) other than ") + list(subject, patterns)
        default: return say("sauf si ", "unless ") + nested(condition)
        }
    }

    private func value(_ subject: Subject, _ patterns: [Pattern]) -> String {
        if subject == .cancellation {
            return patterns == [.exact("oui")]
                ? say("annulation", "cancellation") : say("pas une annulation", "not a cancellation")
        }
        if patterns == [.exact("")] { return say("sans \(name(subject))", "without \(name(subject))") }
        if subject.isPersonal {
            return say("\(name(subject)) nommé dans la règle", "\(name(subject)) named in the rule")
        }
        return "\(name(subject)) \(list(subject, patterns))"
    }

    func near(_ pair: Near) -> String {
        let (one, other) = (quoted(pair.first.written), quoted(pair.second.written))
        return say(
            "\(one) à \(pair.within) mot\(pair.within > 1 ? "s" : "") au plus de \(other)",
            "\(one) within \(pair.within) word\(pair.within > 1 ? "s" : "") of \(other)")
    }

    // MARK: Pieces

    /// The values that `patterns` take, with `ou` before the last.
    func list(_ subject: Subject, _ patterns: [Pattern]) -> String {
        either(
            patterns.map { pattern -> String in
                switch pattern {
                case .exact(""): return say("aucune", "none")
                case .range("0000", let last): return say("jusqu'à \(last)", "until \(last)")
                case .range(let first, "9999"): return say("depuis \(first)", "from \(first)")
                case .range(let first, let last): return say("\(first) à \(last)", "\(first) to \(last)")
                default: return subject.isText ? quoted(pattern.text) : pattern.text
                }
            })
    }

    /// `a, b ou c`, cut after `shown`.
    func either(_ words: [String]) -> String {
        if words.count > shown {
            let more = words.count - shown
            return words.prefix(shown).joined(separator: ", ") + say(" et \(more) autres", " and \(more) more")
        }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + say(" ou ", " or ") + last
    }

    /// `de plus de 8 000,00 €`, as the pack writes bounds: whole euros tell `plus de` from `au moins`.
    func bounds(_ range: AmountRange) -> String {
        guard range.atLeast < .max else { return say("impossible", "impossible") }
        var parts: [String] = []
        if range.atLeast > 0 {
            parts.append(
                range.atLeast % 100 == 1
                    ? say("de plus de ", "of more than ") + euros(range.atLeast - 1)
                    : say("d'au moins ", "of at least ") + euros(range.atLeast))
        }
        if range.atMost < .max {
            parts.append(
                range.atMost % 100 == 99
                    ? say("de moins de ", "of less than ") + euros(range.atMost + 1)
                    : say("d'au plus ", "of at most ") + euros(range.atMost))
        }
        return parts.isEmpty ? say("quelconque", "of any size") : parts.joined(separator: say(" et ", " and "))
    }

    func euros(_ cents: UInt64) -> String { FrenchNumber.euros(cents: Int64(clamping: cents)) }
}

/// A search in all the texts of a line (`texte:` in a pack): the same test on each of them.
struct TextSearch {
    /// The first subject.
    let subject: Subject
    /// The test on it.
    let condition: Condition

    /// Nil when `parts` are anything else.
    init?(_ parts: [Condition]) {
        let subjects = ConditionReader.textFields.map { Subject.field($0) }
        guard parts.count == subjects.count, let first = parts.first else { return nil }
        switch first {
        case .words(_, let terms): guard parts == subjects.map({ .words($0, terms) }) else { return nil }
        case .near(_, let pair): guard parts == subjects.map({ .near($0, pair) }) else { return nil }
        default: return nil
        }
        subject = subjects[0]
        condition = first
    }
}
