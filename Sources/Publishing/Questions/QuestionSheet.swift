internal import Decisions
internal import Measures
internal import PublicAccounts
internal import Tabular
internal import Texts

/// The sheet of one service: what is asked of it, a row for each line and axis, ready to be sent alone.
struct QuestionSheet {
    let book: QuestionBook.Content
    let service: OpenQuestions.Service
    /// The questions that the sheet has room for.
    let questions: [OpenQuestions.Question]
    /// What the lines are known by.
    let identities: [Int: LineIdentity]

    /// The rows above the header.
    static let headingRows = 3

    private var definition: MeasureDefinition { book.result.definition }

    /// The sheet, called `name`; `title` is what its service is called.
    func sheet(_ name: String, title: String) -> NewSheet {
        let columns = self.columns
        var sheet = NewSheet(name: name, widths: columns.map(\.width), rows: heading(title))
        sheet.columns = columns
        sheet.columnLook = .tableBody
        sheet.frozenRows = Self.headingRows + 1
        sheet.printTitleRows = Self.headingRows..<Self.headingRows + 1
        let last = (columns.firstIndex(where: \.isHidden) ?? columns.count) - 1
        for row in 0..<Self.headingRows {
            sheet.merges.append(
                CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: last)))
        }
        for header in [QuestionHeaders.answer, QuestionHeaders.other] {
            guard let range = range(of: header, in: columns) else { continue }
            for category in definition.categories {
                sheet.colours.append(
                    (range, ValueColour(text: category.label, fill: category.fill, ink: category.ink)))
            }
        }
        RowHeights.fit(&sheet)
        RowHeights.fitColumns(&sheet)
        return sheet
    }

    /// The body cells of the column `header`.
    func range(of header: String, in columns: [NewColumn]) -> CellRange? {
        guard let column = columns.firstIndex(where: { $0.header == header }), !questions.isEmpty else { return nil }
        return CellRange(
            CellReference(row: Self.headingRows + 1, column: column),
            CellReference(row: Self.headingRows + questions.count, column: column))
    }

    private func heading(_ title: String) -> [[NewCell?]] {
        var told = [book.subtitle, service.told]
        if let day = book.before { told.append("réponse attendue pour le \(QuestionBook.words(of: day))") }
        let how =
            "Choisir une cotation dans la colonne « \(QuestionHeaders.answer) ». Si elle ne vaut que pour une partie du montant, "
            + "écrire cette part et la « \(QuestionHeaders.other) » du reste. Dire pourquoi dans « \(QuestionHeaders.because) », "
            + "et qui répond dans « \(QuestionHeaders.author) ». Une question sans réponse reste ouverte. Trier, filtrer, "
            + "supprimer des rangées entières, envoyer cette feuille seule : rien ne se perd ; les autres colonnes ne se "
            + "modifient pas."
        return [
            [NewCell(.text("Questions : \(title)"), .general, .title)],
            [NewCell(.text(told.joined(separator: " · ")), .general, .subtitle)],
            [NewCell(.text(how), .wrapped, .remark)],
        ]
    }

    // MARK: Columns

    /// The columns, from left to right, the hidden ones last.
    var columns: [NewColumn] {
        var columns = [
            column(QuestionHeaders.axis, 10, .general, values: axes) { UInt32($0.axis) },
            NewColumn(
                header: QuestionHeaders.amount, width: 16, format: .amount,
                data: .amounts(questions.map { book.lines.amounts[$0.line] })),
        ]
        columns += book.facts.map { fact in text(fact.header, fact.width, fact.format, fact.field) }
        var texts: [CellValue] = []
        var places: [OpenQuestions.Question: UInt32] = [:]
        var codes = Codes()
        for question in questions {
            // Ratings say the same of many lines.
            let key = OpenQuestions.Question(
                line: Int(book.result.axes[question.axis].codes[question.line]), axis: question.axis)
            if places[key] == nil {
                places[key] = UInt32(texts.count)
                texts.append(.text(Self.words(book.result.axes[question.axis][question.line])))
            }
            codes.append(places[key] ?? 0)
        }
        columns.append(
            NewColumn(
                header: QuestionHeaders.question, width: 42, format: .wrapped,
                data: .coded(values: texts, codes: codes)))
        return columns + answers + hidden
    }

    /// What is asked of a line: the rule's question, or how to rate it where no rule asks anything.
    private static func words(_ rating: Rating) -> String {
        let asked = rating.state == .asked ? "" : "Comment coter cette ligne ?"
        return [asked, rating.toCheck].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private var axes: [CellValue] { book.result.axes.map { .text($0.axis.short) } }

    private func column(
        _ header: String, _ width: Double, _ format: ValueFormat, values: [CellValue],
        code: (OpenQuestions.Question) -> UInt32
    ) -> NewColumn {
        NewColumn(
            header: header, width: width, format: format,
            data: .coded(values: values, codes: Codes(questions.map(code))))
    }

    private func text(_ header: String, _ width: Double, _ format: ValueFormat, _ field: LineField) -> NewColumn {
        let column = book.lines[field]
        var values: [CellValue] = []
        var places: [UInt32: UInt32] = [:]
        var codes = Codes()
        for question in questions {
            let code = column.codes[question.line]
            guard code > 0 else {
                codes.append(Codes.none)
                continue
            }
            if places[code] == nil {
                places[code] = UInt32(values.count)
                values.append(.text(column.values[Int(code)]))
            }
            codes.append(places[code] ?? Codes.none)
        }
        return NewColumn(header: header, width: width, format: format, data: .coded(values: values, codes: codes))
    }

    /// The columns that people fill.
    private var answers: [NewColumn] {
        func open(_ header: String, _ width: Double, _ format: ValueFormat, _ prompt: String?) -> NewColumn {
            var column = NewColumn(
                header: header, width: width, format: format,
                data: .coded(values: [], codes: Codes(empty: questions.count, upTo: 0)))
            column.prompt = prompt
            return column
        }
        var answer = open(QuestionHeaders.answer, 15, .general, "Choisir la cotation dans la liste.")
        answer.choices = book.choices
        var other = open(
            QuestionHeaders.other, 17, .general, "Cotation du reste du montant, quand la part est de moins de 100 %.")
        other.choices = book.choices
        var columns = [
            answer,
            open(
                QuestionHeaders.part, 8, .percent,
                "Part du montant qui a la réponse de gauche, de 0 à 100 %. À laisser vide pour toute la ligne."),
            other,
            open(QuestionHeaders.because, 32, .wrapped, "Pourquoi cette cotation : ce qui le prouve."),
            open(QuestionHeaders.author, 16, .general, "Qui répond."),
        ]
        var before = open(QuestionHeaders.before, 17, .date, nil)
        if let day = book.before {
            before.data = .coded(
                values: [.date(days: day.daysSince1970)], codes: Codes(questions.map { _ in 0 }))
        }
        columns.append(before)
        return columns
    }

    /// What `mesures collect` reads again.
    private var hidden: [NewColumn] {
        let marks = questions.map { question -> CellValue in
            let axis = book.result.axes[question.axis]
            let mark = QuestionMark(
                measure: definition.id, axis: axis.axis.id, axisLabel: axis.axis.short,
                rule: axis[question.line].rule, line: identities[question.line] ?? LineIdentity(amount: .zero))
            return .text(mark.text)
        }
        let words = QuestionHeaders.text(
            of: ListSheet.words(definition).map { Reference.Word(id: $0.id, label: $0.label) })
        var columns = [
            NewColumn(
                header: QuestionHeaders.mark, width: 22, format: .general,
                data: .coded(values: marks, codes: Codes(marks.indices.map { UInt32($0) }))),
            NewColumn(
                header: QuestionHeaders.words, width: 22, format: .general,
                data: .coded(values: [.text(words)], codes: Codes(questions.map { _ in 0 }))),
        ]
        for place in columns.indices { columns[place].isHidden = true }
        return columns
    }
}

extension OpenQuestions.Service {
    /// `12 questions sur 8 lignes, 123 456,00 €`.
    var told: String {
        func count(_ count: Int, _ one: String, _ several: String) -> String {
            "\(FrenchNumber.integer(count)) \(count == 1 ? one : several)"
        }
        return "\(count(questions.count, "question", "questions")) sur \(count(lines, "ligne", "lignes")), "
            + FrenchNumber.euros(cents: amount.value)
    }
}
