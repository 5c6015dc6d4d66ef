internal import Files
internal import Findings
internal import Tabular
internal import ZipArchive

/// One edit of one package: surveyed and prepared when made, then written.
struct EditJob {
    private let edit: WorkbookEdit
    private let archive: ZipArchive
    private let file: String
    private let survey: ContentSurvey
    private var findings: [Finding] = []
    private var splices: [Splice] = []
    private var blocks: [BlockWriter] = []
    private var sheetStyles: [SheetWriter.Styles] = []
    private var colourStyles: [ValueColour: String] = [:]
    private var objects: EmbeddedObjects
    private var charts = ChartParts()
    /// The small parts that are written anew or for the first time.
    private var parts: [String: [UInt8]] = [:]

    /// Surveys `archive`, or what is kept of it, and prepares everything that will be written.
    init(_ edit: WorkbookEdit, _ archive: ZipArchive, _ skeleton: ContentSkeleton?, file: String) throws(Finding) {
        self.edit = edit
        self.archive = archive
        self.file = file
        let stream =
            if let skeleton {
                try ContentStream(EntryFeed(skeleton.bytes), at: Place(file: file, part: Package.content))
            } else {
                try OpenDocumentWorkbook.stream(archive, file: file, checksUTF8: false)
            }
        survey = try ContentSurvey(
            stream, leftOut: skeleton, blocks: edit.blocks, replaced: Set(edit.sheets.compactMap(\.replaces)),
            namespaces: Self.namespaces(of: edit), file: file)
        objects = EmbeddedObjects(archive, removing: survey.own.objects)
        guard !edit.blocks.isEmpty || !edit.sheets.isEmpty else { return }
        try checkSheets()
        let names = try prepareStyles()
        var book = StyleBook(survey, taken: names.taken)
        var validations = Validations(survey)
        try prepareBlocks(&book, &validations)
        for sheet in edit.sheets {
            let entries = sheet.columnBlock.map { validations.add($0, sheet: sheet.name) } ?? []
            var styles = try SheetWriter.styles(
                of: sheet, page: names.pages[sheet.isLandscape], validations: entries, &book)
            styles.protection = sheet.replaces.flatMap { survey.own.protections[$0] } ?? ""
            sheetStyles.append(styles)
        }
        validations.finish()
        splices += validations.splices
        try prepareCharts()
        try prepareSettings()
        prepareSplices(book)
    }

    /// What the new markup uses: few documents but LibreOffice's declare what charts and notes need.
    private static func namespaces(of edit: WorkbookEdit) -> [ContentNamespace] {
        var namespaces = Prefixes.ofContent
        let hasCharts = edit.sheets.contains { !$0.charts.isEmpty }
        let hasNotes = edit.sheets.contains { !$0.notes.isEmpty }
        if hasCharts { namespaces.append(.drawing) }
        if hasCharts || hasNotes { namespaces.append(.svg) }
        if hasNotes { namespaces.append(.dc) }
        return namespaces
    }

    /// Refuses a signed package unless its signature may go.
    mutating func checkSignature(_ options: EditOptions) throws(Finding) {
        guard archive.entries.contains(where: { Package.isSignature($0.name) }),
            !edit.blocks.isEmpty || !edit.sheets.isEmpty
        else { return }
        guard options.mayDropSignature else { throw Finding(.signedWorkbook, at: Place(file: file)) }
        findings.append(Finding(.signatureDropped, at: Place(file: file)))
    }

    // MARK: Preparing

    private func checkSheets() throws(Finding) {
        var replaced: Set<Int> = []
        for case let number? in edit.sheets.map(\.replaces) {
            guard survey.tableNames.indices.contains(number) else {
                throw Finding(.noSuchSheet, at: Place(file: file), ["number": String(number + 1)])
            }
            let isColumned = edit.blocks.contains { $0.sheet == number }
            guard replaced.insert(number).inserted, !isColumned else {
                throw Finding(
                    .badEdit, at: Place(file: file, sheet: survey.tableNames[number]),
                    ["detail": isColumned ? "columns on a replaced sheet" : "a sheet replaced twice"])
            }
        }
        if survey.isStructureProtected, edit.sheets.contains(where: { $0.replaces == nil }) {
            throw Finding(.protectedStructure, at: Place(file: file))
        }
        let kept = survey.tableNames.indices.filter { !replaced.contains($0) }
        var taken = Set(kept.map { survey.tableNames[$0].lowercased() })
        for sheet in edit.sheets {
            let name = sheet.name
            let isFree = taken.insert(name.lowercased()).inserted
            guard isFree, SheetNames.isLegal(name) else {
                throw Finding(.badSheetName, at: Place(file: file, sheet: name), ["name": name])
            }
        }
    }

