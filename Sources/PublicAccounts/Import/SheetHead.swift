internal import Findings
internal import Tabular

/// The first rows of a sheet, kept as text to find the header in.
struct SheetHead {
    /// How many rows are looked at.
    static let limit = 50
    /// How many cells of a row are looked at; the widest export known has fewer than 200 columns.
    static let width = 1_024
    /// How many bytes of a cell are looked at; no header is as long, and a cell may hold megabytes.
    static let length = 4_096

    /// A row: its number from 0, its non-blank cells.
    struct Row {
        var index: Int
        var cells: [(column: Int, text: String, isText: Bool)]
    }

    /// The first non-empty rows.
    var rows: [Row] = []

    /// Reads the first rows of sheet `index`.
    init(_ reader: any WorkbookReader, sheet index: Int) throws {
        var rows: [Row] = []
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                guard rows.count < Self.limit, row.index < 4 * Self.limit else { return .stop }
                let cells = batch.cells[row.cells].prefix(Self.width).compactMap {
                    cell -> (column: Int, text: String, isText: Bool)? in
                    let text = Self.tidy(String(decoding: batch.utf8(of: cell).prefix(Self.length), as: UTF8.self))
                    return text.isEmpty ? nil : (Int(cell.column), text, cell.kind == .text)
                }
                if !cells.isEmpty { rows.append(Row(index: row.index, cells: cells)) }
            }
            return rows.count < Self.limit ? .next : .stop
        }
        self.rows = rows
    }

    /// The text with every run of spaces and line breaks as one space, none at the ends.
    static func tidy(_ text: String) -> String {
        var tidied = String.UnicodeScalarView()
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 ? scalar.value <= 0x20 : scalar.properties.isWhitespace {
                gap = true
            } else {
                if gap, !tidied.isEmpty { tidied.append(" ") }
                gap = false
                tidied.append(scalar)
            }
        }
        return String(tidied)
    }
}
