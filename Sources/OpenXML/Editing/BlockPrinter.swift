internal import Findings
internal import Tabular

/// Prints the cells of a block row by row: each distinct value is rendered once, each cell is a few copied bytes; but for the
/// texts of a sheet of ours that are nearly all different, which would all be kept for one use.
struct BlockPrinter {
    private let block: ColumnBlock
    private let totalsRow: Int?
    /// Whether the sheet is all ours: then cells that hold nothing and have no look of their own are left out; otherwise they
    /// are written where they have a look, or hide one of their column or row.
    private let isOwnSheet: Bool
    /// By column: whether cells that are not there look like the default format, as far as the column goes.
    private let isPlainColumn: [Bool]
    private let styles: StyleBook
    /// The look of body cells on a new sheet; nil on one where their neighbours lend theirs.
    private let look: CellLook?
    private let columns: [Column]
    /// By column: which value each body row has; none for amounts.
    private let codes: [Codes]
    /// By column: the amount of each body row; none for coded values.
    private let amounts: [[Cents?]]
    /// By column: the values that are rendered when they are printed; none for a column whose values are in the store.
    private let late: [[CellValue]]
    private let markup: CellMarkup
    /// The markup of all columns.
    private let store: PieceStore
    /// The style attributes of body cells, ` s="12"`, one after the other.
    private var looks: [UInt8] = []
    /// By neighbour's format: where in `looks` the attribute of each column is.
    private var attributes: [Int: [Range<Int>]] = [:]
    /// The last neighbour's format, and the attributes beside it.
    private var neighbour: Int?
    private var attribute: [Range<Int>] = []
    /// The digits of the current row's number and a quote.
    private var digits: [UInt8] = []

    /// One column, ready to print; all numbers are of pieces, but those of values.
    private struct Column {
        /// `<c r="O`.
        var opening: Int
        /// What follows the style attribute of the header.
        var header: Int
        /// Its first value, among the values of all columns.
        var firstValue = 0
        /// What follows the style attribute of each distinct value, cut where the row number goes, is a value; the last
        /// one is the empty cell. For amounts there are two: what precedes the number, the empty cell.
        var valueCount = 0
        /// What follows an amount.
        var closing = 0
    }

    /// Prepares `block`; `totalsRow` is the row of a table's totals, which gets empty cells. Body cells look like their
    /// neighbour's, or have `look`. `isOwnSheet` says that no cell of anybody else stands beside it. `columnStyles` are the
    /// formats that the sheet gives the block's columns, 0 for those that are missing.
    init(
        _ block: ColumnBlock, totalsRow: Int?, isOwnSheet: Bool = false, columnStyles: [Int] = [], markup: CellMarkup,
        styles: StyleBook, look: CellLook? = nil
    ) throws(Finding) {
        self.block = block
        isPlainColumn = block.columns.indices.map { !columnStyles.indices.contains($0) || columnStyles[$0] == 0 }
        self.look = look
        self.totalsRow = totalsRow
        self.isOwnSheet = isOwnSheet
        self.markup = markup
        self.styles = styles
        var columns: [Column] = []
        var allCodes: [Codes] = []
        var allAmounts: [[Cents?]] = []
        var allLate: [[CellValue]] = []
        var store = PieceStore()
        let plainEnd = "</\(markup.prefix)v></\(markup.prefix)c>"
        let plainStart = Array("><\(markup.prefix)v>".utf8)
        let plainClosing = Array(plainEnd.utf8)
        for (position, column) in zip(block.positions, block.columns) {
            let letters = CellReference.letters(ofColumn: position)
            let header = try markup.rendered(.text(column.header))
            var printed = Column(
                opening: store.append("<\(markup.prefix)c r=\"\(letters)"),
                header: store.append(Self.closed(header, markup)))
            printed.firstValue = store.valueCount
            let formula = column.formula.map { FormulaText($0).pieces.map { CellMarkup.escaped($0) } }
            switch column.data {
            case .coded(let values, let codes):
                allCodes.append(codes)
                allAmounts.append([])
                let isLate = isOwnSheet && formula == nil && values.count > max(codes.count / 2, Self.fewValues)
                allLate.append(isLate ? values : [])
                if !isLate { store.reserve(values.count) }
                for value in values where !isLate {
                    if formula == nil, case .decimal(let number) = value, Self.isPlain(number.utf8Span.span) {
                        // What the general way gives, without its strings: numbers may be all different.
                        store.appendValue(plainStart, number, plainClosing)
                    } else {
                        store.appendValue(try Self.pieces(value, formula: formula, markup))
                    }
                }
            case .amounts(let amounts):
                allCodes.append([])
                allAmounts.append(amounts)
                allLate.append([])
                var texts = [">"]
                if let formula { texts = Self.joined([">"], Self.formula(formula, markup)) }
                store.appendValue(Self.joined(texts, ["<\(markup.prefix)v>"]))
                printed.closing = store.append(plainEnd)
            }
            store.appendValue(["/>"])
            printed.valueCount = store.valueCount - printed.firstValue + (allLate.last?.count ?? 0)
            columns.append(printed)
        }
        self.columns = columns
        self.store = store
        codes = allCodes
        amounts = allAmounts
        late = allLate
    }

