internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Checks that the plan of each line knows its nature and admits it for its sens, section and movement, and that it has
    /// a function where its plan has functions; shows what is right against the whole.
    mutating func checkPlans() {
        let natures = lines[.nature].codes
        let groups = LineGroups(
            planOfLine, natures, lines[.sens].codes, lines[.section].codes, lines[.mouvement].codes,
            lines[.exercice].codes)
        var faults = [PlanFault?](repeating: nil, count: groups.firsts.count)
        var isChecked = [Bool](repeating: false, count: groups.firsts.count)
        for (group, line) in groups.firsts.enumerated() {
            let number = Int(planOfLine[line])
            guard natures[line] != 0, let plan = plans[number], let lookup = lookups[number] else { continue }
            isChecked[group] = true
            faults[group] = fault(of: line, plan, lookup)
        }
        reportFaults(faults, groups)
        controlLines("Lignes dont la nature est connue de leur nomenclature", groups, among: isChecked) { group in
            faults[group] != .unknown
        }
        controlLines(
            "Lignes dont la nature est utilisable dans leur sens, leur section et leur mouvement", groups,
            among: isChecked.indices.map { isChecked[$0] && faults[$0] != .unknown }
        ) { group in faults[group] == nil }
        checkFonctionsGiven()
    }

    /// What a plan has against a line.
    private enum PlanFault: Int, CaseIterable {
        case unknown
        case heading
        case removed
        case sens
        case section
        case mouvement

        /// What is said of it; nothing for an unknown account, of which `NOM007` and `NOM009` speak.
        var kind: FindingKind? {
            switch self {
            case .unknown: nil
            case .heading: .accountHeading
            case .removed: .accountRemoved
            case .sens: .accountNotInSens
            case .section: .accountNotInSection
            case .mouvement: .accountNotInMouvement
            }
        }

        /// The field that the account does not go with.
        var field: LineField? {
            switch self {
            case .unknown, .heading, .removed: nil
            case .sens: .sens
            case .section: .section
            case .mouvement: .mouvement
            }
        }
    }

    private func fault(of line: Int, _ plan: Nomenclature, _ lookup: PlanLookup) -> PlanFault? {
        let account: Account
        let nature = lines[.nature, line]
        switch lookup.standing(of: nature) {
        case .unknown: return .unknown
        case .subdivision(let code):
            // What is to be subdivided says by itself nothing of its usages.
            guard let above = plan.account(code), !above.usages(sens: "").isEmpty else { return nil }
            account = above
        case .listed:
            guard let listed = plan.account(nature) else { return .unknown }
            guard !listed.usages(sens: "").isEmpty else { return lookup.isDivisible(nature) ? nil : .heading }
            account = listed
        }
        if let removed = account.removed, let since = Int(removed.prefix(4)), let year = Int(lines[.exercice, line]),
            since < year
        {
            return .removed
        }
        let sens = lines[.sens, line]
        var usages = account.usages(sens: sens)
        if usages.isEmpty { return .sens }
        let section = lines[.section, line]
        if section == "fonctionnement" || section == "investissement" {
            usages.removeAll { usage in
                guard let its = account.chapter(usage).flatMap({ plan.chapter($0)?.section }) else { return false }
                return its != section
            }
            if usages.isEmpty { return .section }
        }
        let movement = lines[.mouvement, line]
        guard movement == "reel" || movement == "ordre" else { return nil }
        return usages.contains { $0.isReel == (movement == "reel") } ? nil : .mouvement
    }

    /// One finding per plan and fault: the accounts, what they amount to, the rows. Lines of nothing do no harm.
    private mutating func reportFaults(_ faults: [PlanFault?], _ groups: LineGroups) {
        struct Key: Hashable {
            var plan: UInt32
            var fault: PlanFault
        }
        struct Found {
            var examples = Examples()
            var rows = RowList()
            var amount = Cents.zero
            var isOfPlansYear = false
        }
        guard faults.contains(where: { $0?.kind != nil }) else { return }
        var found: [Key: Found] = [:]
        for line in lines.amounts.indices where lines.amounts[line] != .zero {
            guard let fault = faults[Int(groups.of[line])], fault.kind != nil else { continue }
            let key = Key(plan: planOfLine[line], fault: fault)
            var entry = found[key, default: Found()]
            entry.rows.add(lines.rows[line])
            entry.amount += lines.amounts[line]
            entry.examples.add(lines.nature(line, unfitBy: fault.field))
            if lines[.exercice, line] == plans[Int(key.plan)].map({ String($0.exercice) }) {
                entry.isOfPlansYear = true
            }
            found[key] = entry
        }
        for (key, found) in found.sorted(by: {
            ($0.key.fault.rawValue, $0.key.plan) < ($1.key.fault.rawValue, $1.key.plan)
        }) {
            guard let kind = key.fault.kind, let plan = plans[Int(key.plan)] else { continue }
            report(
                kind, .nature, found.examples,
                [
                    "id": "\(plan.id) \(plan.exercice)", "amount": FrenchNumber.euros(cents: found.amount.value),
                    "rows": found.rows.text,
                ])
            // A plan that stands in for that of another year proves less.
            if !found.isOfPlansYear { result.findings[result.findings.count - 1].severity = .note }
        }
    }

    /// A control of the lines of the groups that are `checked`: the sum of all of them against those that are `right`.
    private mutating func controlLines(
        _ name: String, _ groups: LineGroups, among checked: [Bool], right: (Int) -> Bool
    ) {
        guard checked.contains(true) else { return }
        let isRight = checked.indices.map { right($0) }
        var control = Control(name, expected: .zero, found: .zero)
        var rows = RowList()
        for line in groups.of.indices {
            let group = Int(groups.of[line])
            guard checked[group] else { continue }
            control.expected += lines.amounts[line]
            if isRight[group] {
                control.found += lines.amounts[line]
            } else if lines.amounts[line] != .zero {
                rows.add(lines.rows[line])
            }
        }
        control.lines = rows.text
        result.controls.append(control)
    }

    /// Shows the lines with a function against all those whose plan has functions, where the file gives functions. Results
    /// brought forward (chapters 001 and 002) have none.
    private mutating func checkFonctionsGiven() {
        let fonctions = lines[.fonction]
        guard fonctions.values.count > 1 else { return }
        let chapters = lines[.chapitre]
        let groups = LineGroups(planOfLine, fonctions.codes, chapters.codes)
        let isChecked = groups.firsts.map { line in
            !(plans[Int(planOfLine[line])]?.fonctions.isEmpty ?? true) && !["001", "002"].contains(chapters[line])
        }
        let isGiven = groups.firsts.map { fonctions.codes[$0] != 0 }
        controlLines("Lignes avec fonction, des nomenclatures à fonctions", groups, among: isChecked) { isGiven[$0] }
    }

    /// Shows the cancellations of which the file has the entry against all of them; `alone` are the lines of the others.
    mutating func controlCancellations(alone: [Int]) {
        let cancellations = lines.amounts.indices.filter { lines.isCancellation[$0] }
        control("Annulations dont l'écriture annulée est dans le fichier", among: cancellations, but: alone)
    }

    /// A control of the lines `all`: their sum against that of those which are not `wrong`.
    mutating func control(_ name: String, among all: some Sequence<Int>, but wrong: [Int]) {
        let sum = all.reduce(Cents.zero) { $0 + lines.amounts[$1] }
        var rows = RowList()
        for line in wrong { rows.add(lines.rows[line]) }
        let found = wrong.reduce(sum) { $0 - lines.amounts[$1] }
        result.controls.append(Control(name, expected: sum, found: found, lines: rows.text))
    }
}

extension Lines {
    /// The nature of `line`, and what it is in `field`, with which it does not go: `60222 (recette)`.
    fileprivate func nature(_ line: Int, unfitBy field: LineField?) -> String {
        guard let field else { return self[.nature, line] }
        let word =
            switch self[field, line] {
            case "depense": "dépense"
            case "reel": "réel"
            case let other: other
            }
        return "\(self[.nature, line]) (\(word))"
    }
}
