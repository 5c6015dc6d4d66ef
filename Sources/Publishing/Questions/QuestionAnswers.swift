internal import Decisions
public import Tabular

/// What people answered on a sheet of questions: one of the workbook that a run wrote, or a sheet cut out of it.
///
/// The sheet is known by its headers, its rows by their hidden cells: rows may be sorted, filtered and deleted, columns moved,
/// rows and sheets of anybody added.
public struct QuestionAnswers: Sendable {
    /// An answer.
    public struct Answer: Sendable {
        /// What it is about.
        public var mark: QuestionMark
        /// What was written, against nothing.
        public var change: LeftRatings.Change
        /// The words and the axis that `change` speaks of.
        public var reference: Reference
        /// Who answered, as the row says; may be empty.
        public var author: String
    }

    /// The answers, from top to bottom.
    public private(set) var answers: [Answer] = []
    /// Rows, from 0, that have an answer but no mark, or one that somebody changed.
    public private(set) var unknown: [Int] = []
    /// Rows, from 0, that have an answer and show another line than their mark is about.
    public private(set) var changed: [Int] = []
    /// Rows, from 0, where something is written besides an answer, which is missing.
    public private(set) var incomplete: [Int] = []
    /// The headers of the columns that are missing; nothing else is told when there are any.
    public private(set) var missing: [String] = []

    private static let needed = [
        QuestionHeaders.mark, QuestionHeaders.words, QuestionHeaders.answer, QuestionHeaders.part,
        QuestionHeaders.other, QuestionHeaders.because,
    ]

    /// The answers on sheet `index` of `reader`; nil when it is no sheet of questions.
    ///
    /// - Throws: what reading the sheet throws.
    public init?(in reader: any WorkbookReader, sheet index: Int) throws {
        var columns: [String: Int]?
        var words: [Reference.Word] = []
        var parsed: [String: [Reference.Word]] = [:]
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                guard let columns else {
                    columns = Self.header(batch, row.cells)
                    if let columns { missing = Self.needed.filter { columns[$0] == nil } }
                    continue
                }
                guard missing.isEmpty else { return .stop }
                let cells = RowCells(batch, row.cells)
                if let column = columns[QuestionHeaders.words], case let text = cells.text(column), !text.isEmpty {
                    if parsed[text] == nil { parsed[text] = QuestionHeaders.words(in: text) ?? [] }
                    if let known = parsed[text], !known.isEmpty { words = known }
                }
                for number in row.index..<(row.index + row.repeats) { take(cells, number, columns, words) }
            }
            return .next
        }
        if columns == nil { return nil }
    }

    /// The columns by their headers, where the row `cells` is a header of questions; nil where it is not.
    private static func header(_ batch: RowBatch, _ cells: Range<Int>) -> [String: Int]? {
        var columns: [String: Int] = [:]
        for cell in batch.cells[cells] {
            let text = batch.text(of: cell).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if columns[text] == nil { columns[text] = Int(cell.column) }
        }
        let isMarked = columns[QuestionHeaders.mark] != nil || columns[QuestionHeaders.words] != nil
        let isAnswered = columns[QuestionHeaders.answer] != nil && columns[QuestionHeaders.other] != nil
        return isMarked || isAnswered ? columns : nil
    }

    private mutating func take(
        _ cells: RowCells, _ row: Int, _ columns: [String: Int], _ words: [Reference.Word]
    ) {
        func text(_ header: String) -> String { columns[header].map { cells.text($0) } ?? "" }
        func place(_ header: String) -> CellReference { CellReference(row: row, column: columns[header] ?? 0) }
        let answer = text(QuestionHeaders.answer)
        let part = columns[QuestionHeaders.part].map { cells.part($0) } ?? .blank
        guard !answer.isEmpty else {
            let others = [QuestionHeaders.other, QuestionHeaders.because].contains { !text($0).isEmpty }
            if others || part != .blank { incomplete.append(row) }
            return
        }
        guard let mark = QuestionMark(text: columns[QuestionHeaders.mark].flatMap { cells.raw($0) } ?? ""),
            let absence = words.last
        else {
            unknown.append(row)
            return
        }
        guard shows(cells, columns, mark) else {
            changed.append(row)
            return
        }
        let written = Reference.Written(
            rating: absence.label, part: "1", other: "", justification: "", rule: mark.rule)
        answers.append(
            Answer(
                mark: mark,
                change: LeftRatings.Change(
                    line: 0, row: row, axis: 0, written: written, rating: answer, other: text(QuestionHeaders.other),
                    part: part, justification: text(QuestionHeaders.because),
                    cells: (
                        place(QuestionHeaders.answer), place(QuestionHeaders.part), place(QuestionHeaders.other)
                    )),
                reference: Reference(
                    measure: mark.measure, axes: [Reference.Axis(id: mark.axis, short: mark.axisLabel)],
                    words: words, rows: [[written]]),
                author: text(QuestionHeaders.author)))
    }

    /// Whether what the row shows is what `mark` is about. Cells that were emptied contradict nothing.
    private func shows(_ cells: RowCells, _ columns: [String: Int], _ mark: QuestionMark) -> Bool {
        func isSame(_ header: String, _ expected: String) -> Bool {
            guard let column = columns[header], case let text = cells.text(column), !text.isEmpty else { return true }
            if cells.isSame(column, expected) { return true }
            // A program may have made a number of a code.
            return cells[column]?.kind == .number && Double(text) != nil && Double(text) == Double(expected)
        }
        if let column = columns[QuestionHeaders.amount], let cell = cells[column], cell.kind == .number,
            Int64(exactly: (cell.number * 100).rounded()) != mark.line.amount.value
        {
            return false
        }
        return isSame(QuestionHeaders.axis, mark.axisLabel)
            && QuestionHeaders.facts.allSatisfy { isSame($0.header, $0.value(mark.line)) }
    }
}
