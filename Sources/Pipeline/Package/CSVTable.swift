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

        /// The text of column `index`; empty when the row has none.
        func text(_ index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

        /// The bytes of column `index`.
        func utf8(_ index: Int) -> ArraySlice<UInt8> {
            // Cells are few and ascending: their column is at most their position plus the empty ones before it.
            var position = min(cells.startIndex + index, cells.endIndex - 1)
            while position >= cells.startIndex, cells[position].column > UInt32(index) { position -= 1 }
            guard position >= cells.startIndex, cells[position].column == UInt32(index) else { return [] }
            return batch.utf8(of: cells[position])
        }
    }

    /// Reads the table at `path`, whose header must be `columns`, and gives `body` each further row with its place.
    static func read(_ path: String, columns: [String], _ body: (Fields, Place) throws -> Void) throws {
        let reader = try DelimitedWorkbook(Bytes(mapping: path), fileName: path, dialect: .commaSeparatedUTF8)
        var isFirst = true
        _ = try reader.readSheet(0) { batch in
            for row in batch.rows where !row.cells.isEmpty {
                let fields = Fields(cells: batch.cells[row.cells], batch: batch)
                let place = Place(file: path, line: row.index + 1)
                if isFirst {
                    isFirst = false
                    guard columns.indices.allSatisfy({ fields.text($0) == columns[$0] }) else {
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
