internal import Findings
internal import Rules
internal import Tabular

/// A row of a decisions file.
struct DecisionRow {
    private let fields: [String]
    private let place: Place

    init(_ fields: [String], at place: Place) {
        self.fields = fields
        self.place = place
    }

    /// The decision that the row says.
    ///
    /// - Throws: `DEC002` with the column that means nothing.
    func decision() throws(Finding) -> Decision {
        guard fields.count == DecisionsFile.columns.count else { throw bad("categorie_programme", "+") }
        guard let rank = Int(text("rang")), rank > 0 else { throw bad("rang") }
        guard let amount = Cents(decimal: text("montant")) else { throw bad("montant") }
        guard let date = CivilDate(iso: text("date")) else { throw bad("date") }
        return Decision(
            measure: try required("measure"), axis: try required("axis"),
            line: LineIdentity(
                budget: text("budget"), exercice: text("exercice"), bordereau: text("bordereau"), piece: text("piece"),
                rank: rank, operation: text("operation"), nature: text("nature"), fonction: text("fonction"),
                libelle: text("libelle"), amount: amount),
            rating: try rating(), author: try required("auteur"), date: date.iso, reason: text("motif"),
            rule: text("regle"), programCategory: text("categorie_programme"))
    }

    private func rating() throws(Finding) -> DecidedRating {
        let category = try required("categorie")
        let other = text("autre")
        guard let share = Share(text: text("part")), share.numerator > 0 else { throw bad("part") }
        // The whole line has one category, a part of it needs two that differ.
        guard other.isEmpty == (share == .one), other != category else { throw bad("autre") }
        return DecidedRating(category, share, other: other)
    }

    private func text(_ column: String) -> String {
        DecisionsFile.columns.firstIndex(of: column).map { fields[$0] } ?? ""
    }

    private func required(_ column: String) throws(Finding) -> String {
        let value = text(column)
        guard !value.isEmpty else { throw bad(column) }
        return value
    }

    private func bad(_ column: String, _ value: String? = nil) -> Finding {
        Finding(.badDecision, at: place, ["column": column, "value": value ?? text(column)])
    }
}
