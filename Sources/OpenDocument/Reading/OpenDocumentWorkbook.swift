public import Files
public import Findings
public import Tabular
public import ZipArchive

/// An OpenDocument spreadsheet opened for reading (OpenDocument 1.0 to 1.4), a package or a flat document.
///
/// Opening passes over `content.xml`, or the flat document, once to learn where each sheet is and what it spans, because the
/// one part holds them all; reading a sheet inflates up to it and scans only its own rows. Nothing is kept between two
/// readings.
public struct OpenDocumentWorkbook: WorkbookReader {
    /// Its sheets, hidden ones too, in workbook order.
    public let sheets: [SheetInfo]
    /// What was noticed while opening it.
    public let findings: [Finding] = []
    /// Always OpenDocument.
    public var format: WorkbookFormat { .openDocument }

    private let source: Source
    private let file: String
    private let index: ContentIndex
    /// All of a small `content.xml` with many tables, so that reading each does not inflate all those before it again.
    private let contents: [UInt8]?

    /// Where the contents are.
    private enum Source {
        case package(ZipArchive)
        case flat(Bytes)
    }

    private static let fewTables = 16
    private static let smallContents = 8 << 20

    /// Opens the package `archive`; `file` is the path shown in findings.
    ///
    /// - Throws: `ODS001` when it is no spreadsheet, `ODS002` when it is encrypted, `XML001` to `XML003` when
    ///   `content.xml` cannot be read, and what reading the archive throws.
    public init(_ archive: ZipArchive, file: String) throws(Finding) {
        do {
            _ = try Package.check(archive, file: file)
            index = try ContentIndex(try Self.stream(archive, file: file, checksUTF8: false), keepsSkeleton: true)
        } catch {
            // What is senseless because the contents were altered is said as such.
            let damage = archive.entry(Package.content).flatMap { archive.damage(of: $0) }
            throw (damage ?? error).inFile(file)
        }
        let isSmall = archive.entry(Package.content).map { $0.size <= Self.smallContents } ?? false
        if index.tables.count > Self.fewTables, isSmall {
            contents = try archive.contents(of: Self.contentEntry(archive, file: file))
        } else {
            contents = nil
        }
        source = .package(archive)
        self.file = file
        sheets = index.tables.map { SheetInfo(name: $0.name, isHidden: $0.isHidden) }
    }

    /// Opens the flat document `bytes` (OpenDocument 1.3, part 3, section 3.1.2); `file` is the path shown in findings.
    ///
    /// - Throws: `ODS001` when its root is another, `XML001` to `XML003` when it cannot be read.
    public init(flat bytes: Bytes, file: String) throws(Finding) {
        do {
            index = try ContentIndex(try ContentStream(EntryFeed(bytes), at: Place(file: file)))
        } catch {
            throw error.inFile(file)
        }
        source = .flat(bytes)
        self.file = file
        contents = nil
        sheets = index.tables.map { SheetInfo(name: $0.name, isHidden: $0.isHidden) }
    }

    /// Its named ranges and named expressions, those of a sheet with its name.
    public var names: [WorkbookName] { index.definedNames }

    /// What an edit of the workbook needs of its contents; nil when that was too much to keep.
    var skeleton: ContentSkeleton? { index.skeleton }

    /// Reads `columns` of sheet `index`, giving `body` its rows in batches, in order.
    ///
    /// - Throws: `ODS003` to `ODS007` with the cell, `XML001` with the offset, and whatever `body` throws.
    public func readSheet(_ index: Int, columns: ColumnSelection, _ body: (RowBatch) throws -> ReadStep) throws
        -> SheetSummary
    {
        guard self.index.tables.indices.contains(index) else {
            throw Finding(.noSuchSheet, at: Place(file: file), ["number": String(index + 1)])
        }
        let table = self.index.tables[index]
        // Nothing is given: what opening it learnt says all.
        if !columns.isAll, columns.flags.isEmpty, !columns.keepsText, var summary = table.summary {
            addDatabaseRanges(of: table.name, to: &summary)
            return summary
        }
        do {
            var stream = try stream(of: table)
            try stream.next()
            var scanner = SheetScanner(stream, sheet: table.name, file: file, columns: columns)
            var summary = try scanner.run(body)
            addDatabaseRanges(of: table.name, to: &summary)
            return summary
        } catch let finding as Finding {
            throw finding.inFile(file)
        }
    }

