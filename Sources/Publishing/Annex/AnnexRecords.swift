public import Measures
public import PublicAccounts
internal import Tabular

extension BudgetVertAnnex {
    /// The records of the annex of `budget`, a place in `keys.budgets`: the rated parts of its lines, those of one nature,
    /// function, free fields and ratings together. Records of nothing are left out. `label` says what an account is.
    ///
    /// The label of a record is that of its account: those of mandates may name people, and budget documents are published.
    public init(
        _ budget: Int, _ keys: AnnexKeys, lines: Lines, result: MeasureResult, label: (_ line: Int) -> String
    ) {
        self.init([])
        let parts = AnnexParts(budget, keys, lines: lines, result: result)
        let fields = [LineField.nature, .fonction] + keys.layout.recordChamps
        var places: [[UInt32]: Int] = [:]
        var sums: [(line: Int, part: Int, amount: Cents)] = []
        var key: [UInt32] = []
        for part in 0..<parts.count {
            let line = Int(parts.lines[part])
            key.removeAll(keepingCapacity: true)
            for field in fields { key.append(lines[field].codes[line]) }
            for marks in parts.marks { key.append(UInt32(marks[part])) }
            if !parts.synthesis.isEmpty { key.append(UInt32(parts.synthesis[part])) }
            if let place = places[key] {
                sums[place].amount += parts.amounts[part]
            } else {
                places[key] = sums.count
                sums.append((line, part, parts.amounts[part]))
            }
        }
        let definition = result.definition
        for sum in sums where sum.amount != .zero {
            var ratings = [String](repeating: Self.notRated, count: Self.axes.count)
            for (place, axis) in result.axes.enumerated() where ratings.indices.contains(axis.axis.number - 1) {
                let code = definition.code(parts.marks[place][sum.part], axis: axis.axis)
                if !code.isEmpty { ratings[axis.axis.number - 1] = code }
            }
            let synthesis = parts.synthesis.isEmpty ? "" : definition.synthesisCode(parts.synthesis[sum.part])
            records.append(
                Record(
                    nature: lines[.nature, sum.line], fonction: lines[.fonction, sum.line], amount: sum.amount,
                    fields: keys.layout.recordChamps.map { lines[$0, sum.line] }, label: label(sum.line),
                    ratings: ratings, synthesis: synthesis.isEmpty ? Self.notRated : synthesis))
        }
        records.sort { left, right in
            (left.nature, left.fonction, left.fields, left.ratings) < (
                right.nature, right.fonction, right.fields, right.ratings
            )
        }
    }
}

private func < (
    left: (String, String, [String], [String]), right: (String, String, [String], [String])
) -> Bool {
    if left.0 != right.0 { return left.0 < right.0 }
    if left.1 != right.1 { return left.1 < right.1 }
    if left.2 != right.2 { return left.2.lexicographicallyPrecedes(right.2) }
    return left.3.lexicographicallyPrecedes(right.3)
}
