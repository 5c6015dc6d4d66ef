internal import Findings
internal import Tabular

/// Prints the cells of a block row by row: each distinct value is rendered once, each cell is a few copied bytes.
struct BlockPrinter {
    private let block: ColumnBlock
    private let totalsRow: Int?
    private let styles: StyleBook
    private let headers: [[UInt8]]
    private let columns: [Column]
    /// By neighbour's format: the style attribute of each column, ` s="12"`.
    private var attributes: [Int: [[UInt8]]] = [:]
    private var current: (neighbour: Int, attributes: [[UInt8]])?
    private var digits: [UInt8] = []

    /// One column, ready to print.
    private struct Column {
        /// `<c r="O`.
        var opening: [UInt8]
        var data: ColumnData
        /// What follows the style attribute of each distinct value, cut where the row number goes; the last value is the
        /// empty cell. For amounts: what precedes the number.
        var values: [Range<Int>] = []
        var pieces: [Range<Int>] = []
        var arena: [UInt8] = []
        /// What follows an amount.
        var closing: [UInt8] = []

        mutating func append(_ texts: [String]) {
            let first = pieces.count
            for text in texts {
                let start = arena.count
                arena += text.utf8
                pieces.append(start..<arena.count)
            }
            values.append(first..<pieces.count)
        }
    }

    /// Prepares `block`; `totalsRow` is the row of a table's totals, which gets empty cells.
    init(_ block: ColumnBlock, totalsRow: Int?, markup: CellMarkup, styles: StyleBook) throws(Finding) {
        self.block = block
        self.totalsRow = totalsRow
        self.styles = styles
        var headers: [[UInt8]] = []
        var columns: [Column] = []
        for (index, column) in block.columns.enumerated() {
            let letters = CellReference.letters(ofColumn: block.firstColumn + index)
            let header = try markup.rendered(.text(column.header))
            headers.append(Array(Self.closed(header, markup).utf8))
            var printed = Column(opening: Array("<\(markup.prefix)c r=\"\(letters)".utf8), data: column.data)
            let formula = column.formula.map { FormulaText($0).pieces.map { CellMarkup.escaped($0) } }
            switch column.data {
            case .coded(let values, _):
                for value in values { printed.append(try Self.pieces(value, formula: formula, markup)) }
            case .amounts:
                var texts = [">"]
                if let formula { texts = Self.joined([">"], Self.formula(formula, markup)) }
                printed.append(Self.joined(texts, ["<\(markup.prefix)v>"]))
                printed.closing = Array("</\(markup.prefix)v></\(markup.prefix)c>".utf8)
            }
            printed.append(["/>"])
            columns.append(printed)
        }
        self.headers = headers
        self.columns = columns
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
            switch column.data {
            case .coded(let values, let codes): index < codes.count && Int(codes[index]) < values.count
            case .amounts(let amounts): index < amounts.count && amounts[index] != nil
            }
        }
    }

    /// Appends the cells of `row`, next to a cell of format `neighbour`, to `output`.
    mutating func print(_ row: Int, neighbour: Int, to output: inout [UInt8]) throws(Finding) {
        digits.removeAll(keepingCapacity: true)
        digits.appendDigits(UInt64(row + 1))
        if row == block.headerRow {
            let style = Self.attribute(neighbour)
            for index in columns.indices {
                open(index, style, &output)
                output += headers[index]
            }
            return
        }
        let middles = try middles(neighbour)
        let index = row - block.body.lowerBound
        let isBody = block.body.contains(row)
        for position in columns.indices {
            open(position, middles[position], &output)
            var value = columns[position].values.count - 1
            var amount: Cents?
            if isBody {
                switch columns[position].data {
                case .coded(_, let codes):
                    if index < codes.count { value = min(value, Int(codes[index])) }
                case .amounts(let amounts):
                    if index < amounts.count, let cents = amounts[index] {
                        amount = cents
                        value = 0
                    }
                }
            }
            let pieces = columns[position].values[value]
            for piece in pieces {
                if piece > pieces.lowerBound { output += digits }
                output += columns[position].arena[columns[position].pieces[piece]]
            }
            if let amount {
                output.append(euros: amount)
                output += columns[position].closing
            }
        }
    }

    private func open(_ index: Int, _ style: [UInt8], _ output: inout [UInt8]) {
        output += columns[index].opening
        output += digits
        output.append(UInt8(ascii: "\""))
        output += style
    }

    private mutating func middles(_ neighbour: Int) throws(Finding) -> [[UInt8]] {
        if let current, current.neighbour == neighbour { return current.attributes }
        var found = attributes[neighbour]
        if found == nil {
            var list: [[UInt8]] = []
            for column in block.columns {
                list.append(Self.attribute(try styles.body(neighbour: neighbour, column.format)))
            }
            attributes[neighbour] = list
            found = list
        }
        let list = found ?? []
        current = (neighbour, list)
        return list
    }

    private static func attribute(_ style: Int) -> [UInt8] { style == 0 ? [] : Array(" s=\"\(style)\"".utf8) }
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
