internal import Tabular

/// Heights for rows whose text wraps: spreadsheet programs do not all find them on opening.
enum RowHeights {
    /// The height of a line of text, in points.
    private static let line = 15.0

    /// Sets the heights of the rows of `sheet` whose text takes more than a line.
    static func fit(_ sheet: inout NewSheet) {
        var merged: [CellReference: CellRange] = [:]
        for merge in sheet.merges { merged[merge.first] = merge }
        for (index, row) in sheet.rows.enumerated() {
            var lines = 1
            for (column, cell) in row.enumerated() {
                guard let cell, wraps(cell), let text = text(of: cell.value) else { continue }
                let last = merged[CellReference(row: index, column: column)]?.last.column ?? column
                guard last < sheet.widths.count else { continue }
                lines = max(lines, count(text, width: sheet.widths[column...last].reduce(0, +)))
            }
            if lines > 1 { sheet.heights[index] = Double(lines) * line }
            if row.first??.look == .title { sheet.heights[index] = 24 }
        }
    }

    /// Sets the heights of the rows of the long columns of `sheet` whose text takes more than a line.
    static func fitColumns(_ sheet: inout NewSheet) {
        guard let block = sheet.columnBlock else { return }
        var lines = [Int](repeating: 1, count: block.body.count)
        var header = 1
        for column in block.columns where !column.isHidden {
            header = max(header, count(column.header, width: column.width))
            guard column.format == .wrapped, case .coded(let values, let codes) = column.data else { continue }
            let needed = values.map { value in text(of: value).map { count($0, width: column.width) } ?? 1 }
            for (row, code) in codes.enumerated() where code != Codes.none {
                lines[row] = max(lines[row], needed[Int(code)])
            }
        }
        if header > 1 { sheet.heights[block.headerRow] = Double(header) * line }
        for (row, lines) in lines.enumerated() where lines > 1 {
            sheet.heights[block.body.lowerBound + row] = Double(lines) * line
        }
    }

    private static func wraps(_ cell: NewCell) -> Bool {
        if case .colouredHeader = cell.look { return true }
        return cell.format == .wrapped || cell.look == .header || cell.look == .remark
    }

    private static func text(of value: CellValue?) -> String? {
        switch value {
        case .text(let text), .formula(_, .text(let text)): text
        default: nil
        }
    }

    /// How many lines `text` takes in a column of `width` characters, words kept whole where they fit.
    private static func count(_ text: String, width: Double) -> Int {
        let room = max(1, Int(width))
        var lines = 0
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var used = 0
            lines += 1
            for word in paragraph.split(separator: " ") {
                let length = word.count
                if used > 0, used + 1 + length <= room {
                    used += 1 + length
                    continue
                }
                if used > 0 { lines += 1 }
                lines += (length - 1) / room
                used = length - (length - 1) / room * room
            }
        }
        return lines
    }
}
