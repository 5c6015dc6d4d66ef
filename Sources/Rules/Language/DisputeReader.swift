public import Findings
internal import YAML

/// Reads `disputed: { for: [{ argument: …, by: …, source: … }], against: […] }`.
enum DisputeReader {
    /// The dispute of a rule; nil when it has none, or one that is wrong, with findings in `found`.
    static func dispute(of rule: YAMLNode, _ found: inout FindingCollector) -> Dispute? {
        guard let node = rule.optional("disputed"),
            found.take({ () throws(Finding) in try node.mapping("disputed") }) != nil
        else { return nil }
        found.add(node.unknownKeys(besides: ["for", "against"]))
        let sides = ["for", "against"].map { side in arguments(node, side, &found) }
        guard sides.allSatisfy({ !$0.isEmpty }) else {
            found.add(Finding(.oneSidedDispute, at: node.place))
            return nil
        }
        return Dispute(arguments: sides[0], objections: sides[1])
    }

    private static func arguments(
        _ node: YAMLNode, _ side: String, _ found: inout FindingCollector
    ) -> [Dispute.Argument] {
        guard let list = node.optional(side),
            let nodes = found.take({ () throws(Finding) in try list.list(side) })
        else { return [] }
        return nodes.compactMap { argument in
            found.take { () throws(Finding) in
                _ = try argument.mapping(side)
                try argument.expectKeys(["argument", "by", "source"], in: side)
                return Dispute.Argument(
                    text: try argument.required("argument").text("argument"),
                    by: try argument.required("by").text("by"),
                    source: try argument.required("source").text("source"))
            }
        }
    }
}

extension FindingKind {
    /// A dispute that has one side only.
    public static let oneSidedDispute = FindingKind(
        "DSP001", exit: .usage,
        french: Wording(
            "« disputed » veut un argument pour et un argument contre, au moins.",
            why: "Un désaccord dont on ne lit qu'un côté n'en est pas un.",
            remedy: "Écrire for: et against:, chacun une liste de { argument, by, source }."),
        english: Wording(
            "“disputed” wants one argument for and one against, at least.",
            why: "A dispute of which one side alone can be read is none.",
            remedy: "Write for: and against:, each a list of { argument, by, source }."))

    /// Every kind of disputes in packs.
    public static let disputeKinds: [FindingKind] = [.oneSidedDispute]
}
