internal import Findings
internal import Tabular

/// What one pass over `content.xml` learns for an edit: where new markup goes, which names are taken, what styles say.
struct ContentSurvey {
    /// The prefixes for new markup.
    private(set) var prefixes = Prefixes(NameTable())
    /// The names as the document spells them.
    private(set) var names = NameTable()
    /// Where the root's start tag closes, for namespaces it lacks.
    private(set) var rootClose = 0
    /// Where automatic styles go.
    private(set) var automaticStyles = Anchor(offset: 0)
    /// Names of styles and data styles of this part.
    private(set) var styleNames: Set<String> = []
    /// The automatic cell styles, as they are written.
    private(set) var cellStyles: [String: [UInt8]] = [:]
    /// Where validations go, and the names taken.
    private(set) var validations = Anchor(offset: 0)
    private(set) var validationNames: Set<String> = []
    /// The names of the tables.
    private(set) var tableNames: [String] = []
    /// Where new tables go.
    private(set) var tablesEnd = 0
    /// What was learnt of the tables that get columns.
    private(set) var blocks: [BlockSurvey] = []
    /// Where addresses of database ranges are, and what they shall be.
    private(set) var addresses: [(place: Range<Int>, text: String)] = []
    /// What an earlier run of the program left.
    private(set) var own = OwnParts()
    /// Whether sheets may not be added or moved.
    private(set) var isStructureProtected = false

    private let file: String
    private let namespaces: [ContentNamespace]
    private let replaced: Set<Int>
    private let skeleton: ContentSkeleton?
    private var wanted: [Int: ColumnBlock] = [:]
    private var hasAutomaticStyles = false
    private var hasValidations = false
    private var validationsPlace: Int?

    /// Surveys the part that `stream` reads from its start, without the rows that `skeleton` leaves out, for `blocks` and for
    /// the sheets `replaced`, by their numbers; `namespaces` are what new markup uses.
    init(
        _ stream: consuming ContentStream, leftOut skeleton: ContentSkeleton? = nil, blocks: [ColumnBlock],
        replaced: Set<Int> = [],
        namespaces: [ContentNamespace] = Prefixes.ofContent, file: String
    ) throws(Finding) {
        self.file = file
        self.namespaces = namespaces
        self.replaced = replaced
        self.skeleton = skeleton
        for block in blocks {
            guard wanted[block.sheet] == nil else { throw Finding(.badEdit, ["detail": "two blocks, one sheet"]) }
            wanted[block.sheet] = block
        }
        try read(&stream)
    }

    private mutating func read(_ stream: inout ContentStream) throws(Finding) {
        var inside = Int.max
        while true {
            try stream.next()
            switch stream.kind {
            case .finish:
                names = stream.names
                guard inside < Int.max, rootClose > 0, automaticStyles.offset > 0 else {
                    let missing =
                        rootClose == 0
                        ? "office:document-content" : inside < Int.max ? "office:body" : "office:spreadsheet"
                    throw Finding(.notASpreadsheet, at: Place(file: file), ["detail": "\(missing) ∅"])
                }
                for number in blocks.indices { try blocks[number].checkRows(file: file) }
                guard blocks.count == wanted.count else {
                    throw Finding(
                        .noSuchSheet, at: Place(file: file),
                        ["number": String((wanted.keys.max() ?? 0) + 1)])
                }
                return
            case .end where stream.depth == inside - 1:
                // The end of the spreadsheet: what was not met goes before it.
                guard stream.name == .spreadsheet else { throw stream.malformed("an end tag of another element") }
                endSpreadsheet(stream)
            case .start, .empty:
                switch stream.name {
                case .documentContent:
                    rootClose = stream.end - (stream.kind == .empty ? 2 : 1)
                    prefixes = Prefixes(stream.names, for: namespaces)
                case .automaticStyles: try readStyles(&stream)
                case .body where !hasAutomaticStyles:
                    automaticStyles = .missing(at: stream.start, name: "\(prefixes.office):automatic-styles")
                case .spreadsheet where stream.kind == .start:
                    inside = stream.depth
                    isStructureProtected = try stream.attribute(.structureProtected) == "true"
                default:
                    if stream.depth - (stream.kind == .start ? 1 : 0) == inside {
                        try readChild(&stream)
                    } else if stream.depth > inside {
                        try stream.skipElement()
                    }
                }
            case .end, .text, .cdata: break
            }
        }
    }

