internal import Texts

/// What an account or a function of one plan is in another, as far as the two plans alone tell.
///
/// No official table of the passage from M14 to M57 is shipped. What is said is what the plans prove: the same code under
/// the same label; the same code under another label, which may be another thing; another code under a label that each
/// plan gives to one code only.
public struct PlanEquivalents: Sendable {
    /// How two codes are alike.
    public enum Likeness: String, Sendable, Hashable {
        /// The code and the label are the same.
        case same = "identique"
        /// The code is the same, its label is not.
        case sameCode = "même code, autre libellé"
        /// The label is the same, and only these two have it.
        case sameLabel = "même libellé, autre code"
    }

    /// A code of the other plan.
    public struct Equivalent: Sendable, Hashable {
        /// The other plan's name.
        public var id: String
        /// Its year.
        public var exercice: Int
        /// The code there.
        public var code: String
        /// The label there.
        public var label: String
        /// How it is alike.
        public var likeness: Likeness
    }

    private let plan: Nomenclature
    private let other: Nomenclature

    /// What codes of `plan` are in `other`.
    public init(from plan: Nomenclature, to other: Nomenclature) {
        self.plan = plan
        self.other = other
    }

    /// What `account` of the one plan is in the other.
    public func account(_ code: String) -> [Equivalent] {
        equivalents(
            of: code, label: plan.account(code)?.label, own: plan.accounts.map { ($0.code, $0.label) },
            others: other.accounts.map { ($0.code, $0.label) })
    }

    /// What the function `code` of the one plan is in the other.
    public func fonction(_ code: String) -> [Equivalent] {
        equivalents(
            of: code, label: plan.fonction(code)?.label, own: plan.fonctions.map { ($0.code, $0.label) },
            others: other.fonctions.map { ($0.code, $0.label) })
    }

    private func equivalents(
        of code: String, label: String?, own: [(code: String, label: String)], others: [(code: String, label: String)]
    ) -> [Equivalent] {
        guard let label else { return [] }
        let folded = Folding.fold(label)
        var found: [Equivalent] = []
        func add(_ other: (code: String, label: String), _ likeness: Likeness) {
            found.append(
                Equivalent(
                    id: self.other.id, exercice: self.other.exercice, code: other.code, label: other.label,
                    likeness: likeness))
        }
        if let same = others.first(where: { $0.code == code }) {
            add(same, Folding.fold(same.label) == folded ? .same : .sameCode)
            if found[0].likeness == .same { return found }
        }
        let alike = others.filter { Folding.fold($0.label) == folded }
        if alike.count == 1, own.count(where: { Folding.fold($0.label) == folded }) == 1 { add(alike[0], .sameLabel) }
        return found
    }
}
