internal import Findings
internal import Tabular

/// Prints the cells of a block row by row: each distinct value is rendered once, each cell is a few copied bytes.
struct BlockPrinter {
    private let block: ColumnBlock
    private let totalsRow: Int?
    private let styles: StyleBook
    private let columns: [Column]
    /// The markup of all columns, one piece after the other, and where each piece is in it.
    private var arena: [UInt8] = []
    private var pieces: [Range<Int>] = []
    /// By neighbour's format: where in the arena the style attribute of each column is, ` s="12"`.
    private var attributes: [Int: [Range<Int>]] = [:]
    private var current: (neighbour: Int, attributes: [Range<Int>])?
    private var digits: [UInt8] = []

    /// One column, ready to print; all ranges are of pieces, but `data`.
    private struct Column {
        /// `<c r="O`.
        var opening: Int
        /// What follows the style attribute of the header.
        var header: Int
        /// The values: codes, or amounts.
        var codes: [UInt32] = []
        var amounts: [Cents?] = []
        /// What follows the style attribute of each distinct value, cut where the row number goes; the last value is the
        /// empty cell. For amounts: what precedes the number.
        var values: [Range<Int>] = []
        /// What follows an amount.
        var closing = 0
    }

    /// Prepares `block`; `totalsRow` is the row of a table's totals, which gets empty cells.
    init(_ block: ColumnBlock, totalsRow: Int?, markup: CellMarkup, styles: StyleBook) throws(Finding) {
        self.block = block
        self.totalsRow = totalsRow
        self.styles = styles
        var columns: [Column] = []
        var store = PieceStore()
        for (index, column) in block.columns.enumerated() {
            let letters = CellReference.letters(ofColumn: block.firstColumn + index)
            let header = try markup.rendered(.text(column.header))
            var printed = Column(
                opening: store.append("<\(markup.prefix)c r=\"\(letters)"),
                header: store.append(Self.closed(header, markup)))
            let formula = column.formula.map { FormulaText($0).pieces.map { CellMarkup.escaped($0) } }
            switch column.data {
            case .coded(let values, let codes):
                printed.codes = codes
                for value in values {
                    printed.values.append(store.append(try Self.pieces(value, formula: formula, markup)))
                }
            case .amounts(let amounts):
                printed.amounts = amounts
                var texts = [">"]
                if let formula { texts = Self.joined([">"], Self.formula(formula, markup)) }
                printed.values.append(store.append(Self.joined(texts, ["<\(markup.prefix)v>"])))
                printed.closing = store.append("</\(markup.prefix)v></\(markup.prefix)c>")
            }
            printed.values.append(store.append(["/>"]))
            columns.append(printed)
        }
        self.columns = columns
        arena = store.arena
        pieces = store.pieces
    }

    /// Pieces of markup, one after the other.
    private struct PieceStore {
        var arena: [UInt8] = []
        var pieces: [Range<Int>] = []

        /// Keeps `text`; the number of its piece.
        mutating func append(_ text: String) -> Int {
            let start = arena.count
            arena += text.utf8
            pieces.append(start..<arena.count)
            return pieces.count - 1
        }

        /// Keeps `texts`; the numbers of their pieces.
        mutating func append(_ texts: [String]) -> Range<Int> {
            let first = pieces.count
            for text in texts { _ = append(text) }
            return first..<pieces.count
        }
    }

    // MARK: Rendering once

    private static func closed(_ rendered: CellMarkup.Rendered, _ markup: CellMarkup) -> String {
        rendered.content.isEmpty ? "/>" : "\(rendered.type)>\(rendered.content)</\(markup.prefix)c>"
    }

    private static func pieces(_ value: CellValue, formula: [String]?, _ markup: CellMarkup) throws(Finding) -> [String]
    {
        var cached = value
        var own = formula
        switch value {
        case .formula(let inner, let result):
            cached = result
            own = own ?? FormulaText(inner).pieces.map { CellMarkup.escaped($0) }
        case .link(let text, let sheet, let cell) where own == nil:
            cached = .text(text)
            own = FormulaText(CellMarkup.hyperlink(text, sheet: sheet, cell)).pieces.map { CellMarkup.escaped($0) }
        default: break
        }
        guard let own else { return [closed(try markup.rendered(value), markup)] }
        let rendered = try markup.cached(cached)
        return joined(
            joined(["\(rendered.type)>"], Self.formula(own, markup)), ["\(rendered.content)</\(markup.prefix)c>"])
    }

