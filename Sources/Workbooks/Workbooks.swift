internal import DelimitedText
public import Files
public import Findings
internal import MarkupSheets
internal import OpenDocument
internal import OpenXML
public import Tabular
public import ZipArchive

/// The one door: opens any spreadsheet by its content, edits it in its own format.
public struct Workbook: Sendable {
    /// The file's path, as it was given.
    public let path: String
    /// Its bytes, mapped.
    public let bytes: Bytes
    /// Its rows.
    public let reader: any WorkbookReader
    /// What is edited, and how.
    private let original: Original

    private enum Original {
        /// A package, edited as it is.
        case package(ZipArchive)
        /// A flat OpenDocument file of this media type, made a package first.
        case flatOpenDocument(mediaType: String)
        /// Rows without a workbook around them, made an OpenXML workbook first.
        case rows
    }

    /// Opens the workbook at `path`; names of natural persons in the annexes of a budget document are masked unless
    /// `keepsNames`.
    ///
    /// - Throws: a `Finding` that says what the file is when it is no workbook, or where it is damaged.
    public init(
        opening path: String, limits: ArchiveLimits = ArchiveLimits(), keepsNames: Bool = false
    ) throws(Finding) {
        do {
            try self.init(Bytes(mapping: path), path: path, limits: limits, keepsNames: keepsNames)
        } catch {
            throw error.inFile(path)
        }
    }

    /// Opens the workbook whose bytes are `bytes`; `path` is the one shown in findings.
    ///
    /// - Throws: as for a path.
    init(reading bytes: Bytes, path: String) throws(Finding) {
        do {
            try self.init(bytes, path: path, limits: ArchiveLimits(), keepsNames: false)
        } catch {
            throw error.inFile(path)
        }
    }

    private init(_ bytes: Bytes, path: String, limits: ArchiveLimits, keepsNames: Bool) throws(Finding) {
        self.path = path
        self.bytes = bytes
        switch FileKind(of: bytes) {
        case .empty: throw Finding(.emptyFile)
        case .compoundFile: throw Self.finding(CompoundFile(bytes).kind)
        case .pdf: throw Finding(.pdfFile)
        case .gzip:
            original = .rows
            let text = try Self.budgetDocument(inflating: bytes, limits)
            reader = try BudgetDocumentWorkbook(text, file: path, keepsNames: keepsNames)
        case .document(let program): throw Finding(.otherDocument, ["program": program])
        case .binary: throw Finding(.binaryFile)
        case .markup:
            switch MarkupKind(of: bytes) {
            case .flatOpenDocument(let mediaType) where MarkupKind.isSpreadsheet(mediaType):
                original = .flatOpenDocument(mediaType: mediaType)
                reader = try OpenDocumentWorkbook(flat: bytes, file: path)
            case .flatOpenDocument(let mediaType):
                throw Finding(.otherDocument, ["program": MarkupKind.program(ofMediaType: mediaType)])
            case .budgetDocument:
                original = .rows
                reader = try BudgetDocumentWorkbook(bytes, file: path, keepsNames: keepsNames)
            case .document(let program): throw Finding(.otherDocument, ["program": program])
            case .spreadsheetML:
                original = .rows
                reader = try SpreadsheetMLWorkbook(bytes, file: path)
            case .html:
                original = .rows
                reader = try HTMLWorkbook(bytes, file: path)
            case .other: throw Finding(.markupFile)
            }
        case .text:
            original = .rows
            reader = try DelimitedWorkbook(bytes, fileName: path)
        case .zip:
            let archive = try ZipArchive(bytes, limits: limits)
            original = .package(archive)
            do throws(Finding) {
                if archive.isOpenXML {
                    reader = try OpenXMLWorkbook(archive, file: path)
                } else if archive.isOpenDocument {
                    reader = try OpenDocumentWorkbook(archive, file: path)
                } else {
                    throw Finding(.notAWorkbook)
                }
            } catch {
                // A package that says what it is instead needs no other word.
                throw archive.otherDocument() ?? error
            }
        }
    }

    /// The budget document that a gzip file holds: the gateways for budget documents take and give them so.
    ///
    /// - Throws: `CLA005` when it holds something else, what inflating it throws otherwise.
    private static func budgetDocument(inflating bytes: Bytes, _ limits: ArchiveLimits) throws(Finding) -> Bytes {
        var limits = limits
        if limits.entrySize == ArchiveLimits().entrySize { limits.entrySize = largestBudgetDocument }
        let file = GzipFile(bytes, limits: limits)
        let head = Bytes(file.head(64 << 10))
        guard FileKind(of: head) == .markup, MarkupKind(of: head) == .budgetDocument else { throw Finding(.gzipFile) }
        return try Bytes(file.contents())
    }

