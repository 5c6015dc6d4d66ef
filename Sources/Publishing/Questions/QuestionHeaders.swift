internal import Decisions
internal import Tabular

/// The headers of a sheet of questions, by which its columns are found again wherever people move them.
enum QuestionHeaders {
    /// The axis.
    static let axis = "Axe"
    /// The line's amount.
    static let amount = "Montant"
    /// What is asked.
    static let question = "Question"
    /// The rating that answers.
    static let answer = "Réponse"
    /// The part of the line that has it.
    static let part = "Part"
    /// The rating of the rest.
    static let other = "Seconde cotation"
    /// Why.
    static let because = "Justification"
    /// Who answers.
    static let author = "Répondu par"
    /// By when.
    static let before = "À rendre pour le"
    /// What the row is about, hidden.
    static let mark = "Repère de la question (ne pas modifier)"
    /// The words that may be written as a rating, hidden.
    static let words = "Cotations possibles (ne pas modifier)"

    /// What a row shows of its line and its identity has.
    static let facts: [(header: String, value: @Sendable (LineIdentity) -> String)] = [
        ("Budget", { $0.budget }), ("Exercice", { $0.exercice }), ("Bordereau", { $0.bordereau }),
        ("Pièce", { $0.piece }), ("Nature", { $0.nature }), ("Fonction", { $0.fonction }),
        ("Opération", { $0.operation }), ("Libellé", { $0.libelle }),
    ]

    /// The words `words`, the absence last, as the hidden column keeps them.
    static func text(of words: [Reference.Word]) -> String {
        BarredList.text(words.flatMap { [$0.id, $0.label] })
    }

    /// The words that a cell of the hidden column keeps; nil when it keeps none.
    static func words(in text: String) -> [Reference.Word]? {
        let fields = BarredList.fields(text)
        guard fields.count >= 4, fields.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: fields.count, by: 2).map {
            Reference.Word(id: fields[$0], label: fields[$0 + 1])
        }
    }
}
