internal import Tabular

/// The body rows of the annotated sheet, and which line each of them is.
struct BodyRows {
    /// For each body row, the line that it is; -1 for a row that is none.
    let lineOfRow: [Int]

    /// The rows of `body`, `rows` being the row of each line.
    init(_ rows: [Int], in body: Range<Int>) {
        var lineOfRow = [Int](repeating: -1, count: body.count)
        for (line, row) in rows.enumerated() where body.contains(row) { lineOfRow[row - body.lowerBound] = line }
        self.lineOfRow = lineOfRow
    }

    /// One of `values` a row, `code` telling which for a line; nil values, and `UInt32.max`, leave the cell empty.
    func coded(_ values: [CellValue?], code: (Int) -> UInt32) -> ColumnData {
        coded(values, row: { _, line in code(line) })
    }

    /// One of `values` a row, `code` telling which for a row and its line; nil values, and `UInt32.max`, leave the cell empty.
    func coded(_ values: [CellValue?], row code: (Int, Int) -> UInt32) -> ColumnData {
        var kept: [CellValue] = []
        var places = [UInt32](repeating: .max, count: values.count)
        var known: [CellValue: UInt32] = [:]
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            if let place = known[value] {
                places[index] = place
            } else {
                places[index] = UInt32(kept.count)
                known[value] = places[index]
                kept.append(value)
            }
        }
        let codes = lineOfRow.enumerated().map { row, line -> UInt32 in
            guard line >= 0 else { return .max }
            let code = code(row, line)
            return code == .max ? .max : places[Int(code)]
        }
        return .coded(values: kept, codes: Codes(codes))
    }

    /// An amount a row; nil leaves the cell empty.
    func amounts(_ amount: (Int) -> Cents?) -> ColumnData {
        .amounts(lineOfRow.map { $0 < 0 ? nil : amount($0) })
    }

    /// A number a row, each different one kept once; nil leaves the cell empty.
    func numbers(_ number: (Int) -> Double?) -> ColumnData {
        var kept: [CellValue] = []
        var known: [Double: UInt32] = [:]
        let codes = lineOfRow.map { line -> UInt32 in
            guard line >= 0, let number = number(line) else { return .max }
            if let place = known[number] { return place }
            let place = UInt32(kept.count)
            known[number] = place
            kept.append(.decimal(ExactDecimal.text(number)))
            return place
        }
        return .coded(values: kept, codes: Codes(codes))
    }
}
