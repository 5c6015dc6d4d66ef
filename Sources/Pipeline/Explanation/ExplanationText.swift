public import Findings
internal import PublicAccounts
internal import Rules
internal import Tabular
internal import Texts

extension LineExplanation {
    /// The explanation in words, aligned; lines are at most `width` characters, nil for as long as they come.
    public func text(_ language: Language, width: Int? = nil) -> String {
        var page = ExplanationText(language: language, width: width)
        page.write(self)
        return page.lines.joined(separator: "\n")
    }
}

/// Lays an explanation out: names on the left, what they are on the right, wrapped under themselves.
private struct ExplanationText {
    let language: Language
    let width: Int?
    var lines: [String] = []

    /// How much of what another rule gives is shown.
    private static let givesLength = 40
    /// How wide the names are.
    private static let names = 22
    /// Narrower than this, what they are goes under the names.
    private static let narrow = 64

    init(language: Language, width: Int?) {
        self.language = language
        self.width = width
    }

    private func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    // MARK: Parts

    mutating func write(_ found: LineExplanation) {
        let source = found.source
        title(
            "\(source.sheet), "
                + say("rangée \(source.row) (ligne \(source.line))", "row \(source.row) (line \(source.line))"))
        fact(
            say("montant", "amount"),
            euros(found.amount.value) + (found.isCancellation ? say(" (annulation)", " (cancellation)") : ""))
        for (field, value) in found.fields { fact(field.words(isFrench: language == .french), value) }
        fact(say("lu dans", "read in"), "\(source.file), SHA-256 \(source.sha256)")
        fact(say("chaîne", "pipeline"), "\(source.pipeline), exercice \(source.exercice)")
        perimeter(found.perimeter)
        for axis in found.axes { self.axis(axis) }
        if let synthesis = found.synthesis { self.synthesis(synthesis) }
    }

    private mutating func perimeter(_ perimeter: LineExplanation.Perimeter) {
        gap()
        if perimeter.isInside {
            title(say("Périmètre : dedans", "Perimeter: inside"))
            let hint = perimeter.others.shown.isEmpty ? say(" (--all les montre)", " (--all shows them)") : ""
            text(
                say(
                    "aucune des \(perimeter.rules) règles d'exclusion ne convient",
                    "none of the \(perimeter.rules) rules of exclusion matches") + hint, indent: 2)
        } else {
            title(say("Périmètre : dehors – ", "Perimeter: outside – ") + perimeter.reason)
        }
        if let rule = perimeter.rule {
            self.rule(rule, because: false)
        }
        fact(say("parce que", "because"), perimeter.because)
        fact("source", perimeter.source)
        if !perimeter.isInside || !perimeter.others.shown.isEmpty { others(perimeter.others) }
    }

    private mutating func axis(_ axis: LineExplanation.Axis) {
        gap()
        title(axis.label + say(" : ", ": ") + axis.parts.map(\.category).joined(separator: " / "))
        parts(axis.parts)
        if let rule = axis.rule {
            self.rule(rule, because: true)
            if !axis.matched.isEmpty { fact(say("a convenu", "matched"), axis.matched) }
        } else if !axis.decision.isEmpty {
            // Where a decision is only asked about, nobody has decided.
            if axis.asked.isEmpty { fact(say("décidé par", "decided by"), axis.decision) }
        } else {
            text(say("aucune règle ne convient", "no rule matches"), indent: 2)
        }
        if let followed = axis.followed { self.followed(followed) }
        if !axis.asked.isEmpty {
            // The question in the workbook says the same, in French and in one sentence.
            for decision in axis.asked { asked(decision) }
        } else if axis.toCheck != axis.rule?.gives {
            fact(say("à vérifier", "to check"), axis.toCheck)
        }
        others(axis.others)
    }

    private mutating func rule(_ rule: LineExplanation.RuleFacts, because: Bool) {
        fact(
            say("règle", "rule"), rule.name + (rule.version.isEmpty ? "" : ", version \(rule.version)"))
        fact(say("écrite dans", "written in"), rule.place.text(language))
        fact(say("demande", "asks"), rule.conditions)
        fact(say("donne", "gives"), rule.gives)
        guard because else { return }
        fact(say("parce que", "because"), rule.because)
        fact("source", rule.source)
        fact(say("solidité", "confidence"), language == .french ? rule.confidence.words : rule.confidence.rawValue)
        if !rule.dispute.isEmpty { fact(say("contestée", "disputed"), rule.dispute) }
    }

    /// A decision that is not applied, and what the line said then and says now.
    private mutating func asked(_ decision: LineExplanation.AskedDecision) {
        fact(
            say("décidé alors", "decided then"),
            "\(decision.rating), \(decision.author), \(decision.date)"
                + (decision.reason.isEmpty ? "" : say(" : ", ": ") + decision.reason))
        switch decision.why {
        case "several":
            fact(
                say("à vérifier", "to check"),
                say("plusieurs lignes peuvent être celle qu'elle vise", "several lines may be the one it is about"))
        case "contradicted":
            fact(
                say("à vérifier", "to check"),
                say("une autre décision dit autre chose", "another decision says something else"))
        default:
            fact(
                say("à vérifier", "to check"),
                say("la ligne a changé depuis ; à coter de nouveau", "the line has changed since; to be rated again"))
        }
        for difference in decision.differences {
            let (then, now) = (shown(difference.then, difference), shown(difference.now, difference))
            let name = LineField(rawValue: difference.field)?.words(isFrench: language == .french)
            fact(
                name ?? say("montant", "amount"), say("\(then) alors, \(now) maintenant", "\(then) then, \(now) now"))
        }
    }

