internal import Tabular

/// A column of a file of columns: what its distinct texts stand for, and which of them each given row has.
struct GivenColumn: Sendable {
    /// The column's place in the file, from 0; the first has the numbers of rows.
    let position: Int
    let header: String
    let type: ColumnType
    /// How many characters the widest text has, sixty at most.
    private(set) var width: Int
    /// What the texts stand for, by number of a text; the first is that of the empty text, once it is met.
    private(set) var values: [CellValue] = [.text("")]
    /// By given row, up to the last with a text: the number of its text.
    private(set) var codes = Codes()

    /// A text that does not fit the column's type.
    struct Fault: Sendable {
        /// The row of the file that has it, from 0.
        var row: Int
        var text: String
    }

    /// The first text that does not fit the type; nil when all fit.
    private(set) var fault: Fault?

    private var texts = ByteInterner()
    private var isEmptyMet = false
    // Of the batch that is taken: where this column's texts are, in which given rows, and their numbers.
    private var parts: [Range<Int>] = []
    private var rows: [Int] = []
    private var numbers: [UInt32] = []

    /// A column without rows.
    init(_ header: String, _ type: ColumnType, at position: Int) {
        self.position = position
        self.header = header
        self.type = type
        width = header.count
    }

    /// Takes what `taken` rows of `batch`, whose text is all in its bytes, have in this column; the first of them is the
    /// `given`-th row.
    /// Nothing is taken after a text that does not fit the type.
    mutating func take(_ taken: ArraySlice<RowBatch.Row>, of batch: RowBatch, given: Int) {
        guard fault == nil else { return }
        let bytes = batch.bytes.span
        find(taken, batch.cells.span)
        texts.intern(parts, of: bytes, into: &numbers)
        for (index, code) in numbers.enumerated() {
            let isNew = Int(code) == values.count
            if isNew || code == 0 && !isEmptyMet {
                let text = texts.string(Int(code))
                guard let value = type.value(of: text) else {
                    fault = Fault(row: taken[rows[index]].index, text: text)
                    return
                }
                if isNew { values.append(value) } else { values[0] = value }
                isEmptyMet = isEmptyMet || !isNew
                width = max(width, min(text.count, 60))
            }
            let row = given + rows[index] - taken.startIndex
            while codes.count < row { codes.append(Codes.none) }
            codes.append(code)
        }
    }

    /// Finds this column's cells in `taken` rows. Rows list their cells in order, nearly always all of them.
    private mutating func find(_ taken: ArraySlice<RowBatch.Row>, _ cells: Span<Cell>) {
        let column = UInt32(position)
        parts.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        for row in taken.indices {
            let own = taken[row].cells
            var cell = min(own.lowerBound + position, own.upperBound - 1)
            while cell > own.lowerBound, cells[cell].column > column { cell -= 1 }
            guard cell >= own.lowerBound, cells[cell].column == column else { continue }
            parts.append(cells[cell].bytes)
            rows.append(row)
        }
    }

    /// Forgets the texts: they are values by now.
    mutating func forgetTexts() {
        texts = ByteInterner()
        parts = []
        rows = []
        numbers = []
    }
}
