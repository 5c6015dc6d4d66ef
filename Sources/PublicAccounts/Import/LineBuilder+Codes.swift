internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Joins the words of labels that the export cut, then tidies their spaces.
    mutating func healLabels() {
        for (field, position) in profile.cuts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            // Out of its column, so that it is rewritten and not copied.
            var values = TextList()
            swap(&values, &lines[field].values)
            let isLong = values.indices.contains { values.range(of: $0).count > position + 1 }
            let words = plans.compactMap { $0 }.flatMap { $0.accounts.map(\.label) + $0.fonctions.map(\.label) }
            let healer = isLong ? CutHealer(position: position, labels: values, others: words) : nil
            var isHealed = [Bool](repeating: false, count: values.count)
            var untidy: [UInt8] = []
            values.rewrite { code, label, tidied in
                if let healer, healer.heal(label, into: &tidied) {
                    isHealed[code] = true
                    // Joining a word leaves a tidy label tidy.
                    if !Spaces.areTidy(tidied.span) {
                        swap(&untidy, &tidied)
                        Spaces.tidy(untidy.span, into: &tidied)
                    }
                    return true
                }
                if Spaces.areTidy(label) { return false }
                Spaces.tidy(label, into: &tidied)
                return true
            }
            if isHealed.contains(true) {
                var count = Examples()
                for code in lines[field].codes where isHealed[Int(code)] { count.add("") }
                report(.wordsHealed, field, count, ["position": String(position)])
            }
            swap(&values, &lines[field].values)
            lines[field].merge()
        }
    }

    /// Gives functions, natures and chapters their leading zeros back where the nomenclature proves it.
    mutating func repairCodes() {
        repair(.fonction, label: .libelleFonction) { plan in { plan.fonction($0)?.label } }
        repair(.nature, label: .libelleNature) { plan in { plan.account($0)?.label } }
        repairChapters()
        var blank = Examples()
        let fonctions = lines[.fonction].codes
        let hasFonctions = plans.map { !($0?.fonctions.isEmpty ?? true) }
        for line in fonctions.indices where fonctions[line] == 0 && hasFonctions[Int(planOfLine[line])] {
            blank.add("")
        }
        if rows.fields.contains(where: { $0.field == .fonction }) { report(.codesBlank, .fonction, blank) }
        if rows.fields.contains(where: { $0.field == .nature }) {
            var blank = Examples()
            for code in lines[.nature].codes where code == 0 { blank.add("") }
            report(.codesBlank, .nature, blank)
        }
    }

    private mutating func repair(
        _ field: LineField, label labelField: LineField, _ lookup: (Nomenclature) -> (String) -> String?
    ) {
        let column = lines[field]
        let labels = lines[labelField]
        let groups = LineGroups(planOfLine, column.codes, labels.codes)
        var decisions = groups.firsts.map { line -> CodeRepair.Decision? in
            guard column.codes[line] != 0, let plan = plans[Int(planOfLine[line])] else { return nil }
            return CodeRepair.decide(column[line], label: labels[line], known: lookup(plan))
        }
        // A line without label goes with the other lines of its code when they all agree.
        let byCode = LineGroups(planOfLine, column.codes)
        var agreed = [CodeRepair.Decision?](repeating: nil, count: byCode.firsts.count)
        for (group, decision) in decisions.enumerated() {
            guard let decision, decision != .open else { continue }
            let code = Int(byCode.of[groups.firsts[group]])
            agreed[code] = agreed[code] == nil || agreed[code] == decision ? decision : .doubtful
        }
        for group in decisions.indices where decisions[group] == .open {
            let decision = agreed[Int(byCode.of[groups.firsts[group]])]
            if case .replace = decision { decisions[group] = decision }
        }
        // Codes that could be either only raise doubt where other codes did lose their zeros.
        let hasLoss = decisions.contains { if case .replace = $0 { true } else { false } }
        guard hasLoss || decisions.contains(where: { $0 == .doubtful }) else { return }
        var builder = ColumnBuilder(column)
        var repaired = Examples()
        var doubtful = Examples()
        var codes = column.codes
        for line in codes.indices where codes[line] != 0 {
            switch decisions[Int(groups.of[line])] {
            case .replace(let code):
                repaired.add("\(column[line]) → \(code)")
                codes[line] = builder.code(code)
            case .doubtful: doubtful.add(column[line])
            case .open: if hasLoss { doubtful.add(column[line]) }
            case .keep, nil: continue
            }
        }
        lines[field] = Lines.Column(values: builder.values, codes: codes)
        report(.codesRepaired, field, repaired)
        if hasLoss { report(.codesDoubtful, field, doubtful) }
    }

    private mutating func repairChapters() {
        let column = lines[.chapitre]
        let natures = lines[.nature]
        // Only a code that exists with a zero too can have lost it.
        let codeGroups = LineGroups(planOfLine, column.codes)
        let mayChange = codeGroups.firsts.map { plans[Int(planOfLine[$0])]?.chapter("0" + column[$0]) != nil }
        guard mayChange.contains(true) else { return }
        let groups = LineGroups(codeGroups.of, natures.codes)
        let decisions = groups.firsts.map { line -> String in
            let old = column[line]
            guard !old.isEmpty, mayChange[Int(codeGroups.of[line])] else { return old }
            return plans[Int(planOfLine[line])].map { chapter(old, nature: natures[line], $0) } ?? old
        }
        var builder = ColumnBuilder(column)
        let newCodes = decisions.map { builder.code($0) }
        var repaired = Examples()
        var codes = column.codes
        for line in codes.indices {
            let group = Int(groups.of[line])
            guard newCodes[group] != codes[line] else { continue }
            repaired.add("\(column[line]) → \(decisions[group])")
            codes[line] = newCodes[group]
        }
        guard repaired.count > 0 else { return }
        lines[.chapitre] = Lines.Column(values: builder.values, codes: codes)
        report(.codesRepaired, .chapitre, repaired)
    }

    /// The chapter that `code` stands for: itself, or with a zero when only that is a chapter of the account.
    private func chapter(_ code: String, nature: String, _ plan: Nomenclature) -> String {
        let padded = "0" + code
        guard plan.chapter(padded) != nil else { return code }
        if plan.chapter(code) == nil { return padded }
        guard let account = plan.account(nature) else { return code }
        return account.chapters.contains(padded) && !account.chapters.contains(code) ? padded : code
    }

    /// Says which functions the plans do not know.
    mutating func checkFonctions() {
        let column = lines[.fonction]
        var unknown: [UInt32: Examples] = [:]
        let groups = LineGroups(planOfLine, column.codes)
        for (group, line) in groups.firsts.enumerated() where column.codes[line] != 0 {
            guard let plan = plans[Int(planOfLine[line])], !plan.fonctions.isEmpty,
                plan.fonction(column[line]) == nil
            else { continue }
            unknown[planOfLine[line], default: Examples()].add(column[line], groups.counts[group])
        }
        for (plan, examples) in unknown.sorted(by: { $0.key < $1.key }) {
            report(.fonctionUnknown, .fonction, examples, ["id": plans[Int(plan)]?.id ?? ""])
        }
    }
}
