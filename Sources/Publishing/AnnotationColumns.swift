internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The new columns of the annotated sheet, values and formulas.
struct AnnotationColumns {
    private let lines: Lines
    private let result: MeasureResult
    private let plan: ColumnPlan
    private let choices: Choices
    private let formulas: LineFormulas
    /// For each body row, the line that it is; -1 for a row that is none.
    private let lineOfRow: [Int]

    /// The columns that `plan` places; `choices` are what may be written as a rating.
    init(lines: Lines, result: MeasureResult, plan: ColumnPlan, choices: Choices) {
        self.choices = choices
        self.lines = lines
        self.result = result
        self.plan = plan
        formulas = LineFormulas(plan: plan, words: SynthesisWords(result.definition))
        var lineOfRow = [Int](repeating: -1, count: plan.body.count)
        for (line, row) in lines.rows.enumerated() where plan.body.contains(row) {
            lineOfRow[row - plan.body.lowerBound] = line
        }
        self.lineOfRow = lineOfRow
    }

    /// The columns, in the order of `ColumnPlan.keys`.
    var columns: [NewColumn] {
        var columns = [amount, perimeter]
        for (axis, place) in zip(result.axes, plan.axes) { columns += self.columns(of: axis, at: place) }
        if let synthesis = result.synthesis { columns += self.columns(of: synthesis) }
        for axis in result.axes { if let made = axis.suggestions { columns += self.columns(of: made, axis.axis) } }
        for index in columns.indices {
            // The header row keeps its height: a header and the arrow of its filter fit on one line.
            columns[index].width = max(columns[index].width, Double(columns[index].header.count + 3))
        }
        return columns
    }

    private var amount: NewColumn {
        NewColumn(
            header: "Montant budgétaire", width: 20, format: .amount,
            data: .amounts(lineOfRow.map { $0 < 0 ? nil : lines.amounts[$0] }))
    }

    private var perimeter: NewColumn {
        let words = [Perimeters.inside] + result.exclusions.map { Perimeters.word($0.reason) }
        return NewColumn(
            header: "Périmètre", width: 22, format: .general,
            data: coded(words.map { .text($0) }) { result.exclusionCodes[$0] })
    }

    // MARK: One axis

    private func columns(of axis: AxisResult, at place: ColumnPlan.Axis) -> [NewColumn] {
        let marks = result.definition.marks
        let short = axis.axis.short
        func column(
            _ name: String, _ width: Double, _ format: ValueFormat, _ value: (Rating) -> CellValue?
        ) -> NewColumn {
            NewColumn(
                header: "\(short) – \(name)", width: width, format: format,
                data: coded(axis.ratings.map(value)) { axis.codes[$0] })
        }
        var rating = column("Cotation", 15, .general) { $0.main.map { .text(marks[Int($0)].label) } }
        rating.choices = choices
        rating.colours = colours
        rating.prompt =
            "À corriger ici : choisir dans la liste. La feuille de synthèse se met à jour. Laisser la part à 100 % si toute "
            + "la ligne a cette cotation."
        var part = column("Part", 8, .percent) { $0.main == nil ? nil : .decimal(Self.decimal($0.share)) }
        part.prompt =
            "Part du montant qui a la cotation de gauche, de 0 à 100 %. Le reste a l'autre cotation, à droite."
        var other = column("Autre cotation", 15, .general) { $0.other.map { .text(marks[Int($0)].label) } }
        other.choices = choices
        other.colours = colours
        other.prompt = "Cotation du reste du montant, quand la part est de moins de 100 % ; sinon, laisser vide."
        var rated = NewColumn(
            header: "\(short) – Montant coté", width: 20, format: .amount,
            data: .amounts(
                lineOfRow.map { line in
                    guard line >= 0 else { return nil }
                    let rating = axis[line]
                    return rating.main == nil ? nil : rating.amounts(of: lines.amounts[line]).main
                }))
        rated.formula = formulas.ratedAmount(place)
        // Reasons and questions do not wrap, so that the rows keep their heights; the whole text is in the cell.
        return [
            rating, part, other, rated,
            column("Règle", 36, .general) { Self.text(shortened($0.rule)) },
            column("Justification", 60, .general) { Self.text($0.justification) },
            column("À vérifier", 60, .general) { Self.text($0.toCheck) },
        ]
    }

    /// A rule's identifier without the measure's own name, which every pack of a measure repeats.
    private func shortened(_ rule: String) -> String {
        let prefix = result.definition.id + "/"
        return rule.hasPrefix(prefix) ? String(rule.dropFirst(prefix.count)) : rule
    }

    private var colours: [ValueColour] {
        result.definition.marks.map { ValueColour(text: $0.label, fill: $0.fill, ink: $0.ink) }
    }

    // MARK: Synthesis

