internal import Findings
internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The new columns of the annotated sheet, values and formulas.
struct AnnotationColumns {
    let lines: Lines
    let result: MeasureResult
    let plan: ColumnPlan
    let formulas: LineFormulas
    let rows: BodyRows
    private let choices: Choices
    private let book: RuleBook
    /// Where the rules of the lines are told.
    private let sheet: (name: String, rules: RulesSheet)

    /// The columns that `plan` places; `choices` are what may be written as a rating, `sheet` is where the rules of `book`
    /// are told.
    init(
        lines: Lines, result: MeasureResult, plan: ColumnPlan, choices: Choices, book: RuleBook,
        sheet: (name: String, rules: RulesSheet)
    ) {
        self.book = book
        self.sheet = sheet
        self.choices = choices
        self.lines = lines
        self.result = result
        self.plan = plan
        formulas = LineFormulas(plan: plan, words: SynthesisWords(result.definition))
        rows = BodyRows(lines.rows, in: plan.body)
    }

    /// The columns, in the order of `ColumnPlan.keys`.
    var columns: [NewColumn] {
        var columns = [amount, perimeter]
        var matches = MatchReasons(lines, plans: book.plans, language: .french)
        for place in result.axes.indices {
            let reasons = LineReasons(of: result.axes[place], book.axes[place], &matches)
            columns += self.columns(of: place, reasons)
        }
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

    private func columns(of number: Int, _ reasons: LineReasons) -> [NewColumn] {
        let axis = result.axes[number]
        let place = plan.axes[number]
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
        let shares = axis.mainShares
        var rated = NewColumn(
            header: "\(short) – Montant coté", width: 20, format: .amount,
            data: rows.amounts { line in
                shares[Int(axis.codes[line])].map { Self.part($0, of: lines.amounts[line]) }
            })
        rated.formula = formulas.ratedAmount(place)
        var rule = NewColumn(
            header: "\(short) – Règle", width: 36, format: .general,
            data: coded(axis.ratings.indices.map { ruleCell(axis: number, code: $0) }) { axis.codes[$0] })
        rule.prompt =
            "Un clic mène à la règle, dans la feuille « \(sheet.name) » : conditions, source, lignes décidées."
        let reason = NewColumn(
            header: "\(short) – Justification", width: 60, format: .general,
            data: coded(reasons.texts.map { Self.text($0) }) { reasons.codes[$0] })
        // Reasons and questions do not wrap, so that the rows keep their heights; the whole text is in the cell.
        return [
            rating, part, other, rated, rule, reason, column("À vérifier", 60, .general) { Self.text($0.toCheck) },
        ]
    }

    /// The rule's identifier, which leads to what the sheet of rules says of it.
    private func ruleCell(axis: Int, code: Int) -> CellValue? {
        let name = result.definition.shortened(result.axes[axis].ratings[code].rule)
        guard !name.isEmpty, let row = sheet.rules.row(axis: axis, code: code) else { return Self.text(name) }
        return .link(name, sheet: sheet.name, CellReference(row: row, column: 0))
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
        let smallest = smallestShares()
        func label(_ mark: UInt8?) -> CellValue? { mark.map { .text(marks[Int($0)].label) } }

        var rating = NewColumn(
            header: "\(short) – Cotation", width: 15, format: .general,
            data: coded(synthesis.ratings.map { label($0.main) }) { synthesis.codes[$0] })
        rating.formula = formulas.synthesisRating
        rating.colours = colours

        let none = UInt32(synthesis.ratings.count)
        let isUnrated = synthesis.ratings.map { $0.main == nil }
        let others = synthesis.ratings.map { label($0.other ?? $0.main) } + [.text("")]
        var other = NewColumn(
            header: "\(short) – Autre cotation", width: 15, format: .general,
            data: coded(
                others,
                row: { row, line in
                    if isUnrated[Int(synthesis.codes[line])] { return .max }
                    return smallest[row] == .one ? none : synthesis.codes[line]
                }))
        other.formula = formulas.synthesisOther
        other.colours = colours

        var rated = NewColumn(
            header: "\(short) – Montant coté", width: 20, format: .amount,
            data: .amounts(
                lineOfRow.enumerated().map { row, line in
                    guard line >= 0, !isUnrated[Int(synthesis.codes[line])] else { return nil }
                    return Self.part(smallest[row], of: lines.amounts[line])
                }))
        rated.formula = formulas.synthesisAmount
        return [rating, other, rated]
    }

    /// For each row, where the synthesis' main part ends; 1 where nothing is rated.
    func smallestShares() -> [Share] {
        let shares = SynthesisShares(result)
        return lineOfRow.map { $0 < 0 ? .one : shares[$0] }
    }

    /// The cents of `amount` in a main part of `share`.
    private static func part(_ share: Share, of amount: Cents) -> Cents {
        if share == .one { return amount }
        return Allocation.split(amount, into: [share, Share(share.denominator - share.numerator, share.denominator)])[0]
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

    private var lineOfRow: [Int] { rows.lineOfRow }

    private func coded(_ values: [CellValue?], code: (Int) -> UInt32) -> ColumnData { rows.coded(values, code: code) }

    private func coded(_ values: [CellValue?], row code: (Int, Int) -> UInt32) -> ColumnData {
        rows.coded(values, row: code)
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
