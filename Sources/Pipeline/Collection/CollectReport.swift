internal import Decisions
public import Findings
internal import Texts

/// What `mesures collect` tells.
public struct CollectReport: Sendable {
    /// The decisions file.
    public let output: String
    /// What was noticed.
    public internal(set) var findings: [Finding] = []
    /// How many decisions are new.
    public internal(set) var added = 0
    /// How many took the place of earlier ones.
    public internal(set) var replaced = 0
    /// How many were known already.
    public internal(set) var unchanged = 0
    /// The rules that the decisions suggest; nil when nobody asked.
    var suggestions: RuleSuggestions?
    /// All decisions of the file.
    var decisions: [Decision] = []

    init(output: String) { self.output = output }

    /// The report for people.
    public func text(_ language: Language) -> String {
        func number(_ count: Int) -> String { FrenchNumber.integer(count) }
        let counts = [added, replaced, unchanged, decisions.count].map(number)
        let collected =
            language == .french
            ? "Décisions nouvelles : \(counts[0]) ; remplacées : \(counts[1]) ; déjà connues : \(counts[2]). "
                + "\(output.neutralised) : \(counts[3]) décisions."
            : "New decisions: \(counts[0]); replaced: \(counts[1]); known already: \(counts[2]). "
                + "\(output.neutralised): \(counts[3]) decisions."
        return [collected, suggestions?.text(language)].compactMap { $0 }.joined(separator: "\n\n")
    }

    /// The report for another program.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("output", output)
            for (name, count) in [
                ("added", added), ("replaced", replaced), ("unchanged", unchanged), ("decisions", decisions.count),
            ] {
                json.key(name)
                json.integer(count)
            }
            if let suggestions {
                json.key("proposedRules")
                json.array { json in suggestions.write(to: &json) }
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
