internal import Findings
internal import Measures
internal import Tabular
internal import Texts

/// What a report tells of what is still open.
extension RunReport {
    /// What nobody has rated yet, view by view: it comes before any other share.
    func unresolvedRow(_ language: Language) -> String? {
        let parts = views.compactMap { view -> String? in
            guard view.favourable != nil, let open = view.parts.first else { return nil }
            return "\(FrenchNumber.percent(open.amount, of: retained)) (\(view.label))"
        }
        guard !parts.isEmpty else { return nil }
        return "  \(language == .french ? "à analyser" : "to analyse") : \(parts.joined(separator: ", "))"
    }

    /// `part favorable : de 12,3 % à 45,6 %`.
    static func row(_ favourable: AmountBounds, of retained: Int64, _ language: Language) -> String {
        let low = FrenchNumber.percent(favourable.low.value, of: retained)
        let high = FrenchNumber.percent(favourable.high.value, of: retained)
        let french = language == .french
        let name = french ? "part favorable" : "favourable share"
        if favourable.low == favourable.high { return "    \(name) : \(low)" }
        return "    \(name) : \(french ? "de" : "from") \(low) \(french ? "à" : "to") \(high)"
    }

    /// `lignes de plus de 8 000,00 € : 94,2 % des euros, 312 lignes, dont 45 à analyser`.
    func materialityRow(_ language: Language) -> String? {
        guard let materiality, let step = materiality.telling else { return nil }
        let threshold = FrenchNumber.euros(cents: step.threshold.value)
        let share = FrenchNumber.percent(step.part.amount.value, of: materiality.whole.amount.value)
        let lines = FrenchNumber.integer(step.part.lines)
        let open = FrenchNumber.integer(step.part.openLines)
        return language == .french
            ? "  lignes de plus de \(threshold) : \(share) des euros, \(lines) lignes, dont \(open) à analyser"
            : "  lines of more than \(threshold): \(share) of the euros, \(lines) lines, \(open) of them to analyse"
    }
}
