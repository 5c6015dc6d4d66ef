internal import Rules
internal import Tabular
internal import Texts

extension LineIdentity {
    /// The line as messages name it: `VG, 2025, bordereau 12, pièce 34, rang 2` or, without pièce, what it said.
    public var words: String {
        var parts = [budget, exercice].filter { !$0.isEmpty }
        if piece.isEmpty {
            parts += [nature, fonction, operation].filter { !$0.isEmpty }
            if !libelle.isEmpty { parts.append("« \(libelle) »") }
            parts.append(FrenchNumber.euros(cents: amount.value))
        } else {
            if !bordereau.isEmpty { parts.append("bordereau \(bordereau)") }
            parts.append("pièce \(piece)")
            if rank > 1 { parts.append("rang \(rank)") }
        }
        return parts.joined(separator: ", ")
    }
}

extension DecidedRating {
    /// `favorable`, `favorable 40 % et neutre`; categories under the names that `label` gives.
    public func words(_ label: (String) -> String = { $0 }) -> String {
        other.isEmpty ? label(category) : "\(label(category)) \(share.text) et \(label(other))"
    }
}

extension Decision {
    /// `favorable (A. Martin, 2025-11-20)`.
    public var words: String { "\(rating.words()) (\(author), \(date))" }
}
