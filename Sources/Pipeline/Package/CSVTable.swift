internal import DelimitedText
internal import Files
internal import Findings
internal import Tabular

/// Reads a table of the data package, row by row, through the same reader as any other delimited text.
enum CSVTable {
    /// The fields of one row.
    struct Fields {
        fileprivate var cells: ArraySlice<Cell>
        fileprivate var batch: RowBatch
        /// How many columns come before the table's own: 1 where rows say their input.
        fileprivate var shift: Int

        /// Which input the row is of; empty where the table does not say.
        var input: ArraySlice<UInt8> { shift == 0 ? [] : raw(0) }

        /// The text of column `index`; empty when the row has none.
        func text(_ index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

        /// The bytes of column `index`.
        func utf8(_ index: Int) -> ArraySlice<UInt8> { raw(index + shift) }

        fileprivate func isText(_ text: String, inColumn index: Int) -> Bool { raw(index).elementsEqual(text.utf8) }

        private func raw(_ index: Int) -> ArraySlice<UInt8> {
            // Cells are few and ascending: their column is at most their position plus the empty ones before it.
            var position = min(cells.startIndex + index, cells.endIndex - 1)
            while position >= cells.startIndex, cells[position].column > UInt32(index) { position -= 1 }
            guard position >= cells.startIndex, cells[position].column == UInt32(index) else { return [] }
            return batch.utf8(of: cells[position])
        }
    }

    /// The column that says which input a row is of.
    static let inputColumn = "input"

    /// The columns of a table whose rows say their input, or do not.
    static func columns(_ columns: [String], sayInput: Bool) -> [String] { (sayInput ? [inputColumn] : []) + columns }

    /// Reads the table at `path`, whose header must be `columns`, after the input's where rows say it, and gives `body`
    /// each further row with its place.
    static func read(
        _ path: String, columns: [String], sayInput: Bool = false, _ body: (Fields, Place) throws -> Void
    ) throws {
        let columns = Self.columns(columns, sayInput: sayInput)
        let reader = try DelimitedWorkbook(Bytes(mapping: path), fileName: path, dialect: .commaSeparatedUTF8)
        var isFirst = true
        _ = try reader.readSheet(0) { batch in
            for row in batch.rows where !row.cells.isEmpty {
                let fields = Fields(cells: batch.cells[row.cells], batch: batch, shift: sayInput ? 1 : 0)
                let place = Place(file: path, line: row.index + 1)
                if isFirst {
                    isFirst = false
                    guard columns.indices.allSatisfy({ fields.isText(columns[$0], inColumn: $0) }) else {
                        throw Finding(.badPackage, at: place, ["detail": columns.joined(separator: ", ")])
                    }
                    continue
                }
                try body(fields, place)
            }
            return .next
        }
        if isFirst { throw Finding(.badPackage, at: Place(file: path), ["detail": columns.joined(separator: ", ")]) }
    }
}
