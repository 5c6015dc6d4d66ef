public import Tabular

extension Lines {
    /// What lines of each sens come to. Added up they mean nothing to an accountant, so that a sum of lines of both is
    /// told with its parts.
    public struct SensTotals: Sendable, Hashable {
        /// The sum of the lines that are expenditure.
        public var expenditure: Cents
        /// The sum of the lines that are revenue.
        public var revenue: Cents
    }

    /// The sums of expenditure and of revenue; nil unless there are lines of both, or when one is beyond 64 bits, which a sum
    /// of both need not be.
    public var sensTotals: SensTotals? {
        let sens = self[.sens]
        var sums = [Cents](repeating: .zero, count: sens.values.count)
        var isUsed = [Bool](repeating: false, count: sens.values.count)
        for (line, code) in sens.codes.enumerated() {
            let (sum, isTooLarge) = sums[Int(code)].value.addingReportingOverflow(amounts[line].value)
            if isTooLarge { return nil }
            sums[Int(code)] = Cents(sum)
            isUsed[Int(code)] = true
        }
        guard let expenditure = sens.values.firstIndex(of: "depense"), isUsed[expenditure],
            let revenue = sens.values.firstIndex(of: "recette"), isUsed[revenue]
        else { return nil }
        return SensTotals(expenditure: sums[expenditure], revenue: sums[revenue])
    }
}
