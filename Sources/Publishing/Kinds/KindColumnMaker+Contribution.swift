internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

extension KindColumnMaker {
    /// For each category that a rule weighs on, the weight and the weighted amount.
    func columns(of result: ContributionResult) -> [KindColumns.Draft] {
        result.categories.indices.flatMap { place -> [KindColumns.Draft] in
            let category = definition.categories[result.categories[place]]
            let weights = axis.ratings.indices.map { code in
                result.weight(UInt32(code), place).map { Self.decimal($0) }
            }
            var weight = draft(
                "\(category.id).poids", "\(category.label) – Poids", 10, .percent,
                rows.coded(weights) { axis.codes[$0] }, isCorrected: true)
            weight.column.prompt =
                "Poids de la ligne sur cette catégorie, de -100 % à 100 %. Les catégories ne s'additionnent pas entre elles."
            let amount = draft(
                "\(category.id).montant", "\(category.label) – Montant pondéré", 20, .amount,
                rows.amounts { line in
                    result.weight(axis.codes[line], place)?.rounded(of: lines.amounts[line])
                }, formula: part("\(category.id).poids"))
            return [weight, amount]
        }
    }

    private static func decimal(_ weight: Weight) -> CellValue {
        let share = weight.magnitude
        return .decimal(
            ExactDecimal.quotient(weight.isUnfavourable ? -share.numerator : share.numerator, share.denominator))
    }
}