    private static func formula(_ pieces: [String], _ markup: CellMarkup) -> [String] {
        joined(joined(["<\(markup.prefix)f>"], pieces), ["</\(markup.prefix)f>"])
    }

    /// Two lists of pieces end to end: the last piece of the first and the first of the second become one.
    private static func joined(_ left: [String], _ right: [String]) -> [String] {
        guard let last = left.last, let first = right.first else { return left + right }
        return left.dropLast() + [last + first] + right.dropFirst()
    }

    // MARK: Rows

    /// The block's first and last rows, those of a totals row included.
    var rows: Range<Int> {
        let first = min(block.headerRow, block.body.isEmpty ? block.headerRow : block.body.lowerBound)
        let last = max(block.headerRow, block.body.isEmpty ? 0 : block.body.upperBound - 1, totalsRow ?? 0)
        return first..<(last + 1)
    }

    /// Whether cells go to `row`.
    func touches(_ row: Int) -> Bool { row == block.headerRow || block.body.contains(row) || row == totalsRow }

    /// Whether a cell with a value goes to `row`, so that the row must exist.
    func hasValues(_ row: Int) -> Bool {
        if row == block.headerRow { return true }
        guard block.body.contains(row) else { return false }
        let index = row - block.body.lowerBound
        return columns.contains { column in
            if index < column.codes.count { return Int(column.codes[index]) < column.values.count - 1 }
            return index < column.amounts.count && column.amounts[index] != nil
        }
    }

    /// Appends the cells of `row`, next to a cell of format `neighbour`, to `output`.
    mutating func print(_ row: Int, neighbour: Int, to output: inout [UInt8]) throws(Finding) {
        digits.removeAll(keepingCapacity: true)
        digits.appendDigits(UInt64(row + 1))
        digits.append(UInt8(ascii: "\""))
        if row == block.headerRow {
            let style = Self.attribute(neighbour)
            for column in columns {
                put(column.opening, to: &output)
                output += digits
                output += style.utf8
                put(column.header, to: &output)
            }
            return
        }
        let middles = try middles(neighbour)
        let isBody = block.body.contains(row)
        let index = isBody ? row - block.body.lowerBound : Int.max
        let number = digits.span.extracting(0..<(digits.count - 1))
        for position in columns.indices {
            put(columns[position].opening, to: &output)
            output.append(digits.span, 0, digits.count)
            output.append(arena.span, middles[position].lowerBound, middles[position].upperBound)
            var value = columns[position].values.count - 1
            var amount: Cents?
            if index < columns[position].codes.count {
                value = min(value, Int(columns[position].codes[index]))
            } else if index < columns[position].amounts.count, let cents = columns[position].amounts[index] {
                amount = cents
                value = 0
            }
            let pieces = columns[position].values[value]
            for piece in pieces {
                if piece > pieces.lowerBound { output.append(number, 0, number.count) }
                put(piece, to: &output)
            }
            if let amount {
                output.append(euros: amount)
                put(columns[position].closing, to: &output)
            }
        }
    }

    private func put(_ piece: Int, to output: inout [UInt8]) {
        output.append(arena.span, pieces[piece].lowerBound, pieces[piece].upperBound)
    }

    private mutating func middles(_ neighbour: Int) throws(Finding) -> [Range<Int>] {
        if let current, current.neighbour == neighbour { return current.attributes }
        var list = attributes[neighbour] ?? []
        if list.isEmpty {
            for column in block.columns {
                let start = arena.count
                arena += Self.attribute(try styles.body(neighbour: neighbour, column.format)).utf8
                list.append(start..<arena.count)
            }
            attributes[neighbour] = list
        }
        current = (neighbour, list)
        return list
    }

    private static func attribute(_ style: Int) -> String { style == 0 ? "" : " s=\"\(style)\"" }
}

extension [UInt8] {
    /// Appends the decimal digits of `value`.
    mutating func appendDigits(_ value: UInt64) {
        var divisor: UInt64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        var rest = value
        while divisor > 0 {
            append(UInt8(48 + rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }

    /// Appends an amount as a plain number of euros without superfluous zeros: `-1234.5`.
    mutating func append(euros amount: Cents) {
        let magnitude = amount.value.magnitude
        if amount.value < 0 { append(UInt8(ascii: "-")) }
        appendDigits(magnitude / 100)
        let cents = magnitude % 100
        guard cents > 0 else { return }
        append(UInt8(ascii: "."))
        append(UInt8(48 + cents / 10))
        if cents % 10 > 0 { append(UInt8(48 + cents % 10)) }
    }
}
