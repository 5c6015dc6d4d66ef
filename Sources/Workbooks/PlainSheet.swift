internal import Findings
internal import Tabular
internal import Texts

extension Workbook {
    /// The sheets as new ones: the same rows and merged areas. Text stays text, but for the `numericColumns` of the sheet
    /// that `edit` adds to, which are numbers where they are exact.
    ///
    /// - Throws: `CLA014` for a sheet whose cells are too far apart, and what reading throws.
    func plainSheets(for edit: WorkbookEdit, numericColumns: Set<Int>) throws -> [NewSheet] {
        let edited = edit.blocks.first?.sheet ?? 0
        var sheets: [NewSheet] = []
        for index in reader.sheets.indices {
            let block = edit.blocks.first { $0.sheet == index }
            let header = headerIsFirstRow ? 0 : block?.headerRow
            sheets.append(
                try plainSheet(index, header: header, numericColumns: index == edited ? numericColumns : []))
        }
        if !sheets.contains(where: { !$0.isHidden }), !sheets.isEmpty { sheets[0].isHidden = false }
        return sheets
    }

    /// Whether the first row of every sheet is its header.
    var headerIsFirstRow: Bool { reader.format == .delimitedText || reader.format == .budgetDocument }

    /// Whether whatever the reader gives as a number is an amount.
    private var numbersAreAmounts: Bool { reader.format == .budgetDocument }

    private func plainSheet(_ index: Int, header: Int?, numericColumns: Set<Int>) throws -> NewSheet {
        var rows: [[NewCell?]] = []
        var widths: [Int] = []
        var (taken, filled) = (0, 0)
        let summary = try reader.readSheet(index) { batch in
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
                    let look: CellLook = rows.count == header ? .header : .body
                    let isNumber =
                        rows.count > (header ?? 0)
                        && (numericColumns.contains(column) || (numbersAreAmounts && cell.kind == .number))
                    cells.append(Self.plainCell(cell, text, isNumber: isNumber, look))
                }
                taken += cells.count
                filled += row.cells.count
                guard taken <= 1_000_000 + 16 * filled else {
                    throw Finding(.sheetTooSparse, at: Place(file: path, sheet: reader.sheets[index].name))
                }
                rows.append(cells)
            }
            return .next
        }
        let info = reader.sheets[index]
        var sheet = NewSheet(name: info.name, widths: widths.map { Double(max($0, 8) + 2) }, rows: rows)
        sheet.isHidden = info.isHidden
        sheet.merges = summary.merges.filter { $0.first != $0.last }
        if let header {
            sheet.frozenRows = header + 1
            sheet.heights[header] = 30
            sheet.printTitleRows = header..<header + 1
        }
        return sheet
    }

    private static func plainCell(_ cell: Cell, _ text: String, isNumber: Bool, _ look: CellLook) -> NewCell {
        switch cell.kind {
        case .number:
            // As amounts in the columns of amounts, and as the program likes elsewhere.
            guard let number = PlainNumber.withoutExponent(text) else { return NewCell(.text(text), .general, look) }
            return NewCell(.decimal(number), isNumber ? .amount : .general, look)
        case .boolean: return NewCell(.boolean(cell.number != 0), .general, look)
        case .date:
            let days = cell.number / 86_400
            if days == days.rounded(.down) { return NewCell(.date(days: Int(days)), .date, look) }
            return NewCell(.decimal(PlainNumber.fixed(days + 25_569)), .date, look)
        case .time: return NewCell(.decimal(PlainNumber.fixed(cell.number / 86_400)), .general, look)
        case .text, .error:
            if isNumber, let number = PlainNumber.decimal(text) { return NewCell(.decimal(number), .amount) }
            return NewCell(.text(text), .general, look)
        }
    }
}

/// Decimal text as French exports write it, made into the decimal text that a workbook stores.
enum PlainNumber {
    /// `1 234,50` → `1234.50`; nil when the text is not exactly one number.
    static func decimal(_ text: String) -> String? {
        var digits: [UInt8] = []
        digits.reserveCapacity(text.utf8.count)
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

    /// A number as a file has it, its exponent written out: `-1.5E-3` → `-0.0015`; nil when it is none, or has more than
    /// three hundred digits.
    static func withoutExponent(_ text: String) -> String? {
        let isNegative = text.hasPrefix("-")
        let unsigned = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let parts = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = mantissa.joined()
        guard let exponent = parts.count == 2 ? Int(parts[1]) : 0, exponent.magnitude <= 300, digits.count <= 40,
            !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 })
        else { return nil }
        let point = mantissa[0].count + exponent
        var whole = String(digits.prefix(max(point, 0)))
        whole += String(repeating: "0", count: max(point - digits.count, 0))
        var fraction = String(repeating: "0", count: max(-point, 0)) + digits.dropFirst(max(point, 0))
        while fraction.hasSuffix("0") { fraction.removeLast() }
        while whole.hasPrefix("0"), whole.count > 1 { whole.removeFirst() }
        return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// A number without an exponent, to nine decimals: a time of day to less than a millisecond.
    static func fixed(_ number: Double) -> String {
        guard number.magnitude < 1e9 else { return "\(number)" }
        let billionths = Int64((number * 1e9).rounded())
        let digits = String(billionths.magnitude)
        let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
        return (billionths < 0 ? "-" : "") + padded.dropLast(9) + "." + padded.suffix(9)
    }
}
