internal import Findings
internal import Tabular

extension LineBuilder {
    /// Tells expenses from receipts by their account where the file does not, when the plan admits the account in one sens
    /// alone; and says so.
    mutating func deduceSens() {
        let sens = lines[.sens]
        guard sens.codes.contains(0) else { return }
        let natures = lines[.nature]
        let groups = LineGroups(planOfLine, natures.codes, sens.codes)
        var builder = ColumnBuilder(sens)
        var deduced = Examples()
        var open = Examples()
        let found = groups.firsts.enumerated().map { group, line -> UInt32 in
            guard sens.codes[line] == 0 else { return sens.codes[line] }
            guard natures.codes[line] != 0, let lookup = lookups[Int(planOfLine[line])] else { return 0 }
            let usages = lookup.entry(nature: natures[line], sens: "").possibilities.map(\.usage)
            guard let first = usages.first, usages.allSatisfy({ $0.isDepense == first.isDepense }) else {
                open.add("", groups.counts[group])
                return 0
            }
            deduced.add("", groups.counts[group])
            return builder.code(first.isDepense ? "depense" : "recette")
        }
        guard deduced.count > 0 else { return }
        lines[.sens] = Lines.Column(values: builder.values, codes: groups.of.map { found[Int($0)] })
        report(.fieldDeduced, .sens, deduced)
        report(.fieldUnknown, .sens, open)
    }
}
