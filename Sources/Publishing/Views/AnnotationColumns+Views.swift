internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The columns that a pipeline asks for besides the ratings: what they show follows the ratings, and nobody corrects it there.
extension AnnotationColumns {
    /// The columns of `asked`, in the order of `ViewColumn.keys`.
    func columns(of asked: Set<ViewColumn>) -> [NewColumn] {
        var columns: [NewColumn] = []
        if plan.views.section != nil { columns.append(section) }
        if let answers = result.derived.noHarm, plan.views.noHarm != nil { columns += self.columns(of: answers) }
        for (scale, places) in zip(result.derived.scales, plan.views.scales) {
            columns += self.columns(of: scale, at: places)
        }
        for index in columns.indices {
            columns[index].width = max(columns[index].width, Double(columns[index].header.count + 3))
        }
        return columns
    }

    private var section: NewColumn {
        let column = lines[.section]
        let places = SectionTotals.places(of: column)
        return NewColumn(
            header: "Section retenue", width: 18, format: .general,
            data: rows.coded(SectionTotals.known.map { .text($0.label) }) { UInt32(places[Int(column.codes[$0])]) })
    }

    // MARK: Favourable and harmless

    private func columns(of answers: NoHarmResult) -> [NewColumn] {
        guard let view = result.definition.views.noHarm else { return [] }
        let smallest = smallestShares()
        func word(_ answer: NoHarm?) -> CellValue? { answer.map { .text($0.label) } }
        var main = NewColumn(
            header: view.label, width: 20, format: .general,
            data: rows.coded(answers.answers.map { word($0.main) }) { answers.codes[$0] })
        main.formula = formulas.noHarm(ignoresUnjudged: view.ignoresUnjudged)
        let none = UInt32(answers.answers.count)
        var other = NewColumn(
            header: "\(view.label) – Reste", width: 20, format: .general,
            data: rows.coded(
                answers.answers.map { word($0.other ?? $0.main) } + [.text("")],
                row: { row, line in
                    if answers[line].main == nil { return .max }
                    return smallest[row] == .one ? none : answers.codes[line]
                }))
        other.formula = formulas.noHarmOther(ignoresUnjudged: view.ignoresUnjudged)
        var amount = NewColumn(
            header: "\(view.label) – Montant", width: 20, format: .amount,
            data: .amounts(
                rows.lineOfRow.enumerated().map { row, line in
                    guard line >= 0, answers[line].main != nil else { return nil }
                    return smallest[row].rounded(of: lines.amounts[line])
                }))
        amount.formula = formulas.synthesisAmount
        return [main, other, amount]
    }

    // MARK: Another scale

    private func columns(of scale: ScaleComparison, at places: ViewPlaces.Scale) -> [NewColumn] {
        guard let mapping = result.definition.mapping,
            let axis = result.axes.firstIndex(where: { $0.axis == scale.axis })
        else { return [] }
        func text(_ word: String) -> CellValue? { word.isEmpty ? nil : .text(word) }
        let colours = (mapping.categories + [mapping.absence]).map {
            ValueColour(text: $0.label, fill: $0.fill, ink: $0.ink)
        }
        let short = scale.axis.short
        var expected = NewColumn(
            header: "\(short) – Catégorie officielle d'après le grade", width: 24, format: .general,
            data: rows.coded(scale.expectedWords.map(text)) { scale.expectedCodes[$0] })
        expected.formula = formulas.expected(plan.axes[axis], mapping, result.definition)
        expected.colours = colours
        var found = NewColumn(
            header: "\(short) – Cotation officielle (\(scale.other.short))", width: 24, format: .general,
            data: rows.coded(
                scale.foundWords.map(text),
                row: { _, line in
                    scale.expectedWords[Int(scale.expectedCodes[line])].isEmpty ? .max : scale.foundCodes[line]
                }))
        found.colours = colours
        let agreements = ScaleAgreement.allCases
        var agreement = NewColumn(
            header: "\(short) – Accord", width: 26, format: .general,
            data: rows.coded(
                agreements.map { .text($0.label) },
                row: { _, line in scale.agreement(of: line).map { UInt32($0.rawValue) } ?? .max }))
        agreement.formula = formulas.agreement(places, absence: mapping.absence.label)
        return [expected, found, agreement]
    }
}
