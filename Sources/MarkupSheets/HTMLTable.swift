internal import Findings
internal import Markup
internal import Tabular

/// Reads the rows of one outermost table.
final class HTMLTable: MarkupListener {
    var filler = BatchFiller()

    private var row = -1
    private var isRowHidden = false
    private var isRowOpen = false
    private var nextColumn = 0
    private var nextDefinition = 0
    private var cell: CellState?
    /// How many tables are open, this one included.
    private var tables = 0
    /// Elements whose text is not shown, now open.
    private var unseen = 0
    /// Areas that reach the row under way from above, from left to right, and the first that may lie ahead.
    private var spans: [(columns: ClosedRange<Int>, last: Int)] = []
    private var nextSpan = 0
    /// Areas that begin in the row under way and reach below it.
    private var newSpans: [(columns: ClosedRange<Int>, last: Int)] = []
    private var merges: [CellRange] = []

    /// What is known of the cell under way.
    private struct CellState {
        var column: Int
        var number: String?
        var format: String?
        var isText: Bool
        /// Whether the shown text is the number.
        var isShownNumber: Bool
    }

    private static let mostSpans = 1_000

    /// Whether an element's text is not shown.
    private static func isUnseen(_ name: String) -> Bool {
        switch name {
        case "script", "style", "template", "noscript", "comment": true
        default: false
        }
    }

    /// Whether an element begins a line.
    private static func isBlock(_ name: String) -> Bool {
        switch name {
        case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "br": true
        default: false
        }
    }

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        if Self.isUnseen(tag.name) {
            unseen += 1
            walk.keepsText = false
        }
        if tag.name == "table" {
            tables += 1
            return
        }
        if tables == 1 {
            switch tag.name {
            case "col": try define(tag, walk)
            case "tr":
                endRow(walk)
                try startRow(isHidden: Self.isHidden(tag), walk)
            case "td", "th":
                if !isRowOpen { try startRow(isHidden: false, walk) }
                try startCell(tag, walk)
                return
            default: break
            }
        }
        guard cell != nil, unseen == 0 else { return }
        if tag.name == "br" {
            walk.text.append(HTMLText.lineBreak)
        } else if Self.isBlock(tag.name), walk.text.contains(where: { !HTMLText.isSpace($0) }) {
            walk.text.append(HTMLText.blockBreak)
        } else if tables > 1, tag.name == "td" || tag.name == "th" {
            walk.text.append(0x20)
        }
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {
        if Self.isUnseen(name), unseen > 0 {
            unseen -= 1
            walk.keepsText = cell != nil && unseen == 0
        }
        switch name {
        case "table":
            tables -= 1
            if tables == 0 { endRow(walk) } else if cell != nil { walk.text.append(HTMLText.blockBreak) }
        case "tr" where tables == 1: endRow(walk)
        case "td", "th":
            if tables == 1 { endCell(walk) }
        case "p", "div", "li":
            if cell != nil, unseen == 0, !walk.text.isEmpty { walk.text.append(HTMLText.blockBreak) }
        default: break
        }
    }

    /// Says that the table has ended; merged areas end with it.
    func finish() {
        let last = row
        let kept = merges.compactMap { merge in
            let end = CellReference(row: min(merge.last.row, max(last, merge.first.row)), column: merge.last.column)
            return end == merge.first ? nil : CellRange(merge.first, end)
        }
        filler.summarise { $0.merges = kept }
    }

    private func define(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) {
        let span = Self.count("span", tag, atMost: SheetLimits.columns + 1)
        guard nextDefinition + span <= SheetLimits.columns else { throw beyond(walk) }
        if Self.isHidden(tag) {
            filler.summarise { $0.hiddenColumns.formUnion(nextDefinition..<nextDefinition + span) }
        }
        nextDefinition += span
    }

    private func startRow(isHidden: Bool, _ walk: MarkupWalk) throws(Finding) {
        row += 1
        guard row < SheetLimits.rows else { throw beyond(walk) }
        isRowOpen = true
        isRowHidden = isHidden
        nextColumn = 0
        nextSpan = 0
        let row = row
        if !spans.isEmpty { spans.removeAll { $0.last < row } }
        guard !newSpans.isEmpty else { return }
        spans = (spans + newSpans).sorted { $0.columns.lowerBound < $1.columns.lowerBound }
        newSpans.removeAll()
    }

