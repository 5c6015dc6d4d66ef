internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// What one quick pass over `content.xml` learns: where each table is, its name, whether it shows, what it spans; the database
/// ranges; the defined names.
struct ContentIndex: Sendable {
    /// A table of the spreadsheet.
    struct Table: Sendable {
        var name: String
        var isHidden: Bool
        /// Where its start tag begins and where its end tag ends, in the part.
        var extent: Range<Int>
        /// What reading it without asking for any column gives, database ranges left aside; nil when that was not learnt.
        var summary: SheetSummary?
    }

    /// A database range: a table with a header, an autofilter, or just a named area.
    struct DatabaseRange: Sendable {
        var name: String
        var sheet: String
        var range: CellRange
        var hasHeader: Bool
        var hasFilterButtons: Bool
    }

    private(set) var tables: [Table] = []
    private(set) var databaseRanges: [DatabaseRange] = []
    /// The named ranges and expressions, a sheet's own with the sheet.
    private(set) var definedNames: [WorkbookName] = []
    /// The names as the document spells them.
    private(set) var names = NameTable()

    /// What an edit needs of the part; nil when that was too much to keep, or not asked for.
    private(set) var skeleton: ContentSkeleton?

    private var hiddenStyles: Set<String> = []
    private var recorder: ContentSkeleton.Recorder?

    /// A table with more merged cells is passed over, and so is one with more cells that are not written as usual beside few
    /// that are: reading such takes memory and time that whoever opens a workbook may never need.
    private static let most = 4096

    /// Scans the part that `stream` reads from its start; with `keepsSkeleton`, keeps what an edit needs of it.
    ///
    /// Tables elsewhere than in the spreadsheet itself, such as those that a DDE link keeps, are none of its sheets.
    init(_ stream: consuming ContentStream, keepsSkeleton: Bool = false) throws(Finding) {
        var spreadsheet = Int.max
        if keepsSkeleton { recorder = ContentSkeleton.Recorder(&stream) }
        // What is wrong with a cell is said by who reads its sheet.
        var scanner = SheetScanner(stream, sheet: "", file: "", columns: ColumnSelection([]))
        if keepsSkeleton { scanner.shapes = RowShapes() }
        while true {
            try scanner.stream.next()
            if recorder?.isSmall(scanner.stream) == false { stopRecording(&scanner) }
            switch scanner.stream.kind {
            case .finish:
                names = scanner.stream.names
                if let shapes = scanner.shapes { skeleton = recorder?.finish(scanner.stream, shapes) }
                recorder = nil
                guard spreadsheet < Int.max else {
                    var place = scanner.stream.place
                    place.offset = nil
                    throw Finding(.notASpreadsheet, at: place, ["detail": "office:spreadsheet ∅"])
                }
                return
            case .start, .empty:
                switch scanner.stream.name {
                case .style: try readStyle(&scanner.stream)
                case .trackedChanges: try scanner.stream.skipElement()
                case .spreadsheet: spreadsheet = min(spreadsheet, scanner.stream.innerDepth)
                case .table where scanner.stream.innerDepth - 1 == spreadsheet: try readTable(&scanner)
                case .table: try scanner.stream.skipElement()
                case .namedRange, .namedExpression: try readName(&scanner.stream, sheet: nil)
                case .databaseRange: try readDatabaseRange(&scanner.stream)
                default: break
                }
            case .end, .text, .cdata: break
            }
        }
    }

    /// A table style may hide its tables (`table:display`).
    private mutating func readStyle(_ stream: inout ContentStream) throws(Finding) {
        guard try stream.attribute(.family) == "table", let style = try stream.attribute(.name) else { return }
        guard stream.kind == .start else { return }
        let outside = stream.depth - 1
        while stream.depth > outside {
            try stream.next()
            if stream.name == .tableProperties, stream.kind != .end, try stream.attribute(.display) == "false" {
                hiddenStyles.insert(style)
            }
        }
    }

