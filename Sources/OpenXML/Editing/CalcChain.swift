internal import Findings
internal import Markup
internal import Tabular

/// The calculation chain: the cells with formulas, in the order in which they were last calculated (ECMA-376 part 1,
/// section 18.6). It needs no entry for a new formula; an entry for a formula that is gone makes Excel repair the file.
enum CalcChain {
    /// Whether `bytes` list a cell that holds a formula no more. `isGone` says it of a cell and the number of its sheet.
    static func lists(
        _ bytes: [UInt8], part: String, where isGone: (Int, CellReference) -> Bool
    ) throws(Finding) -> Bool {
        var scanner = MarkupScanner(bytes, part: part)
        var sheet = 0
        while let token = try scanner.next() {
            guard token.kind == .start || token.kind == .empty, scanner.isNamed("c", token) else { continue }
            // The sheet is written where it changes.
            if let value = try scanner.value(of: "i", in: token) { sheet = number(bytes[value]) }
            guard let value = try scanner.value(of: "r", in: token),
                let cell = CellReference(String(decoding: bytes[value], as: UTF8.self))
            else { continue }
            if isGone(sheet, cell) { return true }
        }
        return false
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        var value = 0
        for digit in digits where (0x30...0x39).contains(digit) && value < 1 << 40 {
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}

extension ColumnBlock {
    /// Whether the cell of the block's own `column` in `row` holds a formula once the block is written.
    func hasFormula(row: Int, column: Int) -> Bool {
        guard body.contains(row), let index = positions.firstIndex(of: column) else { return false }
        let written = columns[index]
        let offset = row - body.lowerBound
        switch written.data {
        case .coded(let values, let codes):
            guard codes.indices.contains(offset), values.indices.contains(Int(codes[offset])) else { return false }
            return written.formula != nil || values[Int(codes[offset])].isFormula
        case .amounts(let amounts):
            return written.formula != nil && amounts.indices.contains(offset) && amounts[offset] != nil
        }
    }

    /// Whether a new cell holds a formula, links included.
    var hasFormulas: Bool {
        columns.contains { column in
            if column.formula != nil { return true }
            guard case .coded(let values, _) = column.data else { return false }
            return values.contains(where: \.isFormula)
        }
    }
}

extension CellValue {
    /// Whether an appended cell with the value holds a formula, as links do.
    fileprivate var isFormula: Bool {
        switch self {
        case .formula, .link: true
        default: false
        }
    }
}
