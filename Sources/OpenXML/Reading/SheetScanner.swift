internal import Findings
internal import Tabular

/// Scans a worksheet part chunk by chunk (ECMA-376 part 1, section 18.3): rows and cells into a `RowBatch`, what lies
/// around them into a `SheetSummary`.
///
/// It stops only between rows or tags: a chunk that ends within one is taken up again from there, once more has been
/// read. Numbers and plain text stay where they are in the chunk, which becomes the batch's bytes; decoded text is
/// appended behind it.
struct SheetScanner {
    /// Where in the worksheet the scanner is.
    enum Section { case other, columns, rows, merges }

    /// What a row may change before it turns out to be incomplete.
    struct Tally {
        /// The last row's number, from 1; 0 before the first.
        var row = 0
        /// The first row with a cell, from 0.
        var firstRow = Int.max
        /// The last row with a cell, from 0.
        var lastRow = -1
        /// The first column with a cell, from 0.
        var firstColumn = Int.max
        /// The last column with a cell, from 0.
        var lastColumn = -1
        /// The last column with a cell even empty, from 0.
        var lastStyled = -1
        /// Formulas without a value.
        var formulasWithoutValue = 0
        /// Cells whose style is not in the workbook.
        var stylesMissing = 0
        /// Cells that hold something and are of no column that is read.
        var passed = 0

        /// Counts a cell of column `column` that holds something and is passed over.
        @inline(__always)
        mutating func pass(_ column: Int) {
            passed += 1
            firstColumn = min(firstColumn, column)
            lastColumn = max(lastColumn, column)
        }
    }

    /// The rows of the chunk; its `bytes` stay empty until the chunk is moved there.
    var batch: RowBatch
    var text = TextScanner()
    var tally = Tally()
    let styles: [NumberFormatKind]
    let uses1904: Bool
    let usual = UsualMarkup()
    let stringCount: Int
    let hasEmptyStrings: Bool
    /// Whether all columns are read; otherwise `columns` says which.
    let readsAll: Bool
    let columns: [Bool]
    let keepsText: Bool
    /// Merges, filter and what else lies around the rows.
    private var around = SheetSummary()
    /// How many more `col` elements hide a column than its left neighbour, per column.
    private var hiddenChange: [Int32] = []
    private var section = Section.other
    private var hasRoot = false
    /// The qualified names of the open elements, one after the other, and where each ends.
    private var openNames: [UInt8] = []
    private var openEnds: [Int] = []

    /// A scanner for `columns` of a worksheet of a workbook with these strings, styles and epoch.
    init(strings: StringTable, styles: StyleKinds, uses1904: Bool, columns: ColumnSelection) {
        readsAll = columns.isAll
        self.columns = columns.flags
        keepsText = columns.keepsText
        batch = RowBatch(strings: strings)
        stringCount = strings.count
        hasEmptyStrings = strings.hasEmptyStrings
        self.styles = styles.kinds
        self.uses1904 = uses1904
    }

    /// Whether the cells of `column` are read.
    @inline(__always)
    func reads(_ column: Int) -> Bool { readsAll || (column < columns.count && columns[column]) }

    /// Scans the chunk from its start; returns how much of it is done with.
    ///
    /// `isLast` says that nothing follows: what is incomplete is then malformed.
    mutating func scan(_ s: Span<UInt8>, isLast: Bool) throws(ScanStop) -> Int {
        var p = 0
        while p < s.count {
            let mark = (p, tally, batch.rows.count, batch.cells.count, text.decoded.count)
            do throws(ScanStop) {
                try step(s, &p)
            } catch {
                guard case .needMore = error else { throw error }
                if isLast { throw .malformed(at: s.count, .truncated) }
                tally = mark.1
                batch.rows.removeSubrange(mark.2...)
                batch.cells.removeSubrange(mark.3...)
                text.decoded.removeSubrange(mark.4...)
                return mark.0
            }
        }
        if isLast, !openEnds.isEmpty || !hasRoot {
            throw .malformed(at: s.count, hasRoot ? .truncated : .root)
        }
        return p
    }

    /// What is known of the sheet so far; its tables are not in this part.
    func summary(place: Place) -> SheetSummary {
        var summary = around
        if tally.lastRow >= 0 {
            summary.used = CellRange(
                CellReference(row: tally.firstRow, column: tally.firstColumn),
                CellReference(row: tally.lastRow, column: tally.lastColumn))
        }
        var hiding: Int32 = 0
        for (column, change) in hiddenChange.enumerated() {
            hiding += change
            if hiding > 0 { summary.hiddenColumns.insert(column) }
        }
        var last = tally.lastStyled
        for merge in summary.merges { last = max(last, merge.last.column) }
        if let filter = summary.filter { last = max(last, filter.last.column) }
        summary.lastColumn = last < 0 ? nil : last
        summary.lastRow = tally.row > 0 ? tally.row - 1 : nil
        for (kind, count) in [
            (FindingKind.formulasWithoutValue, tally.formulasWithoutValue), (.styleMissing, tally.stylesMissing),
        ] where count > 0 {
            summary.findings.append(Finding(kind, at: place, ["count": "\(count)"], count: count))
        }
        return summary
    }