    /// Prepares styles.xml; the names it takes, and the page of each orientation.
    private mutating func prepareStyles() throws(Finding) -> (taken: Set<String>, pages: [Bool: String]) {
        guard let entry = archive.entry(Package.styles) else { return ([], [:]) }
        var part = try StylesPart(try archive.contents(of: entry))
        let colours =
            edit.blocks.flatMap { $0.columns.flatMap(\.colours) } + edit.sheets.flatMap { $0.colours.map(\.1) }
        part.add(colours)
        part.addPages(edit.sheets.map(\.isLandscape))
        colourStyles = part.colourStyles
        parts[Package.styles] = part.spliced()
        return (part.names, part.pages)
    }

    /// Prepares the documents of charts, and what the manifest says of them and of those that go.
    private mutating func prepareCharts() throws(Finding) {
        charts = ChartParts(edit.sheets, &objects)
        for (name, part) in charts.parts { parts[name] = part }
        guard !charts.parts.isEmpty || !objects.gone.isEmpty, let manifest = archive.entry(Package.manifest) else {
            return
        }
        parts[Package.manifest] = try ManifestPart.edited(
            try archive.contents(of: manifest), adding: charts.entries, removing: objects.isGone)
    }

    private mutating func prepareSettings() throws(Finding) {
        let panes = edit.sheets.map { sheet in
            SettingsPart.Pane(
                sheet: sheet.name, formerName: sheet.replaces.map { survey.tableNames[$0] }, rows: sheet.frozenRows)
        }
        guard panes.contains(where: { $0.rows > 0 || $0.formerName != nil }) else { return }
        var canFreeze = false
        if let entry = archive.entry(Package.settings) {
            let part = try SettingsPart(try archive.contents(of: entry))
            canFreeze = part.canFreeze
            parts[Package.settings] = part.freezing(panes)
        }
        if !canFreeze, panes.contains(where: { $0.rows > 0 }) {
            findings.append(Finding(.noViewSettings, at: Place(file: file)))
        }
    }

    private mutating func prepareBlocks(
        _ book: inout StyleBook, _ validations: inout Validations
    ) throws(Finding) {
        let table = survey.prefixes.table
        let writer = SheetWriter(survey.prefixes)
        for (number, block) in survey.blocks.enumerated() {
            let names = validations.add(block.block, sheet: block.sheet)
            blocks.append(try BlockWriter(block, &book, validations: names))
            // Columns first: they may go to the very place where the rows start.
            for piece in block.columns { splices.append(columnSplice(piece, block, &book, table)) }
            splices.append(
                Splice(
                    offset: block.rows.lowerBound, removing: block.rows.count, insertion: .rows(block: number)))
            splices += ColourFormats.splices(
                of: block, replacing: survey.own.formats[block.sheet] ?? [], colours: colourStyles, writer)
            if block.hasPrintRange {
                findings.append(Finding(.outsidePrintRange, at: Place(file: file, sheet: block.sheet)))
            }
            if survey.own.protectedSheets.contains(block.sheet) {
                findings.append(Finding(.protectedSheet, at: Place(file: file, sheet: block.sheet)))
            }
        }
        for (place, text) in survey.addresses {
            splices.append(
                Splice(offset: place.lowerBound, removing: place.count, insertion: .bytes(Array(text.utf8))))
        }
    }

