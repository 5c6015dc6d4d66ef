internal import Findings
internal import Rules
internal import YAML

/// The `suggest:` part of a pipeline: past decisions that suggest ratings for lines that have none.
struct SuggestDefinition: Sendable {
    /// The files of past decisions.
    var from: [String]
    /// The least probability of a suggestion that is taken as the rating; nil takes none.
    var accept: Share?

    /// Reads `node`, whose `from` names `files`: `{ from: decisions.csv, accept: ">= 0.98" }`.
    ///
    /// - Throws: `SUG004` when `accept` is no probability over one half.
    init(_ node: YAMLNode, files: [String], _ variables: Variables) throws(Finding) {
        try node.expectKeys(["from", "accept"], in: "suggest")
        from = files
        guard let wanted = node.optional("accept") else { return }
        let text = try variables.fill(wanted)
        var digits = text[...]
        for sign in [">=", "≥"] where digits.hasPrefix(sign) { digits = digits.dropFirst(sign.count) }
        guard let share = Share(text: String(digits)), share.numerator * 2 > share.denominator else {
            throw Finding(.badAcceptance, at: wanted.place, ["value": text])
        }
        accept = share
    }
}

extension FindingKind {
    /// An `accept:` that is no probability.
    static let badAcceptance = FindingKind(
        "SUG004", exit: .usage,
        french: Wording(
            "« {value} » n'est pas une probabilité de plus de 50 %.",
            why: "Une suggestion qui a plus de chances d'être fausse que juste ne peut pas devenir une cotation.",
            remedy: "Écrire par exemple accept: \">= 0.98\", ou ôter « accept »."),
        english: Wording(
            "“{value}” is no probability over 50 %.",
            why: "A suggestion that is likelier wrong than right cannot become a rating.",
            remedy: "Write for example accept: \">= 0.98\", or remove “accept”."))
}
