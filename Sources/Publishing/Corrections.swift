public import Tabular

/// What people changed in the ratings and parts that an earlier run wrote, and that writing again would undo.
public struct Corrections: Sendable {
    /// A cell that was changed.
    public struct Example: Sendable, Hashable {
        /// The cell.
        public var cell: CellReference
        /// What it says; empty when it is blank.
        public var found: String
        /// What would be written there; empty when nothing would.
        public var computed: String
    }

    /// How many cells were changed.
    public private(set) var count = 0
    /// The first of them.
    public private(set) var examples: [Example] = []

    private static let shown = 5

    /// The cells of the rated columns in `annotation` that say something else in `reader`, where an earlier run wrote them.
    ///
    /// - Throws: what reading the sheet throws.
    public init(of annotation: Annotation, in reader: any WorkbookReader) throws {
        let block = annotation.block
        let corrected = annotation.corrected.intersection(block.owned)
        guard !corrected.isEmpty else { return }
        let columns = zip(block.columns, block.positions).filter { corrected.contains($0.1) }
            .compactMap { Expected($0, at: $1) }
        var next = block.body.lowerBound
        _ = try reader.readSheet(block.sheet, columns: ColumnSelection(corrected)) { batch in
            for row in batch.rows {
                for repeated in row.index..<(row.index + row.repeats) where block.body.contains(repeated) {
                    // A row that is not given is blank in these columns.
                    while next < repeated {
                        compare(next, columns, batch, [])
                        next += 1
                    }
                    compare(repeated, columns, batch, batch.cells[row.cells])
                    next = repeated + 1
                }
            }
            return .next
        }
        while next < block.body.upperBound {
            compare(next, columns, RowBatch(), [])
            next += 1
        }

        func compare(_ row: Int, _ columns: [Expected], _ batch: RowBatch, _ cells: ArraySlice<Cell>) {
            var rest = cells
            for column in columns {
                while let cell = rest.first, Int(cell.column) < column.position { rest = rest.dropFirst() }
                let cell = rest.first.flatMap { Int($0.column) == column.position ? $0 : nil }
                let code = column.codes[row - block.body.lowerBound]
                if column.isSame(cell, in: batch, as: code) { continue }
                count += 1
                guard examples.count < Self.shown else { continue }
                examples.append(
                    Example(
                        cell: CellReference(row: row, column: column.position),
                        found: cell.map { batch.text(of: $0) } ?? "", computed: column.text(code)))
            }
        }
    }

    /// What would be written in a column.
    private struct Expected {
        let position: Int
        /// For each body row, its place in `texts` and `numbers`.
        let codes: Codes
        let texts: [[UInt8]]
        /// The number that a value is; nil for text.
        let numbers: [Double?]

        init?(_ column: NewColumn, at position: Int) {
            guard case .coded(let values, let codes) = column.data else { return nil }
            self.position = position
            self.codes = codes
            numbers = values.map { value in
                if case .decimal(let text) = value { Double(text) } else { nil }
            }
            texts = values.map { value in
                switch value {
                case .text(let text), .decimal(let text): Array(text.utf8)
                default: []
                }
            }
        }

        func text(_ code: UInt32) -> String {
            code == .max ? "" : String(decoding: texts[Int(code)], as: UTF8.self)
        }

        /// Whether `cell` says what would be written. Numbers may have passed through another program: a billionth is
        /// no correction. Nor is a rating in capitals or in the feminine, nor no part where the part is the whole.
        func isSame(_ cell: Cell?, in batch: RowBatch, as code: UInt32) -> Bool {
            guard code != .max else { return cell.map { batch.utf8(of: $0).isEmpty } ?? true }
            guard let cell else { return texts[Int(code)].isEmpty || numbers[Int(code)] == 1 }
            if let number = numbers[Int(code)] {
                return cell.kind == .number && abs(cell.number - number) <= 1e-9 * max(1, abs(number))
            }
            if batch.utf8(of: cell).elementsEqual(texts[Int(code)]) { return true }
            return RatingWords.stem(batch.text(of: cell)) == RatingWords.stem(text(code))
        }
    }
}
