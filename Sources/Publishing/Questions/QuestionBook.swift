internal import Decisions
public import Measures
public import PublicAccounts
public import Tabular
internal import Texts

/// The workbook of questions: a summary, then a sheet for each service, which may be cut out and sent alone.
public struct QuestionBook: Sendable {
    /// What all its sheets have in common.
    struct Content {
        /// A field of lines that is shown.
        struct Fact {
            var header: String
            var width: Double
            var format: ValueFormat
            var field: LineField
        }

        var lines: Lines
        var result: MeasureResult
        var subtitle: String
        var before: CivilDate?
        var facts: [Fact]
        var choices: Choices
    }

    /// A service whose questions are more than a sheet has rows.
    public struct Cut: Sendable, Hashable {
        /// Its name, as its sheet has it.
        public var service: String
        /// How many questions it has.
        public var asked: Int
        /// How many are in the workbook.
        public var kept: Int
    }

    /// Its sheets, in order.
    public let sheets: [NewSheet]
    /// The services that have not all their questions in it.
    public let cuts: [Cut]

    /// What lines without a service are called.
    static let nameless = "Sans service"

    /// The workbook of `questions`, which `result` leaves open on `lines`.
    ///
    /// `title` and `subtitle` say what it is of, `before` is the day by which services answer, `threshold` the amount above
    /// which the summary counts lines apart. Tiers may be persons: they are shown only where `showsNames`.
    public init(
        _ questions: OpenQuestions, _ lines: Lines, _ result: MeasureResult, title: String, subtitle: String,
        before: CivilDate?, threshold: Cents?, showsNames: Bool
    ) {
        let open = Set(questions.services.flatMap { $0.questions.map(\.line) }).sorted()
        let identities = Dictionary(zip(open, lines.identities(of: open))) { first, _ in first }
        let (facts, common) = Self.facts(of: lines, open, showsNames: showsNames)
        let told = ([subtitle] + common).joined(separator: " · ")
        let content = Content(
            lines: lines, result: result, subtitle: told, before: before, facts: facts,
            choices: Self.choices(result.definition))
        let names = Self.sheetNames(questions.services.map(\.name))
        let room = SheetLimits.rows - QuestionSheet.headingRows - 1
        var sheets: [NewSheet] = []
        var cuts: [Cut] = []
        var rows: [QuestionSummary.Row] = []
        for (service, name) in zip(questions.services, names.dropFirst()) {
            let label = service.name.isEmpty ? Self.nameless : service.name
            let kept = Array(service.questions.prefix(room))
            if kept.count < service.questions.count {
                cuts.append(Cut(service: label, asked: service.questions.count, kept: kept.count))
            }
            let sheet = QuestionSheet(book: content, service: service, questions: kept, identities: identities)
            sheets.append(sheet.sheet(name, title: label))
            let large = Set(service.questions.map(\.line)).count { line in
                threshold.map { lines.amounts[line].value.magnitude > $0.value.magnitude } ?? false
            }
            rows.append(
                QuestionSummary.Row(
                    service: label, sheet: name, lines: service.lines, amount: service.amount,
                    questions: service.questions.count, large: large,
                    answers: sheet.range(of: QuestionHeaders.answer, in: sheet.columns)))
        }
        let summary = QuestionSummary(
            title: title, subtitle: told, before: before, threshold: threshold, rows: rows)
        if Self.needsList(content.choices) { sheets.append(Self.list(result.definition)) }
        self.sheets = [summary.sheet(names[0])] + sheets
        self.cuts = cuts
    }

    /// `15/12/2025`.
    static func words(of day: CivilDate) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day.day))/\(two(day.month))/\(day.year)"
    }

    // MARK: Names

    /// The names of the sheets: that of the summary, then one for each of `services`.
    static func sheetNames(_ services: [String]) -> [String] {
        var taken: Set = [ListSheet.name.lowercased()]
        return (["Sommaire"] + services.map { $0.isEmpty ? nameless : $0 }).map { wanted in
            var name = SheetNames.legal(wanted)
            var number = 1
            while !taken.insert(name.lowercased()).inserted {
                number += 1
                name = SheetNames.legal("\(wanted.prefix(24)) (\(number))")
            }
            return name
        }
    }

    // MARK: What rows show

    /// The fields that are shown of the lines `open`: those that say something, and not the same of all; what all have in
    /// common is told once.
    private static func facts(
        of lines: Lines, _ open: [Int], showsNames: Bool
    ) -> (facts: [Content.Fact], common: [String]) {
        var facts = [
            Content.Fact(header: "Nature", width: 9, format: .text, field: .nature),
            Content.Fact(header: "Compte", width: 20, format: .wrapped, field: .libelleNature),
            Content.Fact(header: "Fonction", width: 9, format: .text, field: .fonction),
            Content.Fact(header: "Opération", width: 14, format: .text, field: .operation),
            Content.Fact(header: "Libellé", width: 32, format: .wrapped, field: .libelle),
        ]
        if showsNames { facts.append(Content.Fact(header: "Tiers", width: 24, format: .wrapped, field: .tiers)) }
        var common: [String] = []
        for (header, field) in [("Budget", LineField.budget), ("Exercice", .exercice)] {
            let codes = Set(open.map { lines[field].codes[$0] })
            if codes.count > 1 {
                facts.append(Content.Fact(header: header, width: 9, format: .text, field: field))
            } else if field == .budget, let code = codes.first, code > 0 {
                common.append("\(header.lowercased()) \(lines[field].values[Int(code)])")
            }
        }
        facts += [
            Content.Fact(header: "Bordereau", width: 11, format: .text, field: .bordereau),
            Content.Fact(header: "Pièce", width: 9, format: .text, field: .piece),
        ]
        return (facts.filter { fact in open.contains { lines[fact.field].codes[$0] > 0 } }, common)
    }

    // MARK: Drop-downs

    /// The categories, in the drop-down itself where they fit, so that it stays when a sheet is cut out.
    private static func choices(_ definition: MeasureDefinition) -> Choices {
        let labels = definition.categories.map(\.label)
        let length = labels.joined(separator: ",").utf16.count
        if length <= 255, !labels.contains(where: { $0.contains(",") }) { return .list(labels) }
        return .range(
            sheet: ListSheet.name,
            CellRange(CellReference(row: 1, column: 0), CellReference(row: labels.count, column: 0)))
    }

    private static func needsList(_ choices: Choices) -> Bool {
        if case .range = choices { true } else { false }
    }

    /// The hidden sheet of a drop-down whose words do not fit in it.
    private static func list(_ definition: MeasureDefinition) -> NewSheet {
        let mark = Mark(.sheet, owner: definition.id, key: "listes")
        var sheet = ListSheet.sheet(definition, at: SheetPlan.Place(name: ListSheet.name, mark: mark))
        sheet.mark = nil
        return sheet
    }
}