    private func columnSplice(
        _ piece: BlockSurvey.ColumnPiece, _ block: BlockSurvey, _ book: inout StyleBook, _ table: String
    ) -> Splice {
        var bytes: [UInt8] = []
        func appendRun(_ count: Int) {
            guard count > 0 else { return }
            bytes += piece.head
            DecimalText.append(count, to: &bytes)
            bytes += piece.tail
        }
        appendRun(piece.before)
        if piece.gap > 0 {
            bytes += "<\(table):table-column \(table):number-columns-repeated=\"\(piece.gap)\" ".utf8
            bytes += "\(table):default-cell-style-name=\"Default\"/>".utf8
        }
        for column in block.block.columns[piece.added] {
            bytes += "<\(table):table-column \(table):style-name=\"\(book.columnStyle(width: column.width))\"".utf8
            if column.isHidden { bytes += " \(table):visibility=\"collapse\"".utf8 }
            bytes += " \(table):default-cell-style-name=\"\(piece.cellStyle)\"/>".utf8
        }
        appendRun(piece.after)
        return Splice(offset: piece.offset, removing: piece.removing, insertion: .bytes(bytes))
    }

    private mutating func prepareSplices(_ book: StyleBook) {
        if !survey.prefixes.missing.isEmpty {
            splices.append(
                Splice(offset: survey.rootClose, insertion: .bytes(Array(survey.prefixes.missing.utf8))))
        }
        if !book.markup.isEmpty { splices.append(survey.automaticStyles.adding(book.markup)) }
        var added: [Int] = []
        for (number, sheet) in edit.sheets.enumerated() {
            guard let replaced = sheet.replaces else {
                added.append(number)
                continue
            }
            let table = survey.own.tables[replaced]
            splices.append(
                Splice(offset: table.lowerBound, removing: table.count, insertion: .sheets([number])))
        }
        if !added.isEmpty { splices.append(Splice(offset: survey.tablesEnd, insertion: .sheets(added))) }
        // Names after sheets: where there was no list of names, it goes where the last sheet ends.
        splices += MarkNames.splices(edit, survey.blocks, survey)
        splices = Splice.sorted(splices)
    }

    // MARK: Writing

    /// Writes the package: the media type first and stored, the rest in its order.
    func write(to sink: any ByteSink, mediaType: String, options: EditOptions) throws -> [Finding] {
        let writer = ZipWriter(to: sink)
        if archive.entries.first?.name == Package.mimetype, archive.entries.first?.method == 0,
            let entry = archive.entry(Package.mimetype)
        {
            try writer.copy(entry, from: archive)
        } else {
            try writer.add(Package.mimetype, Array(mediaType.utf8), level: 0)
        }
        let isChanged = !splices.isEmpty
        for entry in archive.entries where entry.name != Package.mimetype {
            if isChanged, Package.isSignature(entry.name) { continue }
            if entry.name == Package.content, isChanged {
                try writer.add(entry.name, level: options.compression) { write in try writeContent(write) }
            } else if let part = parts[entry.name] {
                try writer.add(entry.name, part, level: options.compression)
            } else if !objects.isGone(entry.name) {
                try writer.copy(entry, from: archive)
            }
        }
        for (name, part) in charts.parts where archive.entry(name) == nil {
            try writer.add(name, part, level: options.compression)
        }
        try writer.finish()
        return findings
    }

    private func writeContent(_ write: (ArraySlice<UInt8>) throws -> Void) throws {
        try withoutActuallyEscaping(write) { write in
            var output = Output(to: write)
            var stream = try ContentStream(
                EntryFeed(try OpenDocumentWorkbook.contentEntry(archive, file: file), of: archive),
                at: Place(file: file, part: Package.content), from: 0, names: survey.names)
            for splice in splices {
                try stream.pass(to: splice.offset) { try output.write($0) }
                switch splice.insertion {
                case .bytes(let bytes): try output.write(bytes[...])
                case .rows(let block):
                    var splicer = RowSplicer(blocks[block], table: survey.prefixes.table)
                    try splicer.run(&stream, &output)
                case .sheets(let numbers):
                    let writer = SheetWriter(survey.prefixes)
                    for number in numbers {
                        try writer.write(
                            edit.sheets[number], sheetStyles[number], objects: charts.folders[number],
                            colours: colourStyles, to: &output)
                    }
                }
                try stream.skip(to: splice.offset + splice.removing)
            }
            while try !stream.isAtEnd() { try stream.passWindow { try output.write($0) } }
            try output.flush(atLeast: 0)
        }
    }
}
