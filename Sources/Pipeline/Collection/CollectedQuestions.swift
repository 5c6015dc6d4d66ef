internal import Decisions
internal import Findings
internal import Publishing
internal import Tabular
internal import Texts
internal import Workbooks

/// What services answered in a workbook of questions, or in a sheet that was cut out of one.
///
/// Rows say themselves what they are about: no line is read, and no pipeline is needed.
struct CollectedQuestions {
    /// The decisions, from the first sheet to the last.
    private(set) var found: [CollectedWorkbook.Found] = []
    /// What was noticed.
    private(set) var findings: [Finding] = []

    /// Who wrote the workbook of questions, as its properties say: not who answered.
    private static let program = "mesures"

    /// Reads `workbook`; nil when it holds no sheet of questions.
    ///
    /// - Throws: `REC003` and `REC004` when nobody says who answered or when, and what reading throws.
    init?(_ workbook: Workbook, _ settings: CollectSettings) throws {
        let reader = workbook.reader
        var isAsked = false
        for index in reader.sheets.indices {
            guard let answers = try QuestionAnswers(in: reader, sheet: index) else { continue }
            isAsked = true
            let place = Place(file: workbook.path, sheet: reader.sheets[index].name)
            tell(answers, at: place)
            for answer in answers.answers { try take(answer, at: place, workbook, settings) }
        }
        guard isAsked else { return nil }
    }

    private mutating func take(
        _ answer: QuestionAnswers.Answer, at place: Place, _ workbook: Workbook, _ settings: CollectSettings
    ) throws {
        let reading = ChangeReading(answer.reference, file: workbook.path, sheet: place.sheet ?? "")
        switch reading.read(answer.change) {
        case .same: return
        case .refused(let finding): findings.append(finding)
        case .rating(let rating, let reason):
            let (author, date) = try Self.signature(of: answer, workbook, settings)
            let decision = Decision(
                measure: answer.mark.measure, axis: answer.mark.axis, line: answer.mark.line, rating: rating,
                author: author, date: date, reason: reason, rule: answer.mark.rule,
                programCategory: answer.reference.words.last?.id ?? "")
            var cell = place
            cell.cell = answer.change.cells.rating.description
            found.append(CollectedWorkbook.Found(decision: decision, line: 0, place: cell))
        }
    }

    private mutating func tell(_ answers: QuestionAnswers, at place: Place) {
        guard answers.missing.isEmpty else {
            findings.append(
                Finding(
                    .questionColumnsMissing, at: place,
                    ["columns": answers.missing.map { "« \($0) »" }.joined(separator: ", ")]))
            return
        }
        for (kind, rows) in [
            (FindingKind.questionUnknown, answers.unknown), (.questionChanged, answers.changed),
            (.answerMissing, answers.incomplete),
        ] where !rows.isEmpty {
            let shown = rows.prefix(20).map { String($0 + 1) }.joined(separator: ", ")
            findings.append(
                Finding(
                    kind, at: place,
                    ["rows": shown + (rows.count > 20 ? "…" : ""), "count": FrenchNumber.integer(rows.count)],
                    count: rows.count))
        }
    }

    /// Who answered, and when: as the row says, then the command, then the workbook.
    private static func signature(
        of answer: QuestionAnswers.Answer, _ workbook: Workbook, _ settings: CollectSettings
    ) throws -> (String, String) {
        let properties = workbook.properties
        let saved = properties.author == program ? "" : properties.author
        let author = answer.author.isEmpty ? settings.author ?? saved : answer.author
        guard !author.isEmpty else { throw Finding(.authorUnknown, at: Place(file: workbook.path)) }
        let date = settings.date ?? properties.date
        guard let day = CivilDate(iso: date) else {
            throw Finding(.dateUnknown, at: Place(file: workbook.path), ["date": date])
        }
        return (author, day.iso)
    }
}
