internal import Findings
internal import Tabular
internal import Texts

/// The first rows of a sheet, kept as text to find the header in.
struct SheetHead {
    /// How many rows are looked at.
    static let limit = 50
    /// How many cells of a row are looked at; the widest export known has fewer than 200 columns.
    static let width = 1_024
    /// How many bytes of a cell are looked at; no header is as long, and a cell may hold megabytes.
    static let length = 512

    /// A row: its number from 0, its non-blank cells.
    struct Row {
        var index: Int
        var cells: [HeadCell]
        /// Whether some cell is no text: no such row is part of a header of several rows.
        var hasNumbers: Bool { cells.contains { !$0.isText } }
        /// Whether a fourth of the cells are numbers, or could be: no such row is a header.
        var looksLikeData: Bool
    }

    /// The first non-empty rows.
    var rows: [Row] = []

    /// Reads the first rows of sheet `index`.
    init(_ reader: any WorkbookReader, sheet index: Int) throws {
        var rows: [Row] = []
        _ = try reader.readSheet(index) { batch in
            for row in batch.rows {
                guard rows.count < Self.limit, row.index < 4 * Self.limit else { return .stop }
                let cells = batch.cells[row.cells].prefix(Self.width).compactMap { cell -> HeadCell? in
                    let text = Self.text(cell, batch)
                    guard !text.isEmpty else { return nil }
                    return HeadCell(
                        column: Int(cell.column), text: text, folded: Folding.fold(text), kind: cell.kind)
                }
                guard !cells.isEmpty else { continue }
                let numbers = cells.count { !$0.isText || $0.looksLikeAmount }
                rows.append(Row(index: row.index, cells: cells, looksLikeData: numbers * 4 >= cells.count))
            }
            return rows.count < Self.limit ? .next : .stop
        }
        self.rows = rows
    }

    private static func text(_ cell: Cell, _ batch: RowBatch) -> String {
        if cell.kind == .date, cell.number.isFinite, cell.number.magnitude < 1e13 {
            return CivilDate(daysSince1970: Int((cell.number / 86_400).rounded(.down))).iso
        }
        return tidy(String(decoding: batch.utf8(of: cell).prefix(length), as: UTF8.self))
    }

    /// What stands in `column` below row `index`, the empty cells aside.
    func values(of column: Int, below index: Int) -> [HeadCell] {
        rows.filter { $0.index > index }.compactMap { $0.cells.first { $0.column == column } }
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

/// A cell of the first rows that is not blank.
struct HeadCell {
    var column: Int
    /// Its text, spaces tidied.
    var text: String
    /// The same, folded.
    var folded: String
    var kind: CellKind

    var isText: Bool { kind == .text }
}
