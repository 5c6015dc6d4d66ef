public import Findings
public import PublicAccounts
public import Rules
public import Tabular
internal import Texts

/// What a disputed rule decides on an axis.
public struct DisputedRule: Sendable, Hashable {
    /// The rule, `pack/rule-id`.
    public var rule: String
    /// What is said for it and against it.
    public var dispute: Dispute
    /// How many lines it decides.
    public var lines: Int
    /// Their sum.
    public var amount: Cents
}

extension AxisResult {
    /// What disputed rules decide of `lines`, the largest amounts first; rules that decide nothing are left out.
    ///
    /// - Throws: `MES004` when the amounts sum beyond 64 bits.
    public func disputed(_ lines: Lines) throws(Finding) -> [DisputedRule] {
        let places = ratings.indices.filter { ratings[$0].dispute != nil }
        guard !places.isEmpty else { return [] }
        var found: [DisputedRule?] = ratings.map { rating in
            rating.dispute.map { DisputedRule(rule: rating.rule, dispute: $0, lines: 0, amount: .zero) }
        }
        for line in codes.indices {
            let code = Int(codes[line])
            guard let sum = found[code]?.amount else { continue }
            found[code]?.lines += 1
            found[code]?.amount = try sum.adding(lines.amounts[line])
        }
        return found.compactMap { $0 }.filter { $0.lines > 0 }.enumerated().sorted { left, right in
            let (one, other) = (left.element.amount.value.magnitude, right.element.amount.value.magnitude)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }

    /// One finding for each disputed rule that decides something of `lines`.
    func disputeFindings(_ lines: Lines) throws(Finding) -> [Finding] {
        try disputed(lines).map { disputed in
            Finding(
                .disputedRule,
                [
                    "axis": axis.label, "rule": disputed.rule, "lines": FrenchNumber.integer(disputed.lines),
                    "amount": FrenchNumber.euros(cents: disputed.amount.value), "arguments": disputed.dispute.words,
                ], count: disputed.lines)
        }
    }
}

extension FindingKind {
    /// A rule that people disagree about has decided something.
    public static let disputedRule = FindingKind(
        "DSP002", .note,
        french: Wording(
            "{axis} : la règle contestée « {rule} » décide de {lines} lignes, {amount}.", why: "{arguments}",
            remedy: "Montrer ce montant à part là où les chiffres sont publiés, ou trancher et retirer « disputed »."),
        english: Wording(
            "{axis}: the disputed rule “{rule}” decides {lines} lines, {amount}.", why: "{arguments}",
            remedy: "Show this amount apart where figures are published, or settle it and remove “disputed”."))

    /// Every kind of disputed rules in use.
    public static let disputedRuleKinds: [FindingKind] = [.disputedRule]
}