    /// The tokens of `table`, from its start.
    private func stream(of table: ContentIndex.Table) throws(Finding) -> ContentStream {
        var place = Place(file: file, sheet: table.name)
        switch source {
        case .flat(let bytes):
            // What lies before the table need not be read to be left out.
            let rest = bytes[min(table.extent.lowerBound, bytes.count)..<bytes.count]
            return try ContentStream(
                EntryFeed(rest), at: place, beginningAt: table.extent.lowerBound, names: index.names)
        case .package(let archive):
            place.part = Package.content
            if let contents {
                return try ContentStream(
                    EntryFeed(Array(contents[table.extent])), at: place, beginningAt: table.extent.lowerBound,
                    names: index.names)
            }
            return try ContentStream(
                EntryFeed(try Self.contentEntry(archive, file: file), of: archive, checksUTF8: true), at: place,
                from: table.extent.lowerBound, names: index.names)
        }
    }

    /// Reads the rows of all sheets of the package `archive` in one pass, without learning first which there are.
    ///
    /// `body` is given each batch and the index of its sheet; `.stop` leaves the rest of that sheet out.
    /// - Throws: what opening the workbook and reading a sheet throw, and whatever `body` throws.
    public static func readRows(
        of archive: ZipArchive, file: String, _ body: (_ sheet: Int, RowBatch) throws -> ReadStep
    ) throws {
        do {
            _ = try Package.check(archive, file: file)
            var stream = try stream(archive, file: file, checksUTF8: true)
            var sheet = 0
            var spreadsheet = Int.max
            repeat {
                try stream.next()
                guard stream.kind == .start || stream.kind == .empty else { continue }
                if stream.name == .trackedChanges { try stream.skipElement() }
                if stream.name == .spreadsheet { spreadsheet = min(spreadsheet, stream.innerDepth) }
                guard stream.name == .table else { continue }
                guard stream.innerDepth - 1 == spreadsheet else {
                    try stream.skipElement()
                    continue
                }
                let outside = stream.kind == .start ? stream.depth - 1 : stream.depth
                let name = try stream.attribute(.name) ?? ""
                stream.rewindAttributes()
                var scanner = SheetScanner(stream, sheet: name, file: file, columns: .all)
                _ = try scanner.run { batch in try body(sheet, batch) }
                stream = scanner.stream
                while stream.kind != .finish, stream.depth > outside { try stream.next() }
                sheet += 1
            } while stream.kind != .finish
        } catch let finding as Finding {
            throw finding.inFile(file)
        }
    }

    private func addDatabaseRanges(of sheet: String, to summary: inout SheetSummary) {
        for range in index.databaseRanges where range.sheet == sheet {
            summary.lastColumn = max(summary.lastColumn ?? 0, range.range.last.column)
            if range.hasFilterButtons { summary.filter = range.range }
            // LibreOffice names the range of a sheet's plain autofilter so; it is no table of the user's.
            if range.hasHeader, !range.name.hasPrefix("__Anonymous_Sheet_DB__") {
                summary.tables.append(SheetTable(range.name, range.range))
            }
        }
    }

    static func contentEntry(_ archive: ZipArchive, file: String) throws(Finding) -> ZipEntry {
        guard let entry = archive.entry(Package.content) else {
            throw Finding(.notASpreadsheet, at: Place(file: file), ["detail": "\(Package.content) ∅"])
        }
        return entry
    }

    /// The tokens of `content.xml`, from its start; `checksUTF8` when its text is given to others.
    static func stream(_ archive: ZipArchive, file: String, checksUTF8: Bool) throws(Finding) -> ContentStream {
        try ContentStream(
            EntryFeed(try contentEntry(archive, file: file), of: archive, checksUTF8: checksUTF8),
            at: Place(file: file, part: Package.content))
    }
}