    /// It is held in memory; the largest known, of a département, has some tens of megabytes. `--max-entry-size` says
    /// otherwise.
    private static let largestBudgetDocument = 96 << 20

    private static func finding(_ kind: CompoundFile.Kind) -> Finding {
        switch kind {
        case .oldWorkbook: Finding(.oldWorkbook)
        case .encryptedOpenXML: Finding(.encryptedOpenXML)
        case .document(let program): Finding(.otherDocument, ["program": program])
        case .unknown: Finding(.compoundFile)
        }
    }

    /// The OpenDocument package at `path`; nil when the file is something else.
    static func openDocument(at path: String, limits: ArchiveLimits) throws(Finding) -> ZipArchive? {
        let bytes = try Bytes(mapping: path)
        guard FileKind(of: bytes) == .zip else { return nil }
        let archive = try ZipArchive(bytes, limits: limits)
        return archive.isOpenDocument ? archive : nil
    }

    /// Its package; nil when it is none.
    var archive: ZipArchive? {
        if case .package(let archive) = original { archive } else { nil }
    }

    /// Whether it is a package or is made one as it is: its cells are then copied byte for byte.
    var isPackage: Bool {
        switch original {
        case .package, .flatOpenDocument: true
        case .rows: false
        }
    }

    /// The format its annotated copy has: its own where that can be edited, or else OpenXML.
    public var outputFormat: WorkbookFormat {
        switch reader.format {
        case .openXML, .openDocument: reader.format
        case .delimitedText, .spreadsheetML, .html, .budgetDocument: .openXML
        }
    }

    /// The extension of its annotated copy: its own when the format allows (`xlsm` stays `xlsm`).
    public var outputExtension: String {
        guard case .package = original, let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
            return outputFormat.rawValue
        }
        let own = path[path.index(after: dot)...].lowercased()
        if outputFormat == .openDocument { return ["ods", "ots"].contains(own) ? own : "ods" }
        return ["xlsx", "xlsm", "xltx", "xltm"].contains(own) ? own : "xlsx"
    }

    /// Writes a copy of the workbook with `edit` applied; nothing else changes.
    ///
    /// A flat OpenDocument file becomes a package first. Delimited text, SpreadsheetML 2003, HTML and budget documents
    /// become a new OpenXML workbook with the same sheets and rows first (`numericColumns` says which columns of text are numbers).
    /// - Returns: what was noticed on the way.
    /// - Throws: a `Finding` when the edit would damage the workbook or the sink fails.
    public func write(
        _ edit: WorkbookEdit, to sink: any ByteSink, options: EditOptions = EditOptions(),
        numericColumns: Set<Int> = []
    ) throws -> [Finding] {
        let archive: ZipArchive
        var noticed: [Finding] = []
        switch original {
        case .package(let own): archive = own
        case .flatOpenDocument(let mediaType):
            let package = MemorySink()
            try FlatDocument(bytes, file: path).pack(mediaType: mediaType, to: package, options: options)
            archive = try ZipArchive(Bytes(package.bytes))
        case .rows:
            let blank = MemorySink()
            let sheets = try plainSheets(for: edit, numericColumns: numericColumns)
            let rewritten = Set(edit.blocks.filter { !$0.columns.isEmpty }.map(\.sheet))
            try OpenXMLNew.write(sheets: sheets, to: blank, options: options, rewritten: rewritten)
            archive = try ZipArchive(Bytes(blank.bytes))
            if reader.format == .spreadsheetML || reader.format == .html {
                noticed.append(Finding(.layoutLeft, at: Place(file: path)))
            }
        }
        // What was learnt of another package than the one that is written says nothing.
        var opened: (any WorkbookReader)?
        if case .package = original { opened = reader }
        if outputFormat == .openDocument {
            let editor = try OpenDocumentEditor(archive, file: path, opened: opened as? OpenDocumentWorkbook)
            return try noticed + editor.write(edit, to: sink, options: options)
        }
        let editor = try OpenXMLEditor(archive, file: path, opened: opened as? OpenXMLWorkbook)
        return try noticed + editor.write(edit, to: sink, options: options)
    }

    /// The index of the sheet called `name`.
    ///
    /// - Throws: `CLA007` with the names there are.
    public func sheet(named name: String) throws(Finding) -> Int {
        if let index = reader.sheets.firstIndex(where: { $0.name == name }) { return index }
        throw Finding(
            .sheetMissing, at: Place(file: path),
            ["sheet": name, "sheets": reader.sheets.map { "« \($0.name) »" }.joined(separator: ", ")])
    }
}