    /// Reads a child of the spreadsheet, in the order of OpenDocument 1.3, part 3, section 3.7.
    private mutating func readChild(_ stream: inout ContentStream) throws(Finding) {
        switch stream.name {
        case .contentValidations:
            hasValidations = true
            validations = try readValidations(&stream)
        case .table:
            notePrelude(stream.start)
            let start = stream.start
            try readTable(&stream)
            tablesEnd = stream.end
            own.tables.append(start..<stream.end)
        case .namedExpressions:
            notePrelude(stream.start)
            var names: [OwnParts.Name] = []
            let end = try anchor(&stream) { (stream: inout ContentStream) throws(Finding) in
                if let name = try OwnParts.readName(&stream) { names.append(name) }
            }
            own.names = names
            own.namesEnd = end
        case .labelRanges:
            notePrelude(stream.start)
            try stream.skipElement()
        case .databaseRanges:
            notePrelude(stream.start)
            try readDatabaseRanges(&stream)
        default: try stream.skipElement()
        }
    }

    private mutating func notePrelude(_ offset: Int) { if validationsPlace == nil { validationsPlace = offset } }

    private mutating func endSpreadsheet(_ stream: ContentStream) {
        if tableNames.isEmpty { tablesEnd = validationsPlace ?? stream.start }
        if !hasValidations {
            validations = .missing(
                at: validationsPlace ?? stream.start, name: "\(prefixes.table):content-validations")
        }
    }

    /// Where children can be added to the element at hand, which is read to its end with `body` for each start tag.
    private func anchor(
        _ stream: inout ContentStream, _ body: (inout ContentStream) throws(Finding) -> Void
    ) throws(Finding) -> Anchor {
        if stream.kind == .empty { return .inEmptyTag(endingAt: stream.end, name: stream.qualifiedName) }
        let inside = stream.depth
        while true {
            try stream.next()
            if stream.depth < inside { return .beforeEnd(at: stream.start) }
            if stream.kind == .start || stream.kind == .empty { try body(&stream) }
        }
    }

    // MARK: Styles and validations

    private mutating func readStyles(_ stream: inout ContentStream) throws(Finding) {
        hasAutomaticStyles = true
        var names = styleNames
        var styles = cellStyles
        var ownStyles = own.styles
        automaticStyles = try anchor(&stream) { (stream: inout ContentStream) throws(Finding) in
            let start = stream.start
            var name: String?
            var isCellStyle = false
            while let attribute = try stream.nextAttribute() {
                if attribute == .name { name = stream.text(stream.valuePlace) }
                if attribute == .family { isCellStyle = stream.name == .style && stream.valueIs("table-cell") }
            }
            let isOwn = name.map(OwnParts.isOwnStyle) ?? false
            stream.kept = isCellStyle || isOwn ? start : nil
            try stream.skipElement()
            if let name {
                names.insert(name)
                if isCellStyle { styles[name] = Array(stream.bytes(start..<stream.end)) }
                if isOwn { OwnParts.note(style: name, stream.text(start..<stream.end), in: &ownStyles) }
            }
            stream.kept = nil
        }
        styleNames = names
        cellStyles = styles
        own.styles = ownStyles
    }

    private mutating func readValidations(_ stream: inout ContentStream) throws(Finding) -> Anchor {
        var names = validationNames
        var ownValidations: [OwnParts.Validation] = []
        let anchor = try anchor(&stream) { (stream: inout ContentStream) throws(Finding) in
            if let name = try stream.attribute(.name) { names.insert(name) }
            if let validation = try OwnParts.readValidation(&stream) { ownValidations.append(validation) }
        }
        validationNames = names
        own.validations = ownValidations
        return anchor
    }

    // MARK: Tables

