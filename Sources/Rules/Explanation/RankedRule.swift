public import Findings

/// A rule among those of an axis, in the order in which they are tried (`Evaluator.rules`).
public struct RankedRule: Sendable {
    /// Its name, `pack/rule-id`.
    public let name: String
    /// The version of the pack it was written in.
    public let version: String
    /// The rule.
    public let rule: Rule
    /// What the pack that holds it asks of every line.
    public let scope: Condition
    /// Where it was read.
    public var place: Place { rule.place }

    /// The rules of `packs`, in the order in which `Evaluator` tries them.
    public static func all(_ packs: [Pack]) -> [RankedRule] {
        packs.flatMap { pack in
            pack.rules.map { rule in
                let outcome = pack.outcome(of: rule, .unmatched)
                return RankedRule(
                    name: outcome.rule, version: outcome.packVersion, rule: rule, scope: pack.scope)
            }
        }
    }

    /// What must hold for the rule to match, part by part: the pack's scope, the rule's own parts, and that its table says
    /// something.
    public var conditions: [Condition] { scope.parts + ownConditions }

    /// The conditions without the pack's scope.
    public var ownConditions: [Condition] {
        guard case .lookup(let table, let column) = rule.effect else { return rule.when.parts }
        return rule.when.parts + [.not(.value(.column(table, column), [.exact("")]))]
    }
}

extension Condition {
    /// The parts that must all hold, nested `all` laid flat.
    var parts: [Condition] {
        guard case .all(let parts) = self else { return [self] }
        return parts.flatMap(\.parts)
    }
}
