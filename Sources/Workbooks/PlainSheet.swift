internal import Tabular
internal import Texts

extension Workbook {
    /// The first sheet as a new sheet: the same rows, text as text, `numericColumns` as numbers where they are exact.
    func plainSheet(numericColumns: Set<Int>) throws -> NewSheet {
        var rows: [[NewCell?]] = []
        var widths: [Int] = []
        _ = try reader.readSheet(0) { batch in
            for row in batch.rows {
                while rows.count < row.index { rows.append([]) }
                var cells: [NewCell?] = []
                for cell in batch.cells[row.cells] {
                    let column = Int(cell.column)
                    guard column < SheetLimits.columns else { continue }
                    while cells.count < column { cells.append(nil) }
                    while widths.count <= column { widths.append(0) }
                    let text = batch.text(of: cell)
                    widths[column] = max(widths[column], min(text.count, 60))
                    if rows.count > 0, numericColumns.contains(column), let number = PlainNumber.decimal(text) {
                        cells.append(NewCell(.decimal(number), .amount))
                    } else {
                        cells.append(NewCell(.text(text), .general, rows.isEmpty ? .header : .body))
                    }
                }
                rows.append(cells)
            }
            return .next
        }
        var sheet = NewSheet(name: reader.sheets[0].name, widths: widths.map { Double(max($0, 8) + 2) }, rows: rows)
        sheet.frozenRows = 1
        sheet.heights[0] = 30
        sheet.printTitleRows = 0..<1
        return sheet
    }
}

/// Decimal text as French exports write it, made into the decimal text that a workbook stores.
enum PlainNumber {
    /// `1 234,50` → `1234.50`; nil when the text is not exactly one number.
    static func decimal(_ text: String) -> String? {
        var digits: [UInt8] = []
        var hasMark = false
        var isNegative = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value))
            case ",", ".":
                if hasMark { return nil }
                hasMark = true
                digits.append(UInt8(ascii: "."))
            case "-":
                if isNegative || !digits.isEmpty { return nil }
                isNegative = true
            case " ", "\u{A0}", "\u{202F}": continue
            default: return nil
            }
        }
        guard let first = digits.first, first != UInt8(ascii: "."), digits.last != UInt8(ascii: "."), digits.count <= 20
        else { return nil }
        return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }
}