    private mutating func readTable(_ scanner: inout SheetScanner) throws(Finding) {
        let start = scanner.stream.start
        let name = try scanner.stream.attribute(.name) ?? ""
        let style = try scanner.stream.attribute(.styleName)
        scanner.begin(sheet: name)
        var isRead = true
        if scanner.stream.kind == .start {
            let outside = scanner.stream.depth - 1
            while scanner.stream.depth > outside, scanner.stream.kind != .finish {
                try scanner.stream.next()
                guard scanner.stream.kind == .start || scanner.stream.kind == .empty else { continue }
                if scanner.stream.name == .namedExpressions {
                    try readNames(&scanner.stream, sheet: name)
                } else if isRead {
                    isRead = try readNoting(&scanner)
                } else {
                    try scanner.stream.skipElement()
                }
                if recorder?.isSmall(scanner.stream) == false { stopRecording(&scanner) }
            }
        }
        let isHidden = style.map(hiddenStyles.contains) ?? false
        tables.append(
            Table(
                name: name, isHidden: isHidden, extent: start..<scanner.stream.end,
                summary: isRead ? scanner.finished() : nil))
    }

    /// Reads the part of a table at hand, as `read`, and notes it when it is a row.
    private mutating func readNoting(_ scanner: inout SheetScanner) throws(Finding) -> Bool {
        let isRow = scanner.stream.name == .row
        let start = scanner.stream.start
        guard try read(&scanner) else { return false }
        if isRow, recorder != nil {
            let shape = scanner.shapes?.finishRow()
            let isKept = recorder?.take(
                start..<scanner.stream.end, shape: shape, size: scanner.shapes?.size ?? 0, &scanner.stream)
            if isKept == false { stopRecording(&scanner) }
        }
        return true
    }

    private mutating func stopRecording(_ scanner: inout SheetScanner) {
        recorder = nil
        scanner.shapes = nil
        scanner.stream.kept = nil
    }

    /// Reads the part of a table at hand; false when the rest of the table is to be passed over instead.
    ///
    /// After that the stream may be within the part.
    private func read(_ scanner: inout SheetScanner) throws(Finding) -> Bool {
        let isPart: Bool
        let outside = scanner.stream.innerDepth - 1
        do {
            isPart = try scanner.readPart()
        } catch {
            // The end of the part itself, which ends another element.
            if scanner.stream.kind == .end, scanner.stream.depth <= outside, let finding = error as? Finding {
                throw finding
            }
            // A cell that cannot be read: the finding is for who reads it. What the stream itself cannot read, it says again.
            return false
        }
        if !isPart { try scanner.stream.skipElement() }
        return scanner.merges <= Self.most
            && (scanner.unusualCells <= Self.most || scanner.unusualCells < scanner.usualCells / 4)
    }

    private mutating func readNames(_ stream: inout ContentStream, sheet: String) throws(Finding) {
        guard stream.kind == .start else { return }
        let list = stream.depth - 1
        while stream.depth > list, stream.kind != .finish {
            try stream.next()
            let isName = stream.name == .namedRange || stream.name == .namedExpression
            if stream.kind == .start || stream.kind == .empty, isName { try readName(&stream, sheet: sheet) }
        }
    }

    /// A name stands for a range of cells or for a formula (OpenDocument 1.3, part 3, sections 9.5.2 to 9.5.4).
    private mutating func readName(_ stream: inout ContentStream, sheet: String?) throws(Finding) {
        let isRange = stream.name == .namedRange
        let text = try stream.attribute(isRange ? .rangeAddress : .expression) ?? ""
        let name = try stream.attribute(.name) ?? ""
        let cells = isRange ? RangeAddress.parse(text).map { SheetCells(sheet: $0.sheet, range: $0.range) } : nil
        definedNames.append(WorkbookName(name: name, text: text, sheet: sheet, cells: cells))
    }

    private mutating func readDatabaseRange(_ stream: inout ContentStream) throws(Finding) {
        guard let target = try stream.attribute(.targetRange), let (sheet, range) = RangeAddress.parse(target) else {
            return
        }
        databaseRanges.append(
            DatabaseRange(
                name: try stream.attribute(.name) ?? "", sheet: sheet, range: range,
                hasHeader: try stream.attribute(.containsHeader) != "false",
                hasFilterButtons: try stream.attribute(.displayFilterButtons) == "true"))
    }
}
