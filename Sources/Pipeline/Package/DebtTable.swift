internal import DelimitedText
internal import Files
internal import Measures
internal import Rules
internal import Tabular

/// `dette.csv` of the data package, where the annex of the debt is asked for: the outstanding capital of each loan by
/// operation, axis and category.
///
/// Columns: `loan`, `label`, `budget`, `operation`, `axis` (or `synthese`), `category` (`sans-operation` and `a-decider` for
/// what has no rating), `amount` (euros; a loan's amounts sum to its outstanding capital on each axis), `certainty` (how sure
/// the annex is).
enum DebtTable {
    static let name = "dette.csv"
    static let columns = ["loan", "label", "budget", "operation", "axis", "category", "amount", "certainty"]

    /// Writes the parts of `made`, loans in their order; parts of nothing are left out.
    static func write(_ made: DebtStep.Made, to sink: any ByteSink) throws {
        var writer = DelimitedWriter(to: sink)
        try writer.row(columns)
        let debt = made.rated
        for part in debt.parts {
            let loan = debt.loans[part.loan]
            for (view, named) in debt.views.enumerated() {
                func row(_ category: String, _ amount: Cents) throws {
                    try writer.row([
                        loan.id, loan.label, loan.budget, part.operation, named.id, category, amount.decimal,
                        made.layout.confidence.rawValue,
                    ])
                }
                guard part.state == .rated else {
                    try row(part.state.rawValue, part.debt)
                    continue
                }
                for mark in debt.shownMarks {
                    let amount = part.amounts[view * debt.marks.count + mark]
                    if amount != .zero { try row(debt.marks[mark].id, amount) }
                }
            }
        }
        try writer.finish()
    }
}
