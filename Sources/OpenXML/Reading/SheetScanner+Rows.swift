internal import Findings
internal import Tabular

/// What a cell's tag and content say, before its value is made.
struct RawCell {
    /// The types of `t` (ECMA-376 part 1, section 18.18.11).
    enum Kind { case number, shared, inline, formulaText, boolean, error, date }

    var column = 0
    var kind = Kind.number
    /// The style index; -1 when it is not in the workbook.
    var style = 0
    var hasFormula = false
    /// Which of `r`, `s`, `t` the tag had: bits 1, 2, 4.
    var seen: UInt8 = 0
    var value = TextPiece.empty
}

extension SheetScanner {
    /// Reads the row whose start tag's name ends at `p`; `p` moves past its end tag.
    mutating func row(_ s: Span<UInt8>, _ p: inout Int, _ name: TagName) throws(ScanStop) {
        var attribute = RawAttribute()
        var number = 0
        var isHidden = false
        var isEmpty = false
        tag: while true {
            switch try s.nextAttribute(&p, &attribute) {
            case .attribute:
                if s.equals(attribute.name, attribute.nameEnd, "r") {
                    guard number == 0 else { throw .malformed(at: attribute.name, .attribute) }
                    number = try rowNumber(s, attribute)
                } else if s.equals(attribute.name, attribute.nameEnd, "hidden") {
                    isHidden = s.isTrue(attribute)
                }
            case .open: break tag
            case .empty:
                isEmpty = true
                break tag
            }
        }
        let previous = tally.row
        // A row without number follows the last one, unless its first cell says otherwise.
        let isNumbered = number != 0
        if !isNumbered { number = previous + 1 }
        let first = batch.cells.count
        let passed = tally.passed
        var lastColumn = -1
        var isSorted = true
        while !isEmpty {
            if isNumbered { usualCells(s, &p, row: number, &lastColumn, &isSorted) }
            try s.skipSpace(&p)
            guard s[p] == UInt8(ascii: "<") else { throw .malformed(at: p, .text) }
            let next = try s.at(p + 1)
            if next == UInt8(ascii: "/") {
                p += 2
                try s.endTag(&p, of: name)
                break
            }
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                try text.skipToken(s, &p)
                continue
            }
            p += 1
            let child = try s.tagName(&p)
            guard text.matches(s, child, "c") else {
                try text.skipElement(s, &p, child)
                continue
            }
            let mayMove = !isNumbered && lastColumn < 0
            let column = try cell(s, &p, child, row: &number, mayMove: mayMove, previous: lastColumn)
            if column <= lastColumn { isSorted = false }
            lastColumn = column
            if column > tally.lastStyled { tally.lastStyled = column }
        }
        guard number > previous, number <= SheetLimits.rows else {
            throw .refused(
                Finding(.rowsOutOfOrder, at: Place(cell: "\(number):\(number)"), ["row": "\(number)"]))
        }
        tally.row = number
        guard batch.cells.count > first else {
            if tally.passed > passed {
                tally.firstRow = min(tally.firstRow, number - 1)
                tally.lastRow = number - 1
            }
            return
        }
        if !isSorted { try sort(from: first, row: number) }
        batch.rows.append(.init(index: number - 1, isHidden: isHidden, cells: first..<batch.cells.count))
        tally.firstRow = min(tally.firstRow, number - 1)
        tally.lastRow = number - 1
        tally.firstColumn = min(tally.firstColumn, Int(batch.cells[first].column))
        tally.lastColumn = max(tally.lastColumn, Int(batch.cells[batch.cells.count - 1].column))
    }

    /// Puts the cells of a row in order; a column that is there twice is refused.
    private mutating func sort(from first: Int, row: Int) throws(ScanStop) {
        batch.cells[first...].sort { $0.column < $1.column }
        for position in (first + 1)..<max(batch.cells.count, first + 1)
        where batch.cells[position].column == batch.cells[position - 1].column {
            let place = CellReference(row: row - 1, column: Int(batch.cells[position].column))
            throw .refused(Finding(.cellTwice, at: Place(cell: "\(place)")))
        }
    }

    private func rowNumber(_ s: Span<UInt8>, _ attribute: RawAttribute) throws(ScanStop) -> Int {
        if let number = s.number(attribute.value, attribute.valueEnd, atMost: SheetLimits.rows), number > 0 {
            return number
        }
        let written = try TextScanner.attributeText(s, attribute)
        guard let number = written.span.number(0, written.count, atMost: SheetLimits.rows), number > 0 else {
            throw .refused(Finding(.referenceInvalid, ["reference": Self.shown(written)]))
        }
        return number
    }

    /// Reads the cell whose start tag's name ends at `p`; returns its column. Only a non-empty one is listed.
    private mutating func cell(
        _ s: Span<UInt8>, _ p: inout Int, _ name: TagName, row: inout Int, mayMove: Bool, previous: Int
    ) throws(ScanStop) -> Int {
        var raw = RawCell()
        raw.column = previous + 1
        while try usualAttribute(s, &p, &raw, row) {}
        var attribute = RawAttribute()
        tag: while true {
            switch try s.nextAttribute(&p, &attribute) {
            case .attribute:
                guard attribute.nameEnd - attribute.name == 1 else { continue }
                switch s[attribute.name] {
                case UInt8(ascii: "r"):
                    try note(1, &raw, at: attribute.name)
                    raw.column = try reference(s, attribute, &row, mayMove)
                case UInt8(ascii: "s"):
                    try note(2, &raw, at: attribute.name)
                    raw.style = try style(s, attribute)
                case UInt8(ascii: "t"):
                    try note(4, &raw, at: attribute.name)
                    raw.kind = try kind(s, attribute)
                default: break
                }
            case .open: break tag
            case .empty: return try checkedColumn(raw.column, row)
            }
        }
        _ = try checkedColumn(raw.column, row)
        try content(s, &p, name, &raw)
        try append(s, raw, row: row)
        return raw.column
    }

    /// Takes one attribute as nearly all producers write them: one space, ` r="B7"`, ` s="4"` or ` t="s"`.
    ///
    /// False, with nothing taken, when it is written otherwise or is none of these: the general way reads it then.
    @inline(__always)
    private func usualAttribute(_ s: Span<UInt8>, _ p: inout Int, _ raw: inout RawCell, _ row: Int) throws(ScanStop)
        -> Bool
    {
        guard try s.at(p) == 0x20 else { return false }
        let name = try s.at(p + 1)
        guard try s.at(p + 2) == UInt8(ascii: "="), try s.at(p + 3) == UInt8(ascii: "\"") else { return false }
        var position = p + 4
        var byte = try s.at(position)
        switch name {
        case UInt8(ascii: "r"):
            var column = 0
            while byte &- 0x41 < 26, column < SheetLimits.columns {
                column = column * 26 + Int(byte) - 0x40
                position += 1
                byte = try s.at(position)
            }
            var number = 0
            while byte &- 0x30 < 10, number < SheetLimits.rows {
                number = number * 10 + Int(byte) - 0x30
                position += 1
                byte = try s.at(position)
            }
            guard byte == UInt8(ascii: "\""), number == row, column > 0, column <= SheetLimits.columns else {
                return false
            }
            try note(1, &raw, at: p + 1)
            raw.column = column - 1
        case UInt8(ascii: "s"):
            var style = 0
            while byte &- 0x30 < 10, style < styles.count {
                style = style * 10 + Int(byte) - 0x30
                position += 1
                byte = try s.at(position)
            }
            guard byte == UInt8(ascii: "\""), position > p + 4, style < styles.count else { return false }
            try note(2, &raw, at: p + 1)
            raw.style = style
        case UInt8(ascii: "t"):
            guard try s.at(position + 1) == UInt8(ascii: "\""), byte == UInt8(ascii: "s") else { return false }
            try note(4, &raw, at: p + 1)
            raw.kind = .shared
            position += 1
        default: return false
        }
        p = position + 1
        return true
    }

    /// Notes an attribute of the cell; XML allows each one once.
    @inline(__always)
    private func note(_ bit: UInt8, _ raw: inout RawCell, at position: Int) throws(ScanStop) {
        guard raw.seen & bit == 0 else { throw .malformed(at: position, .attribute) }
        raw.seen |= bit
    }

    private func checkedColumn(_ column: Int, _ row: Int) throws(ScanStop) -> Int {
        guard column < SheetLimits.columns else {
            throw .refused(Finding(.referenceInvalid, ["reference": "\(CellReference(row: row - 1, column: column))"]))
        }
        return column
    }

    /// Reads the content of a cell up to its end tag.
    @inline(__always)
    private mutating func content(_ s: Span<UInt8>, _ p: inout Int, _ name: TagName, _ raw: inout RawCell)
        throws(ScanStop)
    {
        while true {
            try s.skipSpace(&p)
            guard s[p] == UInt8(ascii: "<") else { throw .malformed(at: p, .text) }
            let next = try s.at(p + 1)
            if next == UInt8(ascii: "/") {
                p += 2
                return try s.endTag(&p, of: name)
            }
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                try text.skipToken(s, &p)
                continue
            }
            p += 1
            let child = try s.tagName(&p)
            if text.matches(s, child, "v") {
                if try s.finishTag(&p) { raw.value = try text.content(s, &p, of: child) }
            } else if text.matches(s, child, "is") {
                if try s.finishTag(&p) { raw.value = try text.richText(s, &p, of: child) }
            } else {
                if text.matches(s, child, "f") { raw.hasFormula = true }
                try text.skipElement(s, &p, child)
            }
        }
    }

    /// The column of `r`, from 0; its row must be the cell's own, which it sets when `mayMove`.
    @inline(__always)
    private func reference(_ s: Span<UInt8>, _ attribute: RawAttribute, _ row: inout Int, _ mayMove: Bool)
        throws(ScanStop) -> Int
    {
        var position = attribute.value
        var column = 0
        while position < attribute.valueEnd, position - attribute.value < 4 {
            let letter = (s[position] | 0x20) &- 0x61
            guard letter < 26 else { break }
            column = column * 26 + Int(letter) + 1
            position += 1
        }
        if column > 0, column <= SheetLimits.columns,
            let number = s.number(position, attribute.valueEnd, atMost: SheetLimits.rows), number > 0
        {
            if number == row { return column - 1 }
            if mayMove, number > row {
                row = number
                return column - 1
            }
        }
        return try unusualReference(s, attribute, row)
    }

    /// The same for a reference with XML references in it; anything else is refused.
    private func unusualReference(_ s: Span<UInt8>, _ attribute: RawAttribute, _ row: Int) throws(ScanStop) -> Int {
        let written = try TextScanner.attributeText(s, attribute)
        let notation = String(decoding: written, as: UTF8.self)
        guard written.count < attribute.valueEnd - attribute.value, let cell = CellReference(notation),
            cell.row == row - 1
        else {
            throw .refused(
                Finding(.referenceInvalid, at: Place(cell: "\(row):\(row)"), ["reference": Self.shown(written)]))
        }
        return cell.column
    }

    @inline(__always)
    private func style(_ s: Span<UInt8>, _ attribute: RawAttribute) throws(ScanStop) -> Int {
        if let style = s.number(attribute.value, attribute.valueEnd, atMost: Int(UInt16.max)) {
            return style < max(styles.count, 1) ? style : -1
        }
        return -1
    }

    @inline(__always)
    private func kind(_ s: Span<UInt8>, _ attribute: RawAttribute) throws(ScanStop) -> RawCell.Kind {
        let (start, end) = (attribute.value, attribute.valueEnd)
        if end - start == 1 {
            switch s[start] {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "n"): return .number
            case UInt8(ascii: "b"): return .boolean
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .date
            default: break
            }
        }
        if s.equals(start, end, "str") { return .formulaText }
        if s.equals(start, end, "inlineStr") { return .inline }
        throw .refused(
            Finding(.cellValueInvalid, ["value": "", "type": Self.shown(try TextScanner.attributeText(s, attribute))]))
    }

    /// At most 40 bytes of `text`, for a message.
    static func shown(_ text: some Collection<UInt8>) -> String { String(decoding: text.prefix(40), as: UTF8.self) }
}