    private mutating func readTable(_ stream: inout ContentStream) throws(Finding) {
        let name = try stream.attribute(.name) ?? ""
        let hasPrintRange = try stream.attribute(.printRanges) != nil
        tableNames.append(name)
        guard let block = wanted[tableNames.count - 1] else {
            let start = stream.start
            if replaced.contains(tableNames.count - 1) {
                own.protections[tableNames.count - 1] = try OwnParts.protection(stream)
                own.objects += try OwnParts.readObjects(&stream)
            } else {
                try stream.skipElement()
            }
            if let skeleton { stream.leaveOut(skeleton.leftOut(from: start, toKept: stream.end)) }
            return
        }
        if try stream.attribute(.protected) == "true" { own.protectedSheets.insert(name) }
        try checkColumns(block, sheet: name)
        guard stream.kind == .start else {
            throw Finding(.rowsMissing, at: Place(file: file, sheet: name), ["last": "0", "row": "1"])
        }
        var survey = BlockSurvey(block, sheet: name)
        survey.hasPrintRange = hasPrintRange
        let inside = stream.depth
        var rowsStart: Int?
        var formats: Anchor?
        while true {
            try stream.next()
            if stream.kind == .end {
                if stream.depth < inside { break }
                if stream.name == .columnGroup || stream.name == .headerColumns || stream.name == .tableColumns {
                    survey.endColumnGroup(at: stream.end)
                }
                continue
            }
            guard stream.kind == .start || stream.kind == .empty else { continue }
            switch stream.name {
            case .column: try survey.readColumn(&stream)
            case .tableColumns, .headerColumns, .columnGroup: continue
            case .tableRows, .headerRows, .rowGroup, .row:
                if rowsStart == nil {
                    rowsStart = stream.start
                    survey.finishColumns(at: stream.start)
                }
                if stream.name == .row {
                    try survey.readRow(&stream, file: file)
                    if let skeleton, let rows = skeleton.rows(after: stream.end) {
                        try survey.readRows(rows, of: skeleton.shapes, file: file)
                        stream.leaveOut(rows.place.count)
                    }
                }
            case .conditionalFormats:
                var found: [OwnParts.Format] = []
                formats = try anchor(&stream) { (stream: inout ContentStream) throws(Finding) in
                    if let format = try OwnParts.readFormat(&stream) { found.append(format) }
                }
                own.formats[name] = found
            default: try stream.skipElement()
            }
        }
        if rowsStart == nil { survey.finishColumns(at: stream.start) }
        survey.conditionalFormats =
            formats ?? .missing(at: stream.start, name: "\(prefixes.calcext):conditional-formats")
        blocks.append(survey)
    }

    private func checkColumns(_ block: ColumnBlock, sheet: String) throws(Finding) {
        let isAscending = zip(block.positions, block.positions.dropFirst()).allSatisfy { $0 < $1 }
        guard block.firstColumn >= 0, block.headerRow >= 0, block.body.lowerBound >= 0, isAscending,
            !block.columns.isEmpty || !block.owned.isEmpty
        else { throw Finding(.badEdit, at: Place(file: file, sheet: sheet), ["detail": "no column"]) }
        guard block.positions.last ?? 0 < SheetLimits.columns else {
            throw Finding(
                .tooManyColumns, at: Place(file: file, sheet: sheet),
                [
                    "count": String(block.columns.count),
                    "column": CellReference.letters(ofColumn: min(block.firstColumn, SheetLimits.columns)),
                ])
        }
    }

    /// A range that holds the header and ends at the left neighbour shall hold the new columns too; one that holds those of
    /// an earlier run stays as it is, unless more follow it.
    private mutating func readDatabaseRanges(_ stream: inout ContentStream) throws(Finding) {
        guard stream.kind == .start else { return }
        let inside = stream.depth
        var changed: Set<Range<Int>> = []
        while true {
            try stream.next()
            if stream.depth < inside { break }
            guard stream.kind == .start || stream.kind == .empty else { continue }
            guard stream.name == .databaseRange || stream.name == .filter,
                let place = try stream.place(ofAttribute: .targetRange),
                let address = try stream.attribute(.targetRange),
                let (sheet, range) = RangeAddress.parse(address),
                let block = blocks.first(where: { $0.sheet == sheet })?.block,
                (range.first.row...range.last.row).contains(block.headerRow)
            else { continue }
            var wider = range
            for column in block.positions where column == wider.last.column + 1 && !block.owned.contains(column) {
                wider.last.column = column
            }
            guard wider != range, changed.insert(place).inserted else { continue }
            addresses.append((place, XMLText.escaped(RangeAddress.text(sheet: sheet, wider))))
        }
    }
}
