internal import Findings
internal import Rules
internal import YAML

/// Money that goes from one budget of the list to another: spent by one, received by the other, so that consolidated
/// accounts count neither (`consolidation: internal:` of a pipeline).
struct InternalFlow {
    /// What it is, for people.
    var label: String
    /// Who pays.
    var from: Side
    /// Who is paid.
    var to: Side
    /// Why both sides are the same money.
    var because: String
    /// Where that is written.
    var source: String
    /// How sure that is.
    var confidence: Confidence
    /// Where it is declared.
    var place = Place()

    /// One side: the lines of some budgets that meet a condition.
    struct Side {
        /// The budgets, as the inputs name them.
        var budgets: [String]
        /// The lines of these budgets.
        var lines: Condition
        /// The condition as the pipeline writes it, for people: `nature 657362*`.
        var words: String
    }

    /// Reads the flows under `consolidation:`; `budgets` are those of the inputs.
    ///
    /// - Throws: `YML…`, `RUL…`, `PIP001`, and `CSO006` for a budget that no input holds.
    static func read(_ node: YAMLNode, _ variables: Variables, budgets: Set<String>) throws(Finding) -> [InternalFlow] {
        try node.expectKeys(["internal"], in: "consolidation")
        guard let list = node.optional("internal") else { return [] }
        var flows: [InternalFlow] = []
        for element in try list.list("internal") {
            try element.expectKeys(["label", "from", "to", "because", "source", "confidence"], in: "internal")
            func side(_ key: String) throws(Finding) -> Side {
                try Self.side(element.required(key), key, variables, budgets: budgets)
            }
            func text(_ key: String) throws(Finding) -> String { try variables.fill(element.required(key)) }
            let (from, to) = (try side("from"), try side("to"))
            let known = Confidence.allCases.map(\.rawValue)
            let sure = try element.optional("confidence").map { (node) throws(Finding) in
                try node.choice("confidence", among: known)
            }
            let label = try element.optional("label").map { (node) throws(Finding) in try variables.fill(node) }
            flows.append(
                InternalFlow(
                    label: label ?? "\(from.budgets.joined(separator: ", ")) → \(to.budgets.joined(separator: ", "))",
                    from: from, to: to, because: try text("because"), source: try text("source"),
                    confidence: sure.flatMap { Confidence(rawValue: $0) } ?? .unverified, place: element.place))
        }
        return flows
    }

    /// A side: `budget`, and conditions on lines as rules write them.
    private static func side(_ node: YAMLNode, _ name: String, _ variables: Variables, budgets: Set<String>)
        throws(Finding) -> Side
    {
        let entries = try node.mapping(name)
        let budget = try node.required("budget")
        _ = try node.required("nature")
        let wanted = try budget.sequence == nil ? [variables.fill(budget)] : budget.texts("budget")
        for id in wanted where !budgets.contains(id) {
            throw Finding(
                .unknownBudget, at: budget.place,
                ["budget": id, "known": budgets.sorted().joined(separator: ", ")])
        }
        let conditions = entries.filter { $0.name != "budget" }
        var reader = ConditionReader()
        let lines = reader.read(
            YAMLNode(.mapping(conditions), file: node.file, line: node.line, column: node.column), name)
        if let wrong = reader.found.findings.first(where: { $0.severity == .error }) { throw wrong }
        let words = conditions.map { "\($0.name) \(text(of: $0.value))" }
        return Side(budgets: wanted, lines: lines, words: words.joined(separator: ", "))
    }

    private static func text(of node: YAMLNode) -> String {
        switch node.kind {
        case .scalar(let text, _): text
        case .sequence(let nodes): nodes.map { text(of: $0) }.joined(separator: " ou ")
        case .mapping(let entries): entries.map { "\($0.name) \(text(of: $0.value))" }.joined(separator: ", ")
        }
    }
}