    private func shown(_ value: String, _ difference: LineExplanation.AskedDecision.Difference) -> String {
        if value.isEmpty { return say("rien", "nothing") }
        if difference.field == "montant", let amount = Cents(decimal: value) { return euros(amount.value) }
        return difference.field == LineField.libelle.rawValue ? say("« \(value) »", "“\(value)”") : value
    }

    private mutating func followed(_ followed: LineExplanation.Followed) {
        let rows = followed.lines.map { line in
            say("rangée \(line.row)", "row \(line.row)") + (line.label.isEmpty ? "" : " « \(line.label) »")
        }
        let more = followed.count - followed.lines.count
        fact(
            say("suit", "follows"),
            rows.joined(separator: " ; ") + (more > 0 ? say(" et \(more) autres", " and \(more) more") : ""))
        fact(say("où la règle", "where rule"), "\(followed.rule.name), \(followed.rule.place.text(language))")
        fact(say("a convenu", "matched"), followed.matched)
        fact(say("a donné", "gave"), followed.rule.gives)
        fact(say("parce que", "because"), followed.rule.because)
    }

    private mutating func synthesis(_ synthesis: LineExplanation.Synthesis) {
        gap()
        title(synthesis.label + say(" : ", ": ") + synthesis.parts.map(\.category).joined(separator: " / "))
        parts(synthesis.parts)
        for step in synthesis.steps { text(step, indent: 2) }
        fact("source", synthesis.source)
    }

    private mutating func parts(_ parts: [LineExplanation.Part]) {
        let longest = parts.map(\.category.count).max() ?? 0
        let shares = parts.map(\.share.text)
        let widest = shares.map(\.count).max() ?? 0
        let amounts = parts.map { euros($0.amount.value) }
        let room = amounts.map(\.count).max() ?? 0
        for (place, part) in parts.enumerated() {
            text(
                padded(part.category, max(longest, Self.names)) + " " + padded(shares[place], widest, left: true) + "  "
                    + padded(amounts[place], room, left: true), indent: 2)
        }
    }

    private mutating func others(_ others: LineExplanation.OtherRules) {
        let matching = others.shown.filter(\.matches)
        let failing = others.shown.filter { !$0.matches }
        for (title, rules) in [
            (say("Conviennent aussi :", "Match too:"), matching),
            (say("Ne conviennent pas :", "Do not match:"), failing),
        ] where !rules.isEmpty {
            text(title, indent: 2)
            for other in rules {
                text(
                    "\(other.rule.name) → \(cut(other.rule.gives)) (\(other.rule.place.text(language)))", indent: 4,
                    hanging: 6)
                text(other.why, indent: 6)
            }
        }
        if others.hidden > 0 {
            text(
                say(
                    "\(others.hidden) autres règles ne conviennent pas : --all les montre",
                    "\(others.hidden) other rules do not match: --all shows them"), indent: 2)
        }
    }

    // MARK: Layout

    private func euros(_ cents: Int64) -> String { FrenchNumber.euros(cents: cents) }

    private func padded(_ text: String, _ length: Int, left: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, length - text.count))
        return left ? space + text : text + space
    }

    /// What a rule gives, where it is not the one that is explained.
    private func cut(_ text: String) -> String {
        text.count > Self.givesLength ? text.prefix(Self.givesLength - 1) + "…" : text
    }

    private mutating func gap() { lines.append("") }

    private mutating func title(_ text: String) { self.text(text, indent: 0, hanging: 2) }

    private mutating func fact(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        let value = value.neutralised
        if let width, width < Self.narrow {
            text(name, indent: 2)
            text(value, indent: 4)
        } else {
            let hanging = max(Self.names, name.count) + 3
            text(
                padded(name, Self.names) + " " + value, indent: 2,
                hanging: name.count > Self.names ? Self.names + 3 : hanging)
        }
    }

    /// Adds `text`, wrapped at spaces; what does not fit goes under it, `hanging` characters in.
    private mutating func text(_ text: String, indent: Int, hanging: Int? = nil) {
        let text = text.neutralised
        let start = String(repeating: " ", count: indent)
        guard let width, indent + text.count > width else {
            lines.append(start + text)
            return
        }
        let rest = String(repeating: " ", count: hanging ?? indent)
        var line = start
        var isBlank = true
        for word in Self.words(of: text) {
            if !isBlank, line.count + 1 + word.count > width {
                lines.append(Self.trimmed(line))
                line = rest + word
            } else {
                line += isBlank ? word : " " + word
            }
            isBlank = false
        }
        lines.append(Self.trimmed(line))
    }

    /// The words of `text`: signs that French puts a space before stay with theirs.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let isBound =
                [":", ";", "»", "?", "!"].contains(word) || words.last == "«" || words.last?.hasSuffix(" «") == true
            if isBound, let last = words.popLast() {
                words.append(last + " " + word)
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
