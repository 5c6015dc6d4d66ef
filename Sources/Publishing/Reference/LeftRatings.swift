public import PublicAccounts
public import Tabular

/// What people left in the columns of an annotated sheet that is not what was written there.
public struct LeftRatings: Sendable {
    /// An axis of a line on which something else stands.
    public struct Change: Sendable {
        /// The line.
        public var line: Int
        /// Its row, from 0.
        public var row: Int
        /// The axis, as a place in the reference.
        public var axis: Int
        /// What was written.
        public var written: Reference.Written
        /// The text of the rating's cell.
        public var rating: String
        /// The text of the other rating's cell.
        public var other: String
        /// What stands as the part: a number as it is stored, or a text.
        public var part: Part
        /// The text of the justification's cell.
        public var justification: String
        /// Where rating, part and other rating stand.
        public var cells: (rating: CellReference, part: CellReference, other: CellReference)
    }

    /// What a part's cell holds.
    public enum Part: Sendable, Hashable {
        /// Nothing.
        case blank
        /// A number: 0.4 is 40 %.
        case number(Double, text: String)
        /// Something else.
        case text(String)
    }

    /// The changes, from top to bottom.
    public private(set) var changes: [Change] = []
    /// Rows, from 0, whose line is no longer the one that was annotated: rows were sorted without the annotations, or what
    /// they say was typed over; whether somebody changed a rating there too.
    public private(set) var moved: [(row: Int, isRated: Bool)] = []
    /// Rows, from 0, that no run has annotated and that have a rating.
    public private(set) var unmarked: [Int] = []

    /// Whether the columns are all there; nothing else is told when they are not.
    public private(set) var hasColumns = true

    /// The sheet that holds the columns of `owner` in `reader`; nil when there is none.
    public static func sheet(of owner: String, in reader: any WorkbookReader) -> Int? {
        let marks = Marks(in: reader)
        return reader.sheets.indices.first { !marks.columns(ofSheet: $0, owner: owner).isEmpty }
    }

    /// What stands on sheet `sheet` of `reader`, whose `lines` were read from it, against what `reference` says.
    ///
    /// `numbers` are what each line is to be held against where the hidden column is not to be believed.
    /// - Throws: what reading the sheet throws.
    public init(
        _ reference: Reference, in reader: any WorkbookReader, sheet: Int, lines: Lines, numbers: [Int]? = nil
    ) throws {
        guard let columns = Columns(reference, in: reader, sheet: sheet), columns.mark != nil || numbers != nil else {
            hasColumns = false
            return
        }
        var lineOfRow = [Int](repeating: -1, count: (lines.rows.max() ?? -1) + 1)
        for (line, row) in lines.rows.enumerated() { lineOfRow[row] = line }
        let checks = LineChecks(lines)
        _ = try reader.readSheet(sheet, columns: ColumnSelection(columns.all)) { batch in
            for row in batch.rows {
                for index in row.index..<(row.index + row.repeats) {
                    guard index < lineOfRow.count, lineOfRow[index] >= 0 else { continue }
                    let line = lineOfRow[index]
                    take(RowCells(batch, row.cells), index, line, numbers?[line])
                }
            }
            return .next
        }

        func take(_ cells: RowCells, _ row: Int, _ line: Int, _ known: Int?) {
            var number = known ?? 0
            if known == nil {
                let cell = columns.mark.flatMap { cells[$0] }
                let mark = cell.flatMap { $0.kind == .number ? ReferenceColumn.parts(of: $0.number) : nil }
                guard let mark, reference.rows.indices.contains(mark.number - 1) else {
                    if columns.axes.contains(where: { !cells.text($0.rating).isEmpty }) { unmarked.append(row) }
                    return
                }
                number = mark.number
                if checks.check(line, code: number) != mark.check {
                    let written = reference.rows[number - 1]
                    let isRated = columns.axes.indices.contains { isChanged(cells, columns.axes[$0], written[$0]) }
                    moved.append((row, isRated))
                    return
                }
            }
            guard reference.rows.indices.contains(number - 1) else { return }
            for (axis, places) in columns.axes.enumerated() {
                let written = reference.rows[number - 1][axis]
                guard isChanged(cells, places, written) else { continue }
                changes.append(
                    Change(
                        line: line, row: row, axis: axis, written: written, rating: cells.text(places.rating),
                        other: cells.text(places.other), part: cells.part(places.part),
                        justification: cells.text(places.because),
                        cells: (
                            CellReference(row: row, column: places.rating),
                            CellReference(row: row, column: places.part),
                            CellReference(row: row, column: places.other)
                        )))
            }
        }

        func isChanged(_ cells: RowCells, _ places: Columns.Axis, _ written: Reference.Written) -> Bool {
            !cells.isSame(places.rating, written.rating) || !cells.isSame(places.other, written.other)
                || !cells.isSamePart(places.part, written.part) || !cells.isSame(places.because, written.justification)
        }
    }

    /// Where the columns stand.
    private struct Columns {
        /// Those of an axis.
        struct Axis {
            var rating: Int
            var part: Int
            var other: Int
            var because: Int
        }

        var axes: [Axis] = []
        /// The hidden column.
        var mark: Int?
        var all: [Int] { (mark.map { [$0] } ?? []) + axes.flatMap { [$0.rating, $0.part, $0.other, $0.because] } }

        /// Nil when an axis has lost one of its columns.
        init?(_ reference: Reference, in reader: any WorkbookReader, sheet: Int) {
            let columns = Marks(in: reader).columns(ofSheet: sheet, owner: reference.measure)
            func place(_ key: String) -> Int? {
                columns[Mark(.column, owner: reference.measure, key: key)]?.column
            }
            mark = place(Reference.columnKey)
            for axis in reference.axes {
                guard let rating = place("\(axis.id).cotation"), let part = place("\(axis.id).part"),
                    let other = place("\(axis.id).autre"), let because = place("\(axis.id).justification")
                else { return nil }
                axes.append(Axis(rating: rating, part: part, other: other, because: because))
            }
        }
    }
}

/// The cells of a row.
struct RowCells {
    private let batch: RowBatch
    private let cells: Range<Int>

    init(_ batch: RowBatch, _ cells: Range<Int>) {
        self.batch = batch
        self.cells = cells
    }

    subscript(_ column: Int) -> Cell? {
        for index in cells where batch.cells[index].column == column { return batch.cells[index] }
        return nil
    }

    /// The text of a cell as it is; nil without the cell.
    func raw(_ column: Int) -> String? { self[column].map { batch.text(of: $0) } }

    func text(_ column: Int) -> String {
        (self[column].map { batch.text(of: $0) } ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    func part(_ column: Int) -> LeftRatings.Part {
        guard let cell = self[column] else { return .blank }
        let text = batch.text(of: cell)
        if cell.kind == .number { return .number(cell.number, text: text) }
        return text.allSatisfy(\.isWhitespace) ? .blank : .text(text)
    }

    /// Whether a cell says `text`; spaces at its ends and between words do not count.
    func isSame(_ column: Int, _ text: String) -> Bool {
        guard let cell = self[column] else { return text.isEmpty }
        if batch.utf8(of: cell).elementsEqual(text.utf8) { return true }
        return self.text(column) == text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a cell holds the number `decimal`. It may have passed through another program: a billionth is no change.
    func isSamePart(_ column: Int, _ decimal: String) -> Bool {
        guard let cell = self[column] else { return decimal.isEmpty }
        guard cell.kind == .number, let number = Double(decimal) else { return false }
        return abs(cell.number - number) <= 1e-9
    }
}