    /// Takes one step: text between tags, one tag, or one whole row.
    private mutating func step(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) {
        guard s[p] == UInt8(ascii: "<") else {
            let isLoose = openEnds.isEmpty || (section == .rows && openEnds.count == 2)
            while p < s.count, s[p] != UInt8(ascii: "<") {
                if isLoose, !Span<UInt8>.isSpace(s[p]) { throw .malformed(at: p, openEnds.isEmpty ? .root : .text) }
                p += 1
            }
            return
        }
        let next = try s.at(p + 1)
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            if openEnds.isEmpty {
                try s.skipMiscellany(&p)
            } else {
                try text.skipToken(s, &p)
            }
            return
        }
        if next == UInt8(ascii: "/") {
            p += 2
            return try closeTag(s, &p)
        }
        var position = p + 1
        let name = try s.tagName(&position)
        if section == .rows, openEnds.count == 2, text.matches(s, name, "row") {
            try row(s, &position, name)
            p = position
        } else {
            p = try openTag(s, position, name)
        }
    }

    /// Reads the rest of a start tag outside rows; returns where it ends.
    private mutating func openTag(_ s: Span<UInt8>, _ start: Int, _ name: TagName) throws(ScanStop) -> Int {
        var p = start
        if openEnds.isEmpty {
            guard !hasRoot else { throw .malformed(at: name.start, .root) }
            let root = try text.learnPrefixes(s, &p, root: name)
            guard root.isMain, s.equals(name.local, name.end, "worksheet") else {
                throw .refused(Finding(.notAWorksheet))
            }
            hasRoot = true
            if !root.isEmpty { push(s, name) }
            return p
        }
        var entered = section
        if text.isMain(s, name) {
            if openEnds.count == 1 {
                if s.equals(name.local, name.end, "sheetData") {
                    entered = .rows
                } else if s.equals(name.local, name.end, "cols") {
                    entered = .columns
                } else if s.equals(name.local, name.end, "mergeCells") {
                    entered = .merges
                } else if s.equals(name.local, name.end, "autoFilter") {
                    var position = p
                    around.filter = try range(s, &position)
                }
            } else if openEnds.count == 2 {
                var position = p
                if section == .columns, s.equals(name.local, name.end, "col") {
                    try column(s, &position)
                } else if section == .merges, s.equals(name.local, name.end, "mergeCell") {
                    // The tag must be whole before it counts.
                    var end = p
                    _ = try s.finishTag(&end)
                    if let merge = try range(s, &position) { around.merges.append(merge) }
                }
            }
        }
        if try s.finishTag(&p) {
            section = entered
            push(s, name)
        }
        return p
    }

    private mutating func closeTag(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) {
        let start = p
        let name = try s.tagName(&p)
        try s.skipSpace(&p)
        guard s[p] == UInt8(ascii: ">"), let end = openEnds.last else { throw .malformed(at: start, .endTag) }
        p += 1
        let first = openEnds.count > 1 ? openEnds[openEnds.count - 2] : 0
        guard end - first == name.end - name.start else { throw .malformed(at: start, .endTag) }
        for offset in 0..<(end - first) where openNames[first + offset] != s[name.start + offset] {
            throw .malformed(at: start, .endTag)
        }
        openEnds.removeLast()
        openNames.removeSubrange(first...)
        if openEnds.count == 1 { section = .other }
    }

    private mutating func push(_ s: Span<UInt8>, _ name: TagName) {
        openNames.append(s, name.start, name.end)
        openEnds.append(openNames.count)
    }

    /// The range in the attribute `ref` of a tag; nil when there is none.
    private func range(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) -> CellRange? {
        var attribute = RawAttribute()
        while case .attribute = try s.nextAttribute(&p, &attribute) {
            guard s.equals(attribute.name, attribute.nameEnd, "ref") else { continue }
            let notation = String(decoding: try TextScanner.attributeText(s, attribute), as: UTF8.self)
            guard let range = CellRange(notation) else {
                throw .refused(Finding(.rangeUnreadable, ["range": String(notation.prefix(40))]))
            }
            return range
        }
        return nil
    }

    /// Notes the columns that a `col` hides. Bounds beyond the grid are cut to it.
    private mutating func column(_ s: Span<UInt8>, _ p: inout Int) throws(ScanStop) {
        var attribute = RawAttribute()
        var first = 0
        var last = 0
        var isHidden = false
        var position = p
        loop: while true {
            switch try s.nextAttribute(&position, &attribute) {
            case .attribute:
                if s.equals(attribute.name, attribute.nameEnd, "min") {
                    first = s.number(attribute.value, attribute.valueEnd, atMost: SheetLimits.columns) ?? 0
                } else if s.equals(attribute.name, attribute.nameEnd, "max") {
                    last =
                        s.number(attribute.value, attribute.valueEnd, atMost: SheetLimits.columns)
                        ?? SheetLimits.columns
                } else if s.equals(attribute.name, attribute.nameEnd, "hidden") {
                    isHidden = s.isTrue(attribute)
                }
            default: break loop
            }
        }
        guard isHidden, first >= 1, last >= first else { return }
        if hiddenChange.isEmpty { hiddenChange = Array(repeating: 0, count: SheetLimits.columns + 1) }
        hiddenChange[first - 1] &+= 1
        hiddenChange[last] &-= 1
    }
}

extension Span<UInt8> {
    /// The whole number in the bytes `start..<end`; nil when it is none or exceeds `limit`.
    @inline(__always)
    func number(_ start: Int, _ end: Int, atMost limit: Int) -> Int? {
        guard end > start else { return nil }
        var value = 0
        for position in start..<end {
            let digit = self[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            guard value <= limit else { return nil }
        }
        return value
    }

    /// Whether an attribute is true as xsd:boolean.
    func isTrue(_ attribute: RawAttribute) -> Bool {
        equals(attribute.value, attribute.valueEnd, "1") || equals(attribute.value, attribute.valueEnd, "true")
    }
}