    /// So many values are kept without a thought.
    private static let fewValues = 4_096

    /// Whether `number` is digits, perhaps with a sign before and a point within, and not too long for a number.
    private static func isPlain(_ number: Span<UInt8>) -> Bool {
        var digits = 0
        var point = -1
        for index in number.indices {
            let byte = number[index]
            if byte &- 0x30 < 10 {
                digits += 1
            } else if byte == UInt8(ascii: "."), point < 0, digits > 0 {
                point = digits
            } else if byte != UInt8(ascii: "-") || index > 0 {
                return false
            }
        }
        return digits > 0 && digits < 300 && point < digits
    }

    /// Pieces of markup, one after the other, and the values that are made of them.
    private struct PieceStore {
        private(set) var arena: [UInt8] = []
        private var ends: [Int] = []
        private var values: [Range<Int>] = []

        /// How many values there are.
        var valueCount: Int { values.count }

        /// Keeps `text`; the number of its piece.
        mutating func append(_ text: String) -> Int {
            arena += text.utf8
            ends.append(arena.count)
            return ends.count - 1
        }

        /// Keeps `texts` as one value.
        mutating func appendValue(_ texts: [String]) {
            let first = ends.count
            for text in texts { _ = append(text) }
            values.append(first..<ends.count)
        }

        /// Keeps a text between two others as a value of one piece.
        mutating func appendValue(_ start: [UInt8], _ text: String, _ end: [UInt8]) {
            arena.append(start.span)
            arena.append(text.utf8Span.span)
            arena.append(end.span)
            ends.append(arena.count)
            values.append(ends.count - 1..<ends.count)
        }

        /// Makes room for `count` more values of one short piece each.
        mutating func reserve(_ count: Int) {
            guard count > 1_024 else { return }
            arena.reserveCapacity(arena.count + count * 24)
            ends.reserveCapacity(ends.count + count)
            values.reserveCapacity(values.count + count)
        }