    private func startCell(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) {
        endCell(walk)
        while nextSpan < spans.count, spans[nextSpan].columns.lowerBound <= nextColumn {
            nextColumn = max(nextColumn, spans[nextSpan].columns.upperBound + 1)
            nextSpan += 1
        }
        let column = nextColumn
        let across = Self.count("colspan", tag, atMost: SheetLimits.columns + 1)
        // A span ends with its table, so that a large one is no more than "to the end".
        let down = Self.count("rowspan", tag, atMost: SheetLimits.rows)
        guard column + across <= SheetLimits.columns else { throw beyond(walk) }
        nextColumn = column + across
        let last = CellReference(row: min(row + down, SheetLimits.rows) - 1, column: nextColumn - 1)
        if across > 1 || down > 1 { merges.append(CellRange(CellReference(row: row, column: column), last)) }
        if down > 1 {
            guard spans.count + newSpans.count < Self.mostSpans else {
                throw Finding(.spansRefused, at: Place(line: walk.line))
            }
            newSpans.append((column...last.column, last.row))
        }
        filler.take(column: column)
        let style = tag.attribute("style") ?? ""
        let shown = tag.attribute("x:num")
        cell = CellState(
            column: column, number: shown.flatMap { $0.isEmpty ? nil : $0 } ?? tag.attribute("sdval"),
            format: shown == nil ? tag.attribute("sdnum") : nil,
            isText: tag.attribute("x:str") != nil
                || (!style.isEmpty && style.contains("mso-number-format") && style.contains("\\@")),
            isShownNumber: shown?.isEmpty == true)
        walk.text.removeAll(keepingCapacity: true)
        walk.keepsText = unseen == 0
    }

    private func endCell(_ walk: MarkupWalk) {
        guard let done = cell else { return }
        cell = nil
        walk.keepsText = false
        let text = HTMLText.collapsed(walk.text[...])
        if !done.isText {
            let written = done.isShownNumber ? text : Array((done.number ?? "").utf8)
            if let number = TypedText.number(written[...]), done.format.map(HTMLText.isNumberFormat) ?? true {
                filler.add(column: done.column, .number, written, number)
                return
            }
        }
        if !text.isEmpty { filler.add(column: done.column, .text, text) }
    }

    private func endRow(_ walk: MarkupWalk) {
        endCell(walk)
        guard isRowOpen else { return }
        isRowOpen = false
        filler.endRow(row, isHidden: isRowHidden)
    }

    private func beyond(_ walk: MarkupWalk) -> Finding { Finding(.beyondGrid, at: Place(line: walk.line)) }

    private static func isHidden(_ tag: MarkupTag) -> Bool {
        if tag.attribute("hidden") != nil { return true }
        guard let style = tag.attribute("style"), !style.isEmpty else { return false }
        return style.lowercased().filter { !$0.isWhitespace }.contains("display:none")
    }

    /// The attribute `name` as browsers read it: its first digits, 1 when there are none or it is 0.
    private static func count(_ name: String, _ tag: MarkupTag, atMost most: Int) -> Int {
        let digits = (tag.attribute(name) ?? "").drop { $0.isWhitespace }.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return 1 }
        return min(max(Int(digits) ?? most, 1), most)
    }
}

/// The text of HTML cells.
enum HTMLText {
    /// Stands for `<br>` until white space is collapsed.
    static let lineBreak: UInt8 = 0x0B
    /// Stands for the start or end of a block: several at the same place are one line break.
    static let blockBreak: UInt8 = 0x0E

    /// Whether `byte` is white space in the source, or a break.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0E).contains(byte) }

    /// `text` with white space made one space, breaks made line feeds, and neither at its ends, nor no-break spaces.
    static func collapsed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var collapsed: [UInt8] = []
        collapsed.reserveCapacity(text.count)
        var (spaces, breaks, blocks) = (false, 0, 0)
        for byte in text {
            if isSpace(byte) {
                if byte == lineBreak { breaks += 1 } else if byte == blockBreak { blocks = 1 } else { spaces = true }
                continue
            }
            if !collapsed.isEmpty {
                let lines = max(breaks, blocks)
                if lines > 0 {
                    collapsed.append(contentsOf: repeatElement(0x0A, count: lines))
                } else if spaces {
                    collapsed.append(0x20)
                }
            }
            (spaces, breaks, blocks) = (false, 0, 0)
            collapsed.append(byte)
        }
        var kept = collapsed[...]
        while true {
            if kept.starts(with: [0xC2, 0xA0]) {
                kept.removeFirst(2)
            } else if kept.suffix(2).elementsEqual([0xC2, 0xA0]) {
                kept.removeLast(2)
            } else if let first = kept.first, isSpace(first) {
                kept.removeFirst()
            } else if let last = kept.last, isSpace(last) {
                kept.removeLast()
            } else {
                return Array(kept)
            }
        }
    }

    /// Whether LibreOffice's `sdnum` (language, then language and format code) shows a number, not a date.
    static func isNumberFormat(_ sdnum: String) -> Bool {
        let parts = sdnum.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return true }
        var code = ""
        var quote: Character?
        for character in parts[2] {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" {
                quote = "\""
            } else if character == "[" {
                quote = "]"
            } else {
                code.append(character)
            }
        }
        if ["general", "standard"].contains(code.lowercased()) { return true }
        return code.allSatisfy { !$0.isASCII || !$0.isLetter || $0 == "E" }
    }
}
