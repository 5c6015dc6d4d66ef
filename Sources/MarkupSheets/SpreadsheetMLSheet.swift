internal import Findings
internal import Markup
internal import Tabular

/// Reads the rows of one `Worksheet`.
final class SpreadsheetMLSheet: MarkupListener {
    var filler = BatchFiller()
    /// Formulas without a value so far.
    private(set) var missingValues = 0
    /// Whether the sheet's end tag came.
    private(set) var isFinished = false

    private let durations: Set<String>
    private var row = -1
    private var nextRow = 0
    private var isRowHidden = false
    private var column = 0
    private var nextColumn = 0
    private var nextDefinition = 0
    private var cell: CellState?
    /// Whether the text of an element such as a comment, which has data of its own, is passed over; how deep.
    private var passed = 0
    private var isInTable = false
    private var dataType: String?

    /// What is known of the cell under way.
    private struct CellState {
        var hasFormula: Bool
        var hasValue = false
        var style: String
    }

    private static let spreadsheet = SpreadsheetML.spreadsheet

    /// A reading; `durations` are the styles that show durations.
    init(durations: Set<String>) { self.durations = durations }

    func start(_ tag: MarkupTag, in walk: MarkupWalk) throws(Finding) {
        if passed > 0 {
            passed += 1
            return
        }
        // Within data there is rich text, in the namespace of HTML.
        if dataType != nil { return }
        if tag.namespace == SpreadsheetML.excel {
            if tag.name == "AutoFilter", let range = tag.attribute("Range", in: SpreadsheetML.excel) {
                filler.summarise { $0.filter = Self.range(range) }
            } else if cell != nil {
                passed = 1
            }
            return
        }
        guard tag.namespace == Self.spreadsheet else { return }
        switch tag.name {
        case "Table": isInTable = true
        case "Column" where isInTable: try define(tag, walk)
        case "Row" where isInTable: try startRow(tag, walk)
        case "Cell" where row >= 0: try startCell(tag, walk)
        case "Data" where cell != nil:
            dataType = tag.attribute("Type", in: Self.spreadsheet) ?? "String"
            walk.text.removeAll(keepingCapacity: true)
            walk.keepsText = true
        case "Comment" where cell != nil: passed = 1
        default: break
        }
    }

    func end(_ name: String, namespace: String, in walk: MarkupWalk) throws(Finding) {
        if passed > 0 {
            passed -= 1
            return
        }
        guard namespace == Self.spreadsheet else { return }
        switch name {
        case "Data":
            guard let type = dataType else { return }
            walk.keepsText = false
            dataType = nil
            try add(type, walk)
        case "Cell":
            if let cell, cell.hasFormula, !cell.hasValue { missingValues += 1 }
            cell = nil
        case "Row":
            if row >= 0 { filler.endRow(row, isHidden: isRowHidden) }
            row = -1
        case "Table": isInTable = false
        case "Worksheet": isFinished = true
        default: break
        }
    }

    private func define(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) {
        let first = try position(tag, nextDefinition, SheetLimits.columns, walk)
        let span = try count("Span", tag, walk)
        guard first + span < SheetLimits.columns else { throw Finding(.beyondGrid, at: Place(line: walk.line)) }
        nextDefinition = first + span + 1
        if isTrue("Hidden", tag) { filler.summarise { $0.hiddenColumns.formUnion(first...(first + span)) } }
    }

    private func startRow(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) {
        row = try position(tag, nextRow, SheetLimits.rows, walk)
        // Rows that look alike and hold nothing may be written as one.
        nextRow = row + 1 + min(try count("Span", tag, walk), SheetLimits.rows)
        isRowHidden = isTrue("Hidden", tag)
        nextColumn = 0
    }

    private func startCell(_ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) {
        column = try position(tag, nextColumn, SheetLimits.columns, walk)
        let across = try count("MergeAcross", tag, walk)
        let down = try count("MergeDown", tag, walk)
        guard column + across < SheetLimits.columns, row + down < SheetLimits.rows else { throw beyond(walk) }
        nextColumn = column + across + 1
        if across > 0 || down > 0 {
            let first = CellReference(row: row, column: column)
            let last = CellReference(row: row + down, column: column + across)
            filler.summarise { $0.merges.append(CellRange(first, last)) }
        }
        filler.take(column: column)
        cell = CellState(
            hasFormula: tag.attribute("Formula", in: Self.spreadsheet) != nil,
            style: tag.attribute("StyleID", in: Self.spreadsheet) ?? "")
    }

