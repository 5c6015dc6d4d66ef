internal import Tabular

extension NewCell {
    /// The share of `amount`, which stands in cell `part`, in `whole`, which stands in cell `total`; `-` where that is 0.
    static func share(
        of part: CellReference, _ amount: Cents, total: CellReference, of whole: Cents, look: CellLook = .tableBody
    ) -> NewCell {
        let formula = Formula.call(
            "IF",
            [
                .binary(.cell(sheet: nil, total), .equal, .number("0")), .text("-"),
                .binary(.cell(sheet: nil, part), .over, .cell(sheet: nil, total)),
            ])
        let value: CellValue =
            whole == .zero ? .text("-") : .decimal(ExactDecimal.quotient(amount.value, whole.value))
        return NewCell(.formula(formula, value), .percent, look)
    }
}
