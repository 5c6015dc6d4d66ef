internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Fills section, chapter, movement and labels from the account plan where the sheet gives none.
    mutating func deduce() {
        struct Answer {
            var section: UInt32
            var chapitre: UInt32
            var mouvement: UInt32
            var label: UInt32
            var isAssumed: Bool
        }
        let natures = lines[.nature]
        let sens = lines[.sens]
        var sections = ColumnBuilder(lines[.section])
        var chapters = ColumnBuilder(lines[.chapitre])
        var movements = ColumnBuilder(lines[.mouvement])
        var labels = ColumnBuilder(lines[.libelleNature])
        var sectionCodes = lines[.section].codes
        var chapterCodes = lines[.chapitre].codes
        var movementCodes = lines[.mouvement].codes
        var labelCodes = lines[.libelleNature].codes

        let kinds = LineGroups(planOfLine, natures.codes, sens.codes)
        let entries = kinds.firsts.map { line -> PlanLookup.Entry? in
            guard natures.codes[line] != 0 else { return nil }
            return lookups[Int(planOfLine[line])]?.entry(nature: natures[line], sens: sens[line])
        }
        let groups = LineGroups(kinds.of, movementCodes, chapterCodes)
        var assumed = Examples()
        let answers = groups.firsts.indices.map { group -> Answer? in
            let line = groups.firsts[group]
            let kind = Int(kinds.of[line])
            guard let entry = entries[kind], let lookup = lookups[Int(planOfLine[line])] else {
                return nil
            }
            let chapter = chapters.values[Int(chapterCodes[line])]
            let movement = movements.values[Int(movementCodes[line])]
            var found = lookup.answer(entry, mouvement: movement, chapitre: chapter)
            let isAssumed = movement.isEmpty && found.admitsBoth && profile.deduced[.mouvement] != nil
            if isAssumed, let value = profile.deduced[.mouvement] {
                found = lookup.answer(entry, mouvement: value, chapitre: chapter)
                found.mouvement = value
                assumed.add("", groups.counts[group])
            }
            return Answer(
                section: sections.code(found.section), chapitre: chapters.code(found.chapitre),
                mouvement: movements.code(found.mouvement), label: labels.code(entry.label),
                isAssumed: isAssumed)
        }
        var section = Filling()
        var chapitre = Filling()
        var mouvement = Filling()
        for line in natures.codes.indices {
            let answer = answers[Int(groups.of[line])]
            section.fill(&sectionCodes[line], answer?.section)
            chapitre.fill(&chapterCodes[line], answer?.chapitre)
            if let answer, answer.isAssumed {
                movementCodes[line] = answer.mouvement
            } else {
                mouvement.fill(&movementCodes[line], answer?.mouvement)
            }
            if labelCodes[line] == 0 { labelCodes[line] = answer?.label ?? 0 }
        }
        lines[.section] = Lines.Column(values: sections.values, codes: sectionCodes)
        lines[.chapitre] = Lines.Column(values: chapters.values, codes: chapterCodes)
        lines[.mouvement] = Lines.Column(values: movements.values, codes: movementCodes)
        lines[.libelleNature] = Lines.Column(values: labels.values, codes: labelCodes)
        for (field, filling) in [
            (LineField.section, section), (.chapitre, chapitre), (.mouvement, mouvement),
        ] {
            report(.fieldDeduced, field, filling.deduced)
            if !profile.isOutsideNomenclatures { report(.fieldUnknown, field, filling.open) }
        }
        report(.fieldAssumed, .mouvement, assumed, ["value": profile.deduced[.mouvement] ?? ""])
        reportStandings(kinds, entries)
        labelFonctions()
    }

    /// How many lines got a value, and how many have none still.
    private struct Filling {
        var deduced = Examples()
        var open = Examples()

        mutating func fill(_ code: inout UInt32, _ found: UInt32?) {
            guard code == 0 else { return }
            if let found, found != 0 {
                code = found
                deduced.add("")
            } else {
                open.add("")
            }
        }
    }

    /// Says which natures the plans know by the account that they subdivide, and which they do not know at all.
    private mutating func reportStandings(_ kinds: LineGroups, _ entries: [PlanLookup.Entry?]) {
        let natures = lines[.nature]
        var unknown: [UInt32: Examples] = [:]
        var subdivided: [UInt32: Examples] = [:]
        for (kind, entry) in entries.enumerated() {
            let line = kinds.firsts[kind]
            switch entry?.standing {
            case .unknown:
                unknown[planOfLine[line], default: Examples()].add(natures[line], kinds.counts[kind])
            case .subdivision(let account):
                subdivided[planOfLine[line], default: Examples()].add(
                    "\(natures[line]) (\(account))", kinds.counts[kind])
            case .listed, nil: break
            }
        }
        for (plan, examples) in subdivided.sorted(by: { $0.key < $1.key }) {
            report(.accountSubdivided, .nature, examples, ["id": plans[Int(plan)]?.id ?? ""])
        }
        for (plan, examples) in unknown.sorted(by: { $0.key < $1.key }) {
            let likely = likelyPlans.filter { $0.assumed == plan }.map { "\($0.budget) → \($0.id)" }
            report(
                likely.isEmpty ? .accountUnknown : .accountUnknownLikely, .nature, examples,
                ["id": plans[Int(plan)]?.id ?? "", "likely": likely.joined(separator: ", ")])
        }
    }

    /// Gives functions without label the one of the plan.
    private mutating func labelFonctions() {
        let fonctions = lines[.fonction]
        var codes = lines[.libelleFonction].codes
        guard codes.contains(0) else { return }
        var labels = ColumnBuilder(lines[.libelleFonction])
        let groups = LineGroups(planOfLine, fonctions.codes)
        let answers = groups.firsts.map { line in
            labels.code(plans[Int(planOfLine[line])]?.fonction(fonctions[line])?.label ?? "")
        }
        for line in codes.indices where fonctions.codes[line] != 0 && codes[line] == 0 {
            codes[line] = answers[Int(groups.of[line])]
        }
        lines[.libelleFonction] = Lines.Column(values: labels.values, codes: codes)
    }
}
