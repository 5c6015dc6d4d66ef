internal import Findings
internal import Markup
internal import Tabular
internal import ZipArchive

/// What one quick pass over `content.xml` learns: where each table is, its name, whether it shows; the database ranges; the
/// defined names.
struct ContentIndex: Sendable {
    /// A table of the spreadsheet.
    struct Table: Sendable {
        var name: String
        var isHidden: Bool
        /// Where its start tag begins and where its end tag ends, in the part.
        var extent: Range<Int>
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

    private var hiddenStyles: Set<String> = []

    /// Scans the part that `stream` reads from its start.
    ///
    /// Tables elsewhere than in the spreadsheet itself, such as those that a DDE link keeps, are none of its sheets.
    init(_ stream: consuming ContentStream) throws(Finding) {
        var spreadsheet = Int.max
        while true {
            try stream.next()
            switch stream.kind {
            case .finish:
                names = stream.names
                guard spreadsheet < Int.max else {
                    var place = stream.place
                    place.offset = nil
                    throw Finding(.notASpreadsheet, at: place, ["detail": "office:spreadsheet ∅"])
                }
                return
            case .start, .empty:
                switch stream.name {
                case .style: try readStyle(&stream)
                case .trackedChanges: try stream.skipElement()
                case .spreadsheet: spreadsheet = min(spreadsheet, stream.innerDepth)
                case .table where stream.innerDepth - 1 == spreadsheet: try readTable(&stream)
                case .table: try stream.skipElement()
                case .namedRange, .namedExpression: try readName(&stream, sheet: nil)
                case .databaseRange: try readDatabaseRange(&stream)
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

    private mutating func readTable(_ stream: inout ContentStream) throws(Finding) {
        let start = stream.start
        let name = try stream.attribute(.name) ?? ""
        let style = try stream.attribute(.styleName)
        if stream.kind == .start {
            let outside = stream.depth - 1
            while stream.depth > outside, stream.kind != .finish {
                try stream.next()
                guard stream.kind == .start else { continue }
                guard stream.name == .namedExpressions else {
                    try stream.skipElement()
                    continue
                }
                let list = stream.depth - 1
                while stream.depth > list, stream.kind != .finish {
                    try stream.next()
                    let isName = stream.name == .namedRange || stream.name == .namedExpression
                    if stream.kind == .start || stream.kind == .empty, isName {
                        try readName(&stream, sheet: name)
                    }
                }
            }
        }
        tables.append(
            Table(name: name, isHidden: style.map(hiddenStyles.contains) ?? false, extent: start..<stream.end))
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
