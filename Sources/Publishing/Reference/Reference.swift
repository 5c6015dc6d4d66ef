internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// What a run wrote in the columns that people correct, kept in the workbook so that a later `collect` tells what people
/// changed, even once rules and program are others.
///
/// Each row has, in a hidden column, the number of what was written on it and a check of the line (`ReferenceColumn`); a
/// hidden sheet says what each number stands for, under a SHA-256 (`ReferenceSheet`). Rows may so be sorted, moved, inserted
/// and deleted, columns moved, and the workbook saved by other programs.
public struct Reference: Sendable {
    /// An axis.
    public struct Axis: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// Its short label.
        public var short: String
    }

    /// A word that may be written as a rating.
    public struct Word: Sendable, Hashable {
        /// The category's id.
        public var id: String
        /// The category's label.
        public var label: String
    }

    /// What was written on one axis of a row: the texts of its cells.
    public struct Written: Sendable, Hashable {
        /// The rating; empty outside the perimeter.
        public var rating: String
        /// The part, as a decimal number.
        public var part: String
        /// The other rating.
        public var other: String
        /// The justification.
        public var justification: String
        /// The rule that decided, in full.
        public var rule: String
    }

    /// The measure's id.
    public var measure: String
    /// The axes whose columns were written.
    public var axes: [Axis]
    /// The categories, then the absence.
    public var words: [Word]
    /// What was written, one row per number from 1: one element per axis.
    public var rows: [[Written]]
}

extension Reference {
    /// What finds the hidden column again.
    static let columnKey = "repere"
    /// What finds the hidden sheet again.
    static let sheetKey = "reperes"

    /// The reference of `columns`, which are those of `plan` in the order of its keys, over `body`; the hidden column; for each
    /// line, the number of what is written on it.
    static func make(
        _ columns: [NewColumn], _ lines: Lines, _ result: MeasureResult, body: Range<Int>
    ) -> (reference: Reference, column: NewColumn, numbers: [Int]) {
        let definition = result.definition
        var lineOfRow = [Int](repeating: -1, count: body.count)
        for (line, row) in lines.rows.enumerated() where body.contains(row) {
            lineOfRow[row - body.lowerBound] = line
        }
        // Of each axis: rating, part, other rating, justification; before them, amount and perimeter.
        let cells = result.axes.indices.map { axis in
            [0, 1, 2, 5].map { CodedCells(columns[2 + axis * ColumnPlan.axisWidth + $0]) }
        }
        var keys = LineKeys(count: body.count)
        keys.combine(classCount: 2) { lineOfRow[$0] < 0 ? 0 : 1 }
        for axis in result.axes.indices {
            for cells in cells[axis] { keys.combine(classCount: cells.texts.count) { cells.place(of: $0) } }
            let codes = result.axes[axis].codes
            keys.combine(classCount: result.axes[axis].ratings.count) { lineOfRow[$0] < 0 ? 0 : codes[lineOfRow[$0]] }
        }
        var numbers = [Int](repeating: 0, count: keys.representatives.count)
        var rows: [[Written]] = []
        for (key, row) in keys.representatives.enumerated() where lineOfRow[row] >= 0 {
            rows.append(
                result.axes.indices.map { axis in
                    let texts = cells[axis].map { $0.texts[Int($0.place(of: row))] }
                    return Written(
                        rating: texts[0], part: texts[1], other: texts[2], justification: texts[3],
                        rule: result.axes[axis][lineOfRow[row]].rule)
                })
            numbers[key] = rows.count
        }
        let checks = LineChecks(lines)
        var ofLines = [Int](repeating: 0, count: lines.count)
        let marks = lineOfRow.enumerated().map { row, line -> Cents? in
            guard line >= 0 else { return nil }
            let number = numbers[Int(keys.codes[row])]
            ofLines[line] = number
            return ReferenceColumn.mark(number, check: checks.check(line, code: number))
        }
        var column = NewColumn(header: ReferenceColumn.header, width: 22, format: .general, data: .amounts(marks))
        column.isHidden = true
        let reference = Reference(
            measure: definition.id, axes: result.axes.map { Axis(id: $0.axis.id, short: $0.axis.short) },
            words: ListSheet.words(definition).map { Word(id: $0.id, label: $0.label) }, rows: rows)
        return (reference, column, ofLines)
    }
}

/// The hidden column: one number per line that holds two.
///
/// It is below 10¹⁵ when its point is left out: spreadsheet programs keep fifteen digits of a number exactly.
enum ReferenceColumn {
    /// Its header.
    static let header = "Repère (ne pas modifier)"

    /// What a row holds.
    static func mark(_ number: Int, check: UInt64) -> Cents {
        Cents(Int64(number) * Int64(LineChecks.limit) + Int64(check))
    }

    /// What `value` holds; nil when no program of ours wrote it.
    static func parts(of value: Double) -> (number: Int, check: UInt64)? {
        let mark = (value * 100).rounded()
        guard mark >= Double(LineChecks.limit), mark < 1e15 else { return nil }
        let whole = UInt64(mark)
        return (Int(whole / LineChecks.limit), whole % LineChecks.limit)
    }
}

/// The cells of a column of few distinct values, as texts.
private struct CodedCells {
    /// The distinct texts; the last one is that of empty cells.
    private(set) var texts: [String] = []
    private var codes: Codes = []

    init(_ column: NewColumn) {
        if case .coded(let values, let codes) = column.data {
            texts = values.map(\.plainText)
            self.codes = codes
        }
        texts.append("")
    }

    func place(of row: Int) -> UInt32 {
        let code = codes[row]
        return code == Codes.none ? UInt32(texts.count - 1) : code
    }
}

extension CellValue {
    /// The text of a value that is text or a decimal number, or leads somewhere; empty for others.
    fileprivate var plainText: String {
        switch self {
        case .text(let text), .decimal(let text), .link(let text, _, _): text
        default: ""
        }
    }
}
