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
    private var stylesPart: [UInt8]?
    private var settingsPart: [UInt8]?

    /// Surveys `archive` and prepares everything that will be written.
    init(_ edit: WorkbookEdit, _ archive: ZipArchive, file: String) throws(Finding) {
        self.edit = edit
        self.archive = archive
        self.file = file
        survey = try ContentSurvey(
            try OpenDocumentWorkbook.stream(archive, file: file, checksUTF8: false), blocks: edit.blocks, file: file)
        guard !edit.blocks.isEmpty || !edit.sheets.isEmpty else { return }
        try checkSheetNames()
        let names = try prepareStyles()
        var book = StyleBook(survey, taken: names.taken)
        try prepareBlocks(&book)
        for sheet in edit.sheets {
            sheetStyles.append(SheetWriter.styles(of: sheet, page: names.pages[sheet.isLandscape], &book))
        }
        try prepareSettings()
        prepareSplices(book)
    }

    /// Refuses a signed package unless its signature may go.
    mutating func checkSignature(_ options: EditOptions) throws(Finding) {
        guard archive.entry(Package.signatures) != nil, !edit.blocks.isEmpty || !edit.sheets.isEmpty else { return }
        guard options.mayDropSignature else { throw Finding(.signedWorkbook, at: Place(file: file)) }
        findings.append(Finding(.signatureDropped, at: Place(file: file)))
    }

    // MARK: Preparing

    private func checkSheetNames() throws(Finding) {
        var taken = Set(survey.tableNames.map { $0.lowercased() })
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
        stylesPart = part.spliced()
        return (part.names, part.pages)
    }

    private mutating func prepareSettings() throws(Finding) {
        guard edit.sheets.contains(where: { $0.frozenRows > 0 }) else { return }
        if let entry = archive.entry(Package.settings) {
            settingsPart = try SettingsPart.freezing(edit.sheets, in: try archive.contents(of: entry))
        }
        if settingsPart == nil { findings.append(Finding(.noViewSettings, at: Place(file: file))) }
    }

    private mutating func prepareBlocks(_ book: inout StyleBook) throws(Finding) {
        let table = survey.prefixes.table
        var validations: [UInt8] = []
        var takenNames = survey.validationNames
        let formats = SheetWriter(survey.prefixes)
        for (number, block) in survey.blocks.enumerated() {
            var names: [String?] = []
            for (position, column) in block.block.columns.enumerated() {
                guard let choices = column.choices else {
                    names.append(nil)
                    continue
                }
                var free = 1
                while !takenNames.insert("mesVal\(free)").inserted { free += 1 }
                names.append("mesVal\(free)")
                let base = CellReference(
                    row: block.block.body.lowerBound, column: block.block.positions[position])
                validations += ValidationText.markup(
                    choices, name: "mesVal\(free)", base: "\(RangeAddress.quoted(block.sheet)).\(base)",
                    survey.prefixes)
            }
            blocks.append(try BlockWriter(block, &book, validations: names))
            // Columns first: they may go to the very place where the rows start.
            for piece in block.columns { splices.append(columnSplice(piece, block, &book, table)) }
            splices.append(
                Splice(
                    offset: block.rows.lowerBound, removing: block.rows.count, insertion: .rows(block: number)))
            addFormats(of: block, formats)
            if block.hasPrintRange {
                findings.append(Finding(.outsidePrintRange, at: Place(file: file, sheet: block.sheet)))
            }
        }
        if !validations.isEmpty { splices.append(survey.validations.adding(validations)) }
        for (place, text) in survey.addresses {
            splices.append(
                Splice(offset: place.lowerBound, removing: place.count, insertion: .bytes(Array(text.utf8))))
        }
    }

    private mutating func addFormats(of block: BlockSurvey, _ writer: SheetWriter) {
        guard !block.block.body.isEmpty else { return }
        var bytes: [UInt8] = []
        for (position, column) in block.block.columns.enumerated() where !column.colours.isEmpty {
            let at = block.block.positions[position]
            let range = CellRange(
                CellReference(row: block.block.body.lowerBound, column: at),
                CellReference(row: block.block.body.upperBound - 1, column: at))
            writer.appendFormat(sheet: block.sheet, range, column.colours, colourStyles, to: &bytes)
        }
        if !bytes.isEmpty { splices.append(block.conditionalFormats.adding(bytes)) }
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
        if !edit.sheets.isEmpty { splices.append(Splice(offset: survey.tablesEnd, insertion: .sheets)) }
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
            if entry.name == Package.signatures, isChanged { continue }
            if entry.name == Package.content, isChanged {
                try writer.add(entry.name, level: options.compression) { write in try writeContent(write) }
            } else if entry.name == Package.styles, let stylesPart {
                try writer.add(entry.name, stylesPart, level: options.compression)
            } else if entry.name == Package.settings, let settingsPart {
                try writer.add(entry.name, settingsPart, level: options.compression)
            } else {
                try writer.copy(entry, from: archive)
            }
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
                case .sheets:
                    let writer = SheetWriter(survey.prefixes)
                    for (sheet, styles) in zip(edit.sheets, sheetStyles) {
                        try writer.write(sheet, styles, colours: colourStyles, to: &output)
                    }
                }
                try stream.skip(to: splice.offset + splice.removing)
            }
            while try !stream.isAtEnd() { try stream.passWindow { try output.write($0) } }
            try output.flush(atLeast: 0)
        }
    }
}