    private func add(_ type: String, _ walk: MarkupWalk) throws(Finding) {
        // A cell has one value; a second one would be a second cell in its place.
        guard var state = cell, !state.hasValue else { return }
        state.hasValue = true
        cell = state
        let text = walk.text
        if type == "String" {
            if !text.isEmpty { filler.add(column: column, .text, text) }
            return
        }
        let trimmed = TypedText.trimmed(text[...])
        if trimmed.isEmpty {
            cell?.hasValue = !state.hasFormula
            return
        }
        switch type {
        case "Number":
            guard let number = TypedText.number(trimmed) else { throw invalid(type, trimmed, walk) }
            filler.add(column: column, .number, trimmed, number)
        case "Boolean":
            let isTrue = trimmed.elementsEqual("1".utf8) || trimmed.elementsEqual("true".utf8)
            guard isTrue || trimmed.elementsEqual("0".utf8) || trimmed.elementsEqual("false".utf8) else {
                throw invalid(type, trimmed, walk)
            }
            filler.add(column: column, .boolean, trimmed, isTrue ? 1 : 0)
        case "DateTime":
            guard let value = TypedText.date(trimmed) else { throw invalid(type, trimmed, walk) }
            // The day before the first of 1900 is day 0: a time of day; a duration counts from it.
            if let time = TypedText.time(ofDate: value, isDuration: durations.contains(state.style)) {
                filler.add(column: column, .time, trimmed, time)
            } else {
                filler.add(column: column, .date, trimmed, value)
            }
        case "Error": filler.add(column: column, .error, trimmed)
        default: filler.add(column: column, .text, text)
        }
    }

    /// The place that `Index` gives, from 0, or `next`.
    private func position(
        _ tag: MarkupTag, _ next: Int, _ most: Int, _ walk: MarkupWalk
    ) throws(Finding) -> Int {
        guard let written = tag.attribute("Index", in: Self.spreadsheet) else {
            guard next < most else { throw beyond(walk) }
            return next
        }
        guard let index = Int(written), index > 0 else { throw misplaced("Index", written, walk) }
        guard index <= most else { throw beyond(walk) }
        guard index > next else { throw misplaced("Index", written, walk) }
        return index - 1
    }

    private func count(_ name: String, _ tag: MarkupTag, _ walk: MarkupWalk) throws(Finding) -> Int {
        guard let written = tag.attribute(name, in: Self.spreadsheet) else { return 0 }
        guard let count = Int(written), count >= 0 else { throw misplaced(name, written, walk) }
        // Larger ones lie beyond the grid all the same, and their sums do not overflow.
        return min(count, SheetLimits.rows)
    }

    private func isTrue(_ name: String, _ tag: MarkupTag) -> Bool {
        tag.attribute(name, in: Self.spreadsheet).map { $0 == "1" || $0.lowercased() == "true" } ?? false
    }

    private func place(_ walk: MarkupWalk) -> Place {
        let reference = row >= 0 ? "\(CellReference(row: row, column: column))" : nil
        return Place(cell: reference, line: walk.line)
    }

    private func beyond(_ walk: MarkupWalk) -> Finding { Finding(.beyondGrid, at: Place(line: walk.line)) }

    private func misplaced(_ name: String, _ value: String, _ walk: MarkupWalk) -> Finding {
        Finding(.positionInvalid, at: Place(line: walk.line), ["name": name, "value": String(value.prefix(40))])
    }

    private func invalid(_ type: String, _ text: ArraySlice<UInt8>, _ walk: MarkupWalk) -> Finding {
        let value = String(decoding: text.prefix(40), as: UTF8.self)
        return Finding(.typedValueInvalid, at: place(walk), ["type": type, "value": value])
    }

    /// The range `R1C1:R10C5`; nil when it is written otherwise.
    static func range(_ notation: String) -> CellRange? {
        let ends = notation.split(separator: ":", maxSplits: 1).map(reference)
        guard let first = ends.first, let first, let last = ends.last, let last, last.row >= first.row,
            last.column >= first.column
        else { return nil }
        return CellRange(first, last)
    }

    private static func reference(_ notation: Substring) -> CellReference? {
        guard notation.first == "R", let middle = notation.firstIndex(of: "C"),
            let row = Int(notation[notation.index(after: notation.startIndex)..<middle]),
            let column = Int(notation[notation.index(after: middle)...]),
            (1...SheetLimits.rows).contains(row), (1...SheetLimits.columns).contains(column)
        else { return nil }
        return CellReference(row: row - 1, column: column - 1)
    }
}