        /// Where piece `number` is.
        @inline(__always)
        func piece(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

        /// The pieces of value `number`.
        @inline(__always)
        func pieces(ofValue number: Int) -> Range<Int> { values[number] }
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

    /// Whether `row` is that of a table's totals and no other of the block's.
    func isTotals(_ row: Int) -> Bool { row == totalsRow && row != block.headerRow && !block.body.contains(row) }

    /// Whether a cell with a value goes to `row`, so that the row must exist.
    func hasValues(_ row: Int) -> Bool {
        if row == block.headerRow { return !columns.isEmpty }
        guard block.body.contains(row) else { return false }
        let index = row - block.body.lowerBound
        return columns.indices.contains { position in
            if index < codes[position].count { return Int(codes[position][index]) < columns[position].valueCount - 1 }
            return index < amounts[position].count && amounts[position][index] != nil
        }
    }

    /// Appends the cells of `row` in the columns `part` of the block, next to a cell of format `neighbour`, to `output`.
    ///
    /// `isPlainRow` says that the row gives cells that are not there no format. Then a body cell that holds nothing and has
    /// the default format is left out unless its column has another: it would say nothing, six times a row.
    mutating func print(
        _ row: Int, _ part: Range<Int>, neighbour: Int, isPlainRow: Bool, to output: inout [UInt8]
    ) throws(Finding) {
        digits.removeAll(keepingCapacity: true)
        digits.appendDigits(UInt64(row + 1))
        digits.append(UInt8(ascii: "\""))
        if row == block.headerRow {
            let style = Self.attribute(neighbour)
            for position in part {
                put(store.piece(columns[position].opening), to: &output)
                output += digits
                output += style.utf8
                put(store.piece(columns[position].header), to: &output)
            }
            return
        }
        try look(beside: neighbour)
        let index = block.body.contains(row) ? row - block.body.lowerBound : Int.max
        for position in part {
            let column = columns[position]
            var value = column.valueCount - 1
            if index < codes[position].count {
                value = min(value, Int(codes[position][index]))
            } else if index < amounts[position].count, let amount = amounts[position][index] {
                open(column, at: position, value: 0, to: &output)
                output.append(euros: amount)
                put(store.piece(column.closing), to: &output)
                continue
            }
            let isEmpty = value == column.valueCount - 1
            if isOwnSheet {
                if look == nil, isEmpty { continue }
            } else if isPlainRow, isPlainColumn[position], attribute[position].isEmpty, holdsNothing(column, value) {
                continue
            }
            if !late[position].isEmpty {
                put(store.piece(column.opening), to: &output)
                output += digits
                output += looks[attribute[position]]
                output += Self.closed(try markup.rendered(late[position][value], row: row), markup).utf8
                continue
            }
            open(column, at: position, value: value, to: &output)
        }
    }

    /// Whether value `value` of a column is the empty cell, or an empty text, which is written the same: `/>`.
    @inline(__always)
    private func holdsNothing(_ column: Column, _ value: Int) -> Bool {
        let pieces = store.pieces(ofValue: column.firstValue + value)
        return pieces.count == 1 && store.piece(pieces.lowerBound).count == 2
    }

    /// Appends a cell up to the end of value `value` of its column.
    @inline(__always)
    private func open(_ column: Column, at position: Int, value: Int, to output: inout [UInt8]) {
        put(store.piece(column.opening), to: &output)
        output.append(digits.span, 0, digits.count)
        let look = attribute[position]
        output.append(looks.span, look.lowerBound, look.upperBound)
        let pieces = store.pieces(ofValue: column.firstValue + value)
        for piece in pieces {
            if piece > pieces.lowerBound { output.append(digits.span, 0, digits.count - 1) }
            put(store.piece(piece), to: &output)
        }
    }

    @inline(__always)
    private func put(_ bytes: Range<Int>, to output: inout [UInt8]) {
        output.append(store.arena.span, bytes.lowerBound, bytes.upperBound)
    }

    /// Makes `attribute` those of body cells next to a cell of format `neighbour`.
    private mutating func look(beside neighbour: Int) throws(Finding) {
        if self.neighbour == neighbour { return }
        var list = attributes[neighbour] ?? []
        if list.isEmpty {
            for column in block.columns {
                let start = looks.count
                let style: Int
                if let look {
                    style = try styles.look(look, column.format)
                } else {
                    style = try styles.body(neighbour: neighbour, column.format)
                }
                looks += Self.attribute(style).utf8
                list.append(start..<looks.count)
            }
            attributes[neighbour] = list
        }
        self.neighbour = neighbour
        attribute = list
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