    private func columns(of synthesis: SynthesisResult) -> [NewColumn] {
        let definition = result.definition
        let marks = definition.marks
        let short = definition.synthesis?.short ?? ""
        // Where an axis is split, the cells say both parts, even when both come to the same rating: so does the formula.
        let smallest = lineOfRow.map { $0 < 0 ? Share.one : smallestShare($0) }
        func label(_ mark: UInt8?) -> CellValue? { mark.map { .text(marks[Int($0)].label) } }

        var rating = NewColumn(
            header: "\(short) – Cotation", width: 15, format: .general,
            data: coded(synthesis.ratings.map { label($0.main) }) { synthesis.codes[$0] })
        rating.formula = formulas.synthesisRating
        rating.colours = colours

        let none = UInt32(synthesis.ratings.count)
        let others = synthesis.ratings.map { label($0.other ?? $0.main) } + [.text("")]
        var other = NewColumn(
            header: "\(short) – Autre cotation", width: 15, format: .general,
            data: coded(
                others,
                row: { row, line in
                    if synthesis[line].main == nil { return .max }
                    return smallest[row] == .one ? none : synthesis.codes[line]
                }))
        other.formula = formulas.synthesisOther
        other.colours = colours

        var rated = NewColumn(
            header: "\(short) – Montant coté", width: 20, format: .amount,
            data: .amounts(
                lineOfRow.enumerated().map { row, line in
                    guard line >= 0, synthesis[line].main != nil else { return nil }
                    let share = smallest[row]
                    let rest = Share(share.denominator - share.numerator, share.denominator)
                    return Allocation.split(lines.amounts[line], into: [share, rest])[0]
                }))
        rated.formula = formulas.synthesisAmount
        return [rating, other, rated]
    }

    /// The smallest main share of the axes: where the synthesis' main part ends.
    private func smallestShare(_ line: Int) -> Share {
        var smallest = Share.one
        for axis in result.axes {
            let share = axis[line].share
            if axis[line].main != nil,
                share.numerator * smallest.denominator < smallest.numerator * share.denominator
            {
                smallest = share
            }
        }
        return smallest
    }

    // MARK: Suggestions

    /// What past decisions suggest where nothing is decided: for people to read, never a rating.
    private func columns(of suggestions: AxisSuggestions, _ axis: Axis) -> [NewColumn] {
        func column(
            _ name: String, _ width: Double, _ format: ValueFormat, _ value: (AxisSuggestions.Entry) -> CellValue
        ) -> NewColumn {
            NewColumn(
                header: "\(axis.short) – \(name)", width: width, format: format,
                data: coded([nil] + suggestions.entries.map(value)) { suggestions.codes[$0] })
        }
        var rating = column("Suggestion", 15, .general) { .text($0.rating) }
        rating.prompt =
            "Ce que disent les décisions passées de lignes proches. Ce n'est pas une cotation : pour la suivre, la choisir dans la "
            + "colonne de la cotation."
        return [
            rating,
            // Rounded down: 98,0 % is 98 % at least.
            column("Probabilité", 12, .percent) { .decimal(ExactDecimal.quotient(Int64($0.probability * 1000), 1000)) },
            column("Preuves", 60, .general) { .text($0.evidence) },
        ]
    }

    // MARK: Values

    private func coded(_ values: [CellValue?], code: (Int) -> UInt32) -> ColumnData {
        coded(values, row: { _, line in code(line) })
    }

    /// Coded values: `code` gives the place in `values` for a row and its line; nil values leave the cell empty.
    private func coded(_ values: [CellValue?], row code: (Int, Int) -> UInt32) -> ColumnData {
        var kept: [CellValue] = []
        var places = [UInt32](repeating: .max, count: values.count)
        var known: [CellValue: UInt32] = [:]
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            if let place = known[value] {
                places[index] = place
            } else {
                places[index] = UInt32(kept.count)
                known[value] = places[index]
                kept.append(value)
            }
        }
        let codes = lineOfRow.enumerated().map { row, line -> UInt32 in
            guard line >= 0 else { return .max }
            let code = code(row, line)
            return code == .max ? .max : places[Int(code)]
        }
        return .coded(values: kept, codes: Codes(codes))
    }

    private static func text(_ text: String) -> CellValue? { text.isEmpty ? nil : .text(text) }

    /// The decimal text of a share, as a spreadsheet stores it.
    private static func decimal(_ share: Share) -> String { ExactDecimal.quotient(share.numerator, share.denominator) }
}

extension SynthesisWords {
    /// The words of a measure's synthesis.
    init(_ definition: MeasureDefinition) {
        func labels(_ sign: Int?) -> [String] { definition.categories.filter { $0.sign == sign }.map(\.label) }
        self.init(
            positive: labels(1), negative: labels(-1), neutral: labels(0), unrated: labels(nil),
            mixed: definition.synthesis?.mixed.label ?? "", absent: definition.absence.label,
            neutralAndUnrated: definition.categories.first { $0.id == definition.synthesis?.neutralAndUnjudged }?.sign
                == 0
                ? .neutral : .unrated, ignoresMissing: definition.synthesis?.ignoresMissingAxes ?? true)
    }
}
